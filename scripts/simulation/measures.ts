import type { Course, Ran } from './run.ts'
import { dayS, type Town } from './town.ts'

export interface Measures {
  readonly filled: number
  readonly medianMin: number
  readonly p90Min: number
  readonly asksPerFill: number
  readonly redundant: number
  readonly maxAsksPerDay: number
  readonly gini: number
  readonly longestIdleDays: number
  readonly segments: number
}

/**
 * What came of one run. `medianMin` and `p90Min`: until the last seat was taken by somebody who came, a need not filled
 * counting as its whole time. `redundant`: yeses for which there was no seat, for each need. `maxAsksPerDay`: of one person
 * in any 24 hours. `segments`: an invitation is one text, a yes brings two, everybody else who was asked is stood down with one.
 */
export function measure({ scenario, needs }: Town, { courses, people }: Ran): Measures {
  const minutes = courses.map((c) => (c.filledAt === null ? scenario.deadlineMin : (c.filledAt - c.need.at) / 60))
  const sorted = minutes.toSorted((a, b) => a - b)
  const filled = courses.filter((c) => c.filledAt !== null).length
  const asks = sum(courses.map((c) => c.asked.size))
  const ends = needs.at(-1)!.closesAt
  return {
    filled: filled / courses.length,
    medianMin: quantile(sorted, 0.5),
    p90Min: quantile(sorted, 0.9),
    asksPerFill: filled === 0 ? asks : asks / filled,
    redundant: sum(courses.map((c) => c.spare.length)) / courses.length,
    maxAsksPerDay: Math.max(...people.map((p) => mostInADay(p.asks))),
    gini: gini(people.map((p) => p.asks.length)),
    longestIdleDays: Math.max(...people.map((p) => longestGap([0, ...p.asks, ends]))) / dayS,
    segments: sum(courses.map(segmentsOf)),
  }
}

const segmentsOf = ({ asked, seated, lost }: Course): number =>
  asked.size + 2 * (seated.length + lost) + asked.size - seated.length

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The value at a share of a rising list. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

function mostInADay(asks: readonly number[]): number {
  let [most, from] = [0, 0]
  asks.forEach((at, i) => {
    while (asks[from]! <= at - dayS) from++
    most = Math.max(most, i - from + 1)
  })
  return most
}

function gini(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b)
  const total = sum(sorted)
  if (total === 0) return 0
  const weighted = sum(sorted.map((count, i) => (i + 1) * count))
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length
}

function longestGap(times: readonly number[]): number {
  let longest = 0
  for (let i = 1; i < times.length; i++) longest = Math.max(longest, times[i]! - times[i - 1]!)
  return longest
}
