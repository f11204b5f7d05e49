import type pg from 'pg'

let opened = 0

/** The rows of a query a batch at a time, so that a table of any size fits into memory. Inside a transaction only. */
export async function* batches<T>(
  client: pg.PoolClient,
  sql: string,
  values: readonly unknown[],
  size = 1_000,
): AsyncGenerator<T[]> {
  const name = `batches_${++opened}`
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, values as unknown[])
  for (;;) {
    const { rows: batch } = await client.query<T & object>(`FETCH ${size} FROM ${name}`)
    if (batch.length > 0) yield batch
    if (batch.length < size) break
  }
  await client.query(`CLOSE ${name}`)
}
