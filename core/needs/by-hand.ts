import type { Offer } from '../offers/offer.ts'
import { nextLetterOf, type Person } from '../people/person.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import { type AnswerRefusal, takeSeat } from './answers.ts'
import { type Decided, needFact } from './decision.ts'
import { type Invitation, isOver, type Need, seated, seatsFree } from './need.ts'

export type ByHandRefusal = AnswerRefusal | 'full'

/**
 * Gives a free seat to somebody a planner chose, asked before or not; whether they fit is the planner's judgement.
 *
 * Refused when no seat is free (`full`), the need is over, or the person is on it or has promised the time elsewhere.
 */
export function assignByHand(
  need: Need,
  person: Person,
  offer: Offer | null,
  { now, reasonRef }: { readonly now: Instant; readonly reasonRef: string },
): Result<Decided[], ByHandRefusal> {
  if (isOver(need) || need.status === 'done') return fail('over')
  if (seated(need).some((a) => a.person === person.id)) return fail('already_yours')
  if (seatsFree(need) === 0) return fail('full')
  const asked = need.invitations.find((i) => i.person === person.id) ?? unasked(need, person, now)
  const taken = takeSeat(need, person, asked, offer, { now, inMin: null, condition: null, how: 'by_hand' })
  if (!taken.ok) return taken
  return ok([needFact(need.id)('assigned_by_hand', { person: person.id, reasonRef }), ...taken.value])
}

const unasked = (need: Need, person: Person, now: Instant): Invitation => ({
  person: person.id,
  letter: nextLetterOf(person, now),
  wave: need.wave,
  metres: 0,
  offer: null,
  at: now,
  state: 'asked',
  condition: null,
  inMin: null,
})
