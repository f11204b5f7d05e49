import { personFact } from '../../core/needs/decision.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { acknowledge } from './alarms.ts'
import type { Turn } from './turn.ts'

type Tended = Promise<Result<null, 'gone'>>

/** Takes an alarm on from the console, in the planner's own words. */
export async function takeAlarmOn(turn: Turn, account: string, id: string, reason: string): Tended {
  const alarm = await turn.unit.load('alarm', id)
  if (!alarm || alarm.acknowledgedBy !== null) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [alarm.need ?? alarm.person ?? account])
  return (await acknowledge(turn, id, turn.actor, reasonRef)) ? ok(null) : fail('gone')
}

/** Notes that somebody saw to a message that was not understood, not handled, or could only be told by voice. */
export async function handleMessage(turn: Turn, account: string, id: string, reason: string): Tended {
  const message = await turn.unit.load('message', id)
  if (!message || message.status === 'handled_by_staff') return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [message.person || account])
  const need = message.need === null ? undefined : await turn.need(message.need)
  await turn.decide([{ stream: `message/${id}`, fact: { type: 'message_handled', body: { reasonRef } } }], need)
  return ok(null)
}

/** Confirms a volunteer who joined by text, and tells them. */
export async function approve(turn: Turn, id: string, reason: string): Tended {
  const person = await turn.unit.load('person', id)
  if (!person?.volunteer?.unconfirmed) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [id])
  await turn.decide([personFact(id)('volunteer_approved', { how: 'by_planner', reasonRef })])
  const cause = turn.unit.entries.findLast((entry) => entry.type === 'volunteer_approved')!.id
  await turn.tell(id, { purpose: 'news', text: (p) => p.approved(), cause, need: null })
  return ok(null)
}

export async function markAway(turn: Turn, id: string, until: string | null): Tended {
  if (!(await turn.unit.load('person', id))?.volunteer) return fail('gone')
  await turn.decide([personFact(id)('went_away', { from: null, until })])
  return ok(null)
}

export async function markBack(turn: Turn, id: string): Tended {
  if (!(await turn.unit.load('person', id))?.away) return fail('gone')
  await turn.decide([personFact(id)('came_back', {})])
  return ok(null)
}
