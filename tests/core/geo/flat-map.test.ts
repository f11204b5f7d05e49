import { describe, expect, it } from 'vitest'
import { haversineM } from '../../../core/geo/distance.ts'
import { ranksOnMap, reachCode, reachOfCode, reachOnMap, toMap } from '../../../core/geo/flat-map.ts'
import type { Point } from '../../../core/geo/point.ts'
import { manyPoints } from '../../support/points.ts'

const apart = (a: Point, b: Point): number => {
  const [from, to] = [toMap(a.lat, a.lon), toMap(b.lat, b.lon)]
  return (from.east - to.east) ** 2 + (from.north - to.north) ** 2
}
const anywhere = ({ lat, lon }: Point): Point => ({ lat: (lat - 55.35) * 16, lon: (lon + 3.4) * 33 })

describe('the flat map', () => {
  it('never shows two places further apart than they are, anywhere on Earth', () => {
    const points = [...manyPoints(2_000, 3), ...manyPoints(2_000, 5).map(anywhere)]
    for (const [i, a] of points.entries()) {
      const near = { lat: a.lat + 1e-7 * (i % 90), lon: a.lon }
      for (const b of [points[(i * 7 + 1) % points.length]!, near])
        expect(apart(a, b)).toBeLessThanOrEqual(reachOnMap(haversineM(a, b)))
    }
  })

  it('shows those in the United Kingdom nearer by one part in a hundred at most', () => {
    const points = manyPoints(2_000, 7).filter(({ lat }) => lat < 61)
    for (const [i, a] of points.entries()) {
      const b = { lat: a.lat + 0.0003 * (i % 100), lon: a.lon + 0.0003 * (i % 71) }
      expect(apart(a, b)).toBeGreaterThanOrEqual(reachOnMap(0.99 * haversineM(a, b)) - 1e4)
    }
  })

  it('puts places in an order in which each stands once and neighbours stand together', () => {
    const points = manyPoints(3_000, 11)
    const order: number[] = []
    for (const [i, rank] of ranksOnMap(points).entries()) order[rank] = i
    expect(order.toSorted((a, b) => a - b)).toEqual(points.map((_, i) => i))
    const walked = (by: readonly number[]) =>
      by.reduce((sum, p, i) => sum + (i ? haversineM(points[by[i - 1]!]!, points[p]!) : 0), 0)
    expect(walked(order)).toBeLessThan(walked(points.map((_, i) => i)) / 10)
  })

  it('knows in 8 bits how far somebody goes: never less far than they do, and within 6 % of it', () => {
    for (let metres = 50; metres < 10_000_000; metres *= 1.003) {
      const reach = reachOfCode[reachCode(metres)]!
      expect(reach).toBeGreaterThanOrEqual(reachOnMap(metres))
      expect(reach).toBeLessThanOrEqual(reachOnMap(1.06 * metres))
    }
    expect([0, 49, 2e7, Number.POSITIVE_INFINITY].map(reachCode)).toEqual([1, 1, 255, 255])
    expect(reachOfCode[0]).toBe(-1)
  })
})
