import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import {
  type BackupHeader,
  type Counted,
  endOfTable,
  formatName,
  leftOut,
  loadedLast,
  type Manifest,
  type TableStart,
} from './backup-format.ts'
import { rows } from './client.ts'
import { projectionTables } from './projection-rows.ts'
import { projectionDigests } from './rebuild.ts'

export interface BackupSettings {
  /** A role that may read every table. */
  readonly connection: pg.ClientConfig
  readonly file: string
  readonly now: Date
  /** That many more rows of a table were copied. */
  readonly onRows: (table: string, count: number) => void
}

/**
 * Writes one snapshot of the database into a file, while others go on writing; returns its manifest. The file is there
 * whole or not at all. Memory does not grow with the database. Keys are not in it.
 */
export async function backup({ connection, file, now, onRows }: BackupSettings): Promise<Manifest> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined) // the query under way is refused with it
  await client.connect()
  const part = `${file}.part`
  const zip = createGzip({ level: 4 })
  const written = finished(zip.pipe(createWriteStream(part, { flags: 'wx', mode: 0o600 })))
  written.catch(() => undefined) // told below, where it is waited for
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const manifest = await writeAll(client, zip, now, onRows)
    zip.end()
    await written
    await syncFile(part)
    await rename(part, file)
    return manifest
  } catch (error) {
    zip.destroy()
    await rm(part, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}

async function writeAll(
  client: pg.Client,
  out: Writable,
  now: Date,
  onRows: BackupSettings['onRows'],
): Promise<Manifest> {
  const header: BackupHeader = { format: formatName, madeAt: now.toISOString(), migrations: await migrationsOf(client) }
  await write(out, `${JSON.stringify(header)}\n`)
  const tables: Record<string, Counted> = {}
  for (const start of await tablesToCopy(client)) {
    await write(out, `${JSON.stringify(start)}\n`)
    tables[start.table] = await copyTable(client, start, out, (count) => onRows(start.table, count))
    await write(out, `${endOfTable}\n`)
  }
  const manifest: Manifest = { tables, projections: await projectionDigests(client as never) }
  await write(out, `${JSON.stringify(manifest)}\n`)
  return manifest
}

async function write(out: Writable, chunk: string | Buffer): Promise<void> {
  if (!out.write(chunk)) await once(out, 'drain')
}

export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const sql = 'SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1'
  return (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name)
}

/** Every table but projections and ways in, with its columns, in the order in which they are loaded again. */
async function tablesToCopy(client: pg.Client): Promise<TableStart[]> {
  const except = [...leftOut, ...projectionTables.map(({ name }) => name)]
  const sql = `SELECT c.table_name AS table, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
    FROM information_schema.columns c JOIN pg_tables t ON t.schemaname = 'public' AND t.tablename = c.table_name
    WHERE c.table_schema = 'public' AND NOT c.table_name = ANY($1) GROUP BY 1 ORDER BY (c.table_name = $2), 1`
  return rows<TableStart>(client as never, sql, [except, loadedLast])
}

/** Copies one table's rows as text and counts them. */
async function copyTable(
  client: pg.Client,
  { table, columns }: TableStart,
  out: Writable,
  onRows: (count: number) => void,
): Promise<Counted> {
  const counting = new RowCount()
  const source = client.query(copyTo(`COPY ${table} (${columns.join(', ')}) TO STDOUT`))
  for await (const chunk of source as AsyncIterable<Buffer>) {
    onRows(counting.add(chunk))
    await write(out, chunk)
  }
  return counting.result()
}

/** Counts lines and hashes them, in whatever pieces they come. */
export class RowCount {
  readonly #hash = createHash('sha256')
  #rows = 0

  /** Returns how many rows ended in this piece. */
  add(chunk: Buffer): number {
    this.#hash.update(chunk)
    let found = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) found++
    this.#rows += found
    return found
  }

  result(): Counted {
    return { rows: this.#rows, sha256: this.#hash.copy().digest('hex') }
  }
}
