import { type Db, rows, transaction } from '../../adapters/db/client.ts'
import { addCredential, changeCredential, hashPassword, oneTimePassword } from '../../adapters/db/credentials.ts'
import { revokeSessions } from '../../adapters/db/sessions.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import type { Decided } from '../../core/needs/decision.ts'
import type { AccountFact, AccountProfile } from '../../core/people/account.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { House } from './house.ts'
import { asStaff } from './staff.ts'
import type { Turn } from './turn.ts'

const accountLock = 72_709

const accountFact = (id: string, fact: AccountFact): Decided => ({ stream: `account/${id}`, fact })

/** The first account, `planner`, where there is none at all. Returns its one-time password, or null. */
export async function ensureFirstAccount(house: House): Promise<string | null> {
  if (await anyAccount(house.pool, house)) return null
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  return transaction(house.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [accountLock])
    if (await anyAccount(client, house)) return null
    const unit = house.openUnit(client)
    const envelope = { actor: 'job/start', cause: null, incident: house.standingIncident, exercise: false }
    const opened = await open(unit, { name: 'First planner', login: 'planner' }, hash)
    await unit.write(opened, envelope)
    await unit.flush()
    return password
  })
}

const anyAccount = async (db: Db, { authority }: House): Promise<boolean> =>
  (await rows(db, 'SELECT 1 FROM accounts WHERE authority_id = $1 LIMIT 1', [authority])).length > 0

/** An account with a key of its own; no facts when the user name is taken. */
async function open(unit: UnitOfWork, profile: AccountProfile, hash: string): Promise<Decided[]> {
  const accountId = unit.newId()
  const given = { accountId, login: profile.login, password: hash }
  if (!(await addCredential(unit.client, unit.vault, unit.authority, given))) return []
  unit.createKey(accountId)
  const sealed = await unit.seal(profile as unknown as Json, [accountId])
  return [accountFact(accountId, { type: 'account_opened', body: { profile: sealed, role: 'planner' } })]
}

/** Returns the one-time password, or null when the user name is taken. */
export async function openAccount(house: House, by: string, profile: AccountProfile): Promise<string | null> {
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  return asStaff(house, by, async (turn) => {
    const opened = await open(turn.unit, profile, hash)
    await turn.decide(opened)
    return opened.length > 0 ? password : null
  })
}

/** Nobody signs in to it any more, and whoever is signed in no longer is. */
export async function closeAccount(turn: Turn, id: string, reason: string): Promise<Result<null, 'gone'>> {
  const account = await turn.unit.load('account', id)
  if (!account?.open) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [id])
  await turn.decide([accountFact(id, { type: 'account_closed', body: { reasonRef } })])
  await revokeSessions(turn.unit.client, id)
  return ok(null)
}

export async function issuePassword(
  house: House,
  by: string,
  id: string,
  reason: string,
): Promise<Result<string, 'gone'>> {
  const password = oneTimePassword()
  const hash = await hashPassword(password)
  return asStaff(house, by, async (turn) => {
    if (!(await turn.unit.load('account', id))?.open) return fail('gone')
    const reasonRef = await turn.unit.seal(reason, [id])
    await turn.decide([accountFact(id, { type: 'password_issued', body: { reasonRef } })])
    await changeCredential(turn.unit.client, id, hash, true)
    await revokeSessions(turn.unit.client, id)
    return ok(password)
  })
}

/** Somebody's own new password. Every session of theirs ends: the caller opens a new one. */
export async function changePassword(house: House, id: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await asStaff(house, id, async (turn) => {
    await turn.decide([accountFact(id, { type: 'password_changed', body: {} })])
    await changeCredential(turn.unit.client, id, hash, false)
    await revokeSessions(turn.unit.client, id)
  })
}

/** Writes down that somebody signed in or out; false when the account is closed. */
export const noteAccount = (house: House, id: string, type: 'signed_in' | 'signed_out'): Promise<boolean> =>
  asStaff(house, id, async (turn) => {
    if (!(await turn.unit.load('account', id))?.open) return false
    await turn.decide([accountFact(id, { type, body: {} })])
    return true
  })
