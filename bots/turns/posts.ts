import { type PostDraft, problemOfPost, stands } from '../../core/incidents/post.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { noteInIncident, sealedForIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

type Done = Promise<Result<null, 'gone' | 'exercise_not_posted' | 'tells_of_somebody'>>

/** Drafts a public post. Nothing goes out yet, unless an earlier post of the incident was approved: then at once. */
export async function draftPost(turn: Turn, id: string, { text, isUpdate, isCall }: PostDraft): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.open || incident.erased) return fail('gone')
  if (incident.exercise) return fail('exercise_not_posted')
  if (problemOfPost(text.en) ?? problemOfPost(text.cy)) return fail('tells_of_somebody')
  const post = turn.unit.newId()
  const ref = await sealedForIncident(turn, incident, { ...text })
  const last = incident.posts?.findLast(stands)
  const updates = isUpdate && last ? { updates: last.id } : {}
  await noteInIncident(turn, incident, {
    type: 'post_drafted',
    body: { post, text: ref, ...updates, ...(isCall ? { call: true } : {}) },
  })
  if (last) await noteInIncident(turn, incident, { type: 'post_approved', body: { post } })
  return ok(null)
}

export async function approvePost(turn: Turn, id: string, post: string): Done {
  const incident = await turn.unit.load('incident', id)
  const found = incident?.posts?.find((one) => one.id === post)
  if (!incident || !found || found.approvedAt !== null || found.withdrawnAt !== null) return fail('gone')
  await noteInIncident(turn, incident, { type: 'post_approved', body: { post } })
  return ok(null)
}

/** A draft is dropped; what has gone out is taken back wherever it stands. */
export async function withdrawPost(turn: Turn, id: string, post: string): Done {
  const incident = await turn.unit.load('incident', id)
  const found = incident?.posts?.find((one) => one.id === post)
  if (!incident || !found || found.withdrawnAt !== null) return fail('gone')
  await noteInIncident(turn, incident, { type: 'post_withdrawn', body: { post } })
  return ok(null)
}
