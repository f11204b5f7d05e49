import { type Db, rows } from './client.ts'
import type { Vault } from './vault.ts'

/** A code that stands for "the other address is mine too"; the database holds its keyed hash. */
export interface LinkCode {
  readonly person: string
  /** Where it was asked for. */
  readonly address: string
  /** The address it was sent to; null where it was shown to whoever asked, to be texted from any other. */
  readonly to: string | null
  /** `move`: the address it was asked for at is given up. */
  readonly wants: 'link' | 'move'
}

const hashed = (vault: Vault, authority: string, code: string): Buffer => vault.findable(`link ${authority}`, code)

/** Keeps a code; earlier ones of the same person end. */
export async function keepLinkCode(
  db: Db,
  vault: Vault,
  given: LinkCode & { readonly authority: string; readonly code: string; readonly until: Date },
): Promise<void> {
  const { authority, person, address, to, wants, until } = given
  await db.query('DELETE FROM link_codes WHERE person_id = $1', [person])
  await db.query(
    `INSERT INTO link_codes (code, authority_id, person_id, address_id, to_address_id, wants, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [hashed(vault, authority, given.code), authority, person, address, to, wants, until],
  )
}

/** What a code stands for; null when it is unknown or over. It is still good afterwards: `endLinkCode` ends it. */
export async function findLinkCode(
  db: Db,
  vault: Vault,
  { authority, code, now }: { readonly authority: string; readonly code: string; readonly now: Date },
): Promise<LinkCode | null> {
  const sql = `SELECT person_id AS person, address_id AS address, to_address_id AS to, wants FROM link_codes
    WHERE code = $1 AND authority_id = $2 AND expires_at > $3`
  return (await rows<LinkCode>(db, sql, [hashed(vault, authority, code), authority, now]))[0] ?? null
}

/** Ends the code of a person. False when another turn ended it first. */
export async function endLinkCode(db: Db, person: string): Promise<boolean> {
  return (await db.query('DELETE FROM link_codes WHERE person_id = $1', [person])).rowCount === 1
}

/** How many wrong codes came from an address since then. */
export async function wrongCodes(db: Db, addressId: string, since: Date): Promise<number> {
  const sql = 'SELECT count(*)::int AS n FROM link_tries WHERE address_id = $1 AND tried_at > $2'
  return (await rows<{ n: number }>(db, sql, [addressId, since]))[0]!.n
}

export async function countWrongCode(db: Db, addressId: string, now: Date): Promise<void> {
  const sql = 'INSERT INTO link_tries (address_id, tried_at) VALUES ($1, $2) ON CONFLICT DO NOTHING'
  await db.query(sql, [addressId, now])
}

/** Lets go of codes that are over, and of wrong ones that count no more. */
export async function forgetEndedLinkCodes(db: Db, now: Date, triesSince: Date): Promise<void> {
  await db.query('DELETE FROM link_codes WHERE expires_at <= $1', [now])
  await db.query('DELETE FROM link_tries WHERE tried_at <= $1', [triesSince])
}
