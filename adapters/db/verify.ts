import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { compareWithOlder, type OlderCopy } from '../../core/ledger/against.ts'
import { idOf } from '../../core/ledger/copy.ts'
import { signatureTypes, verifierKey } from '../../core/ledger/notes/keys.ts'
import { hashLeaf } from '../../core/ledger/tree/hashes.ts'
import { rows, transaction } from './client.ts'
import { projectionTables } from './projection-rows.ts'
import { verifyLedger, type Witness } from './verify-ledger.ts'
import { type TableVerdict, verifyProjections } from './verify-projections.ts'

export interface Verdict {
  readonly indexed: number
  readonly queued: number
  readonly tables: readonly TableVerdict[]
}

/**
 * Checks the whole ledger and every projection, as they stood at one moment: whoever writes meanwhile is not held up.
 * Nothing is written. What is wrong goes to `witness` as it is found, also what was done since the head of an `older` copy.
 */
export async function verify(
  pool: pg.Pool,
  publicKey: KeyObject,
  witness: Witness,
  older: OlderCopy | null = null,
): Promise<Verdict> {
  return transaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(`LOCK TABLE ${projectionTables.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`) // no rebuild
    return verifyIn(client, publicKey, witness, older)
  })
}

/** `verify` in a transaction of the caller's, as it sees the database. */
export async function verifyIn(
  client: pg.PoolClient,
  publicKey: KeyObject,
  witness: Witness,
  older: OlderCopy | null = null,
): Promise<Verdict> {
  const sql = 'SELECT id, origin FROM authorities ORDER BY id'
  const authorities = await rows<{ id: string; origin: string }>(client, sql)
  const counts = { indexed: 0, queued: 0 }
  for (const { id, origin } of authorities) {
    const log = verifierKey(origin, publicKey, signatureTypes.ed25519)
    const found = await verifyLedger(client, { authority: id, log }, witness)
    if (older?.checkpoint.origin === origin)
      await compareWithOlder(
        older,
        { leafHashes: found.leafHashes, leavesFrom: (place) => leavesFrom(client, id, place) },
        (where, what) => witness.wrong(where, what),
      )
    counts.indexed += found.indexed
    counts.queued += found.queued
  }
  const ids = authorities.map(({ id }) => id)
  return { ...counts, tables: await verifyProjections(client, ids, witness) }
}

/** The leaves from a place on: the `place`th, whatever index they say. */
async function leavesFrom(client: pg.PoolClient, authority: string, place: number) {
  const sql = 'SELECT entry_id, leaf FROM ledger_index WHERE authority_id = $1 ORDER BY seq OFFSET $2'
  const found = await rows<{ entry_id: string; leaf: Buffer }>(client, sql, [authority, place])
  return found.map(({ entry_id, leaf }) => ({ id: idOf(leaf) ?? entry_id, hash: hashLeaf(leaf).toString('hex') }))
}
