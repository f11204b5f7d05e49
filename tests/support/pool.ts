import pg from 'pg'

/** A pool for a test. A connection that is cut, by the test or with the database, fails its query and nothing else. */
export function testPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
