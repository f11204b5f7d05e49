import { kinds } from '../kinds.ts'
import { assignmentWindow, besides, overlaps } from '../matching/eligible.ts'
import { type Offer, portionsLeft } from '../offers/offer.ts'
import { isBlockedFrom, nextLetterOf, type Person } from '../people/person.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Instant, later, minutes, plus } from '../time.ts'
import { type Decided, needFact, offerFact, personFact } from './decision.ts'
import {
  type AcceptedHow,
  type Assignment,
  type DroppedWhy,
  type Invitation,
  isOver,
  type Need,
  running,
  type StandbyReason,
  seatsFree,
  stillAsked,
} from './need.ts'

/** Why an answer was not acted on as it stood. */
export type AnswerRefusal =
  | 'not_asked'
  | 'over'
  | 'double_booked'
  | 'portions_gone'
  | 'not_assigned'
  | 'already_yours'
  | 'blocked'
  | 'briefing_first'

/** Arriving later than said is not yet silence: this long is waited before somebody else is sent. */
const graceMin = 15
/** How long somebody who set off, or is there, may stay silent before a planner is told. */
const onSiteMin = 90

export interface Acceptance {
  readonly now: Instant
  /** Minutes until arrival, if the person said so. */
  readonly inMin: number | null
  /** Sealed, if the yes depends on something. */
  readonly condition: string | null
  readonly how: AcceptedHow
}

/**
 * A yes. Takes a seat if one is free, otherwise keeps the person in reserve.
 *
 * Refused when they were never asked, it is over, or the time is promised elsewhere (`double_booked`).
 */
export function acceptInvitation(
  need: Need,
  person: Person,
  offer: Offer | null,
  how: Acceptance,
): Result<Decided[], AnswerRefusal> {
  const invitation = need.invitations.find((i) => i.person === person.id)
  if (!invitation) return fail('not_asked')
  if (running(need).some((a) => a.person === person.id)) return fail('already_yours')
  if (isOver(need) || need.status === 'done' || hasDone(need, person)) return fail('over')
  if (seatsFree(need) === 0) return ok(keepStandby(need, person, invitation, how, 'filled'))
  if (how.how === 'answered' && isTooLate(need, how))
    return ok(keepStandby(need, person, invitation, how, 'sooner_wanted'))
  return takeSeat(need, person, invitation, offer, how)
}

/** Their seat stays taken by what they did; a second one would leave a seat empty that counts as filled. */
const hasDone = (need: Need, person: Person): boolean =>
  need.assignments.some((a) => a.person === person.id && a.state === 'done')

/** Who could only come long after the kind's usual time is kept in reserve while somebody sooner is looked for. */
const isTooLate = (need: Need, { inMin }: Acceptance): boolean =>
  inMin !== null && !kinds[need.kind].quiet && inMin > 2 * kinds[need.kind].arriveInMin

/** Their letter opens again if it was closed: with it they can take themselves off the reserve. */
function keepStandby(
  need: Need,
  person: Person,
  invitation: Invitation,
  how: Acceptance,
  why: StandbyReason,
): Decided[] {
  if (invitation.state === 'standby') return []
  const { inMin, condition } = how
  const { letter, isOpen } = letterFor(need, person, invitation, how.now)
  return [
    needFact(need.id)('standby_kept', { person: person.id, letter, inMin, condition, why }),
    ...(isOpen ? [] : [opened(need, person, letter, 'invitation')]),
  ]
}

/** The invitation's letter while it stands for this need, or stood for it last; otherwise a new one. */
function letterFor(
  need: Need,
  person: Person,
  { letter }: Invitation,
  now: Instant,
): { letter: string; isOpen: boolean } {
  const open = person.items.find((item) => item.letter === letter)
  if (open?.about === need.id) return { letter, isOpen: true }
  const last = person.closed.findLast((item) => item.letter === letter)
  const isFree = !open && (last === undefined || last.about === need.id)
  return { letter: isFree ? letter : nextLetterOf(person, now), isOpen: false }
}

const opened = (need: Need, person: Person, letter: string, purpose: 'invitation' | 'assignment'): Decided =>
  personFact(person.id)('item_opened', { letter, purpose, about: need.id, kind: need.kind })

export function takeSeat(
  need: Need,
  person: Person,
  invitation: Invitation,
  offer: Offer | null,
  how: Acceptance,
): Result<Decided[], AnswerRefusal> {
  if (isBlockedFrom(person, need.reporter)) return fail('blocked')
  const arriveInMin = how.inMin ?? kinds[need.kind].arriveInMin
  const window = assignmentWindow(need, how.now, arriveInMin)
  if (overlaps(besides(person, Object.keys(offer?.promised ?? {})), window)) return fail('double_booked')
  const portions = need.portions ?? 1
  if (offer && (!offer.open || portionsLeft(offer) < portions)) return fail('portions_gone')
  const briefing = kinds[need.kind].briefing !== null
  const dueAt = later(plus(how.now, minutes(arriveInMin)), need.weekly?.wantedAt ?? how.now)
  const { letter, isOpen } = letterFor(need, person, invitation, how.now)
  const asNeed = needFact(need.id)
  const asPerson = personFact(person.id)
  return ok([
    asNeed('invitation_accepted', {
      person: person.id,
      letter,
      ...window,
      dueAt,
      overdueAt: plus(dueAt, minutes(graceMin)),
      condition: how.condition,
      briefing,
      how: how.how,
    }),
    ...(briefing ? [] : [asNeed('details_disclosed', { person: person.id, stage: 'on_acceptance' })]),
    isOpen ? asPerson('item_changed', { letter, purpose: 'assignment' }) : opened(need, person, letter, 'assignment'),
    asPerson('committed', { need: need.id, ...window }),
    ...(offer ? [offerFact(offer.id)('portions_promised', { need: need.id, portions })] : []),
    ...(seatsFree(need) === 1 ? fill(need, person.id) : []),
  ])
}

/** The last seat is taken: everybody else still asked is stood down at once. */
function fill(need: Need, takenBy: string): Decided[] {
  const others = stillAsked(need).filter((i) => i.person !== takenBy)
  return [needFact(need.id)('need_filled', {}), ...standDown(need, others)]
}

/** Stands these invitations down and closes their letters. */
export function standDown(need: Need, invitations: readonly Invitation[]): Decided[] {
  if (invitations.length === 0) return []
  return [
    needFact(need.id)('invitations_stood_down', { people: invitations.map((i) => i.person) }),
    ...invitations.map((i) => personFact(i.person)('item_closed', { letter: i.letter, outcome: 'stood_down' })),
  ]
}

/** A no: to an invitation, or taking oneself off the reserve. */
export function declineInvitation(
  need: Need,
  person: Person,
  condition: string | null,
): Result<Decided[], AnswerRefusal> {
  const invitation = need.invitations.find((i) => i.person === person.id)
  if (!invitation || !['asked', 'standby'].includes(invitation.state)) return fail('not_asked')
  return ok([
    needFact(need.id)('invitation_declined', { person: person.id, condition }),
    personFact(person.id)('item_closed', { letter: invitation.letter, outcome: 'declined' }),
  ])
}

const mine = (need: Need, person: Person): Assignment | undefined => running(need).find((a) => a.person === person.id)

/** The briefing has been read: the address may be given. */
export function acknowledgeBriefing(need: Need, person: Person): Result<Decided[], AnswerRefusal> {
  if (mine(need, person)?.state !== 'briefing') return fail('not_assigned')
  return ok([
    needFact(need.id)('briefing_acknowledged', { person: person.id }),
    needFact(need.id)('details_disclosed', { person: person.id, stage: 'on_acceptance' }),
  ])
}

export type Report = 'on_the_way' | 'arrived' | 'done'

/** What somebody on a job says of it. Saying the same again changes nothing. */
export function reportAssignment(
  need: Need,
  person: Person,
  report: Report,
  now: Instant,
): Result<Decided[], AnswerRefusal> {
  const assignment = mine(need, person)
  if (!assignment) return fail('not_assigned')
  if (assignment.state === 'briefing') return fail('briefing_first')
  if (assignment.state === report || (assignment.state === 'arrived' && report === 'on_the_way')) return ok([])
  const overdueAt = plus(now, minutes(onSiteMin))
  const about = { person: person.id }
  if (report === 'arrived') return ok([needFact(need.id)('arrived', { ...about, overdueAt })])
  if (report === 'done') return ok(finish(need, assignment))
  return ok([
    needFact(need.id)('set_off', { ...about, overdueAt }),
    needFact(need.id)('details_disclosed', { ...about, stage: 'on_the_way' }),
  ])
}

function finish(need: Need, { person, letter }: Assignment): Decided[] {
  return [needFact(need.id)('assignment_done', { person }), ...letGo(need, person, letter, 'done')]
}

/** Frees the person: the letter closes and the time is theirs again. */
export function letGo(need: Need, person: string, letter: string, outcome: string): Decided[] {
  return [personFact(person)('item_closed', { letter, outcome }), personFact(person)('released', { need: need.id })]
}

/** Somebody cannot come after all. Portions they promised are free again. */
export function dropAssignment(
  need: Need,
  person: Person,
  why: DroppedWhy,
  reasonRef: string | null = null,
): Result<Decided[], AnswerRefusal> {
  const assignment = mine(need, person)
  if (!assignment) return fail('not_assigned')
  return ok([
    needFact(need.id)('assignment_dropped', { person: person.id, why, reasonRef }),
    ...letGo(need, person.id, assignment.letter, 'dropped'),
    ...returnPortions(need, person.id),
  ])
}

/** Gives the portions that came with a person's invitation back to their offer. */
export function returnPortions(need: Need, person: string): Decided[] {
  const offer = need.invitations.find((i) => i.person === person)?.offer
  return offer ? [offerFact(offer)('portions_returned', { need: need.id })] : []
}
