import { describe, expect, it } from 'vitest'
import { add, emptySeats, fullChance, nobody } from '../../../core/dispatch/poisson-binomial.ts'
import { randomFrom } from '../../support/random.ts'

/** Every way the answers can fall out, weighed by its chance. */
function bruteForce(chances: readonly number[], seats: number): { empty: number; full: number } {
  let [empty, full] = [0, 0]
  for (let way = 0; way < 2 ** chances.length; way++) {
    let [weight, yes] = [1, 0]
    chances.forEach((ppm, i) => {
      const said = (way >> i) & 1
      weight *= said ? ppm / 1e6 : 1 - ppm / 1e6
      yes += said
    })
    empty += weight * Math.max(0, seats - yes)
    if (yes >= seats) full += weight
  }
  return { empty, full }
}

describe('how many of several say yes', () => {
  it('is what adding up every way it can fall out gives', () => {
    const random = randomFrom(1)
    for (let i = 0; i < 300; i++) {
      const seats = 1 + random(5)
      const chances = Array.from({ length: random(10) }, () => random(1_000_001))
      const filled = chances.reduce(add, nobody(seats))
      const exact = bruteForce(chances, seats)
      expect(emptySeats(filled)).toBeCloseTo(exact.empty, 10)
      expect(fullChance(filled)).toBeCloseTo(exact.full, 10)
    }
  })
})
