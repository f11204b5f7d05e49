import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import type pg from 'pg'
import { emptyRunningHash, encodeLeaf, nextRunningHash } from '../../core/ledger/entry.ts'
import { rows, transaction } from './client.ts'

const lockClass = 7270
const batch = 2_000

/** What a head signs: the authority's origin, the size and the running hash in hex, each on a line. */
export const headText = (origin: string, size: number, running: Uint8Array): Buffer =>
  Buffer.from(`${origin}\n${size}\n${Buffer.from(running).toString('hex')}\n`, 'utf8')

export interface SequencerSettings {
  readonly authority: string
  readonly origin: string
  readonly signingKey: KeyObject
  readonly now: () => Date
}

/**
 * Gives queued entries their index, in an order that is final, and signs the new head; returns how many it took.
 *
 * Order is the queue's: a stream's later version and an effect are queued after what they follow from has committed.
 * An entry whose transaction commits late is simply taken in a later batch; nothing waits for it. Only one process at a
 * time sequences an authority (advisory lock); the primary key on the head's size catches one that only thinks it does.
 */
export async function sequence(pool: pg.Pool, settings: SequencerSettings): Promise<number> {
  return transaction(pool, async (client) => {
    if (!(await lock(client, settings.authority))) return 0
    const queued = await takeBatch(client, settings.authority)
    if (queued.length === 0) return 0
    const last = await lastHead(client, settings.authority)
    const indexed = extend(last, queued)
    await store(client, settings, indexed)
    return indexed.length
  })
}

interface Queued {
  readonly ord: number
  readonly id: string
  readonly salt: Buffer
  readonly bytes: Buffer
}

interface Indexed {
  readonly id: string
  readonly seq: number
  readonly leaf: Buffer
  readonly running: Buffer
}

async function lock(client: pg.PoolClient, authority: string): Promise<boolean> {
  const sql = 'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS locked'
  const [row] = await rows<{ locked: boolean }>(client, sql, [lockClass, authority])
  return row?.locked ?? false
}

async function takeBatch(client: pg.PoolClient, authority: string): Promise<Queued[]> {
  const sql = `WITH taken AS (DELETE FROM sequencer_queue WHERE ord IN (
      SELECT ord FROM sequencer_queue WHERE authority_id = $1 ORDER BY ord LIMIT ${batch}) RETURNING ord, entry_id)
    SELECT t.ord, e.id, s.salt, e.bytes FROM taken t JOIN entries e ON e.id = t.entry_id JOIN entry_salts s ON s.entry_id = e.id
    ORDER BY t.ord`
  return rows<Queued>(client, sql, [authority])
}

async function lastHead(client: pg.PoolClient, authority: string): Promise<{ size: number; running: Buffer }> {
  const sql = 'SELECT size, running FROM heads WHERE authority_id = $1 ORDER BY size DESC LIMIT 1'
  const [row] = await rows<{ size: number; running: Buffer }>(client, sql, [authority])
  return row ?? { size: 0, running: emptyRunningHash }
}

function extend(head: { size: number; running: Buffer }, queued: readonly Queued[]): Indexed[] {
  let { size, running } = head
  return queued.map(({ id, salt, bytes }) => {
    const leaf = encodeLeaf(id, salt, bytes)
    running = nextRunningHash(running, leaf)
    return { id, seq: size++, leaf, running }
  })
}

async function store(client: pg.PoolClient, settings: SequencerSettings, indexed: readonly Indexed[]): Promise<void> {
  const { authority, origin, signingKey, now } = settings
  await client.query(
    `INSERT INTO ledger_index (authority_id, seq, entry_id, leaf, running)
     SELECT $1, seq, entry_id, leaf, running FROM unnest($2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[]) AS i (seq, entry_id, leaf, running)`,
    [
      authority,
      indexed.map((i) => i.seq),
      indexed.map((i) => i.id),
      indexed.map((i) => i.leaf),
      indexed.map((i) => i.running),
    ],
  )
  const { seq, running } = indexed.at(-1)!
  const signature = sign(null, headText(origin, seq + 1, running), signingKey)
  const sql = 'INSERT INTO heads (authority_id, size, running, signed_at, signature) VALUES ($1, $2, $3, $4, $5)'
  await client.query(sql, [authority, seq + 1, running, now(), signature])
  await client.query(`NOTIFY muster_ledger`)
}
