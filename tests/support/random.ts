/** Whole numbers from 0 below `n`, the same on every run for the same seed (mulberry32). */
export function randomFrom(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n)
  }
}

/** One of `values`. */
export const oneOf = <T>(random: (n: number) => number, values: readonly T[]): T => values[random(values.length)]!
