import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { differences } from '../../support/schema-engine.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.drop())

async function run(config: pg.PoolConfig, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(config)
  await client.connect()
  return await client.query(statement).finally(() => client.end())
}

it('schema.prisma says what the migrations make', async () => {
  expect(await differences(database.ownerConfig, 'prisma/schema.prisma')).toBe('-- This is an empty migration.')
})

it('a column that only the database has would be noticed', async () => {
  await run(database.ownerConfig, 'ALTER TABLE authorities ADD COLUMN forgotten text')
  expect(await differences(database.ownerConfig, 'prisma/schema.prisma')).toContain('DROP COLUMN "forgotten"')
})

it('the application runs as a role that owns no table', async () => {
  const owned = 'SELECT tablename FROM pg_tables WHERE tableowner = current_user'
  const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
  expect((await run(database.config, 'SELECT current_user')).rows).toEqual([{ current_user: 'muster_app' }])
  expect((await run(database.config, owned)).rows).toEqual([])
  expect((await run(database.config, tables)).rows.length).toBeGreaterThan(10)
})
