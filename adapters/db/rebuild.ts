import type pg from 'pg'
import { aggregates } from '../../core/ledger/streams.ts'
import { lostRace, rows, transaction } from './client.ts'
import { batches } from './cursor.ts'
import { foldStreams, type OnBroken } from './fold.ts'
import { canonicalRow, type Digest, projectionTables, type Row, TableDigest } from './projection-rows.ts'
import { writeProjections } from './projections.ts'

export interface Rebuilt {
  readonly before: Digest
  readonly after: Digest
}

const maxAttempts = 5

/**
 * Empties the projections and writes them again from the entries, in one transaction; returns each table's digests.
 *
 * Nothing is sent and no entry is written. Turns wait until it is over, messages are taken in meanwhile. Throws, with
 * nothing changed, when an entry cannot be read. `onStreams` hears how many more streams were written.
 */
export async function rebuild(pool: pg.Pool, onStreams: (count: number) => void = () => undefined): Promise<Rebuilt[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(pool, (client) => rebuildIn(client, onStreams))
    } catch (error) {
      if (!lostRace(error) || attempt === maxAttempts) throw error // a turn was in the way of our locks
    }
  }
}

/** The same in a transaction of the caller's. */
export async function rebuildIn(client: pg.PoolClient, onStreams: (count: number) => void): Promise<Rebuilt[]> {
  await lockAll(client)
  const before = await projectionDigests(client)
  await client.query(`TRUNCATE ${tableNames}`)
  const authorities = await rows<{ id: string }>(client, 'SELECT id FROM authorities ORDER BY id')
  for (const { id } of authorities) await writeAll(client, id, onStreams)
  const after = await projectionDigests(client)
  return before.map((digest, i) => ({ before: digest, after: after[i]! }))
}

const tableNames = projectionTables.map(({ name }) => name).join(', ')

/** Every writer reads a stream's state before it appends to it: once all states are ours, no entry is on its way. */
const lockAll = (client: pg.PoolClient) => client.query(`LOCK TABLE ${tableNames} IN ACCESS EXCLUSIVE MODE`)

async function writeAll(client: pg.PoolClient, authority: string, onStreams: (count: number) => void): Promise<void> {
  for (const aggregate of aggregates) {
    for await (const chunk of foldStreams(client, { authority, aggregate, onBroken: refuse })) {
      await writeProjections(client, authority, chunk)
      onStreams(chunk.length)
    }
  }
}

const refuse: OnBroken = ({ stream, version, error }) => {
  throw new Error(`ledger: ${stream}, version ${version}, cannot be folded: ${error.message}`, { cause: error })
}

/** The digest of every projection table as it stands. Inside a transaction only. */
export async function projectionDigests(client: pg.PoolClient): Promise<Digest[]> {
  const digests: Digest[] = []
  for (const { name, key } of projectionTables) {
    const digest = new TableDigest(name)
    const order = ['authority_id', ...key].map((column) => (column.endsWith('id') ? column : `${column} COLLATE "C"`))
    for await (const batch of batches<Row>(client, `SELECT * FROM ${name} ORDER BY ${order.join(', ')}`, []))
      for (const row of batch) digest.add(canonicalRow(row))
    digests.push(digest.result())
  }
  return digests
}
