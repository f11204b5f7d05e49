import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../adapters/db/migrate.ts'
import { emptyDatabase } from '../../support/database.ts'

let database: Awaited<ReturnType<typeof emptyDatabase>>
let dir: string

beforeEach(async () => {
  database = await emptyDatabase()
  dir = mkdtempSync(join(tmpdir(), 'muster-migrations-'))
  write('1_first', 'CREATE TABLE pumps (id int PRIMARY KEY); INSERT INTO pumps VALUES (1)')
})

afterEach(async () => {
  rmSync(dir, { recursive: true })
  await database.drop()
})

function write(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true })
  writeFileSync(join(dir, name, 'migration.sql'), sql)
}

const run = () => migrate(database.ownerConfig, dir)

async function rows(sql: string): Promise<unknown[]> {
  const client = new pg.Client(database.ownerConfig)
  await client.connect()
  return client.query(sql).then(
    (result) => client.end().then(() => result.rows),
    (error) => client.end().then(() => Promise.reject(error)),
  )
}

describe('migrate', () => {
  it('applies what is new, in order, and says each name before', async () => {
    write('2_second', 'ALTER TABLE pumps ADD COLUMN litres int')
    const heard: string[] = []
    expect(await migrate(database.ownerConfig, dir, (name) => heard.push(name))).toEqual(['1_first', '2_second'])
    expect(heard).toEqual(['1_first', '2_second'])
    expect(await run()).toEqual([])
    write('3_third', 'DROP TABLE pumps')
    expect(await run()).toEqual(['3_third'])
  })

  it('applies once when three start together', async () => {
    const applied = await Promise.all([run(), run(), run()])
    expect(applied.flat()).toEqual(['1_first'])
    expect(await rows('SELECT * FROM pumps')).toHaveLength(1)
  })

  it('refuses a migration that was edited after it was applied', async () => {
    await run()
    write('1_first', 'CREATE TABLE pumps (id bigint PRIMARY KEY)')
    write('2_second', 'CREATE TABLE grit (id int)')
    await expect(run()).rejects.toThrow('Migration 1_first was edited after it was applied.')
    await expect(rows('SELECT * FROM grit')).rejects.toThrow('does not exist')
  })

  it('takes Windows line ends for the same migration', async () => {
    write('2_second', 'CREATE TABLE grit (\n  id int\n)')
    await run()
    write('2_second', 'CREATE TABLE grit (\r\n  id int\r\n)')
    expect(await run()).toEqual([])
  })

  it('refuses a database that a newer Muster has migrated', async () => {
    write('2_second', 'SELECT 1')
    await run()
    rmSync(join(dir, '2_second'), { recursive: true })
    await expect(run()).rejects.toThrow('This database is newer than this Muster: migration 2_second is not known.')
  })

  it('leaves nothing of a migration that fails, and keeps those before it', async () => {
    write('2_second', 'CREATE TABLE grit (id int); SELECT 1 / 0')
    await expect(run()).rejects.toThrow('Migration 2_second failed: division by zero')
    await expect(rows('SELECT * FROM grit')).rejects.toThrow('does not exist')
    expect(await rows('SELECT migration_name FROM _prisma_migrations')).toEqual([{ migration_name: '1_first' }])
    write('2_second', 'CREATE TABLE grit (id int)')
    expect(await run()).toEqual(['2_second'])
  })

  it('refuses to go on after one that failed under Prisma and was not resolved', async () => {
    await run()
    await rows(`UPDATE _prisma_migrations SET finished_at = NULL`)
    await expect(run()).rejects.toThrow('Migration 1_first failed earlier and was not resolved.')
  })
})
