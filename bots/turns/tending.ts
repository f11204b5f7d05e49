import { personFact } from '../../core/needs/decision.ts'
import type { StandingWish } from '../../core/offers/standing.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { acknowledge } from './alarms.ts'
import type { Turn } from './turn.ts'
import { moveWeekly } from './weekly.ts'

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
  const cause = turn.lastOf('volunteer_approved')!.id
  await turn.tell(id, { purpose: 'news', text: (p) => p.approved(), cause, need: null })
  return ok(null)
}

/** Notes that somebody's kitchen is fit to cook for others every week, until a day. */
export async function confirmKitchen(
  turn: Turn,
  id: string,
  { until, reason }: { readonly until: string; readonly reason: string },
): Tended {
  const person = await turn.unit.load('person', id)
  if (!person || person.erased) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [id])
  await turn.decide([personFact(id)('hygiene_confirmed', { until, reasonRef })])
  return ok(null)
}

/** Pauses, takes up again or ends what somebody wants or offers every week. */
export async function moveStanding(
  turn: Turn,
  id: string,
  { standing, wish, reason }: { readonly standing: string; readonly wish: StandingWish; readonly reason: string },
): Tended {
  const found = (await turn.unit.load('person', id))?.standing?.find((one) => one.id === standing)
  if (!found) return fail('gone')
  await moveWeekly(turn, { owner: id, standing: found, wish, reasonRef: await turn.unit.seal(reason, [id]) })
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
