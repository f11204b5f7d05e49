import { rows } from '../../adapters/db/client.ts'
import { budgetsOf, type Standing } from '../../adapters/db/spending.ts'
import type { PassedOver } from '../../core/dispatch/decided-from.ts'
import { type Proposed, startWaves } from '../../core/dispatch/together.ts'
import type { Candidate, Proposal } from '../../core/dispatch/wave.ts'
import { haversineM } from '../../core/geo/distance.ts'
import type { Polygon } from '../../core/geo/polygon.ts'
import { textsLeft } from '../../core/incidents/budget.ts'
import { kinds } from '../../core/kinds.ts'
import { passedOver } from '../../core/matching/by-how-much.ts'
import { rank } from '../../core/matching/rank.ts'
import type { Prices } from '../../core/messages/cost.ts'
import { acceptInvitation } from '../../core/needs/answers.ts'
import { type Decided, needFact } from '../../core/needs/decision.ts'
import { type Need, seatsFree, standbys, stillAsked, type WaveReason } from '../../core/needs/need.ts'
import { type Offer, portionsLeft } from '../../core/offers/offer.ts'
import { suits } from '../../core/offers/suits.ts'
import { reachableAddress } from '../../core/people/person.ts'
import { minutes, plus } from '../../core/time.ts'
import type { NeedDetails } from './details.ts'
import { areasKeptClear, isKeptClear, keepOut } from './kept-clear.ts'
import { type OfferDetails, offerSuits } from './offers.ts'
import type { Turn } from './turn.ts'

/** How many of the nearest who fit are looked at: enough to choose among, few enough to write down. */
const lookedAt = 60

/** Asks the next people for a need that still has a free seat; when nobody is left, the duty officer is told. */
export async function advance(turn: Turn, needId: string, reason: WaveReason): Promise<void> {
  await advanceTogether(turn, [{ id: needId, reason }])
}

/** The same for several needs at once, planned together where they want the same people. */
export async function advanceTogether(turn: Turn, wanted: readonly Wanted[]): Promise<void> {
  const inOrder = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id } of inOrder) await turn.lockedNeed(id)
  const clearFor = await areasKeptClear(turn)
  const budgets = await budgetsOf(turn.unit.client, turn.house.authority, turn.unit.now)
  const proposed: Proposed[] = []
  for (const { id, reason } of inOrder) {
    const need = await turn.need(id)
    if (need.status !== 'open' || seatsFree(need) === 0) continue
    const keptClear = clearFor(need)
    if (await isInsideOne(turn, need, keptClear)) {
      await keepOut(turn, need)
      continue
    }
    const proposal = await propose(turn, need, keptClear)
    proposed.push({ need, proposal, reason, ...textsLeftFor(turn.house.prices, budgets, need) })
  }
  const at = { now: turn.now, learnt: turn.house.answers.learnt, plan: turn.unit.newId() }
  const decided = startWaves(proposed, at)
  for (const [i, { need, reason }] of proposed.entries()) await carryOn(turn, need, decided[i]!, reason)
}

/** A need that people are to be asked for, and why now. */
export interface Wanted {
  readonly id: string
  readonly reason: WaveReason
}

/** Asks as decided; with nobody to ask somebody in reserve is taken, or the duty officer is told. */
async function carryOn(turn: Turn, need: Need, decided: readonly Decided[], reason: WaveReason): Promise<void> {
  if (decided.length > 0) return turn.decide(decided, need)
  if (reason === 'declined' && stillAsked(need).length > 0) return
  if (!(await promoteStandby(turn, need))) await nobodyLeft(turn, need)
}

/** What the budgets of its incident and of the day leave for invitations. */
function textsLeftFor(prices: Prices, budgets: readonly Standing[], { incident }: Need): { textsLeft?: number } {
  const price = prices.microsPerPart.sms ?? 0
  const own = budgets.filter(({ scope }) => scope === 'day' || scope === incident)
  return own.length === 0 ? {} : { textsLeft: Math.min(...own.map((one) => textsLeft(one, one.spent, price))) }
}

/** With nobody to ask we look again after this long: somebody may have come back, joined or become free. */
const lookAgainMs = (need: Need): number => (kinds[need.kind].quiet ? minutes(15) : minutes(2))

async function nobodyLeft(turn: Turn, need: Need): Promise<void> {
  const escalated = need.escalatedAt !== null
  const rested = needFact(need.id)('wave_put_off', { until: plus(turn.now, lookAgainMs(need)), reason: 'nobody_left' })
  const told = needFact(need.id)('need_escalated', { why: 'nobody_left', alarm: turn.unit.newId() })
  await turn.decide(escalated ? [rested] : [told, rested], need)
}

/** Who could be asked, best first: the index proposes, their records decide. */
async function propose(turn: Turn, need: Need, keptClear: readonly Polygon[]): Promise<Proposal> {
  const details = await turn.detailsOf(need)
  if (!details) return { considered: 0, excluded: {}, candidates: [], passedOver: [] }
  const { offers, leftOut: withOffer } = await offersFor(turn, need, { ...details, keptClear })
  const { volunteers } = turn.house
  const { blocked = [] } = await turn.person(need.reporter)
  const found = rank(volunteers.index, need, details.place.point, { now: turn.now, k: lookedAt, blocked, keptClear })
  const { considered, excluded, ranked } = found
  const standing = ranked.filter((r) => !offers.some((o) => o.person.id === r.person))
  const people = await turn.unit.loadAll(
    'person',
    standing.map((r) => r.person),
  )
  const candidates = standing.flatMap(({ metres }, i): Candidate[] =>
    people[i] ? [{ person: people[i], metres, offer: null }] : [],
  )
  const leftOut = found.passedOver.flatMap((one) => {
    const known = volunteers.get(one.person)
    return known ? passedOver(need, { ...known, metres: one.metres, why: one.why }, turn.now) : []
  })
  return {
    considered: considered + offers.length + withOffer.length,
    excluded: withCounts(excluded, withOffer),
    ...{ candidates: [...offers, ...candidates], passedOver: [...withOffer, ...leftOut] },
  }
}

function withCounts(excluded: Readonly<Record<string, number>>, more: readonly PassedOver[]): Record<string, number> {
  const all: Record<string, number> = { ...excluded }
  for (const { why } of more) all[why] = (all[why] ?? 0) + 1
  return all
}

async function isInsideOne(turn: Turn, need: Need, areas: readonly Polygon[]): Promise<boolean> {
  const details = areas.length === 0 ? undefined : await turn.detailsOf(need)
  return details !== undefined && isKeptClear(areas, details.place.point)
}

/** One-off offers that could meet the need, nearest first, and those whose food is not known to suit. */
async function offersFor(
  turn: Turn,
  need: Need,
  { place: { point }, diet, keptClear }: NeedDetails & { readonly keptClear: readonly Polygon[] },
): Promise<{ offers: Candidate[]; leftOut: PassedOver[] }> {
  if (!kinds[need.kind].portions) return { offers: [], leftOut: [] }
  const found: Candidate[] = []
  const leftOut: PassedOver[] = []
  for (const offer of await openOffers(turn, need)) {
    const [person, details] = [
      await turn.unit.load('person', offer.person),
      await turn.unit.open<OfferDetails>(offer.details),
    ]
    const metres = details ? Math.round(haversineM(point, details.place.point)) : Number.POSITIVE_INFINITY
    if (!person || metres > kinds[need.kind].radiusM) continue
    const why = isKeptClear(keptClear, details!.place.point)
      ? 'kept_clear'
      : suits(diet, details?.contents) === 'yes'
        ? null
        : 'unsuitable'
    if (why) leftOut.push({ person: person.id, metres, why, by: null })
    else found.push({ person, metres, offer: offer.id, promisedTo: Object.keys(offer.promised) })
  }
  return { offers: found.sort((a, b) => a.metres - b.metres || (a.person.id < b.person.id ? -1 : 1)), leftOut }
}

async function openOffers(turn: Turn, need: Need): Promise<Offer[]> {
  const sql = `SELECT state FROM offers WHERE authority_id = $1 AND state->>'open' = 'true' AND state->>'kind' = $2`
  const found = await rows<{ state: Offer }>(turn.unit.client, sql, [turn.house.authority, need.kind])
  const own = turn.unit.entries.filter((e) => e.type === 'offer_made').map((e) => e.stream.slice('offer/'.length))
  const fresh = await turn.unit.loadAll('offer', [...new Set([...found.map((f) => f.state.id), ...own])])
  return fresh.filter(
    (offer) => offer?.open && offer.until > turn.now && portionsLeft(offer) >= (need.portions ?? 1),
  ) as Offer[]
}

/** A seat became free again: a standby takes it if one can, otherwise more people are asked. */
export async function refill(turn: Turn, needId: string, reason: WaveReason): Promise<void> {
  const need = await turn.lockedNeed(needId)
  if (need.status === 'open' && !(await promoteStandby(turn, need))) await advance(turn, needId, reason)
}

/** Gives the seat to the first in reserve who is free. */
async function promoteStandby(turn: Turn, need: Need): Promise<boolean> {
  for (const standby of standbys(need)) {
    const person = await turn.person(standby.person)
    if (reachableAddress(person) === null) continue
    const offer = standby.offer ? await turn.unit.load('offer', standby.offer) : undefined
    const { inMin, condition } = standby
    const accepted = acceptInvitation(need, person, offer ?? null, {
      now: turn.now,
      inMin,
      condition,
      how: 'from_reserve',
    })
    if (!accepted.ok || (offer && !(await offerSuits(turn, need, offer)))) continue
    await turn.decide(accepted.value, need)
    return true
  }
  return false
}
