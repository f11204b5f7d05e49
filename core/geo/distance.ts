import type { Point } from './point.ts'

/** Mean radius of the Earth, metres (IUGG). */
const earthM = 6_371_008.8
const rad = Math.PI / 180

/** Great-circle distance in metres (haversine on a sphere of mean radius). */
export function haversineM(a: Point, b: Point): number {
  const dLat = (b.lat - a.lat) * rad
  const dLon = (b.lon - a.lon) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(h)))
}
