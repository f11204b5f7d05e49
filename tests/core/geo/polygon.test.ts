import { isPointInPolygon } from 'geolib'
import { describe, expect, it } from 'vitest'
import { isInside, polygonOf } from '../../../core/geo/polygon.ts'
import { randomFrom } from '../../support/random.ts'

/** A star about a place: each corner in another direction, so that no side crosses another. */
function star(random: (n: number) => number, corners: number) {
  return Array.from({ length: corners }, (_, i) => {
    const [far, turn] = [0.01 + random(1_000) / 10_000, (2 * Math.PI * i) / corners]
    return { lat: 52 + far * Math.sin(turn), lon: -2 + far * Math.cos(turn) }
  })
}

describe('inside an area', () => {
  it('is where geolib says so', () => {
    const random = randomFrom(5)
    let inside = 0
    for (let n = 0; n < 30; n++) {
      const ring = star(random, 3 + random(30))
      const area = polygonOf([ring])
      for (let m = 0; m < 100; m++) {
        const point = { lat: 51.9 + random(100_000) / 500_000, lon: -2.1 + random(100_000) / 500_000 }
        expect(isInside(area, point.lat, point.lon)).toBe(isPointInPolygon(point, ring))
        if (isInside(area, point.lat, point.lon)) inside++
      }
    }
    expect(inside).toBeGreaterThan(200)
  })

  it('a closed ring is the same as an open one, and a ring inside is a hole', () => {
    const square = [0, 1, 1, 0].map((lat, i) => ({ lat, lon: i < 2 ? 0 : 1 }))
    const hole = square.map(({ lat, lon }) => ({ lat: 0.25 + lat / 2, lon: 0.25 + lon / 2 }))
    expect(isInside(polygonOf([[...square, square[0]!]]), 0.5, 0.5)).toBe(true)
    expect(isInside(polygonOf([square, hole]), 0.5, 0.5)).toBe(false)
    expect(isInside(polygonOf([square, hole]), 0.1, 0.5)).toBe(true)
    expect(isInside(polygonOf([]), 0.5, 0.5)).toBe(false)
  })

  it('of areas side by side, each point is in one and no more', () => {
    const tiles = [0, 1, 2, 3].map((n) => {
      const [lat, lon] = [n >> 1, n & 1]
      return polygonOf([[0, 1, 1, 0].map((up, i) => ({ lat: lat + up, lon: lon + (i < 2 ? 0 : 1) }))])
    })
    for (let lat = 0; lat < 2; lat += 0.125)
      for (let lon = 0; lon < 2; lon += 0.125)
        expect(
          tiles.filter((tile) => isInside(tile, lat, lon)),
          `${lat} ${lon}`,
        ).toHaveLength(1)
  })
})
