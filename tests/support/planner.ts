import { ensureFirstAccount } from '../../bots/turns/accounts.ts'
import type { Town } from './town.ts'
import { Visitor } from './visitor.ts'

export const plannerPassword = 'three quiet words'

/** Somebody signed in as the first planner of a town, with a password of their own. */
export async function signedInPlanner(town: Town): Promise<Visitor> {
  const oneTime = await ensureFirstAccount(town.muster.house)
  if (oneTime === null) throw new Error('planner: this town has an account already')
  const visitor = new Visitor(town.muster.app)
  await visitor.post('/console/sign-in', { login: 'planner', password: oneTime })
  const chosen = { password: plannerPassword, again: plannerPassword }
  const changed = await visitor.post('/console/password', chosen)
  if (!changed.to.startsWith('/console?')) throw new Error(`planner: could not sign in (${changed.status})`)
  return visitor
}
