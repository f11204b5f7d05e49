import type pg from 'pg'
import { type Db, rows, transaction } from '../db/client.ts'
import type { CodePoint } from './code-point-open.ts'
import { createStaging, mergeNames, type NameCounts, stageNames } from './import-names.ts'
import type { OpenName } from './open-names.ts'
import { csvFiles, type Read, readPlaceFile } from './place-files.ts'

export interface ImportSummary {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly withoutPosition: number
  /** Postcodes no longer in use. */
  readonly terminated: number
  readonly names: NameCounts
  /** Rows that could not be read. */
  readonly skipped: number
  readonly seconds: number
}

/** How far a run is; `doing` is what the progress line says. */
interface Run {
  readonly report: (line: string) => void
  readonly db: Db
  doing: string
  rows: number
  withoutPosition: number
  terminated: number
  skipped: number
  batch: CodePoint[]
  names: OpenName[]
}

const batchSize = 10_000
const shownRows = 20

/**
 * Brings the tables of places up to date from files of Code-Point Open, the ONS Postcode Directory and OS Open Names, or
 * folders of them. What is not in the files stays: a new postcode or name is added, a moved one changed. The last row
 * counts where a postcode comes more than once. Postcodes no longer in use are left out and counted.
 *
 * All or nothing: the look-ups see the old places until the end, and keep them when the run fails or is killed. Tells
 * `report` how far it is every second, and which rows it could not read: the first 20 with file, line and reason, then
 * how many more. Throws when a file cannot be read. Two runs at once wait for each other.
 */
export async function importPlaces(
  pool: pg.Pool,
  paths: readonly string[],
  report: (line: string) => void,
): Promise<ImportSummary> {
  const began = performance.now()
  const progress = { doing: 'Looking for files.' }
  const ticker = setInterval(() => report(progress.doing), 1_000)
  try {
    const files = await csvFiles(paths)
    return await transaction(pool, async (db) => {
      const counts = { rows: 0, withoutPosition: 0, terminated: 0, skipped: 0 }
      const run: Run = Object.assign(progress, { report, db, ...counts, batch: [], names: [] })
      await db.query(staging)
      await createStaging(db)
      for (const file of files) await stageFile(run, file)
      await stageBatch(run)
      const merged = await merge(run)
      const names = await mergeNames(db)
      const { withoutPosition, terminated, skipped } = run
      return { ...merged, names, withoutPosition, terminated, skipped, seconds: (performance.now() - began) / 1000 }
    })
  } finally {
    clearInterval(ticker)
  }
}

const staging = `
  SET LOCAL statement_timeout = 0;
  SET LOCAL work_mem = '256MB';
  CREATE TEMPORARY TABLE staged_places (n BIGINT GENERATED ALWAYS AS IDENTITY, postcode TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL, lon DOUBLE PRECISION NOT NULL, quality SMALLINT NOT NULL) ON COMMIT DROP`

async function stageFile(run: Run, file: string): Promise<void> {
  const before = run.rows
  let headers = false
  await readPlaceFile(file, (read) => {
    if (read.line === 'headers') headers = true
    else return stage(run, file, read)
  })
  if (run.rows > before) return
  run.report(headers ? `${file}: column headers only, nothing to import.` : `${file}: empty, nothing to import.`)
}

/** A promise only when the database has to be waited for: 1.7 million awaits would take seconds. */
function stage(run: Run, file: string, { line, number }: Read): Promise<void> | undefined {
  run.rows++
  run.doing = `Read ${run.rows.toLocaleString('en-GB')} rows, now in ${file}.`
  if (line === 'no position') run.withoutPosition++
  else if (line === 'terminated') run.terminated++
  else if (typeof line === 'object' && 'wrong' in line) skip(run, `${file}, line ${number}: ${line.wrong}.`)
  else if (typeof line === 'object' && 'postcode' in line) run.batch.push(line)
  else if (typeof line === 'object') run.names.push(...line)
  return run.batch.length + run.names.length >= batchSize ? stageBatch(run) : undefined
}

function skip(run: Run, why: string): void {
  run.skipped++
  if (run.skipped <= shownRows) run.report(why)
}

async function stageBatch(run: Run): Promise<void> {
  const batch = run.batch.splice(0)
  await stageNames(run.db, run.names.splice(0))
  await run.db.query(
    `INSERT INTO staged_places (postcode, lat, lon, quality)
     SELECT * FROM unnest($1::text[], $2::float8[], $3::float8[], $4::int2[])`,
    [batch.map((p) => p.postcode), batch.map((p) => p.lat), batch.map((p) => p.lon), batch.map((p) => p.quality)],
  )
}

const upsert = `
  WITH latest AS (
    SELECT DISTINCT ON (postcode) postcode, lat, lon, quality FROM staged_places ORDER BY postcode, n DESC
  ), merged AS (
    INSERT INTO places (postcode, sector, outward, lat, lon, quality)
    SELECT postcode, left(postcode, -2), split_part(postcode, ' ', 1), lat, lon, quality FROM latest
    ON CONFLICT (postcode) DO UPDATE SET lat = excluded.lat, lon = excluded.lon, quality = excluded.quality
      WHERE (places.lat, places.lon, places.quality) IS DISTINCT FROM (excluded.lat, excluded.lon, excluded.quality)
    RETURNING xmax = 0 AS added
  )
  SELECT (SELECT count(*) FROM staged_places)::int AS staged, (SELECT count(*) FROM latest)::int AS latest,
         count(*) FILTER (WHERE added)::int AS added, count(*) FILTER (WHERE NOT added)::int AS changed
    FROM merged`

/** Makes the counts and middles of the sectors anew. Whoever writes `places` calls it in the same transaction. */
export async function countSectors(db: Db): Promise<void> {
  await db.query('DELETE FROM place_sectors')
  await db.query(`INSERT INTO place_sectors (sector, outward, postcodes, lat, lon)
    SELECT sector, min(outward), count(*), avg(lat), avg(lon) FROM places GROUP BY sector`)
}

async function merge(run: Run): Promise<Pick<ImportSummary, 'added' | 'changed' | 'unchanged'>> {
  if (run.skipped > shownRows) run.report(`${run.skipped - shownRows} more rows could not be read.`)
  run.doing = `Read ${run.rows.toLocaleString('en-GB')} rows, now putting them in their place.`
  await run.db.query('LOCK TABLE places IN SHARE ROW EXCLUSIVE MODE')
  const [counts] = await rows<{ staged: number; latest: number; added: number; changed: number }>(run.db, upsert)
  const { staged, latest, added, changed } = counts!
  if (staged > latest) run.report(`Postcodes that came again: ${staged - latest}. The last row counts.`)
  await countSectors(run.db)
  return { added, changed, unchanged: latest - added - changed }
}
