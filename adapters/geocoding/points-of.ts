import type { Point } from '../../core/geo/point.ts'
import { type Db, rows } from '../db/client.ts'

/** The positions of many postcodes ('GL20 5BY') at once; one that is not in the table is missing. */
export async function pointsOf(db: Db, postcodes: readonly string[]): Promise<Map<string, Point>> {
  const sql = 'SELECT postcode, lat, lon FROM places WHERE postcode = ANY($1)'
  const found = await rows<Point & { postcode: string }>(db, sql, [[...new Set(postcodes)]])
  return new Map(found.map(({ postcode, lat, lon }) => [postcode, { lat, lon }]))
}
