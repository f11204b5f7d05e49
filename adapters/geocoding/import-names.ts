import { type Db, rows } from '../db/client.ts'
import type { OpenName } from './open-names.ts'

export interface NameCounts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** The table that names are collected in until the end of an import. It goes with the transaction. */
export async function createStaging(db: Db): Promise<void> {
  await db.query(`CREATE TEMPORARY TABLE staged_names (LIKE place_names INCLUDING DEFAULTS,
    n BIGINT GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP`)
}

const columns = [
  'id',
  'folded',
  'name',
  'kind',
  'town',
  'district',
  'county',
  'outward',
  'lat',
  'lon',
  'radiusM',
] as const satisfies readonly (keyof OpenName)[]

export async function stageNames(db: Db, names: readonly OpenName[]): Promise<void> {
  if (names.length === 0) return
  await db.query(
    `INSERT INTO staged_names (id, folded, name, kind, town, district, county, outward, lat, lon, radius_m)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::float8[], $10::float8[], $11::int4[])`,
    columns.map((column) => names.map((name) => name[column])),
  )
}

const upsert = `
  WITH latest AS (
    SELECT DISTINCT ON (id, folded) * FROM staged_names ORDER BY id, folded, n DESC
  ), merged AS (
    INSERT INTO place_names AS old (id, folded, name, kind, town, district, county, outward, lat, lon, radius_m)
    SELECT id, folded, name, kind, town, district, county, outward, lat, lon, radius_m FROM latest
    ON CONFLICT (id, folded) DO UPDATE SET name = excluded.name, kind = excluded.kind, town = excluded.town,
      district = excluded.district, county = excluded.county, outward = excluded.outward, lat = excluded.lat,
      lon = excluded.lon, radius_m = excluded.radius_m
      WHERE (old.name, old.kind, old.town, old.district, old.county, old.outward, old.lat, old.lon, old.radius_m)
        IS DISTINCT FROM (excluded.name, excluded.kind, excluded.town, excluded.district, excluded.county,
          excluded.outward, excluded.lat, excluded.lon, excluded.radius_m)
    RETURNING xmax = 0 AS added
  )
  SELECT (SELECT count(*) FROM latest)::int AS latest, count(*) FILTER (WHERE added)::int AS added,
         count(*) FILTER (WHERE NOT added)::int AS changed
    FROM merged`

/** Puts the collected names into the table: new ones are added, changed ones changed, the others stay. */
export async function mergeNames(db: Db): Promise<NameCounts> {
  await db.query('LOCK TABLE place_names IN SHARE ROW EXCLUSIVE MODE')
  const [counts] = await rows<{ latest: number; added: number; changed: number }>(db, upsert)
  const { latest, added, changed } = counts!
  return { added, changed, unchanged: latest - added - changed }
}
