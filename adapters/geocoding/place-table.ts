import { haversineM } from '../../core/geo/distance.ts'
import type { Found, Geocoder } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import { parsePostcode } from '../../core/geo/postcode.ts'
import { type Db, rows } from '../db/client.ts'
import { nearestPostcode } from './nearest-postcode.ts'
import { findNamed } from './place-names.ts'
import { postcodeRadiusM } from './radius.ts'

/** The geocoder over the table that `npm run import:places` fills. */
export const placeTable = (db: Db): Geocoder => ({
  postcode: (code) => findPostcode(db, code),
  outward: (code) => findOutward(db, code),
  named: (names, within) => findNamed(db, names, within),
  nearest: async (point) => (await nearestPostcode(db, point))?.postcode,
})

/**
 * The place of a postcode. Its radius is the larger of what the positional quality allows (100 m, 250 m or 1 km) and
 * the distance to the third nearest position in the same sector: a rural postcode reaches as far as its neighbours lie.
 */
export async function findPostcode(db: Db, code: string): Promise<Found | undefined> {
  const wanted = parsePostcode(code)
  if (!wanted) return undefined
  const sector = await rows<Point & { postcode: string; quality: number }>(
    db,
    'SELECT postcode, lat, lon, quality FROM places WHERE sector = $1',
    [wanted.sector],
  )
  const own = sector.find(({ postcode }) => postcode === wanted.postcode)
  if (!own) return undefined
  const radiusM = Math.max(postcodeRadiusM(own.quality), spacingM(own, sector))
  return { label: own.postcode, point: { lat: own.lat, lon: own.lon }, radiusM, source: 'postcode' }
}

const neighbours = 3
const widestPostcodeM = 5_000

function spacingM(own: Point, sector: readonly Point[]): number {
  const distances = new Set(sector.map((other) => Math.round(haversineM(own, other))))
  distances.delete(0)
  const nearest = [...distances].sort((a, b) => a - b).slice(0, neighbours)
  return Math.min(nearest.at(-1) ?? 0, widestPostcodeM)
}

/** The place of an outward code: the mean of its postcodes, with a radius that holds 95 in 100 of them. */
export async function findOutward(db: Db, code: string): Promise<Found | undefined> {
  const outward = code.trim().toUpperCase()
  const postcodes = await rows<Point>(db, 'SELECT lat, lon FROM places WHERE outward = $1', [outward])
  if (postcodes.length === 0) return undefined
  const point = meanOf(postcodes)
  const distances = postcodes.map((postcode) => haversineM(point, postcode)).sort((a, b) => a - b)
  const holding = distances[Math.ceil(distances.length * 0.95) - 1]!
  return { label: outward, point, radiusM: Math.max(narrowestOutwardM, Math.round(holding)), source: 'outward' }
}

const narrowestOutwardM = 500

const meanOf = (points: readonly Point[]): Point => ({
  lat: points.reduce((sum, { lat }) => sum + lat, 0) / points.length,
  lon: points.reduce((sum, { lon }) => sum + lon, 0) / points.length,
})
