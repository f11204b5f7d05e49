import { rows } from '../../adapters/db/client.ts'
import { type AlarmReason, nextOnDuty } from '../../core/alerts/alarm.ts'
import { type Decided, personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import { nextLetterOf } from '../../core/people/person.ts'
import type { Turn } from './turn.ts'

export interface Alarming {
  readonly id?: string
  readonly reason: AlarmReason
  readonly need: string | null
  readonly person: string | null
}

/** Raises an alarm: it goes down the duty list until somebody acknowledges it. The same one is not raised twice. */
export async function raiseAlarm(turn: Turn, alarming: Alarming, need?: Need): Promise<void> {
  if (await isRaised(turn, alarming)) return
  const { id = turn.unit.newId(), ...body } = alarming
  await turn.decide([{ stream: `alarm/${id}`, fact: { type: 'alarm_raised', body } }], need)
}

async function isRaised(turn: Turn, { reason, need, person }: Alarming): Promise<boolean> {
  const sql = `SELECT 1 FROM alarms WHERE authority_id = $1 AND state->>'acknowledgedBy' IS NULL AND state->>'reason' = $2
    AND state->>'need' IS NOT DISTINCT FROM $3 AND state->>'person' IS NOT DISTINCT FROM $4 LIMIT 1`
  return (await rows(turn.unit.client, sql, [turn.house.authority, reason, need, person])).length > 0
}

/** Calls whoever is next on the duty list. With an empty list that is written down; the console shows it in red. */
export async function callNext(turn: Turn, id: string): Promise<void> {
  const alarm = await turn.unit.load('alarm', id)
  if (!alarm || alarm.acknowledgedBy !== null) return
  const need = alarm.need === null ? undefined : await turn.need(alarm.need)
  const list = await turn.unit.load('duty', turn.house.authority)
  const next = nextOnDuty(alarm, list?.people ?? [])
  const stream = `alarm/${id}`
  if (next === null) return turn.decide([{ stream, fact: { type: 'duty_list_empty', body: {} } }], need)
  const known = alarm.calls.find((call) => call.person === next)
  const officer = await turn.person(next)
  const letter = known?.letter ?? nextLetterOf(officer, turn.now)
  const opened: Decided[] = known
    ? []
    : [personFact(next)('item_opened', { letter, purpose: 'alarm', about: id, kind: need?.kind ?? null })]
  const round = alarm.calls.length + 1
  await turn.decide(
    [...opened, { stream, fact: { type: 'duty_officer_called', body: { person: next, letter, round } } }],
    need,
  )
}

/** Takes an alarm on: nobody else is called. Returns false when somebody had taken it before. */
export async function acknowledge(turn: Turn, id: string, by: string, reasonRef: string | null): Promise<boolean> {
  const alarm = await turn.unit.load('alarm', id)
  if (!alarm || alarm.acknowledgedBy !== null) return false
  const need = alarm.need === null ? undefined : await turn.need(alarm.need)
  const callees = new Map(alarm.calls.map((call) => [call.person, call.letter]))
  const closed = [...callees].map(([person, letter]) =>
    personFact(person)('item_closed', { letter, outcome: 'acknowledged' }),
  )
  await turn.decide(
    [{ stream: `alarm/${id}`, fact: { type: 'alarm_acknowledged', body: { by, reasonRef } } }, ...closed],
    need,
  )
  return true
}
