/**
 * How many of a number of independent chances come off, exactly, as far as `seats` matter: the distribution of
 * min(count, seats). Start with `nobody(seats)`, add one chance after another.
 */
export type Filled = Float64Array

/** Nobody has been asked: all seats are empty. */
export function nobody(seats: number): Filled {
  const filled = new Float64Array(seats + 1)
  filled[0] = 1
  return filled
}

/** One more person, who says yes with this chance; `filled` is changed and returned. */
export function add(filled: Filled, chancePpm: number): Filled {
  const p = chancePpm / 1e6
  const last = filled.length - 1
  filled[last]! += last > 0 ? filled[last - 1]! * p : 0
  for (let k = last - 1; k >= 0; k--) filled[k] = filled[k]! * (1 - p) + (k > 0 ? filled[k - 1]! * p : 0)
  return filled
}

/** The seats that stay empty, on average. */
export function emptySeats(filled: Filled): number {
  const seats = filled.length - 1
  let empty = 0
  for (let k = 0; k < seats; k++) empty += (seats - k) * filled[k]!
  return empty
}

/** The chance that every seat is taken. */
export const fullChance = (filled: Filled): number => filled[filled.length - 1]!
