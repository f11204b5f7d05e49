import type { Point } from '../../core/geo/point.ts'

/** A point that a text gives in figures, and where in the text it stands. */
export interface Spot {
  readonly point: Point
  /** What the figures leave open, metres; at least 50. */
  readonly radiusM: number
  readonly start: number
  readonly end: number
}

/** Great Britain and Northern Ireland, degrees. */
const box = { south: 49.8, north: 60.9, west: -8.7, east: 1.9 }

export const isInBox = ({ lat, lon }: Point): boolean =>
  lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east

/** Half the diagonal of a square whose side is `sideM`: its centre is never farther than that from the truth. */
export const squareRadiusM = (sideM: number): number => Math.max(50, Math.round(sideM * Math.SQRT1_2))

/** Stands for a character of a place that has been read. */
export const unreadable = '\ufffc'

/** The text with the places of `spans` made unreadable, every other position unchanged. */
export function without(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  return spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + unreadable.repeat(end - start) + rest.slice(end),
    text,
  )
}
