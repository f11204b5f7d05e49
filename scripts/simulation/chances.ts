/** A number from 0 below 1 that depends on nothing but these whole numbers: every policy meets the same luck. */
export function chanceOf(...of: readonly number[]): number {
  let h = 0x811c9dc5
  for (const n of of) {
    h = Math.imul(h ^ (n | 0), 0x01000193)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
    h ^= h >>> 15
  }
  return (h >>> 0) / 2 ** 32
}

/** A standard normal number from the same (Box and Muller). */
export function normalOf(...of: readonly number[]): number {
  const [u, v] = [1 - chanceOf(...of, 1), chanceOf(...of, 2)]
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v)
}
