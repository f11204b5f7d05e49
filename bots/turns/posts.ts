import type { Incident, IncidentFact } from '../../core/incidents/incident.ts'
import { type PostText, problemOfPost, stands } from '../../core/incidents/post.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sealedForIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

type Done = Promise<Result<null, 'gone' | 'exercise_not_posted' | 'tells_of_somebody'>>

const write = (turn: Turn, { id, exercise }: Incident, fact: IncidentFact): Promise<void> =>
  turn.decide([{ stream: `incident/${id}`, fact }], { incident: id, exercise })

export interface Draft {
  readonly text: PostText
  /** Whether it takes the place of the incident's last post. */
  readonly isUpdate: boolean
  /** Whether it asks people nearby for help. */
  readonly isCall: boolean
}

/** Drafts a public post. Nothing goes out yet, unless an earlier post of the incident was approved: then at once. */
export async function draftPost(turn: Turn, id: string, { text, isUpdate, isCall }: Draft): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.open || incident.erased) return fail('gone')
  if (incident.exercise) return fail('exercise_not_posted')
  if (problemOfPost(text.en) ?? problemOfPost(text.cy)) return fail('tells_of_somebody')
  const post = turn.unit.newId()
  const ref = await sealedForIncident(turn, incident, { ...text })
  const last = incident.posts?.findLast(stands)
  const updates = isUpdate && last ? { updates: last.id } : {}
  await write(turn, incident, {
    type: 'post_drafted',
    body: { post, text: ref, ...updates, ...(isCall ? { call: true } : {}) },
  })
  if (last) await write(turn, incident, { type: 'post_approved', body: { post } })
  return ok(null)
}

export async function approvePost(turn: Turn, id: string, post: string): Done {
  const incident = await turn.unit.load('incident', id)
  const found = incident?.posts?.find((one) => one.id === post)
  if (!incident || !found || found.approvedAt !== null || found.withdrawnAt !== null) return fail('gone')
  await write(turn, incident, { type: 'post_approved', body: { post } })
  return ok(null)
}

/** A draft is dropped; what has gone out is taken back wherever it stands. */
export async function withdrawPost(turn: Turn, id: string, post: string): Done {
  const incident = await turn.unit.load('incident', id)
  const found = incident?.posts?.find((one) => one.id === post)
  if (!incident || !found || found.withdrawnAt !== null) return fail('gone')
  await write(turn, incident, { type: 'post_withdrawn', body: { post } })
  return ok(null)
}
