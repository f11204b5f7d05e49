import { describe, expect, it } from 'vitest'
import { aimS, mayStayEmpty } from '../../../core/dispatch/pace.ts'
import { plan, type Situation } from '../../../core/dispatch/plan.ts'
import { add, emptySeats, nobody } from '../../../core/dispatch/poisson-binomial.ts'
import { publishedTable } from '../../../core/dispatch/published.ts'
import { chancePpm } from '../../../core/dispatch/response.ts'
import { randomFrom } from '../../support/random.ts'

const table = publishedTable('pressing')

const someone = (random: (n: number) => number) => 200_000 + random(2_000_000)

const situation = (random: (n: number) => number): Situation => ({
  table,
  leftS: 120 + random(5_000),
  seats: 1 + random(4),
  targetPpm: 950_000,
  waiting: Array.from({ length: random(6) }, () => ({ ageS: random(1_200), factorPpm: someone(random) })),
  factorsPpm: Array.from({ length: 60 }, () => someone(random)),
  least: 0,
  most: 60,
})

function emptyAfter({ seats, waiting, factorsPpm, leftS }: Situation, ask: number, afterS = 0): number {
  const asked = factorsPpm.slice(0, ask).map((factorPpm) => ({ ageS: 0, factorPpm }))
  const filled = nobody(seats)
  for (const { ageS, factorPpm } of [...waiting, ...asked])
    add(filled, chancePpm(table, { ageS: ageS + afterS, factorPpm }, leftS - afterS))
  return emptySeats(filled)
}

describe('the size of a wave', () => {
  it('is the fewest with which no more seats stay empty than may', () => {
    const random = randomFrom(2)
    for (let i = 0; i < 200; i++) {
      const one = situation(random)
      const { ask } = plan(one)
      const allowed = mayStayEmpty(table, { ...one, supply: 'plenty' })
      expect(emptyAfter(one, ask)).toBeLessThanOrEqual(allowed)
      if (ask > 0) expect(emptyAfter(one, ask - 1)).toBeGreaterThan(allowed)
    }
  })

  it('is looked at again just when silence makes the chance fall short', () => {
    const random = randomFrom(3)
    for (let i = 0; i < 100; i++) {
      const one = { ...situation(random), leftS: 2_400 }
      const { ask, reviewS } = plan(one)
      const short = (afterS: number) =>
        emptyAfter(one, ask, afterS) > mayStayEmpty(table, { ...one, leftS: one.leftS - afterS, supply: 'plenty' })
      expect(short(reviewS) || reviewS === one.leftS).toBe(true)
      if (reviewS > 15) expect(short(reviewS - 1)).toBe(false)
    }
  })

  it('grows as time runs out', () => {
    const of = (leftS: number) =>
      plan({ ...situation(randomFrom(4)), seats: 1, waiting: [], factorsPpm: Array(60).fill(1e6), leftS })
    expect(of(3_600).ask).toBe(1)
    expect(of(600).ask).toBeGreaterThan(of(3_600).ask)
    expect(of(120).ask).toBeGreaterThan(of(600).ask)
  })

  it('keeps within what the carrier takes and asks at least whom a no or a planner calls for', () => {
    const one = situation(randomFrom(5))
    expect(plan({ ...one, leftS: 60, most: 4 }).ask).toBe(4)
    expect(
      plan({ ...one, leftS: 36_000, waiting: one.factorsPpm.map((factorPpm) => ({ ageS: 0, factorPpm })), least: 2 })
        .ask,
    ).toBe(2)
    expect(plan({ ...one, factorsPpm: [], least: 1 }).ask).toBe(0)
  })
})

describe('waves one after another, each at the moment the one before asked for', () => {
  /** Seconds until this person says yes; infinite when they never do. */
  function yesAfterS(luckPpm: number): number {
    let [low, high] = [0, 86_400]
    if (chancePpm(table, { ageS: 0, factorPpm: 1e6 }, high) <= luckPpm) return Number.POSITIVE_INFINITY
    while (high - low > 1) {
      const middle = (low + high) / 2
      if (chancePpm(table, { ageS: 0, factorPpm: 1e6 }, middle) > luckPpm) high = middle
      else low = middle
    }
    return high
  }

  function play(seats: number, leftS: number, random: (n: number) => number): { filled: boolean; asked: number } {
    const yeses: { asked: number; yes: number }[] = []
    for (let now = 0; now < leftS; ) {
      const waiting = yeses
        .filter((one) => one.yes > now)
        .map((one) => ({ ageS: Math.round(now - one.asked), factorPpm: 1e6 }))
      const free = seats - yeses.filter((one) => one.yes <= now).length
      if (free <= 0) return { filled: true, asked: yeses.length }
      const aim = { table, leftS: leftS - now, seats: free, targetPpm: 950_000, waiting, least: 0, most: 60 }
      const { ask, reviewS } = plan({ ...aim, factorsPpm: Array(60).fill(1e6) })
      for (let i = 0; i < ask; i++) yeses.push({ asked: now, yes: now + yesAfterS(random(1_000_000)) })
      now = Math.min(now + reviewS, ...yeses.map((one) => one.yes).filter((yes) => yes > now))
    }
    return { filled: yeses.filter((one) => one.yes <= leftS).length >= seats, asked: yeses.length }
  }

  it.each([
    [1, 900],
    [1, 3_600],
    [3, 1_800],
  ])('fill %i seats within %i seconds as often as the kind wants', (seats, leftS) => {
    const random = randomFrom(seats + leftS)
    const played = Array.from({ length: 300 }, () => play(seats, leftS, random))
    expect(played.filter((one) => one.filled).length).toBeGreaterThanOrEqual(0.935 * 300)
  })

  it('ask fewer the more time there is', () => {
    const asked = (leftS: number) => {
      const random = randomFrom(11)
      return Array.from({ length: 200 }, () => play(1, leftS, random).asked).reduce((a, b) => a + b) / 200
    }
    expect(asked(3_600)).toBeLessThan(0.85 * asked(600))
  })
})

describe('by when seats should be taken', () => {
  it('leaves time to replace whoever does not come, the more the likelier that is', () => {
    const aim = (missedPpm: number, seats = 1) => aimS({ leftS: 3_600, seats, missedPpm, noticedAfterS: 1_500 })
    expect(aim(0)).toBe(3_600)
    expect(aim(50_000)).toBeLessThan(3_600)
    expect(aim(100_000)).toBeLessThan(aim(50_000))
    expect(aim(50_000, 3)).toBeLessThan(aim(50_000))
    expect(aim(900_000)).toBe(1_080)
    expect(aimS({ leftS: 900, seats: 1, missedPpm: 100_000, noticedAfterS: 1_500 })).toBe(900)
  })

  it('leaves time for a second replacement where that is likely too', () => {
    const keptS = (missedPpm: number) => 20_000 - aimS({ leftS: 20_000, seats: 3, missedPpm, noticedAfterS: 1_500 })
    expect(keptS(60_000)).toBeLessThan(1.1 * 2_100)
    expect(keptS(300_000)).toBe(2 * 2_100)
  })
})
