import { vehicles, vettingLevels } from '../kinds.ts'
import { mayBeUnconfirmed } from '../matching/eligible.ts'
import type { Offer } from '../offers/offer.ts'
import { nextLetterOf, type Person } from '../people/person.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import { type AnswerRefusal, takeSeat } from './answers.ts'
import { type Decided, needFact } from './decision.ts'
import { type Invitation, isOver, type Need, type Overridden, seated, seatsFree } from './need.ts'

export type ByHandRefusal = AnswerRefusal | 'full' | 'unsuitable' | Overridden

export interface ByHand {
  readonly now: Instant
  readonly reasonRef: string
  /** True where it is known that they may eat what is offered, or nothing to eat is. */
  readonly suits: boolean
  /** The planner was told which rule speaks against it, and means it. */
  readonly override: boolean
}

/**
 * Gives a free seat to somebody a planner chose, asked before or not. How far they live, when they are free and how often
 * they were asked is the planner's judgement. A check, an approval or a vehicle that they lack may be set aside, which is
 * recorded. Never what would make somebody ill, and never two who are not to meet.
 *
 * Refused when no seat is free (`full`), the need is over, or the person is on it or has promised the time elsewhere.
 */
export function assignByHand(
  need: Need,
  person: Person,
  offer: Offer | null,
  { now, reasonRef, suits, override }: ByHand,
): Result<Decided[], ByHandRefusal> {
  if (isOver(need) || need.status === 'done') return fail('over')
  if (seated(need).some((a) => a.person === person.id)) return fail('already_yours')
  if (seatsFree(need) === 0) return fail('full')
  if (!suits) return fail('unsuitable')
  const lacks = lacking(need, person, now)
  if (lacks && !override) return fail(lacks)
  const asked = need.invitations.find((i) => i.person === person.id) ?? unasked(need, person, now)
  const taken = takeSeat(need, person, asked, offer, { now, inMin: null, condition: null, how: 'by_hand' })
  if (!taken.ok) return taken
  const body = { person: person.id, reasonRef, ...(lacks ? { overridden: lacks } : {}) }
  return ok([needFact(need.id)('assigned_by_hand', body), ...taken.value])
}

/** Which rule about who may come speaks against somebody; null when none does. */
function lacking(need: Need, { volunteer }: Person, now: Instant): Overridden | null {
  const { vetting, vettingExpires, vehicle, unconfirmed } = volunteer ?? stranger
  if (vettingLevels.indexOf(vetting) < vettingLevels.indexOf(need.vetting)) return 'vetting'
  if (need.vetting !== 'none' && vettingExpires !== null && vettingExpires <= now) return 'vetting_expired'
  if (unconfirmed && !mayBeUnconfirmed(need)) return 'unconfirmed'
  return vehicles.indexOf(vehicle) < vehicles.indexOf(need.vehicle) ? 'vehicle' : null
}

/** Somebody of whom nothing was checked. */
const stranger = { vetting: 'none', vettingExpires: null, vehicle: 'none', unconfirmed: true } as const

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
