import type pg from 'pg'
import { projectionForm } from '../../core/ledger/streams.ts'
import { type Db, rows } from './client.ts'
import { rebuild } from './rebuild.ts'

const lockId = 7271

/**
 * Writes the projections again from the entries when they were written in another form than this Muster's. Nothing is
 * sent and no entry is written; of several processes that start at once one does it and the others wait.
 */
export async function keepProjectionsCurrent(pool: pg.Pool, log: (line: string) => void): Promise<void> {
  if ((await formOf(pool)) === projectionForm) return
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockId])
    if ((await formOf(client)) === projectionForm) return
    await writeAgain(pool, log)
    const noted = `INSERT INTO projection_form (id, form) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET form = excluded.form`
    await client.query(noted, [projectionForm])
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockId])
    client.release()
  }
}

async function formOf(db: Db): Promise<number | null> {
  const [row] = await rows<{ form: number }>(db, 'SELECT form FROM projection_form', [])
  return row?.form ?? null
}

async function writeAgain(pool: pg.Pool, log: (line: string) => void): Promise<void> {
  const [any] = await rows<{ any: boolean }>(pool, 'SELECT EXISTS (SELECT FROM entries) AS any', [])
  if (!any?.any) return
  log('Bringing what is read fast into the form of this version…')
  let streams = 0
  let told = Date.now()
  await rebuild(pool, (count) => {
    streams += count
    if (Date.now() - told < 1_000) return
    told = Date.now()
    log(`${streams.toLocaleString('en-GB')} streams written again…`)
  })
}
