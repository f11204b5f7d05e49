import type { Geocoder, Place } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import { type Db, rows } from '../db/client.ts'

export function placeTable(db: Db): Geocoder {
  const find = async (
    sql: string,
    code: string,
    radiusM: number,
    source: Place['source'],
  ): Promise<Place | undefined> => {
    const [row] = await rows<{ lat: number | null; lon: number }>(db, sql, [code])
    return row?.lat == null ? undefined : { label: code, point: { lat: row.lat, lon: row.lon }, radiusM, source }
  }
  return {
    postcode: (code) => find('SELECT lat, lon FROM places WHERE postcode = $1 AND quality < 90', code, 100, 'postcode'),
    outward: (code) =>
      find('SELECT avg(lat) AS lat, avg(lon) AS lon FROM place_sectors WHERE outward = $1', code, 5000, 'outward'),
  }
}

export async function roughArea(_db: Db, point: Point): Promise<{ label: string; centre: Point } | undefined> {
  const sql = 'SELECT sector, lat, lon FROM place_sectors ORDER BY (lat - $1) ^ 2 + (lon - $2) ^ 2 LIMIT 1'
  const [row] = await rows<{ sector: string; lat: number; lon: number }>(_db, sql, [point.lat, point.lon])
  return row && { label: row.sector, centre: { lat: row.lat, lon: row.lon } }
}
