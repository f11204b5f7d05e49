import type { Point } from '../../core/geo/point.ts'

/** Points spread over the United Kingdom, the same on every run: a linear congruential generator from `seed`. */
export function manyPoints(count: number, seed = 1): Point[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: count }, () => ({ lat: 49.8 + 11.1 * next(), lon: -8.7 + 10.6 * next() }))
}
