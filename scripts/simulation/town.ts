import { chanceOf, normalOf } from './chances.ts'
import type { Scenario } from './scenario.ts'

/** Somebody near enough to be asked for a need, and what they would do if they were. */
export interface Neighbour {
  readonly person: number
  readonly metres: number
}

export interface SimNeed {
  readonly index: number
  /** Seconds since the run began, at midnight. */
  readonly at: number
  readonly closesAt: number
  /** Nearest first. */
  readonly near: readonly Neighbour[]
}

export interface Town {
  readonly scenario: Scenario
  readonly seed: number
  readonly needs: readonly SimNeed[]
}

export const dayS = 86_400
/** One need a day for every fifty volunteers: NHS Volunteer Responders had 7,000 a day for 360,000 (England NHS, 2020). */
const volunteersPerDailyNeed = 50
/** Nobody is asked from further away: the widest radius of a kind. */
const reachM = 12_000

/** People and needs of one run: the same for every policy. */
export function townOf(scenario: Scenario, seed: number): Town {
  const sideM = Math.sqrt(scenario.areaKm2) * 1_000
  const place = (salt: number, i: number) => ({
    x: sideM * chanceOf(seed, salt, i),
    y: sideM * chanceOf(seed, salt + 1, i),
  })
  const homes = Array.from({ length: scenario.volunteers }, (_, i) => place(10, i))
  const times = timesOf(scenario, seed)
  const needs = times.map((at, index): SimNeed => {
    const here = place(20, index)
    const near = homes
      .map(({ x, y }, person) => ({ person, metres: Math.round(Math.hypot(x - here.x, y - here.y)) }))
      .filter(({ metres }) => metres <= reachM)
      .sort((a, b) => a.metres - b.metres || a.person - b.person)
    return { index, at, closesAt: at + scenario.deadlineMin * 60, near }
  })
  return { scenario, seed, needs }
}

function timesOf(scenario: Scenario, seed: number): number[] {
  const draw = (i: number) => (scenario.surge ? surgeAt(chanceOf(seed, 30, i)) : everydayAt(scenario, i, seed))
  return Array.from({ length: scenario.needs }, (_, i) => draw(i)).sort((a, b) => a - b)
}

function everydayAt({ volunteers, night }: Scenario, i: number, seed: number): number {
  const day = Math.floor(i / Math.max(1, volunteers / volunteersPerDailyNeed))
  const hour = night ? 22 + 9 * chanceOf(seed, 30, i) : 7 + 15 * chanceOf(seed, 30, i)
  return day * dayS + hour * 3_600
}

/**
 * The share of a flood's needs until each hour, after Storm Desmond, 5 to 8 December 2015: 61,000 properties without
 * power from 23:00, the river at its peak from 09:15, 1,000 people evacuated during that day, Glenridding cut off for
 * days. How many asked for help in which hour was not published; this curve has those moments, not those numbers.
 */
const surge: readonly (readonly [hour: number, share: number])[] = [
  [0, 0],
  [6, 0.1],
  [12, 0.4],
  [24, 0.75],
  [48, 0.92],
  [72, 1],
]

function surgeAt(share: number): number {
  const next = surge.findIndex(([, until]) => until > share)
  const [[h0, s0], [h1, s1]] = [surge[next - 1]!, surge[next]!]
  return 3_600 * (h0 + ((h1 - h0) * (share - s0)) / (s1 - s0))
}

export interface Response {
  readonly afterS: number
  readonly answer: 'yes' | 'no' | 'none'
  readonly comes: boolean
}

/** Of those who would not come, so many say so; the rest stay silent. */
const saysNo = 0.5

/** What somebody does when they are asked for a need: chance, delay, and whether they come. */
export function responseOf({ scenario, seed }: Town, need: SimNeed, { person, metres }: Neighbour): Response {
  const { acceptanceNear, acceptanceFar, farKm, delayMedianS, delaySigma, noShow } = scenario
  const far = Math.min(1, metres / 1_000 / farKm)
  const willing = acceptanceNear + (acceptanceFar - acceptanceNear) * far
  const of = (salt: number) => chanceOf(seed, salt, need.index, person)
  const answer = of(40) < willing ? 'yes' : of(41) < saysNo ? 'no' : 'none'
  const afterS = delayMedianS * Math.exp(delaySigma * normalOf(seed, 42, need.index, person))
  return { afterS, answer, comes: of(43) >= noShow }
}
