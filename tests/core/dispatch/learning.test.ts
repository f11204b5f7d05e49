import { describe, expect, it } from 'vitest'
import {
  factorPpm,
  learn,
  missedPpm,
  nothingLearnt,
  type Outcome,
  ownPpm,
  tableOf,
} from '../../../core/dispatch/learning.ts'
import { chancePpm } from '../../../core/dispatch/response.ts'
import { randomFrom } from '../../support/random.ts'

const usual = { kind: 'flood_help', pace: 'pressing', metres: 1_500, night: false } as const

/** People who say yes with this chance, after one to five minutes; the others stay silent for half an hour. */
function answers(yes: number, count: number, seed: number): Outcome[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, i) => {
    const says = random(1_000) < yes * 1_000
    const waitedS = says ? 60 + random(240) : 1_800
    return { ...usual, person: `p${i % 40}`, waitedS, answer: says ? 'yes' : 'none' }
  })
}

function chanceAfter(outcomes: readonly Outcome[], of: Partial<typeof usual> & { person?: string } = {}): number {
  const learnt = nothingLearnt()
  for (const outcome of outcomes) learn(learnt, outcome)
  const standing = { ageS: 0, factorPpm: factorPpm(learnt, { ...usual, person: 'new', ...of }) }
  return chancePpm(tableOf(learnt, 'pressing'), standing, 1_800) / 1e6
}

describe('what is learnt from answers', () => {
  it.each([0.02, 0.17, 0.47, 0.8])('however wrong the published numbers are: people who say yes with %f', (yes) => {
    expect(Math.abs(chanceAfter(answers(yes, 600, 1)) - yes)).toBeLessThan(0.03 + 0.1 * yes)
  })

  it('shows after a few dozen asks already', () => {
    expect(chanceAfter(answers(0.02, 60, 2))).toBeLessThan(0.12)
    expect(chanceAfter(answers(0.8, 60, 3))).toBeGreaterThan(0.55)
  })

  it('a silence that was cut short counts for no more than it lasted', () => {
    const cut = answers(0, 100, 4).map((one) => ({ ...one, waitedS: 10 }))
    expect(chanceAfter(cut)).toBeGreaterThan(0.8 * chanceAfter([]))
  })

  it('one person who never answers is expected to answer less, others as before', () => {
    const silent = Array.from(
      { length: 12 },
      (): Outcome => ({ ...usual, person: 'quiet', waitedS: 1_800, answer: 'none' }),
    )
    const all = [...answers(0.3, 400, 5), ...silent]
    expect(chanceAfter(all, { person: 'quiet' })).toBeLessThan(0.6 * chanceAfter(all))
    const learnt = nothingLearnt()
    for (const outcome of all) learn(learnt, outcome)
    expect(ownPpm(learnt, 'quiet')).toBeLessThan(600_000)
    expect(ownPpm(learnt, 'new')).toBe(1_000_000)
  })

  it('tells near from far, night from day', () => {
    const far = answers(0.05, 300, 6).map((one) => ({ ...one, metres: 6_000 }))
    const near = answers(0.4, 300, 7).map((one) => ({ ...one, metres: 300 }))
    const all = near.flatMap((one, i) => [one, far[i]!])
    expect(chanceAfter(all, { metres: 300 as never })).toBeGreaterThan(2 * chanceAfter(all, { metres: 6_000 as never }))
    const byNight = answers(0.05, 300, 8).map((one) => ({ ...one, night: true }))
    const hours = near.flatMap((one, i) => [{ ...one, metres: 1_500 }, byNight[i]!])
    expect(chanceAfter(hours)).toBeGreaterThan(1.5 * chanceAfter(hours, { night: true as never }))
  })

  it('promises that are not kept', () => {
    const learnt = nothingLearnt()
    expect(missedPpm(learnt)).toBe(40_000)
    Object.assign(learnt.seats, { yes: 450, missed: 98 })
    expect(missedPpm(learnt)).toBe(200_000)
  })
})
