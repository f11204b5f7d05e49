import { recipientsWrite, takeBack } from '../../adapters/db/alerts.ts'
import { type Alert, type AlertFact, digestOf } from '../../core/alerts/alert.ts'
import type { AlertDraft, Area } from '../../core/alerts/audience.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { segmentsOf } from '../phrases/segments.ts'
import { audienceOf, routed, wordsOf } from './audience.ts'
import type { House } from './house.ts'
import { mentionsIn } from './places.ts'
import type { Turn } from './turn.ts'

type Done = Promise<Result<null, 'gone'>>

const write = (turn: Turn, { id, incident, exercise }: Pick<Alert, 'id' | 'incident' | 'exercise'>, fact: AlertFact) =>
  turn.decide([{ stream: `alert/${id}`, fact }], { incident: incident ?? turn.house.standingIncident, exercise })

/** The words as they go out: stamped in an exercise, and said by whom. */
const asSent = (us: string, exercise: boolean, text: string): string => `${exercise ? 'EXERCISE ' : ''}${us}: ${text}`

/** Keeps a draft, its words under a key of its own. Nothing goes out before it is approved. Returns its id. */
export async function draftAlert(
  turn: Turn,
  { texts, area, incident: of, ...rule }: AlertDraft,
): Promise<Result<string, 'gone'>> {
  const incident = await turn.unit.load('incident', of)
  if (!incident?.open || incident.erased) return fail('gone')
  const id = turn.unit.newId()
  turn.unit.createKey(id)
  const { us } = turn.house
  const said = Object.entries(texts).filter(([, text]) => text !== '')
  const sealed = await Promise.all(
    said.map(async ([language, text]) => [language, await turn.unit.seal(asSent(us, incident.exercise, text), [id])]),
  )
  const areaRef = area === null ? null : await turn.unit.seal(area as unknown as Json, [id])
  const segments = said.map(([, text]) => segmentsOf(asSent(us, incident.exercise, text)))
  const body = { ...rule, texts: Object.fromEntries(sealed), area: areaRef, segments }
  await write(turn, { id, incident: of, exercise: incident.exercise }, { type: 'alert_drafted', body })
  return ok(id)
}

/** Approves a draft; `seen`: how many recipients whoever approves it was shown. */
export async function approveAlert(turn: Turn, id: string, seen: number): Done {
  const alert = await turn.unit.load('alert', id)
  if (alert?.status !== 'draft') return fail('gone')
  await write(turn, alert, { type: 'alert_approved', body: { seen } })
  return ok(null)
}

/** Fixes whom an approved alert is for: one entry with their number and digest. From then on it is queued. */
export async function fixRecipients(turn: Turn, id: string): Promise<void> {
  const alert = await turn.unit.load('alert', id)
  if (alert?.status !== 'approved') return
  const people = await routed(turn.house, await audienceOf(turn.house, alert), await wordsOf(turn.house, alert))
  const ids = people.map(({ person }) => person.id)
  await write(turn, alert, { type: 'alert_sent', body: { recipients: ids.length, digest: digestOf(ids) } })
  turn.unit.also(...recipientsWrite(id, ids))
}

/** Withdraws what has not gone out. */
export async function withdrawAlert(turn: Turn, id: string, reason: string): Done {
  const alert = await turn.unit.load('alert', id)
  if (!alert || alert.status === 'withdrawn' || alert.status === 'ended') return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [id])
  await takeBack(turn.unit.client, id)
  await write(turn, alert, { type: 'alert_withdrawn', body: { reasonRef } })
  return ok(null)
}

/** A place that words name, as the middle of an area; null where they name none, or several. */
export async function areaAround(house: House, text: string, radiusM: number): Promise<Area | null> {
  const found = (await mentionsIn(house, text)).flatMap((mention) => mention.found)
  return found.length === 1 ? { label: found[0]!.label, centre: found[0]!.point, radiusM } : null
}
