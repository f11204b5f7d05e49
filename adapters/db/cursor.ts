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
  const fetch = () => client.query<T & object>(`FETCH ${size} FROM ${name}`)
  let next = fetch()
  for (;;) {
    const { rows: batch } = await next
    // The database reads on while the caller works on this batch; the caller's own questions come after that.
    const more = batch.length === size
    if (more) {
      next = fetch()
      next.catch(() => undefined) // it is awaited above, unless the caller has failed before
    }
    if (batch.length > 0) yield batch
    if (!more) break
  }
  await client.query(`CLOSE ${name}`)
}
