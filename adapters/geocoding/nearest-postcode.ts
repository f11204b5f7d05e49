import { haversineM } from '../../core/geo/distance.ts'
import type { Point } from '../../core/geo/point.ts'
import { type Db, rows } from '../db/client.ts'

/** A postcode with its position, and what holds it. */
export interface Nearest extends Point {
  readonly postcode: string
  readonly sector: string
  readonly outward: string
}

const metresPerDegree = 111_195
/** A narrow look first: most points have a postcode within 500 m, and a wide one reads thousands of rows. */
const looksM = [500, 2_000, 5_000]

/** The postcode nearest to `point`, 5 km away at most. */
export async function nearestPostcode(db: Db, point: Point): Promise<Nearest | undefined> {
  for (const radiusM of looksM) {
    const nearest = await nearestInSquare(db, point, radiusM)
    if (nearest && haversineM(point, nearest) <= radiusM) return nearest
  }
  return undefined
}

/** The nearest in a square of twice `radiusM`: a corner may hold one that is farther away than one outside. */
async function nearestInSquare(db: Db, { lat, lon }: Point, radiusM: number): Promise<Nearest | undefined> {
  const shrink = Math.cos((lat * Math.PI) / 180)
  const up = radiusM / metresPerDegree
  const [nearest] = await rows<Nearest>(
    db,
    `SELECT postcode, sector, outward, lat, lon FROM places
      WHERE lat BETWEEN $1::float8 - $3::float8 AND $1::float8 + $3::float8
        AND lon BETWEEN $2::float8 - $4::float8 AND $2::float8 + $4::float8
      ORDER BY (lat - $1) ^ 2 + ((lon - $2) * $5::float8) ^ 2, postcode LIMIT 1`,
    [lat, lon, up, up / shrink, shrink],
  )
  return nearest
}
