// One PostgreSQL for the whole run, with the migrations applied once, to a template that test files clone.
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../adapters/db/embedded-postgres.ts'
import { migrate } from '../../adapters/db/migrate.ts'
import { newDataDir, removeAbandoned, removeDataDir } from './data-dir.ts'
import { ownerOf, type TestServer, template } from './database.ts'

/** A failure is handed to the tests that want a database; all others run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned()
  const dataDir = newDataDir()
  try {
    project.provide('testServer', await startTestServer(dataDir))
  } catch (error) {
    project.provide('testServer', { failure: (error as Error).message })
  }
  return () => stopServer(dataDir)
}

let stop: (() => Promise<void>) | undefined

async function startTestServer(dataDir: string): Promise<TestServer> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  stop = server.stop
  const { socketDir, port } = server
  await run(ownerOf({ socketDir, port }, 'postgres'), [
    'ALTER SYSTEM SET synchronous_commit = off',
    'SELECT pg_reload_conf()',
    `CREATE DATABASE ${template}`,
  ])
  await migrate(ownerOf({ socketDir, port }, template), 'prisma/migrations')
  await run(ownerOf({ socketDir, port }, 'postgres'), [`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`])
  return { socketDir, port }
}

async function stopServer(dataDir: string): Promise<void> {
  await stop?.()
  await removeDataDir(dataDir)
}

async function run(config: pg.ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
