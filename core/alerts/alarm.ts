import type { Entry, Fact } from '../ledger/entry.ts'
import { type Instant, minutes, plus } from '../time.ts'

/** Why a duty officer is woken. */
export type AlarmReason =
  | 'danger'
  | 'nobody_left'
  | 'out_of_time'
  | 'to_planner'
  | 'overdue'
  | 'ring_them'
  | 'unconfirmed'
  | 'turn_failed'
  | 'budget_warning'
  | 'budget_reached'
  | 'provider_slow'
  | 'ledger_unsigned'
  | 'witness_refused'
  | 'witness_silent'
  | 'not_posted'
  | 'not_listening'

/** An alarm goes down the duty list, five minutes each, until somebody acknowledges it. */
export const acknowledgeWithinMs = minutes(5)

export interface Alarm {
  readonly id: string
  readonly authority: string
  readonly exercise: boolean
  readonly reason: AlarmReason
  readonly need: string | null
  readonly person: string | null
  readonly raisedAt: Instant
  readonly calls: readonly { readonly person: string; readonly letter: string }[]
  readonly nextAt: Instant | null
  readonly acknowledgedBy: string | null
}

export type AlarmFact =
  | Fact<'alarm_raised', { reason: AlarmReason; need: string | null; person: string | null }>
  | Fact<'duty_officer_called', { person: string; letter: string; round: number }>
  | Fact<'duty_list_empty', Record<string, never>>
  | Fact<'alarm_acknowledged', { by: string; reasonRef: string | null }>

/** The alarm after one more entry of its stream; the first must be `alarm_raised`. */
export function evolveAlarm(before: Alarm | undefined, entry: Entry<AlarmFact>): Alarm {
  const { type, body } = entry as AlarmFact & Entry<AlarmFact>
  if (type === 'alarm_raised') {
    const id = entry.stream.slice('alarm/'.length)
    const { authority, exercise, at } = entry
    return { ...body, id, authority, exercise, raisedAt: at, calls: [], nextAt: at, acknowledgedBy: null }
  }
  if (!before) throw new Error(`alarms: ${entry.stream} begins with ${type}`)
  if (type === 'alarm_acknowledged') return { ...before, acknowledgedBy: body.by, nextAt: null }
  const nextAt = plus(entry.at, acknowledgeWithinMs)
  if (type === 'duty_list_empty') return { ...before, nextAt }
  return { ...before, calls: [...before.calls, { person: body.person, letter: body.letter }], nextAt }
}

/** Whom an alarm calls next: down the list, then from the top again; null when nobody is on duty. */
export function nextOnDuty(alarm: Alarm, onDuty: readonly string[]): string | null {
  if (onDuty.length === 0) return null
  return onDuty[alarm.calls.length % onDuty.length] ?? null
}
