import type pg from 'pg'
import { foldName } from '../../adapters/geocoding/fold-name.ts'
import { countSectors } from '../../adapters/geocoding/import-places.ts'
import type { Point } from '../../core/geo/point.ts'
import { parsePostcode } from '../../core/geo/postcode.ts'

export interface TestPlace extends Point {
  readonly postcode: string
  readonly quality?: number
}

/** Puts places into the table in place of what is there, as an import into an empty one would. */
export async function putPlaces(pool: pg.Pool, places: readonly TestPlace[]): Promise<void> {
  const rows = places.map(({ postcode, lat, lon, quality = 10 }) => ({
    ...parsePostcode(postcode)!,
    lat,
    lon,
    quality,
  }))
  await pool.query('TRUNCATE places, place_sectors')
  await pool.query('INSERT INTO places SELECT * FROM json_populate_recordset(NULL::places, $1)', [JSON.stringify(rows)])
  await countSectors(pool)
}

const unitLetters = [...'ABDEFGHJLNPQRSTUWXYZ']

/** `count` postcodes of a sector ('GL20 5'), 30 m apart in a row to the east of `from`. */
export const sectorOf = (sector: string, count: number, from: Point): TestPlace[] =>
  Array.from({ length: count }, (_, i) => ({
    postcode: `${sector}${unitLetters[Math.floor(i / 20)]}${unitLetters[i % 20]}`,
    lat: from.lat,
    lon: from.lon + i * 0.000437,
  }))

export interface TestName extends Point {
  readonly kind: 'settlement' | 'street' | 'other'
  readonly name: string
  readonly town?: string
  readonly district?: string
  readonly county?: string
  readonly outward?: string
  readonly radiusM: number
}

/** Puts names into the table in place of what is there. */
export async function putNames(pool: pg.Pool, names: readonly TestName[]): Promise<void> {
  const rows = names.map(({ radiusM, ...name }, i) => ({
    id: `osgb${String(i).padStart(4, '0')}`,
    town: '',
    district: '',
    county: '',
    outward: '',
    ...name,
    folded: foldName(name.name),
    radius_m: radiusM,
  }))
  await pool.query('TRUNCATE place_names')
  await pool.query('INSERT INTO place_names SELECT * FROM json_populate_recordset(NULL::place_names, $1)', [
    JSON.stringify(rows),
  ])
}
