/** Everything that is left to chance in a generated situation; the same for the same seed. */
export interface Chance {
  /** A whole number from 0 below `n`. */
  readonly below: (n: number) => number
  readonly one: <T>(values: readonly T[]) => T
  /** True in `percent` of 100 cases. */
  readonly in100: (percent: number) => boolean
  readonly between: (from: number, to: number) => number
}

/** Chance from a seed (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed
  const below = (n: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n)
  }
  return {
    below,
    one: (values) => values[below(values.length)]!,
    in100: (percent) => below(100) < percent,
    between: (from, to) => from + below(to - from + 1),
  }
}
