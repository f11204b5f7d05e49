import { rows } from '../../adapters/db/client.ts'
import type { DecidingRole, DecisionText, SituationForm, SituationText } from '../../core/incidents/decision-log.ts'
import type { Incident, IncidentFact } from '../../core/incidents/incident.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { type Decided, needFact } from '../../core/needs/decision.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Instant } from '../../core/time.ts'
import type { Turn } from './turn.ts'

const fact = (id: string, of: IncidentFact): Decided => ({ stream: `incident/${id}`, fact: of })

const envelopeOf = ({ id, exercise }: Pick<Incident, 'id' | 'exercise'>) => ({ incident: id, exercise })

/** Writes facts of an incident into its own stream. */
export const noteInIncident = (
  turn: Turn,
  incident: Pick<Incident, 'id' | 'exercise'>,
  ...facts: readonly IncidentFact[]
): Promise<void> =>
  turn.decide(
    facts.map((one) => fact(incident.id, one)),
    envelopeOf(incident),
  )

/** Opens an incident with a key of its own. Whether it is an exercise is said now, and never changes. Returns its id. */
export async function openIncident(
  turn: Turn,
  opening: { readonly name: string; readonly exercise: boolean },
): Promise<string> {
  const id = turn.unit.newId()
  turn.unit.createKey(id)
  const nameRef = await turn.unit.seal(opening.name, [id])
  const day = turn.now.slice(0, 10)
  const sql = `SELECT count(*)::int AS n FROM incidents WHERE authority_id = $1 AND state->>'code' LIKE $2`
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(turn.unit.client, sql, [turn.house.authority, `${day}/%`])
  const body = { code: `${day}/${n + 1}`, nameRef }
  await noteInIncident(turn, { id, exercise: opening.exercise }, { type: 'incident_opened', body })
  return id
}

type Done = Promise<Result<null, 'gone'>>

export async function closeIncident(turn: Turn, id: string, reason: string): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.open || id === turn.house.standingIncident) return fail('gone')
  const reasonRef = await sealedForIncident(turn, incident, reason)
  await noteInIncident(turn, incident, { type: 'incident_closed', body: { reasonRef } })
  return ok(null)
}

/** Files a need under another incident. A real need is never part of an exercise, nor the other way round. */
export async function fileNeed(
  turn: Turn,
  needId: string,
  id: string,
  reason: string,
): Promise<Result<null, 'gone' | 'exercise_differs'>> {
  const [need, incident] = [await turn.unit.lockNeed(needId), await turn.unit.load('incident', id)]
  if (!need || !incident?.open || need.incident === id) return fail('gone')
  if (need.exercise !== incident.exercise) return fail('exercise_differs')
  const reasonRef = reason === '' ? null : await turn.unit.seal(reason, [needId])
  await turn.decide([needFact(needId)('need_filed', { incident: id, reasonRef })], envelopeOf(incident))
  return ok(null)
}

export interface Situation {
  readonly form: SituationForm
  readonly text: SituationText
  readonly observedAt: Instant
  readonly corrects: string | null
}

export async function reportSituation(turn: Turn, id: string, { text, ...situation }: Situation): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident || incident.erased) return fail('gone')
  const report = turn.unit.newId()
  const body = { ...situation, report, text: await sealedForIncident(turn, incident, text as unknown as Json) }
  await noteInIncident(turn, incident, { type: 'situation_reported', body })
  return ok(null)
}

export interface Decision {
  readonly text: DecisionText
  readonly role: DecidingRole
  readonly decidedAt: Instant
  readonly reviewAt: Instant | null
  readonly corrects: string | null
}

/** Enters a decision. One that corrects another names it; the other stays as it was. */
export async function recordDecision(turn: Turn, id: string, { text, ...given }: Decision): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident || incident.erased) return fail('gone')
  const known = (incident.decisions ?? []).map((line) => line.id)
  if (given.corrects !== null && !known.includes(given.corrects)) return fail('gone')
  const decision = turn.unit.newId()
  const body = { ...given, decision, text: await sealedForIncident(turn, incident, text as unknown as Json) }
  await noteInIncident(turn, incident, { type: 'decision_recorded', body })
  return ok(null)
}

/** Notes that a decision was looked at again, and when it is next. */
export async function reviewDecision(
  turn: Turn,
  id: string,
  {
    decision,
    words,
    reviewAt,
  }: { readonly decision: string; readonly words: string; readonly reviewAt: Instant | null },
): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.decisions?.some((line) => line.id === decision)) return fail('gone')
  const text = await sealedForIncident(turn, incident, words)
  await noteInIncident(turn, incident, { type: 'decision_reviewed', body: { decision, text, reviewAt } })
  return ok(null)
}

/** The words of planners, under the incident's key. The standing incident gets one when it first needs it. */
export async function sealedForIncident(turn: Turn, { id }: Incident, words: Json): Promise<string> {
  await turn.unit.vault.loadKeys(turn.unit.client, [id])
  if (!turn.unit.vault.has([id])) turn.unit.createKey(id)
  return turn.unit.seal(words, [id])
}
