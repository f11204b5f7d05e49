import { describe, expect, it } from 'vitest'
import { IdNumbers } from '../../../core/geo/id-numbers.ts'
import { randomFrom } from '../../support/random.ts'

describe('the numbers of ids', () => {
  it('are those of a Map, while ids come and go in any order and the table grows', () => {
    const random = randomFrom(7)
    const ids = Array.from({ length: 3_000 }, (_, number) => `id-${number}`)
    const [numbers, known] = [new IdNumbers(ids), new Map<string, number>()]
    for (let step = 0; step < 60_000; step++) {
      const number = random(step < 30_000 ? 3_000 : 300)
      const id = ids[number]!
      if (random(5) < 3) {
        expect(numbers.add(id, number)).toBe(!known.has(id))
        known.set(id, number)
      } else {
        numbers.remove(id)
        known.delete(id)
      }
      expect([numbers.get(id), numbers.size]).toEqual([known.get(id), known.size])
    }
    expect(known.size).toBeGreaterThan(500)
    expect(ids.map((id) => numbers.get(id))).toEqual(ids.map((id) => known.get(id)))
  })

  it('go when all have gone, and room that is made beforehand changes none', () => {
    const ids = Array.from({ length: 500 }, (_, number) => `id-${number}`)
    const numbers = new IdNumbers(ids)
    for (const [number, id] of ids.entries()) numbers.add(id, number)
    numbers.reserve(5_000)
    expect(ids.map((id) => numbers.get(id))).toEqual(ids.map((_, number) => number))
    for (const id of ids) numbers.remove(id)
    expect([numbers.size, ...ids.map((id) => numbers.get(id))].every((one) => !one)).toBe(true)
  })
})
