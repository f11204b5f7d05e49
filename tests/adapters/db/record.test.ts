import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'

let database: FreshDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = new pg.Pool({ ...database.config, max: 2 })
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

const record = [
  'authorities',
  'entries',
  'entry_salts',
  'ledger_index',
  'heads',
  'tiles',
  'cosignatures',
  'keys',
  'addresses',
  'sealed_values',
  'inbox',
  'key_fingerprints',
]

test.each(record)('the application can neither change, delete nor empty %s', async (table) => {
  const column = (
    await pool.query('SELECT column_name FROM information_schema.columns WHERE table_name = $1 LIMIT 1', [table])
  ).rows[0].column_name
  await expect(pool.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(/permission denied/)
  await expect(pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/)
  await expect(pool.query(`TRUNCATE ${table}`)).rejects.toThrow(/permission denied/)
  await expect(pool.query(`DROP TABLE ${table}`)).rejects.toThrow(/must be owner/)
})

test('the application owns no table and cannot make one', async () => {
  const { rows } = await pool.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = 'muster_app'`,
  )
  expect(rows).toEqual([])
  await expect(pool.query('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/)
})
