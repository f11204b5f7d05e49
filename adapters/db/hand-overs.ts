import { createHash } from 'node:crypto'
import { type Db, rows } from './client.ts'
import type { InboundText } from './inbox.ts'
import type { Vault } from './vault.ts'

const hashed = (code: string): Buffer => createHash('sha256').update(code).digest()

/** A write for a unit's batch: a code that stands for what somebody wrote, of which the database holds only the hash. */
export const handOverWrite = (given: {
  readonly code: string
  readonly authority: string
  readonly inbox: string
  readonly until: Date
}): readonly [string, readonly unknown[]] => [
  'INSERT INTO hand_overs (code, authority_id, inbox_id, expires_at) VALUES ($1, $2, $3, $4)',
  [hashed(given.code), given.authority, given.inbox, given.until],
]

/** Whether a code would still be taken. */
export async function isHandOver(db: Db, authority: string, code: string, now: Date): Promise<boolean> {
  const sql = 'SELECT 1 FROM hand_overs WHERE code = $1 AND authority_id = $2 AND expires_at > $3'
  return (await rows(db, sql, [hashed(code), authority, now])).length === 1
}

/** Takes a code, which is then over: what it stands for, or null when it is unknown, over, or was erased meanwhile. */
export async function takeHandOver(
  db: Db,
  vault: Vault,
  given: { readonly authority: string; readonly code: string; readonly now: Date },
): Promise<string | null> {
  const sql = `DELETE FROM hand_overs h USING inbox i
    WHERE h.code = $1 AND h.authority_id = $2 AND h.expires_at > $3 AND i.id = h.inbox_id RETURNING i.id, i.key_id, i.sealed`
  const found = await rows<{ id: string; key_id: string; sealed: Buffer }>(db, sql, [
    hashed(given.code),
    given.authority,
    given.now,
  ])
  const [row] = found
  if (!row) return null
  await vault.loadKeys(db, [row.key_id])
  if (!vault.has([row.key_id])) return null
  return vault.open<InboundText>({ id: row.id, keyIds: [row.key_id], sealed: row.sealed }).text
}

/** Lets go of codes that are over. */
export async function forgetEndedHandOvers(db: Db, now: Date): Promise<void> {
  await db.query('DELETE FROM hand_overs WHERE expires_at <= $1', [now])
}
