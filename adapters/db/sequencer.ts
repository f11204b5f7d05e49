import { type KeyObject, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { encodeLeaf } from '../../core/ledger/entry.ts'
import { type Checkpoint, signCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { formatNote } from '../../core/ledger/notes/note.ts'
import { maySign, type Remembered, type Standing, standingOf } from '../../core/ledger/standing.ts'
import type { TreeHead } from '../../core/ledger/tree/check.ts'
import { type Edge, grow, rootOfEdge } from '../../core/ledger/tree/edge.ts'
import { hashLeaf } from '../../core/ledger/tree/hashes.ts'
import { rootAt } from '../../core/ledger/tree/prove.ts'
import { type Db, rows } from './client.ts'
import { storeHead } from './heads.ts'
import { fillTiles, hashesOf, readEdge, storeTiles } from './ledger-tiles.ts'
import type { SignedHeadMemory } from './signed-head.ts'

export interface SequencerSettings {
  readonly authority: string
  /** The log's own key: its name is the origin. */
  readonly log: VerifierKey
  readonly signingKey: KeyObject
  readonly memory: SignedHeadMemory
  readonly now: () => Date
  /** Says why nothing may be signed, when somebody else knows of a reason; null when nobody does. */
  readonly objection?: () => Standing | null
}

/** What a round did: how many entries got their index, and why nothing was signed when nothing may be. */
export interface Round {
  readonly taken: number
  readonly refused: Standing | null
}

const batch = 2_000
const idle: Round = { taken: 0, refused: null }

/**
 * Gives queued entries their index, in an order that is final, and signs the new head.
 *
 * Order is the queue's: a stream's later version and an effect are queued after what they follow from has committed. An
 * entry whose transaction commits late is simply taken in a later batch; nothing waits for it. Only one process at a time
 * sequences an authority (advisory lock of the session that writes); the primary keys on index and head catch one that
 * only thinks it does.
 *
 * Entries are committed, and on the disk, before their head is signed; the head is remembered outside the database before
 * it can be seen in it. A step that failed, or happened without our knowing, is made good by the next round.
 *
 * Nothing is signed when the ledger does not continue what was signed last: `refused` says how it stands. Entries get their
 * index all the same, since who follows the ledger must not be left behind. Throws when the database or the memory cannot
 * be reached.
 */
export async function sequence(pool: pg.Pool, settings: SequencerSettings): Promise<Round> {
  if (await nothingToDo(pool, settings)) return idle
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    if (!(await lock(client, settings.authority))) return idle
    const round = await sequenceLocked(client, settings)
    await unlock(client, settings.authority)
    return round
  } catch (error) {
    broken = error as Error // the session, and with it the lock, ends
    throw error
  } finally {
    client.release(broken)
  }
}

/** Commits wait for the disk, and a session whose process hangs or is gone gives the lock up by itself. */
const sessionSettings = {
  synchronous_commit: 'on',
  statement_timeout: '60s',
  idle_session_timeout: '20s',
  idle_in_transaction_session_timeout: '20s',
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
}

const lockClass = 7270
const lockOf = 'hashtext($1)'

async function lock(client: pg.PoolClient, authority: string): Promise<boolean> {
  const settings = Object.entries(sessionSettings).map(([name, value]) => `set_config('${name}', '${value}', false)`)
  const sql = `SELECT pg_try_advisory_lock(${lockClass}, ${lockOf}) AS locked, ${settings.join(', ')}`
  const [row] = await rows<{ locked: boolean }>(client, sql, [authority])
  if (!row?.locked) await client.query(resetAll)
  return row?.locked ?? false
}

const resetAll = Object.keys(sessionSettings)
  .map((name) => `RESET ${name}`)
  .join('; ')

async function unlock(client: pg.PoolClient, authority: string): Promise<void> {
  await client.query(resetAll)
  await rows(client, `SELECT pg_advisory_unlock(${lockClass}, ${lockOf})`, [authority])
}

/** What a round begins with: how many leaves there are, and the last head the database holds. */
interface Before {
  readonly waiting: boolean
  readonly size: number
  readonly head: { readonly size: number; readonly root: Buffer } | null
}

async function readBefore(db: Db, authority: string): Promise<Before> {
  const sql = `SELECT EXISTS (SELECT FROM sequencer_queue WHERE authority_id = $1) AS waiting,
      coalesce((SELECT max(seq) + 1 FROM ledger_index WHERE authority_id = $1), 0) AS size, h.size AS signed, h.root
    FROM (SELECT) AS one LEFT JOIN LATERAL
      (SELECT size, root FROM heads WHERE authority_id = $1 ORDER BY size DESC LIMIT 1) h ON true`
  type Row = { waiting: boolean; size: number; signed: number | null; root: Buffer }
  const { waiting, size, signed, root } = (await rows<Row>(db, sql, [authority]))[0]!
  return { waiting, size, head: signed === null ? null : { size: signed, root } }
}

/** Whether nothing waits, all that there is is signed, and just that is remembered. */
async function nothingToDo(pool: pg.Pool, { authority, memory, objection }: SequencerSettings): Promise<boolean> {
  const remembered = memory.read()
  const { waiting, size, head } = await readBefore(pool, authority)
  if (waiting || objection?.()) return false
  if (!head) return size === 0 && remembered === null
  if (remembered === null || remembered === 'unreadable') return false
  return head.size === size && remembered.size === size && remembered.root.equals(head.root)
}

async function sequenceLocked(client: pg.PoolClient, settings: SequencerSettings): Promise<Round> {
  const { authority } = settings
  const remembered = settings.memory.read()
  await client.query('BEGIN')
  const before = await readBefore(client, authority)
  await fillTiles(client, authority, before.size)
  const edge = await readEdge(client, authority, before.size)
  const standing = settings.objection?.() ?? (await standingToSigned(client, settings, { remembered, before, edge }))
  const appended = await appendQueued(client, authority, edge)
  await client.query('COMMIT')
  const { taken } = appended
  if (!maySign(standing)) return { taken, refused: standing }
  if (appended.edge.size > (before.head?.size ?? 0)) await sign(client, settings, remembered, appended.edge)
  else if (remembered === null && before.head) rememberAgain(settings, before.head)
  return { taken, refused: null }
}

interface Signed {
  readonly remembered: Remembered
  readonly before: Before
  readonly edge: Edge
}

/** How the ledger stands to the head remembered outside, and to the last one that the database itself holds. */
async function standingToSigned(
  client: pg.PoolClient,
  { authority, log }: SequencerSettings,
  { remembered, before, edge }: Signed,
): Promise<Standing> {
  const { size, head } = before
  const ledger = { origin: log.name, size }
  const rootThen = async (then: Remembered) => {
    if (!then || then === 'unreadable' || then.size > size) return null
    return then.size === size ? rootOfEdge(edge) : rootAt(then.size, hashesOf(client, authority, size))
  }
  const outside = standingOf(remembered, ledger, await rootThen(remembered))
  if (!head || !maySign(outside)) return outside
  const own = { origin: log.name, ...head }
  const inside = standingOf(own, ledger, await rootThen(own))
  return maySign(inside) ? outside : inside
}

interface Queued {
  readonly id: string
  readonly salt: Buffer | null
  readonly bytes: Buffer
}

/** Takes a batch off the queue and appends it to the index and the tree. */
async function appendQueued(
  client: pg.PoolClient,
  authority: string,
  edge: Edge,
): Promise<{ taken: number; edge: Edge }> {
  const sql = `WITH taken AS (DELETE FROM sequencer_queue WHERE ord IN (
      SELECT ord FROM sequencer_queue WHERE authority_id = $1 ORDER BY ord LIMIT ${batch}) RETURNING ord, entry_id)
    SELECT e.id, s.salt, e.bytes FROM taken t JOIN entries e ON e.id = t.entry_id LEFT JOIN entry_salts s ON s.entry_id = e.id
    ORDER BY t.ord`
  const queued = await rows<Queued>(client, sql, [authority])
  if (queued.length === 0) return { taken: 0, edge }
  // An entry whose salt was destroyed while it waited gets a leaf that nobody can open, as it would have had afterwards.
  const leaves = queued.map(({ id, salt, bytes }) => encodeLeaf(id, salt ?? randomBytes(32), bytes))
  const insert = `INSERT INTO ledger_index (authority_id, seq, entry_id, leaf)
    SELECT $1, $2 + n - 1, entry_id, leaf FROM unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS i (entry_id, leaf, n)`
  await client.query(insert, [authority, edge.size, queued.map(({ id }) => id), leaves])
  const grown = grow(edge, leaves.map(hashLeaf))
  await storeTiles(client, authority, grown.full)
  return { taken: queued.length, edge: grown.edge }
}

/** Signs the head of all that is committed: remembers it, then stores it and tells others. */
async function sign(
  client: pg.PoolClient,
  { authority, log, signingKey, memory, now }: SequencerSettings,
  remembered: Remembered,
  edge: Edge,
): Promise<void> {
  const checkpoint: Checkpoint = { origin: log.name, size: edge.size, root: rootOfEdge(edge) }
  const note = signCheckpoint(checkpoint, log, signingKey)
  const known = remembered !== null && remembered !== 'unreadable' && remembered.size >= edge.size
  if (!known) memory.write(formatNote(note))
  const signature = note.signatures[0]!.bytes.subarray(log.id.length)
  await storeHead(client, authority, { ...checkpoint, signedAt: now(), signature })
}

/** Somebody took the memory away: what the database holds is what is known now. */
function rememberAgain({ log, signingKey, memory }: SequencerSettings, head: TreeHead): void {
  memory.write(formatNote(signCheckpoint({ origin: log.name, ...head }, log, signingKey)))
}
