import { haversineM } from '../../core/geo/distance.ts'
import type { Point } from '../../core/geo/point.ts'
import { areaOf } from '../../core/geo/postcode.ts'
import { type Db, rows } from '../db/client.ts'
import { nearestPostcode } from './nearest-postcode.ts'

/** All that may be said of a place before somebody accepts. `centre` is the mean position of its `postcodes`. */
export interface RoughArea {
  readonly label: string
  readonly centre: Point
  readonly postcodes: number
}

/** Fewer postcodes than this could tell who asked. */
const fewest = 50

/**
 * The smallest area with at least 50 postcodes that holds the postcode nearest to `point`: its sector ('GL20 5'), its
 * outward code ('GL20'), or that outward code with its nearest neighbours in the same postcode area, named for the
 * largest of them ('the GL20 area'). Undefined when there is no postcode within 5 km, or not 50 in the postcode area.
 */
export async function roughArea(db: Db, point: Point): Promise<RoughArea | undefined> {
  const nearest = await nearestPostcode(db, point)
  if (!nearest) return undefined
  const [sector] = await areas(db, 'sector', 'sector = $1', nearest.sector)
  if (sector && sector.postcodes >= fewest) return sector
  const [outward] = await areas(db, 'outward', 'outward = $1', nearest.outward)
  if (!outward || outward.postcodes >= fewest) return outward
  const around = await areas(db, 'outward', "substring(outward from '^[A-Z]+') = $1", areaOf(nearest.outward))
  return withNeighbours(outward, around)
}

const areas = (db: Db, unit: 'sector' | 'outward', condition: string, code: string): Promise<RoughArea[]> =>
  rows<{ label: string; postcodes: number; lat: number; lon: number }>(
    db,
    `SELECT ${unit} AS label, sum(postcodes)::int AS postcodes,
            sum(lat * postcodes) / sum(postcodes) AS lat, sum(lon * postcodes) / sum(postcodes) AS lon
       FROM place_sectors WHERE ${condition} GROUP BY ${unit}`,
    [code],
  ).then((found) => found.map(({ label, postcodes, lat, lon }) => ({ label, centre: { lat, lon }, postcodes })))

function withNeighbours(outward: RoughArea, around: readonly RoughArea[]): RoughArea | undefined {
  const distance = new Map(around.map((area) => [area, haversineM(outward.centre, area.centre)]))
  const byDistance = around.toSorted((a, b) => distance.get(a)! - distance.get(b)! || (a.label < b.label ? -1 : 1))
  const members: RoughArea[] = []
  for (const area of byDistance) {
    members.push(area)
    if (count(members) >= fewest) return union(members)
  }
  return undefined
}

const count = (members: readonly RoughArea[]): number => members.reduce((sum, { postcodes }) => sum + postcodes, 0)

function union(members: readonly RoughArea[]): RoughArea {
  const postcodes = count(members)
  const mean = (of: (centre: Point) => number) =>
    members.reduce((sum, member) => sum + of(member.centre) * member.postcodes, 0) / postcodes
  const largest = members.toSorted((a, b) => b.postcodes - a.postcodes)[0]!
  return { label: `the ${largest.label} area`, centre: { lat: mean((c) => c.lat), lon: mean((c) => c.lon) }, postcodes }
}
