import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { isDemo, type Settings } from '../settings.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { keepProjectionsCurrent } from './projection-form.ts'

export interface Database {
  /** Connected as muster_app, which may only add to the record. */
  readonly pool: pg.Pool
  /** A few connections for what comes in alone: a provider that waits for its answer never waits behind our own work. */
  readonly intake?: pg.Pool
  /** As the role that owns the tables: for backups, and for a restore. */
  readonly owner: pg.ClientConfig
  readonly dir: string
  close(): Promise<void>
}

type Log = (line: string) => void

const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Where this start keeps its files: the demo has a folder of its own. */
export const dataDirOf = (settings: Settings): string => resolve(settings.DATA_DIR, isDemo(settings) ? 'demo' : '.')

/** Connects to DATABASE_URL, or starts Muster's own PostgreSQL, and brings the schema up to date. */
export async function openDatabase(settings: Settings, log: Log, dir = dataDirOf(settings)): Promise<Database> {
  const own = settings.DATABASE_URL ? undefined : await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log })
  const owner: pg.PoolConfig = own
    ? { host: own.socketDir, port: own.port, user: 'muster_owner', database: 'postgres' }
    : { connectionString: settings.DATABASE_URL! }
  const applied = await migrate(owner as pg.ClientConfig, migrations)
  if (applied.length > 0)
    log(`Brought the database up to date (${applied.length} ${applied.length === 1 ? 'step' : 'steps'}).`)
  const pool = openPool(owner, log)
  const intake = openPool(owner, log, 6)
  await keepProjectionsCurrent(pool, log)
  return {
    pool,
    intake,
    owner: owner as pg.ClientConfig,
    dir,
    close: async () => {
      await Promise.all([pool.end(), intake.end()])
      await own?.stop()
    },
  }
}

/** A pool whose connections are muster_app. */
export function openPool(config: pg.PoolConfig, log: Log, max = 28): pg.Pool {
  const pool = new pg.Pool({ ...config, max, options: '-c role=muster_app' })
  // A connection that breaks while it is in use also tells whoever uses it; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) =>
    log(`database: a connection was lost: ${(error as { code?: string }).code ?? error.name}`),
  )
  return pool
}
