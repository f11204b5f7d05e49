// Applies prisma/migrations/*/migration.sql in order. The bookkeeping is Prisma's own, so `prisma migrate deploy` and
// this runner may follow each other on the same database.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }
type Bookkeeping = { readonly migration_name: string; readonly checksum: string; readonly finished_at: Date | null }
type Progress = (name: string) => void

const prismaMigrateLock = 72_707_369

const bookkeepingTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

const bookkeepingRows =
  'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL'

const bookkeepingInsert = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, clock_timestamp(), 1)`

/**
 * Brings the database up to date and returns the names of what it applied, oldest first; `onApply` hears each name
 * just before. `config` is the role that owns the tables.
 *
 * Each migration is one transaction: it is there with its bookkeeping row, or not at all. Processes that start together
 * wait for each other. Throws one sentence, with nothing applied, when a migration that ran was edited since, failed
 * under Prisma, or is not known here (the database belongs to a newer Muster); and when a migration fails, with those
 * before it kept.
 */
export async function migrate(config: pg.ClientConfig, dir: string, onApply?: Progress): Promise<string[]> {
  const migrations = readMigrations(dir)
  const db = new pg.Client(config)
  db.on('error', () => undefined) // the query under way is refused with it
  await db.connect()
  try {
    await db.query('SELECT pg_advisory_lock($1)', [prismaMigrateLock])
    await db.query(bookkeepingTable)
    const { rows } = await db.query<Bookkeeping>(bookkeepingRows)
    const due = dueMigrations(migrations, rows)
    for (const migration of due) await apply(db, migration, onApply)
    return due.map(({ name }) => name)
  } finally {
    await db.end() // gives the lock back
  }
}

function readMigrations(dir: string): Migration[] {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const names = folders.map(({ name }) => name).sort()
  return names.map((name) => {
    const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

function dueMigrations(migrations: readonly Migration[], done: readonly Bookkeeping[]): Migration[] {
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const { migration_name: name, checksum, finished_at } of done) {
    if (!finished_at) throw new Error(`Migration ${name} failed earlier and was not resolved.`)
    if (!checksums.has(name))
      throw new Error(`This database is newer than this Muster: migration ${name} is not known.`)
    if (checksums.get(name) !== checksum) throw new Error(`Migration ${name} was edited after it was applied.`)
  }
  const applied = new Set(done.map(({ migration_name }) => migration_name))
  return migrations.filter(({ name }) => !applied.has(name))
}

async function apply(db: pg.Client, { name, sql, checksum }: Migration, onApply?: Progress): Promise<void> {
  onApply?.(name)
  await db.query('BEGIN')
  try {
    await db.query(sql)
    await db.query(bookkeepingInsert, [randomUUID(), checksum, name])
    await db.query('COMMIT')
  } catch (cause) {
    await db.query('ROLLBACK').catch(() => undefined) // a broken connection has rolled back
    throw new Error(`Migration ${name} failed: ${(cause as Error).message}`, { cause })
  }
}
