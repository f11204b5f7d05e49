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

it('what a key seals is found by an index, not by reading every value', async () => {
  const client = new pg.Client(database.ownerConfig)
  await client.connect()
  await client.query(`INSERT INTO sealed_values (id, authority_id, key_ids, sealed, created_at)
    SELECT gen_random_uuid(), gen_random_uuid(), ARRAY[gen_random_uuid(), gen_random_uuid()], '', now() FROM generate_series(1, 5000)`)
  await client.query('VACUUM (ANALYZE) sealed_values')
  const plan = await client.query<{ 'QUERY PLAN': string }>(
    "EXPLAIN DELETE FROM sealed_values WHERE key_ids && ARRAY['00000000-0000-4000-8000-000000000000'::uuid]",
  )
  await client.end()
  const steps = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(steps).toContain('Bitmap Index Scan on sealed_values_key_ids_idx')
  expect(steps).not.toContain('Seq Scan')
})
