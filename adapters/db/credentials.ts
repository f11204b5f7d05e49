import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { foldLogin } from '../../core/people/account.ts'
import { type Db, rows } from './client.ts'
import { prismaOn } from './prisma.ts'
import type { Vault } from './vault.ts'

const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }
const hashBytes = 32
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password nobody has chosen: 16 of 31 signs that cannot be taken for one another, in groups of four. */
export function oneTimePassword(): string {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return signs.replaceAll(/(.{4})(?!$)/g, '$1-')
}

/** scrypt (N 2^15, r 8, p 3) with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

/** True when the password is the one that was hashed. */
export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const [, salt, hash] = stored.split('$')
  const expected = Buffer.from(hash ?? '', 'base64')
  const given = await derive(password, Buffer.from(salt ?? '', 'base64'))
  return expected.length === given.length && timingSafeEqual(expected, given)
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, hashBytes, cost, (error, key) => (error ? reject(error) : resolve(key))),
  )

export interface Credential {
  readonly accountId: string
  readonly password: string
  readonly mustChange: boolean
}

const findableLogin = (vault: Vault, authority: string, login: string) =>
  vault.findable(`${authority} login`, foldLogin(login))

/** The credential of a user name, in any case; null when there is none. The name itself is nowhere in the table. */
export async function credentialOf(
  pool: pg.Pool,
  vault: Vault,
  authority: string,
  login: string,
): Promise<Credential | null> {
  const found = Uint8Array.from(findableLogin(vault, authority, login))
  return prismaOn(pool).credential.findUnique({
    where: { authorityId_login: { authorityId: authority, login: found } },
  })
}

/** Adds a credential; false when the user name is taken. */
export async function addCredential(
  db: Db,
  vault: Vault,
  authority: string,
  { accountId, login, password }: { accountId: string; login: string; password: string },
): Promise<boolean> {
  const sql = `INSERT INTO credentials (account_id, authority_id, login, password, must_change) VALUES ($1, $2, $3, $4, true)
    ON CONFLICT (authority_id, login) DO NOTHING RETURNING account_id`
  return (await rows(db, sql, [accountId, authority, findableLogin(vault, authority, login), password])).length === 1
}

/** Another password for an account; `mustChange` when somebody else has chosen it. */
export async function changeCredential(
  db: Db,
  accountId: string,
  password: string,
  mustChange: boolean,
): Promise<void> {
  await db.query('UPDATE credentials SET password = $2, must_change = $3 WHERE account_id = $1', [
    accountId,
    password,
    mustChange,
  ])
}
