import { describe, expect, it } from 'vitest'
import { haversineM } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'
import { NearestIndex, type Placed } from '../../../core/matching/nearest.ts'
import { manyPoints } from '../../support/points.ts'
import { oneOf, randomFrom } from '../../support/random.ts'

function bruteForce(items: readonly Placed[], point: Point, radiusM: number): string[] {
  const measured = items.map((item) => ({ id: item.id, metres: Math.round(haversineM(point, item)) }))
  const within = measured.filter(({ metres }) => metres <= radiusM)
  return within.sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1)).map(({ id, metres }) => `${id} ${metres}`)
}

const found = (index: NearestIndex<Placed>, point: Point, radiusM: number): string[] =>
  index.within(point, radiusM).map(({ item, metres }) => `${item.id} ${metres}`)

const radii = [0, 1, 100, 2_000, 8_000, 40_000]

describe('who is near', () => {
  it('is what measuring everybody gives, over the whole country', () => {
    const items = manyPoints(4_000, 3).map((point, i) => ({ id: `v${i}`, ...point }))
    const index = new NearestIndex<Placed>()
    for (const item of items) index.put(item)
    for (const point of [...manyPoints(60, 7), ...items.slice(0, 20)])
      for (const radiusM of radii) expect(found(index, point, radiusM)).toEqual(bruteForce(items, point, radiusM))
  })

  it('is ordered by id where the distance is the same, whoever was put first', () => {
    const random = randomFrom(5)
    const grid = Array.from({ length: 400 }, (_, i) => ({
      ...{
        id: `v${String((i * 167) % 400).padStart(3, '0')}`,
        lat: 52 + 0.01 * (i % 4),
        lon: -2 + 0.01 * ((i >> 2) % 4),
      },
    }))
    const index = new NearestIndex<Placed>()
    for (const item of grid.toSorted(() => random(3) - 1)) index.put(item)
    for (const point of grid.slice(0, 16)) expect(found(index, point, 3_000)).toEqual(bruteForce(grid, point, 3_000))
  })

  it('stays right while people move, come and go', () => {
    const random = randomFrom(11)
    const index = new NearestIndex<Placed>()
    const items = new Map<string, Placed>()
    const places = manyPoints(300, 13).map(({ lat, lon }) => ({ lat: 51 + (lat % 1), lon: -2 + (lon % 1) }))
    for (let step = 0; step < 3_000; step++) {
      const id = `v${random(200)}`
      if (random(4) === 0) {
        items.delete(id)
        index.remove(id)
      } else {
        const item = { id, ...oneOf(random, places) }
        items.set(id, item)
        index.put(item)
      }
      if (step % 60 > 0) continue
      const point = oneOf(random, places)
      expect(found(index, point, 20_000)).toEqual(bruteForce([...items.values()], point, 20_000))
      expect(index.size).toBe(items.size)
      expect(index.get(id)).toBe(items.get(id))
    }
  })

  it('reaches over the meridian and the edge of a cell', () => {
    const items = [-0.0001, 0, 0.0001, 0.05, 0.0499].map((lon, i) => ({ id: `v${i}`, lat: 51.5, lon }))
    const index = new NearestIndex<Placed>()
    for (const item of items) index.put(item)
    for (const point of items) expect(found(index, point, 5_000)).toEqual(bruteForce(items, point, 5_000))
  })
})
