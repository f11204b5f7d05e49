import { type Bill, type DeliveryStatus, deliveryRank, type SendFailureCode } from '../channel.ts'
import type { BudgetScope } from '../incidents/budget.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { ShownWhy } from '../people/shown.ts'

/**
 * Why we write to somebody. `answerable` purposes put a question that a bare yes could be meant for;
 * `priority` orders the outbox: reply before invitation before alert before digest. `insist`: when it cannot arrive in
 * one way it is tried in another, and in the end somebody rings; what is not insisted on is let go of. `lifeSafety`: it goes
 * out whatever its budget. `hours`: how long it is worth delivering.
 */
export const purposes = {
  danger: { priority: 0, answerable: false, insist: true, lifeSafety: true, hours: 24 },
  alarm: { priority: 1, answerable: true, insist: true, lifeSafety: true, hours: 24 },
  reply: { priority: 2, answerable: false, insist: true, lifeSafety: false, hours: 24 },
  question: { priority: 2, answerable: true, insist: true, lifeSafety: false, hours: 24 },
  /** What somebody is told whose text we could not use; counted, so that two machines do not talk for ever. */
  clarification: { priority: 2, answerable: true, insist: false, lifeSafety: false, hours: 24 },
  briefing: { priority: 2, answerable: false, insist: true, lifeSafety: false, hours: 24 },
  accepted: { priority: 2, answerable: false, insist: true, lifeSafety: false, hours: 24 },
  news: { priority: 3, answerable: false, insist: true, lifeSafety: false, hours: 24 },
  relay: { priority: 3, answerable: false, insist: true, lifeSafety: false, hours: 24 },
  stand_down: { priority: 3, answerable: false, insist: false, lifeSafety: false, hours: 6 },
  introduction: { priority: 4, answerable: false, insist: false, lifeSafety: false, hours: 24 },
  invitation: { priority: 5, answerable: true, insist: false, lifeSafety: false, hours: 1 },
  /** An alert's: to everybody a rule selects. A life-saving one goes with invitations. */
  alert: { priority: 6, answerable: false, insist: false, lifeSafety: false, hours: 24 },
  digest: { priority: 7, answerable: false, insist: false, lifeSafety: false, hours: 72 },
} as const

export type Purpose = keyof typeof purposes

/** What a planner has to look at: two records that may be one person, somebody who is
 * reported for what was passed on, or who asks to be rung where no call can be made. */
export type StaffMatter = 'to_join' | 'reported' | 'asks_ring'

export interface Message {
  readonly id: string
  readonly authority: string
  readonly direction: 'in' | 'out'
  readonly person: string
  readonly need: string | null
  readonly purpose: Purpose | null
  readonly status:
    | 'received'
    | 'not_understood'
    | 'unhandled'
    | 'handled_by_staff'
    | StaffMatter
    | 'withheld'
    | 'call_back'
    | DeliveryStatus
    | 'unconfirmed'
    | SendFailureCode
  /** Who else it concerns, where a planner has to look at it. */
  readonly other?: string
  /** Sealed text: an inbox id for what came in, a sealed value for what went out. */
  readonly text: string
  readonly at: string
  /** What it cost, once that was billed. */
  readonly bill?: Bill
}

/** What becomes of a text we have to say: sent, held back from a loop of replies, or for somebody to ring about. */
export type Fate = 'queued' | 'withheld' | 'call_back'

export type MessageFact =
  | Fact<'message_received', { person: string; channel: string; understoodAs: readonly string[]; need: string | null }>
  | Fact<'message_not_understood', { person: string }>
  | Fact<'message_unhandled', { attempts: number }>
  | Fact<'message_for_staff', { why: StaffMatter; person: string }>
  | Fact<'message_handled', { reasonRef: string }>
  | Fact<'message_shown', { staff: string; why: ShownWhy }>
  | Fact<
      'message_queued',
      {
        person: string
        channel: string
        purpose: Purpose
        need: string | null
        text: string
        segments: number
        fate: Fate
      }
    >
  | Fact<'message_moved', { status: DeliveryStatus }>
  | Fact<'message_not_sent', { reason: SendFailureCode; code: string | null }>
  | Fact<'message_billed', Bill>
  /** It waits for another channel from now on: the first is slow. */
  | Fact<'message_rerouted', { from: string; to: string }>
  /** It went out for the sake of life though its budget was spent. */
  | Fact<'message_passed_budget', { scope: BudgetScope }>

/** The message after one more entry of its stream. */
export function evolveMessage(before: Message | undefined, entry: Entry<MessageFact>): Message {
  const { type, body } = entry as MessageFact & Entry<MessageFact>
  switch (type) {
    case 'message_received':
      return begun(entry, { direction: 'in', person: body.person, need: body.need, purpose: null, status: 'received' })
    case 'message_queued':
      return { ...begun(entry, { ...body, direction: 'out', status: body.fate }), text: body.text }
    case 'message_not_understood':
      return { ...known(before, entry), status: 'not_understood' }
    case 'message_unhandled':
      return before
        ? { ...before, status: 'unhandled' }
        : begun(entry, { direction: 'in', person: '', need: null, purpose: null, status: 'unhandled' })
    case 'message_for_staff':
      return { ...known(before, entry), status: body.why, other: body.person }
    case 'message_shown':
      return known(before, entry)
    case 'message_handled':
      return { ...known(before, entry), status: 'handled_by_staff' }
    case 'message_moved':
      return { ...known(before, entry), status: body.status }
    case 'message_not_sent':
      return { ...known(before, entry), status: body.reason }
    case 'message_billed':
      return { ...known(before, entry), bill: body }
    case 'message_passed_budget':
    case 'message_rerouted':
      return known(before, entry)
  }
}

type Begun = Pick<Message, 'direction' | 'person' | 'need' | 'purpose' | 'status'>

function begun(entry: Entry, given: Begun): Message {
  const id = entry.stream.slice('message/'.length)
  const { direction, person, need, purpose, status } = given
  return { id, authority: entry.authority, direction, person, need, purpose, status, text: id, at: entry.at }
}

function known(before: Message | undefined, entry: Entry): Message {
  if (!before) throw new Error(`messages: ${entry.stream} begins with ${entry.type}`)
  return before
}

/** Whether a delivery report says anything new: reports come unordered, repeated and with gaps. */
export function movesOn(message: Message, status: DeliveryStatus): boolean {
  const now = deliveryRank[message.status as DeliveryStatus]
  return now === undefined ? message.status === 'unconfirmed' : deliveryRank[status] > now
}
