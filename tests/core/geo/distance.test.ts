import { getDistance, getPreciseDistance } from 'geolib'
import { describe, expect, it } from 'vitest'
import { haversineM } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'
import { manyPoints } from '../../support/points.ts'

const tewkesbury: Point = { lat: 51.9917, lon: -2.1573 }
const gloucester: Point = { lat: 51.8642, lon: -2.2382 }
const pairs = (count: number): [Point, Point][] =>
  manyPoints(2 * count).flatMap((a, i, all) => (i % 2 ? [[all[i - 1]!, a]] : []))

/** geolib's sphere has the equatorial radius of WGS 84; ours has the mean radius. */
const radiusRatio = 6_371_008.8 / 6_378_137

describe('haversineM', () => {
  it('is one 360th of the circumference for one degree of latitude', () => {
    const degree = haversineM({ lat: 51, lon: -2 }, { lat: 52, lon: -2 })
    expect(degree).toBeCloseTo((2 * Math.PI * 6_371_008.8) / 360, 6)
  })

  it('agrees with geolib on a sphere of the same radius, to the metre geolib rounds to', () => {
    for (const [a, b] of pairs(2_000)) {
      expect(Math.abs(haversineM(a, b) - getDistance(a, b, 0.001) * radiusRatio)).toBeLessThan(0.6)
    }
  })

  it('is within 0.4 % of the distance on the ellipsoid', () => {
    for (const [a, b] of pairs(2_000)) {
      const precise = getPreciseDistance(a, b, 0.001)
      expect(Math.abs(haversineM(a, b) - precise)).toBeLessThanOrEqual(0.004 * precise + 0.01)
    }
  })

  it('is nothing from a point to itself, and keeps millimetres between points that nearly meet', () => {
    expect(haversineM(tewkesbury, tewkesbury)).toBe(0)
    expect(haversineM(tewkesbury, { ...tewkesbury, lat: tewkesbury.lat + 1e-7 })).toBeCloseTo(0.0111, 4)
  })

  it('is half the circumference to the other end of the world', () => {
    expect(haversineM({ lat: 52, lon: -2 }, { lat: -52, lon: 178 })).toBeCloseTo(Math.PI * 6_371_008.8, 3)
  })

  it('is the same both ways, and never longer than by way of a third point', () => {
    for (const [a, b] of pairs(2_000)) {
      expect(haversineM(a, b)).toBe(haversineM(b, a))
      expect(haversineM(a, b)).toBeLessThanOrEqual(haversineM(a, gloucester) + haversineM(gloucester, b) + 1e-6)
    }
  })
})
