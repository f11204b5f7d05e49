import { createHash } from 'node:crypto'
import { type Db, rows } from './client.ts'

const hashed = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A write for a unit's batch: the link of a person, of which the database holds only the token's hash. */
export const linkWrite = (link: {
  readonly token: string
  readonly authority: string
  readonly person: string
  readonly now: Date
  readonly until: Date
}): readonly [string, readonly unknown[]] => [
  'INSERT INTO own_links (token, authority_id, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
  [hashed(link.token), link.authority, link.person, link.now, link.until],
]

/** Whose link this is; null when it is unknown, over or revoked. */
export async function ownerOfLink(db: Db, authority: string, token: string, now: Date): Promise<string | null> {
  const sql = 'SELECT person_id FROM own_links WHERE token = $1 AND authority_id = $2 AND expires_at > $3'
  return (await rows<{ person_id: string }>(db, sql, [hashed(token), authority, now]))[0]?.person_id ?? null
}

/** Whether somebody has a link that is not over, to their own record or to one that it was joined to. */
export async function hasLink(db: Db, person: string, now: Date): Promise<boolean> {
  const sql = `SELECT 1 FROM own_links WHERE expires_at > $2
    AND person_id IN (SELECT $1::uuid UNION ALL SELECT id FROM people WHERE state->>'joined' = $1::text) LIMIT 1`
  return (await rows(db, sql, [person, now])).length === 1
}

/** When a link ends; null when it is unknown. */
export async function linkEnds(db: Db, token: string): Promise<Date | null> {
  const sql = 'SELECT expires_at FROM own_links WHERE token = $1'
  return (await rows<{ expires_at: Date }>(db, sql, [hashed(token)]))[0]?.expires_at ?? null
}

/** Ends every link of a person; returns how many there were. */
export async function revokeLinks(db: Db, person: string): Promise<number> {
  return (await db.query('DELETE FROM own_links WHERE person_id = $1', [person])).rowCount ?? 0
}

/** Lets go of links that are over. */
export async function forgetEndedLinks(db: Db, now: Date): Promise<void> {
  await db.query('DELETE FROM own_links WHERE expires_at <= $1', [now])
}
