import type { AlarmReason } from '../../core/alerts/alarm.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { startDoneCheck } from '../../core/needs/closing.ts'
import { needFact } from '../../core/needs/decision.ts'
import { type EscalationReason, type NeedFact, running, seatsFree } from '../../core/needs/need.ts'
import type { OfferFact } from '../../core/offers/offer.ts'
import { nextLetterOf } from '../../core/people/person.ts'
import { callNext, raiseAlarm } from './alarms.ts'
import { advance, refill } from './dispatch.ts'
import { offerToWaiting } from './offers.ts'
import type { Turn } from './turn.ts'
import { noteUsual } from './weekly.ts'

type Reaction = (turn: Turn, id: string, body: never, entry: Entry) => Promise<void>

/** What follows by itself from a fact, in the same transaction. */
const reactions: Readonly<Record<string, Reaction>> = {
  need_reported: async (turn, id, body: Extract<NeedFact, { type: 'need_reported' }>['body']) => {
    if (body.kind !== 'other') return advance(turn, id, 'opened')
    const need = await turn.need(id)
    await turn.decide([needFact(id)('need_escalated', { why: 'to_planner', alarm: turn.unit.newId() })], need)
  },
  wave_asked_for: (turn, id) => advance(turn, id, 'planner'),
  ranking_changed: async (turn, id, { place }: Extract<NeedFact, { type: 'ranking_changed' }>['body']) => {
    if (place === 'next') await advance(turn, id, 'ranked')
  },
  invitation_declined: (turn, id) => advance(turn, id, 'declined'),
  invitation_unreachable: (turn, id) => advance(turn, id, 'declined'),
  assignment_dropped: (turn, id) => refill(turn, id, 'dropped'),
  assignment_overdue: async (turn, id, body: Extract<NeedFact, { type: 'assignment_overdue' }>['body']) => {
    if (body.replaced) return refill(turn, id, 'overdue')
    const need = await turn.need(id)
    await raiseAlarm(turn, { reason: 'overdue', need: id, person: body.person }, need)
  },
  done_disputed: (turn, id) => advance(turn, id, 'reopened'),
  assignment_done: async (turn, id, { person }: Extract<NeedFact, { type: 'assignment_done' }>['body']) => {
    const need = await turn.need(id)
    if (need.weekly) await noteUsual(turn, need, person)
    await checkDone(turn, id)
  },
  need_escalated: async (turn, id, body: Extract<NeedFact, { type: 'need_escalated' }>['body']) => {
    const need = await turn.need(id)
    const reason = alarmFor(body.why)
    await raiseAlarm(turn, { id: body.alarm, reason, need: id, person: null }, need)
  },
  alarm_raised: (turn, id) => callNext(turn, id),
  offer_made: (turn, id, body: Extract<OfferFact, { type: 'offer_made' }>['body']) =>
    offerToWaiting(turn, id, body.kind),
}

/** What the people on duty are told of a need that wants them. */
const alarmFor = (why: EscalationReason): AlarmReason =>
  why === 'opted_out' ? 'ring_them' : why === 'kept_clear' ? 'to_planner' : why

/** Does what follows from one entry. */
export async function react(turn: Turn, entry: Entry): Promise<void> {
  const id = entry.stream.slice(entry.stream.indexOf('/') + 1)
  await reactions[entry.type]?.(turn, id, entry.body as never, entry)
}

/** Everybody who was coming has reported done: the resident is asked. */
async function checkDone(turn: Turn, id: string): Promise<void> {
  const need = await turn.lockedNeed(id)
  if (running(need).length > 0 || seatsFree(need) > 0 || need.status === 'done' || need.status === 'closed') return
  const reporter = await turn.person(need.reporter)
  await turn.decide(startDoneCheck(need, nextLetterOf(reporter, turn.now), turn.now), need)
}
