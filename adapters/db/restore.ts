import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { migrationsOf, RowCount } from './backup.ts'
import {
  type BackupHeader,
  endOfTable,
  formatName,
  loadedLast,
  type Manifest,
  type TableStart,
} from './backup-format.ts'
import type { RememberedErasure } from './erasures-file.ts'
import { checkFingerprints, type SecretKeys } from './keys.ts'
import { linesOf } from './lines.ts'
import type { Digest } from './projection-rows.ts'
import { rebuildIn } from './rebuild.ts'
import { type Erased, erasedIn, type Filter, filterOf } from './restore-filter.ts'

/** The file or the database is not what a restore needs: a sentence for whoever runs it. */
export class CannotRestore extends Error {}

export interface RestoreSettings {
  /** The role that owns the tables. */
  readonly connection: pg.ClientConfig
  readonly file: string
  readonly keys: SecretKeys
  /** What was erased since the backup was made, or before: none of it is loaded. */
  readonly erasures: readonly RememberedErasure[]
  readonly onRows: (table: string, count: number) => void
  readonly onStreams: (count: number) => void
}

export interface Restored {
  readonly header: BackupHeader
  readonly manifest: Manifest
  /** Rows that were left out because what they hold was erased. */
  readonly leftOut: number
  /** The projections as they were written again from the entries: the same as when the backup was made. */
  readonly projections: readonly Digest[]
}

/**
 * Loads a backup into an empty database, in one transaction: all of it, or nothing. Projections are not copied but
 * written again from the entries, and must give the digests that the backup's snapshot had. Throws `CannotRestore` when
 * the database is not empty, the file is damaged, cut off or of a newer Muster, or the keys are others.
 */
export async function restore(settings: RestoreSettings): Promise<Restored> {
  const client = new pg.Client(settings.connection)
  client.on('error', () => undefined) // the query under way is refused with it
  await client.connect()
  try {
    await client.query('BEGIN')
    const restored = await new Loading(client, settings).run()
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return restored
  } finally {
    await client.end() // what is not committed is undone
  }
}

class Loading {
  readonly #client: pg.Client
  readonly #settings: RestoreSettings
  readonly #erased: Erased
  readonly #counted: Record<string, { rows: number; sha256: string }> = {}
  readonly #stoppedAddresses: ReadonlySet<string>
  /** Authority, channel and hash of addresses that were erased with a STOP: they stay known by it. */
  readonly #stopped: [string, string, string][] = []
  #leftOut = 0
  #projections: readonly Digest[] | null = null

  constructor(client: pg.Client, settings: RestoreSettings) {
    this.#client = client
    this.#settings = settings
    this.#erased = erasedIn(settings.erasures)
    this.#stoppedAddresses = new Set(settings.erasures.flatMap(({ stopped }) => stopped))
  }

  async run(): Promise<Restored> {
    const lines = linesOf(createReadStream(this.#settings.file).pipe(createGunzip()))
    const header = await this.#begin(await next(lines))
    let manifest: Manifest | undefined
    for (let line = await next(lines); manifest === undefined; line = manifest ? line : await next(lines)) {
      const said = parsed(line)
      if ('table' in said) await this.#table(said as TableStart, lines)
      else manifest = said as Manifest
    }
    await this.#project()
    this.#compare(manifest)
    await this.#finish()
    return { header, manifest, leftOut: this.#leftOut, projections: this.#projections! }
  }

  async #begin(line: Buffer): Promise<BackupHeader> {
    const header = parsed(line) as BackupHeader
    if (header.format !== formatName) throw new CannotRestore('This file is not a backup of this Muster.')
    const known = await migrationsOf(this.#client)
    const unknown = header.migrations.find((name) => !known.includes(name))
    if (unknown)
      throw new CannotRestore(`This backup was made by a newer Muster: migration ${unknown} is not known here.`)
    const { rowCount } = await this.#client.query('SELECT FROM authorities LIMIT 1')
    if (rowCount) throw new CannotRestore('The database is not empty. A backup is restored into an empty one only.')
    return header
  }

  async #table({ table, columns }: TableStart, lines: AsyncIterator<Buffer>): Promise<void> {
    if (table === loadedLast) await this.#project()
    const counting = new RowCount()
    const filter = filterOf(table, columns, this.#erased)
    const names = columns.map((name) => pg.escapeIdentifier(name)).join(', ')
    const into = this.#client.query(copyFrom(`COPY ${pg.escapeIdentifier(table)} (${names}) FROM STDIN`))
    const failed = once(into, 'finish')
    failed.catch(() => undefined) // told below, where it is waited for
    const batch = new Batched(into)
    for (let line = await next(lines); !line.equals(endLine); line = await next(lines)) {
      counting.add(line)
      const row = filter ? this.#filtered(table, columns, line, filter) : line
      if (row) await batch.add(row)
      this.#settings.onRows(table, 1)
    }
    await batch.end()
    await failed
    this.#counted[table] = counting.result()
  }

  #filtered(table: string, columns: readonly string[], line: Buffer, filter: Filter): Buffer | null {
    const cells = line.subarray(0, -1).toString('utf8').split('\t')
    const kept = filter(cells)
    if (kept !== null) return Buffer.from(`${kept.join('\t')}\n`, 'utf8')
    this.#leftOut++
    const cell = (column: string) => cells[columns.indexOf(column)]!
    if (table === 'addresses' && this.#stoppedAddresses.has(cell('id')))
      this.#stopped.push([cell('authority_id'), cell('channel'), cell('hmac').replace('\\\\x', '\\x')])
    return null
  }

  /** Writes the projections from the entries, once. */
  async #project(): Promise<void> {
    if (this.#projections) return
    await checkFingerprints(this.#client as never, this.#settings.keys).catch((error: Error) => {
      throw new CannotRestore(error.message)
    })
    const rebuilt = await rebuildIn(this.#client as never, this.#settings.onStreams)
    this.#projections = rebuilt.map(({ after }) => after)
  }

  #compare({ tables, projections }: Manifest): void {
    for (const [table, { rows, sha256 }] of Object.entries(tables)) {
      const counted = this.#counted[table]
      if (counted?.rows === rows && counted.sha256 === sha256) continue
      throw new CannotRestore(
        `The file is damaged: table ${table} is not what its manifest says. Nothing was restored.`,
      )
    }
    const differs = projections.find((digest, i) => this.#projections![i]?.sha256 !== digest.sha256)
    if (differs)
      throw new CannotRestore(
        `Table ${differs.table}, written again from the entries, is not what it was. Nothing was restored.`,
      )
  }

  /** Salts of erased streams go; what was waiting to be sent may have been sent since; counters go on where they were. */
  async #finish(): Promise<void> {
    const streams = this.#settings.erasures.flatMap((erasure) => Object.entries(erasure.streams))
    await this.#client.query(
      `DELETE FROM entry_salts s USING entries e, unnest($1::text[], $2::int[]) AS gone (stream, version)
        WHERE e.stream = gone.stream AND e.version <= gone.version AND s.entry_id = e.id`,
      [streams.map(([stream]) => stream), streams.map(([, version]) => version)],
    )
    await this.#client.query(
      `INSERT INTO suppressions (authority_id, channel, hmac, since)
        SELECT a::uuid, c, h::bytea, now() FROM unnest($1::text[], $2::text[], $3::text[]) AS s (a, c, h) ON CONFLICT DO NOTHING`,
      [0, 1, 2].map((i) => this.#stopped.map((row) => row[i])),
    )
    await this.#client.query(`UPDATE outbox SET state = 'unconfirmed', failure = 'unconfirmed', lease_until = NULL,
      attempted_at = coalesce(attempted_at, due_at) WHERE state IN ('queued', 'sending')`)
    const serial = `SELECT table_name AS table, column_name AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`
    for (const { table, column } of (await this.#client.query<{ table: string; column: string }>(serial)).rows)
      await this.#client.query(
        `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) FROM ${table}`,
      )
  }
}

const endLine = Buffer.from(`${endOfTable}\n`)
const batchBytes = 64 * 1024

/** Rows on their way into a table, many at a time. */
class Batched {
  readonly #into: CopyStreamQuery
  #rows: Buffer[] = []
  #bytes = 0

  constructor(into: CopyStreamQuery) {
    this.#into = into
  }

  async add(row: Buffer): Promise<void> {
    this.#rows.push(row)
    this.#bytes += row.length
    if (this.#bytes >= batchBytes) await this.#flush()
  }

  async end(): Promise<void> {
    await this.#flush()
    this.#into.end()
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#rows)
    this.#rows = []
    this.#bytes = 0
    if (!this.#into.write(bytes)) await once(this.#into, 'drain')
  }
}

async function next(lines: AsyncIterator<Buffer>): Promise<Buffer> {
  try {
    const { value, done } = await lines.next()
    if (!done) return value
  } catch (cause) {
    throw new CannotRestore('The file cannot be read: it is damaged, or not a backup. Nothing was restored.', { cause })
  }
  throw new CannotRestore('The file was cut off before its end. Nothing was restored.')
}

function parsed(line: Buffer): object {
  try {
    return JSON.parse(line.toString('utf8')) as object
  } catch (cause) {
    throw new CannotRestore('The file is damaged: a line of its frame cannot be read. Nothing was restored.', { cause })
  }
}
