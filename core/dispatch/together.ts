import type { Decided } from '../needs/decision.ts'
import type { Need } from '../needs/need.ts'
import { assign, nobody, type Wanting } from './assign.ts'
import { choose, inOrder } from './choose.ts'
import type { Considered, DecidedFrom } from './decided-from.ts'
import { costM, type Manner } from './order.ts'
import {
  type Asking,
  decideWave,
  type Given,
  type Prepared,
  type Proposal,
  prepareWave,
  quietFor,
  type Share,
} from './wave.ts'

/** A need that wants some of the people others want too. */
export interface Sharing extends Pick<DecidedFrom, 'manner' | 'candidates' | 'wantedNext' | 'usual'> {
  readonly need: string
  readonly seats: number
  /** How many it would ask if it were alone. */
  readonly wants: number
}

export type Kept = readonly { readonly person: string; readonly need: string }[]

const rankOf: Readonly<Record<Manner, number>> = { life: 2, urgent: 1, unhurried: 0 }
/** Somebody whom a planner wants, or who offered the very thing, is taken before everybody else. */
const ordinaryM = 200_000
const furthestM = 1_000_000

/**
 * Who is kept from each need because another is to have them, by need: as many as possible are asked for what matters
 * most, then for the next, and together they travel the least. Each need's free seats come before anybody's spare asks.
 *
 * Exact. Somebody asked for what they offered themselves is kept from nothing: one pot may feed several tables.
 */
export function shareOut(needs: readonly Sharing[]): ReadonlyMap<string, Kept> {
  const numbers = new Map<string, number>()
  const rows = needs.flatMap((one) => rowsOf(one, numbers))
  const given = assign(
    rows.map(({ wanting }) => wanting),
    numbers.size,
  )
  const needOf = new Map<number, string>()
  rows.forEach(({ need }, i) => {
    if (given[i] !== nobody) needOf.set(given[i]!, need)
  })
  return new Map(needs.map((one) => [one.need, keptFrom(one, numbers, needOf)]))
}

/** A need stands once for each it would ask; its first rows, one for each free seat, weigh more than the rest. */
function rowsOf(one: Sharing, numbers: Map<string, number>): { need: string; wanting: Wanting }[] {
  const options = one.candidates.map((candidate) => ({
    person: numberOf(keyOf(one, candidate), numbers),
    cost: priceM(one, candidate),
  }))
  return Array.from({ length: one.wants }, (_, i) => ({
    need: one.need,
    wanting: { priority: 2 * rankOf[one.manner] + (i < one.seats ? 1 : 0), options },
  }))
}

const keyOf = ({ need }: Sharing, { person, offer }: Considered): string =>
  offer === null ? person : `${need} ${person}`

function numberOf(key: string, numbers: Map<string, number>): number {
  const known = numbers.get(key) ?? numbers.size
  numbers.set(key, known)
  return known
}

function priceM({ manner, wantedNext, usual }: Sharing, one: Considered): number {
  if (wantedNext.includes(one.person) || one.person === usual) return 0
  const price = one.offer === null ? ordinaryM + costM(one, manner) : one.metres
  return Math.min(furthestM, Math.max(0, price))
}

const keptFrom = (one: Sharing, numbers: ReadonlyMap<string, number>, needOf: ReadonlyMap<number, string>): Kept =>
  one.candidates.flatMap((candidate) => {
    const other = needOf.get(numbers.get(keyOf(one, candidate))!)
    return other === undefined || other === one.need ? [] : [{ need: other, person: candidate.person }]
  })

export interface Proposed {
  readonly need: Need
  readonly proposal: Proposal
  readonly reason: Asking['reason']
  /** So many texts the budget has left for this need and those that share it; as many as are wanted unless given. */
  readonly textsLeft?: number
}

/** When, by what was learnt, and what the plan is to be called. */
export type At = Omit<Asking, 'reason' | 'textsLeft'> & { readonly plan: string }

/**
 * The next waves of several needs, in the order given. Those that would ask the same people are planned together; each
 * of their rounds says so, and with all of them the plan can be made again.
 */
export function startWaves(proposed: readonly Proposed[], { plan, ...at }: At): Decided[][] {
  const prepared = proposed.map(({ need, proposal, reason, textsLeft }, i) => {
    const left = textsLeft === undefined ? {} : { textsLeft: partOf(textsLeft, i, proposed.length) }
    const asking = { ...at, reason, ...left }
    return { asking, quiet: quietFor(need, asking), ready: prepareWave(need, proposal, asking) }
  })
  const given: Given = new Map()
  const shares = sharesOf(
    prepared.flatMap(({ quiet, ready }) => (quiet === null ? ready : [])),
    plan,
  )
  return prepared.map(
    ({ asking, quiet, ready }) => quiet ?? decideWave(ready, asking, given, shares.get(ready.need.id)),
  )
}

/** What falls to one of several who share: all parts together are no more than there is. */
const partOf = (all: number, i: number, count: number): number =>
  Number.isFinite(all) ? Math.floor(all / count) + (i < all % count ? 1 : 0) : all

function sharesOf(prepared: readonly Prepared[], plan: string): ReadonlyMap<string, Share> {
  const sharing = rivals(prepared.map(({ need, facts }) => sharingOf(need.id, facts)))
  const { served, kept } = settled(sharing)
  const needs = served.map(({ need }) => need).toSorted()
  return new Map(
    sharing.map(({ need, wants }) => [need, { together: { plan, needs, wants }, kept: kept.get(need) ?? [] }]),
  )
}

const sharingOf = (need: string, facts: Prepared['facts']): Sharing => ({
  ...{ need, seats: facts.seats, manner: facts.manner, wantedNext: facts.wantedNext },
  ...(facts.usual === undefined ? {} : { usual: facts.usual }),
  ...{ candidates: inOrder(facts), wants: choose(facts).chosen.length },
})

/** Those who would ask somebody whom another would ask too, and so all that this drags in. */
function rivals(all: readonly Sharing[]): Sharing[] {
  const front = (one: Sharing) => one.candidates.slice(0, one.wants).filter(({ offer }) => offer === null)
  const times = new Map<string, number>()
  for (const one of all) for (const { person } of front(one)) times.set(person, (times.get(person) ?? 0) + 1)
  const contested = all.some((one) => front(one).some(({ person }) => times.get(person)! > 1))
  return contested ? all.filter(({ wants }) => wants > 0).toSorted((a, b) => (a.need < b.need ? -1 : 1)) : []
}

/** The plan of those alone who get anybody, so that their rounds hold all that it was made from. */
function settled(sharing: readonly Sharing[]): { served: readonly Sharing[]; kept: ReadonlyMap<string, Kept> } {
  const kept = shareOut(sharing)
  const served = sharing.filter((one) => one.candidates.some(({ person }) => isFree(kept.get(one.need)!, person)))
  if (served.length === sharing.length) return { served, kept }
  const again = settled(served)
  const others = sharing.filter((one) => !served.includes(one))
  return {
    served: again.served,
    kept: new Map([...others.map((one) => [one.need, kept.get(one.need)!] as const), ...again.kept]),
  }
}

const isFree = (kept: Kept, person: string): boolean => !kept.some((one) => one.person === person)
