import type { Point } from './point.ts'

/** Mean radius of the Earth, metres (IUGG). */
export const earthM = 6_371_008.8
export const metresPerMile = 1609.344
const rad = Math.PI / 180

/** Great-circle distance in metres (haversine on a sphere of mean radius). */
export const haversineM = (a: Point, b: Point): number => metresBetween(a.lat, a.lon, b.lat, b.lon)

/** The same, for degrees that are not held in points. */
export function metresBetween(latA: number, lonA: number, latB: number, lonB: number): number {
  const dLat = (latB - latA) * rad
  const dLon = (lonB - lonA) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(dLon / 2) ** 2
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(h)))
}
