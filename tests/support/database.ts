// A database of its own for a test file: the real PostgreSQL, migrated, seen as the role the application runs as.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

type Where = { readonly socketDir: string; readonly port: number }
export type TestServer = Where | { readonly failure: string }

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

export type FreshDatabase = {
  /** As `muster_app`: what the application may do, and no more. */
  readonly config: pg.PoolConfig
  /** As the owner of the tables, for what only a migration or an attacker would do. */
  readonly ownerConfig: pg.PoolConfig
  /** Removes it, connections or not. */
  drop(): Promise<void>
}

export const template = 'muster_template'

export const ownerOf = ({ socketDir, port }: Where, database: string): pg.PoolConfig => ({
  host: socketDir,
  port,
  database,
  user: 'muster_owner',
  ssl: false,
})

/** Clones the migrated template. Throws with the reason when this run has no database. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = testServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await asOwner(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const ownerConfig = ownerOf(server, name)
  const config = { ...ownerConfig, options: '-c role=muster_app' }
  return { config, ownerConfig, drop: () => asOwner(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** An empty database without any migration. */
export async function emptyDatabase(): Promise<Omit<FreshDatabase, 'config'>> {
  const server = testServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await asOwner(server, `CREATE DATABASE ${name}`)
  return { ownerConfig: ownerOf(server, name), drop: () => asOwner(server, `DROP DATABASE ${name} WITH (FORCE)`) }
}

function testServer(): Where {
  const server = inject('testServer')
  if ('failure' in server) throw new Error(`No database for the tests. ${server.failure}`)
  return server
}

async function asOwner(server: Where, statement: string): Promise<void> {
  const client = new pg.Client(ownerOf(server, 'postgres'))
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
