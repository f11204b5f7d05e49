import type { KindId } from '../kinds.ts'
import { type AnswerPace, publishedTable } from './published.ts'
import { type ResponseTable, stretchesS } from './response.ts'

/** What came of one ask. `waitedS`: until the answer, or as long as it stayed open without one. */
export interface Outcome {
  readonly person: string
  readonly kind: KindId
  readonly pace: AnswerPace
  readonly metres: number
  readonly night: boolean
  readonly waitedS: number
  readonly answer: 'yes' | 'no' | 'none'
}

/** Yeses that came, and those that were to be expected without this factor. */
interface Counted {
  yes: number
  expected: number
}

interface Tally {
  /** Seconds somebody waited in each stretch, a likelier person counting for more. */
  readonly waitedS: number[]
  readonly yes: number[]
  readonly no: number[]
}

/**
 * Everything learnt of how people answer: how soon, and how much likelier a yes is near, by night, for a kind, from one
 * person. Gamma posteriors: each begins as so many yeses seen at the published rate.
 */
export interface Learnt {
  readonly tallies: Record<AnswerPace, Tally>
  readonly near: Counted[]
  readonly hour: Record<'day' | 'night', Counted>
  readonly kinds: Map<KindId, Counted>
  readonly people: Map<string, Counted>
  /** Yeses, and those of them who then did not come. */
  readonly seats: { yes: number; missed: number }
}

export type Asked = Pick<Outcome, 'person' | 'kind' | 'metres' | 'night'>

const tally = (): Tally => ({
  waitedS: stretchesS.map(() => 0),
  yes: stretchesS.map(() => 0),
  no: stretchesS.map(() => 0),
})
const counted = (): Counted => ({ yes: 0, expected: 0 })

export const nothingLearnt = (): Learnt => ({
  tallies: { pressing: tally(), ordinary: tally() },
  near: nearPriorPpm.map(counted),
  hour: { day: counted(), night: counted() },
  kinds: new Map(),
  people: new Map(),
  seats: { yes: 0, missed: 0 },
})

const nearEdgesM = [500, 1_000, 2_000, 4_000, 8_000]
/** Who is near says yes more often: an assumption until our own people have answered. */
const nearPriorPpm = [1_150_000, 1_100_000, 1_000_000, 900_000, 750_000, 600_000]
const bandOf = (metres: number): number => nearEdgesM.filter((edge) => metres >= edge).length

/** How many yeses the published numbers, or the usual answer for everybody, are worth against our own. */
const tableWorth = 3
const factorWorth = { near: 5, hour: 8, kind: 8, person: 4 }
const factorOf = ({ yes, expected }: Counted, worth: number): number => (worth + yes) / (worth + expected)

/** Takes in what came of one ask. */
export function learn(learnt: Learnt, outcome: Outcome): void {
  if (!learnt.kinds.has(outcome.kind)) learnt.kinds.set(outcome.kind, counted())
  if (!learnt.people.has(outcome.person)) learnt.people.set(outcome.person, counted())
  const factors = countedFor(learnt, outcome)
  const factor = factorPpm(learnt, outcome) / 1e6
  const table = tableOf(learnt, outcome.pace)
  const expected = factor * yesesIn(table, outcome.waitedS)
  for (const { of, worth } of factors) {
    of.expected += expected / factorOf(of, worth)
    if (outcome.answer === 'yes') of.yes++
  }
  const { waitedS, yes, no } = learnt.tallies[outcome.pace]
  stretchesS.forEach((fromS, j) => {
    const spent = Math.min(outcome.waitedS, stretchesS[j + 1] ?? outcome.waitedS) - fromS
    if (spent > 0) waitedS[j]! += spent * factor
  })
  const at = stretchesS.findLastIndex((fromS) => fromS <= outcome.waitedS)
  if (outcome.answer === 'yes') yes[at]!++
  if (outcome.answer === 'no') no[at]!++
}

/**
 * How many yeses a usual person is expected to give in the time somebody waited: the sum of the rates over that time, not
 * the chance of one by then. Over all asks these sums come out as many as the yeses that came, whenever each of them did.
 */
function yesesIn({ yes }: ResponseTable, waitedS: number): number {
  const spentS = (fromS: number, toS = waitedS) => Math.max(0, Math.min(waitedS, toS) - fromS)
  return yes.reduce((sum, rate, j) => sum + (rate * spentS(stretchesS[j]!, stretchesS[j + 1])) / 1e9, 0)
}

function countedFor(learnt: Learnt, { person, kind, metres, night }: Asked): { of: Counted; worth: number }[] {
  return [
    { of: learnt.near[bandOf(metres)]!, worth: factorWorth.near },
    { of: learnt.hour[night ? 'night' : 'day'], worth: factorWorth.hour },
    { of: learnt.kinds.get(kind) ?? counted(), worth: factorWorth.kind },
    { of: learnt.people.get(person) ?? counted(), worth: factorWorth.person },
  ]
}

/** How much likelier than usual this person says yes to this, in parts per million: 50,000 to 5,000,000. */
export function factorPpm(learnt: Learnt, asked: Asked): number {
  const product = countedFor(learnt, asked).reduce((all, { of, worth }) => all * factorOf(of, worth), 1)
  const factor = Math.round(product * nearPriorPpm[bandOf(asked.metres)]!)
  return Math.min(5_000_000, Math.max(50_000, factor))
}

/** How much likelier than others this person says yes, by their own history, in parts per million. */
export const ownPpm = (learnt: Learnt, person: string): number =>
  Math.round(1e6 * factorOf(learnt.people.get(person) ?? counted(), factorWorth.person))

const priors = { pressing: publishedTable('pressing'), ordinary: publishedTable('ordinary') }

/** How people answer, as far as is known: each stretch is worth so many yeses as the published numbers expect in it. */
export function tableOf(learnt: Learnt, pace: AnswerPace): ResponseTable {
  const prior = priors[pace]
  const { waitedS, yes, no } = learnt.tallies[pace]
  const all = prior.yes.reduce((sum, _, j) => sum + massOf(prior, j), 0)
  const rate = (count: number, priorRate: number, j: number): number => {
    const worth = Math.max(0.1, (tableWorth * massOf(prior, j)) / all)
    return Math.round((worth + count) / (worth / priorRate + waitedS[j]! / 1e9))
  }
  return {
    yes: prior.yes.map((r, j) => rate(yes[j]!, Math.max(1, r), j)),
    no: prior.no.map((r, j) => rate(no[j]!, Math.max(1, r), j)),
  }
}

const massOf = (table: ResponseTable, j: number): number =>
  table.yes[j]! * ((stretchesS[j + 1] ?? 2 * stretchesS[j]!) - stretchesS[j]!)

/** What is assumed of promises before any of ours were made: two in fifty are not kept. */
const seatsWorth = { yes: 50, missed: 2 }

/** How many of those who say yes do not come, in parts per million. */
export const missedPpm = ({ seats: { yes, missed } }: Learnt): number =>
  Math.round((1e6 * (seatsWorth.missed + missed)) / (seatsWorth.yes + yes))
