import type { Point } from './point.ts'

export type PlaceSource = 'postcode' | 'outward' | 'latlon' | 'grid' | 'plus_code' | 'map_link' | 'name' | 'pin'

/** What is known of a place: the point, how far from it, in metres, the truth may lie, and what we call it in words. */
export interface Found {
  readonly label: string
  readonly point: Point
  readonly radiusM: number
  readonly source: PlaceSource
}

/** A place that somebody named, and the words they named it with. */
export interface Place extends Found {
  readonly said: string
}

/**
 * Finds postcodes ('GL20 5BY') and outward codes ('GL20'), in any case and spacing. What is not found, or cannot be
 * asked just now, is undefined: nothing is guessed and nothing throws because a service is down.
 */
export interface Geocoder {
  postcode(code: string): Promise<Found | undefined>
  outward(code: string): Promise<Found | undefined>
  /**
   * Every place of the first of `names` that there is ('Mill Lane'), in or near the first of `within` that there is
   * ('Hebden Bridge'). Where none of `within` is known, or it is empty, those everywhere. Their labels tell them apart;
   * at most 20, and none when there is no place of the name there.
   */
  named(names: readonly string[], within: readonly string[]): Promise<readonly Found[]>
  /** The postcode nearest to a point, 5 km away at most: how a position is read back in words. */
  nearest(point: Point): Promise<string | undefined>
}
