import pg from 'pg'
import type { Findable, Wanted } from '../../../core/geo/findable.ts'
import type { Polygon } from '../../../core/geo/polygon.ts'
import { kindIds, vehicles, vettingLevels } from '../../../core/kinds.ts'
import type { HoursRange } from '../../../core/matching/hours.ts'
import { wallClockAt } from '../../../core/time.ts'
import { furthestM, type System } from '../system.ts'

/** Points on the British grid with a partial index for each skill, all rules in SQL: of what was tried, what is fastest. */
export const postgis = (url: string): System => ({
  name: 'postgis',
  async fill(volunteers) {
    const client = new pg.Client(url)
    await client.connect()
    await client.query(tables)
    for (let from = 0; from < volunteers.length; from += batch)
      await client.query(insert, [
        JSON.stringify(volunteers.slice(from, from + batch).map((one, i) => row(one, from + i))),
      ])
    for (const [i] of kindIds.entries())
      await client.query(`CREATE INDEX ON bench_volunteers USING gist (at) WHERE skills & ${1 << i} <> 0`)
    await client.query('VACUUM ANALYZE bench_volunteers')
    const numbers = new Map(volunteers.map(({ id }, i) => [id, i]))
    const rarity = kindIds.map((kind) => volunteers.filter((one) => one.skills.includes(kind)).length)
    return {
      async nearest(need, k) {
        const { rows } = await client.query<{ n: number }>(search(need, k, rarity, numbers))
        return rows.map(({ n }) => volunteers[n]!.id)
      },
      async toggle(n, available) {
        await client.query({
          name: 'toggle',
          text: 'UPDATE bench_volunteers SET askable = $2 WHERE n = $1',
          values: [n, available],
        })
      },
      async move(n, { lat, lon }) {
        await client.query({
          name: 'move',
          text: `UPDATE bench_volunteers SET at = ${grid('$2', '$3')} WHERE n = $1`,
          values: [n, lon, lat],
        })
      },
      async bytes() {
        const { rows } = await client.query<{ bytes: string }>(
          `SELECT pg_total_relation_size('bench_volunteers') AS bytes`,
        )
        return Number(rows[0]!.bytes)
      },
      async close() {
        await client.query('DROP TABLE bench_volunteers')
        await client.end()
      },
    }
  },
})

const batch = 20_000
const grid = (lon: string, lat: string) => `ST_Transform(ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326), 27700)`

const columns = `n int, skills int, vetting int, expires float8, vehicle int, unconfirmed bool, askable bool, radius_m float8,
  hours int4multirange, hold_from float8, hold_to float8, hold_kinds int, hold_for_life bool`
const tables = `CREATE EXTENSION IF NOT EXISTS postgis; DROP TABLE IF EXISTS bench_volunteers;
  CREATE UNLOGGED TABLE bench_volunteers (${columns.replace('n int', 'n int PRIMARY KEY')}, at geometry(Point, 27700)) WITH (fillfactor = 80)`
const insert = `INSERT INTO bench_volunteers
  SELECT n, skills, vetting, expires, vehicle, unconfirmed, askable, radius_m, hours, hold_from, hold_to, hold_kinds, hold_for_life, ${grid('lon', 'lat')}
  FROM json_to_recordset($1) AS v(${columns}, lon float8, lat float8)`

function row(one: Findable, n: number) {
  const hold = one.holds[0]
  return {
    ...{
      n,
      lat: one.lat,
      lon: one.lon,
      radius_m: one.radiusM,
      unconfirmed: one.unconfirmed,
      hours: multirange(one.hours),
    },
    skills: bitsOf(one.skills),
    vetting: vettingLevels.indexOf(one.vetting),
    expires: finite(one.vettingExpiresMs),
    vehicle: vehicles.indexOf(one.vehicle),
    askable: one.reachable && one.available,
    ...{ hold_from: finite(hold?.fromMs ?? 1e18), hold_to: finite(hold?.toMs ?? -1e18) },
    ...{ hold_kinds: hold?.kinds ? bitsOf(hold.kinds) : -1, hold_for_life: hold?.holdsForLife ?? false },
  }
}

const bitsOf = (skills: readonly string[]): number =>
  skills.reduce((bits, skill) => bits | (1 << kindIds.indexOf(skill as (typeof kindIds)[number])), 0)
const finite = (ms: number): number => Math.max(-1e18, Math.min(1e18, ms))

/** Minutes of the week, from Monday at midnight; what runs over Sunday's begins again at 0. */
function multirange(hours: readonly HoursRange[]): string {
  if (hours.length === 0) return '{[0,10080)}'
  const ranges = hours.flatMap(({ weekdays, from, to }) =>
    weekdays.flatMap((day) => {
      const begins = (day - 1) * 1440 + from
      const ends = begins - from + (from < to ? to : to + 1440)
      return ends <= 10080
        ? [[begins, ends]]
        : [
            [begins, 10080],
            [0, ends - 10080],
          ]
    }),
  )
  return `{${ranges.map(([begins, ends]) => `[${begins},${ends})`).join(',')}}`
}

function search(need: Wanted, k: number, rarity: readonly number[], numbers: ReadonlyMap<string, number>) {
  const skills = need.skills.map((skill) => kindIds.indexOf(skill as (typeof kindIds)[number]))
  const [rarest] = skills.toSorted((a, b) => rarity[a]! - rarity[b]!)
  const { weekday, minute } = wallClockAt(need.fromMs)
  const point = grid('$1', '$2')
  return {
    name: `nearest ${rarest}`,
    text: `SELECT n FROM bench_volunteers WHERE skills & ${1 << rarest!} <> 0 AND skills & $3 = $3 AND askable
      AND vetting >= $4 AND ($4 = 0 OR expires > $5) AND vehicle >= $6 AND (NOT unconfirmed OR ($4 = 0 AND $7))
      AND hours @> $8::int AND NOT (n = ANY($9))
      AND NOT (hold_from < $10 AND hold_to > $5 AND hold_kinds & $11 <> 0 AND (hold_for_life OR NOT $12))
      AND ($13::text IS NULL OR NOT ST_Contains(ST_Transform(ST_GeomFromText($13, 4326), 27700), at))
      AND ST_DWithin(at, ${point}, ${furthestM}) AND ST_Distance(at, ${point}) <= radius_m
      ORDER BY at <-> ${point} LIMIT ${k}`,
    values: [
      ...[need.lon, need.lat, bitsOf(need.skills), vettingLevels.indexOf(need.vetting), need.fromMs],
      ...[vehicles.indexOf(need.vehicle), need.unconfirmedToo, (weekday - 1) * 1440 + minute],
      [...need.except.keys()].map((id) => numbers.get(id)),
      ...[need.toMs, bitsOf(need.kind ? [need.kind] : []), need.lifeSafety, wkt(need.keptClear[0])],
    ],
  }
}

const wkt = (area: Polygon | undefined): string | null =>
  area
    ? `POLYGON(${area.rings.map((ring) => `(${[...ring, ring[0]!].map(({ lat, lon }) => `${lon} ${lat}`).join(',')})`).join(',')})`
    : null
