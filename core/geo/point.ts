/** A position, WGS 84, degrees. */
export interface Point {
  readonly lat: number
  readonly lon: number
}
