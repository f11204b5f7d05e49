import { dropAssignment } from '../../core/needs/answers.ts'
import { assignByHand, type ByHandRefusal } from '../../core/needs/by-hand.ts'
import { needFact } from '../../core/needs/decision.ts'
import { isOver, type Need, type RankingPlace, seatsFree } from '../../core/needs/need.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { close } from './needs.ts'
import { offerSuits } from './offers.ts'
import type { Turn } from './turn.ts'

/** A planner's reason, in their words, under the need's key: it goes when the need's record does. */
const sealReason = (turn: Turn, need: Need, reason: string): Promise<string> => turn.unit.seal(reason, [need.id])

export async function closeByPlanner(turn: Turn, id: string, reason: string): Promise<Result<null, 'over'>> {
  const need = await turn.lockedNeed(id)
  if (isOver(need)) return fail('over')
  await close(turn, need, 'by_planner', await sealReason(turn, need, reason))
  return ok(null)
}

/** Asks more people now, also at night. Returns how many were found. */
export async function askMore(turn: Turn, id: string, reason: string): Promise<Result<number, 'over' | 'full'>> {
  const need = await turn.lockedNeed(id)
  if (need.status === 'closed' || need.status === 'done') return fail('over')
  if (seatsFree(need) === 0) return fail('full')
  const reasonRef = await sealReason(turn, need, reason)
  await turn.decide([needFact(id)('wave_asked_for', { reasonRef, at: turn.now })], need)
  return ok((await turn.need(id)).invitations.length - need.invitations.length)
}

/** Changes the order of asking: this person next, not at all, or again as ranked. Whoever is next is asked at once. */
export async function changeRanking(
  turn: Turn,
  id: string,
  personId: string,
  { place, reason }: { readonly place: RankingPlace; readonly reason: string },
): Promise<Result<null, 'over' | 'gone'>> {
  const [need, person] = [await turn.lockedNeed(id), await turn.unit.load('person', personId)]
  if (!person?.volunteer) return fail('gone')
  if (need.status === 'closed' || need.status === 'done') return fail('over')
  const reasonRef = await sealReason(turn, need, reason)
  await turn.decide([needFact(id)('ranking_changed', { person: personId, place, reasonRef })], need)
  return ok(null)
}

/** Gives a seat to somebody the planner has chosen; they are told at once, as after their own yes. */
export async function assignTo(
  turn: Turn,
  id: string,
  personId: string,
  { reason, override }: { readonly reason: string; readonly override: boolean },
): Promise<Result<null, ByHandRefusal | 'gone'>> {
  const [need, person] = [await turn.lockedNeed(id), await turn.unit.load('person', personId)]
  if (!person) return fail('gone')
  const offerId = need.invitations.find((i) => i.person === personId)?.offer ?? null
  const offer = offerId === null ? null : ((await turn.unit.load('offer', offerId)) ?? null)
  const reasonRef = await sealReason(turn, need, reason)
  const suits = offer === null || (await offerSuits(turn, need, offer))
  const decided = assignByHand(need, person, offer, { now: turn.now, reasonRef, suits, override })
  if (!decided.ok) return decided
  await turn.decide(decided.value, need)
  return ok(null)
}

/** Takes somebody off a need; the next in reserve takes over, or more people are asked. */
export async function dropByPlanner(
  turn: Turn,
  id: string,
  personId: string,
  reason: string,
): Promise<Result<null, 'not_assigned' | 'gone'>> {
  const [need, person] = [await turn.lockedNeed(id), await turn.unit.load('person', personId)]
  if (!person) return fail('gone')
  const decided = dropAssignment(need, person, 'by_planner', await sealReason(turn, need, reason))
  if (!decided.ok) return fail('not_assigned')
  await turn.decide(decided.value, need)
  return ok(null)
}
