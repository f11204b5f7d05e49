import type { Point } from './point.ts'

export type PlaceSource = 'postcode' | 'outward' | 'latlon'

/** A place as far as it is known: the point, and how far from it, in metres, the truth may lie. */
export interface Place {
  readonly label: string
  readonly point: Point
  readonly radiusM: number
  readonly source: PlaceSource
}

/**
 * Finds postcodes ('GL20 5BY') and outward codes ('GL20'), in any case and spacing. What is not found, or cannot be
 * asked just now, is undefined: nothing is guessed and nothing throws because a service is down.
 */
export interface Geocoder {
  postcode(code: string): Promise<Place | undefined>
  outward(code: string): Promise<Place | undefined>
}
