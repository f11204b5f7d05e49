import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Account } from '../../core/people/account.ts'
import { hours } from '../../core/time.ts'
import type { Db } from './client.ts'
import { prismaOn } from './prisma.ts'

/** A session lasts this long, whatever is done in it. */
export const sessionMs = hours(12)

export interface Session {
  readonly account: Account
  /** The password was given by somebody else and is good for nothing but choosing another. */
  readonly mustChange: boolean
}

const hashed = (token: string) => Uint8Array.from(createHash('sha256').update(token).digest())

/** Starts a session and returns its token; the database holds only the token's hash. */
export async function openSession(pool: pg.Pool, authority: string, accountId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + sessionMs)
  await prismaOn(pool).session.deleteMany({ where: { authorityId: authority, expiresAt: { lte: now } } })
  await prismaOn(pool).session.create({
    data: { token: hashed(token), authorityId: authority, accountId, createdAt: now, expiresAt },
  })
  return token
}

/** Whose session a token is; null when it is unknown, over, revoked, or the account is closed. */
export async function findSession(pool: pg.Pool, authority: string, token: string, now: Date): Promise<Session | null> {
  const prisma = prismaOn(pool)
  const session = await prisma.session.findUnique({
    where: { token: hashed(token), authorityId: authority, expiresAt: { gt: now } },
  })
  if (!session) return null
  const [account, credential] = await Promise.all([
    prisma.account.findUnique({ where: { id: session.accountId } }),
    prisma.credential.findUnique({ where: { accountId: session.accountId } }),
  ])
  const state = account?.state as unknown as Account | undefined
  return state?.open && credential ? { account: state, mustChange: credential.mustChange } : null
}

export async function closeSession(pool: pg.Pool, token: string): Promise<void> {
  await prismaOn(pool).session.deleteMany({ where: { token: hashed(token) } })
}

/** Ends every session of an account. */
export async function revokeSessions(db: Db, accountId: string): Promise<void> {
  await db.query('DELETE FROM sessions WHERE account_id = $1', [accountId])
}
