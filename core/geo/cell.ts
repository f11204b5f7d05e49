import type { Point } from './point.ts'

/** A position as coarse as a log entry may hold, in hundredths of a degree. */
export interface CoarsePoint {
  readonly latE2: number
  readonly lonE2: number
}

/**
 * Rounds to a grid of 0.02 degrees, which is never finer than 1 km in the United Kingdom: 2.2 km north to south, and
 * between 1.07 km (61 N) and 1.44 km (49.8 N) west to east.
 */
export const coarse = ({ lat, lon }: Point): CoarsePoint => ({
  latE2: 2 * Math.round(lat * 50),
  lonE2: 2 * Math.round(lon * 50) + 0,
})
