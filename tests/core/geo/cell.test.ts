import { expect, it } from 'vitest'
import { coarse } from '../../../core/geo/cell.ts'
import { haversineM } from '../../../core/geo/distance.ts'
import { manyPoints } from '../../support/points.ts'

it('rounds to even hundredths of a degree', () => {
  expect(coarse({ lat: 51.9917, lon: -2.1573 })).toEqual({ latE2: 5200, lonE2: -216 })
  for (const point of manyPoints(1_000)) {
    const { latE2, lonE2 } = coarse(point)
    expect([Math.abs(latE2 % 2), Math.abs(lonE2 % 2)]).toEqual([0, 0])
  }
})

it('writes the meridian as 0, never as -0', () => {
  expect(Object.is(coarse({ lat: 51.48, lon: -0.001 }).lonE2, 0)).toBe(true)
})

it('is never finer than 1 km up to 61 N', () => {
  for (let lat = 49.8; lat <= 61; lat += 0.02) {
    expect(haversineM({ lat, lon: -2 }, { lat, lon: -1.98 })).toBeGreaterThan(1_000)
    expect(haversineM({ lat, lon: -2 }, { lat: lat + 0.02, lon: -2 })).toBeGreaterThan(1_000)
  }
})

it('moves no position by more than 1.4 km', () => {
  for (const point of manyPoints(5_000)) {
    const { latE2, lonE2 } = coarse(point)
    expect(haversineM(point, { lat: latE2 / 100, lon: lonE2 / 100 })).toBeLessThan(1_400)
  }
})

it('gives the same cell to positions that share one', () => {
  expect(coarse({ lat: 51.9917, lon: -2.1573 })).toEqual(coarse({ lat: 51.9999, lon: -2.1699 }))
})
