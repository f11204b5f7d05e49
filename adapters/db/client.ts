import { createHash } from 'node:crypto'
import pg from 'pg'

/** A pool, or a client in a transaction. */
export type Db = pg.Pool | pg.PoolClient

/** Runs one statement and returns its rows. */
export async function rows<T>(db: Db, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  return (await run(db, sql, values)).rows as T[]
}

const names = new Map<string, string>()

/** Runs one statement, prepared once per connection: every text that is passed here must be one of a few. */
export function run(db: Db, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const name = names.get(sql) ?? `s${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, name)
  return db.query({ name, text: sql, values: values as unknown[] })
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const value = await work(client)
    await client.query('COMMIT')
    return value
  } catch (error) {
    await client.query('ROLLBACK').catch((e: Error) => {
      broken = e
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const uniqueViolation = '23505'
const deadlock = '40P01'
const serialization = '40001'

/** Another transaction got there first: the same work may be done again from the start. */
export function lostRace(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === uniqueViolation || code === deadlock || code === serialization || error instanceof StaleRead
}

/** Something read before a lock was taken had changed by the time it was held. */
export class StaleRead extends Error {}

// Dates come back as Date; bigints as numbers: no count here passes 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
