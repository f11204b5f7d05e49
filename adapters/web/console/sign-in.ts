import type { Hono } from 'hono'
import { foldLogin } from '../../../core/people/account.ts'
import { type Credential, checkPassword, credentialOf, hashPassword } from '../../db/credentials.ts'
import { closeSession, openSession } from '../../db/sessions.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, onward } from './desk.ts'
import { giveCookie, takeCookie } from './guard.ts'
import type { Problem } from './parts.ts'
import { type Patience, patience } from './patience.ts'
import { passwordPage, shortestPassword, signInPage } from './sign-in-page.ts'

const tries = 5
const everyS = 30

/** `/console/sign-in`: the only page that needs no session. */
export function signInRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const left = patience(tries, everyS, deps.now)
  const decoy = hashPassword('nobody')
  app.get('/console/sign-in', (c) => answer(c, deps, signInPage('', [])))
  app.post('/console/sign-in', (c) => signIn(c, deps, left, decoy))
}

async function signIn(c: Ctx, deps: ConsoleDeps, left: Patience, decoy: Promise<string>): Promise<Response> {
  const form = await formOf(c)
  const login = form('login')
  const password = String((await c.req.parseBody()).password ?? '')
  const missing = missingFrom(login, password)
  if (missing.length > 0) return answer(c, deps, signInPage(login, missing))
  const key = `${addressOf(c)} ${foldLogin(login)}`
  if (!left.take(key)) return answer(c, deps, signInPage(login, [tooMany]))
  const known = await credentialOf(deps.pool, deps.vault, deps.authority, login)
  const right = await checkPassword(password, known?.password ?? (await decoy))
  if (!known || !right || !(await enter(c, deps, known))) return answer(c, deps, signInPage(login, [wrong]))
  left.forget(key)
  return c.redirect(known.mustChange ? '/console/password' : '/console', 303)
}

const wrong: Problem = { id: 'login', text: 'That user name and password do not belong together' }
const tooMany: Problem = { id: 'login', text: 'Too many tries. Wait a minute, then try again' }

const missingFrom = (login: string, password: string): Problem[] => [
  ...(login === '' ? [{ id: 'login', text: 'Enter your user name' }] : []),
  ...(password === '' ? [{ id: 'password', text: 'Enter your password' }] : []),
]

/** Opens a session; false when the account is closed. */
async function enter(c: Ctx, deps: ConsoleDeps, { accountId }: Credential): Promise<boolean> {
  if (!(await deps.actions.noteSignIn(accountId))) return false
  giveCookie(c, deps, await openSession(deps.pool, deps.authority, accountId, deps.now()))
  return true
}

/** Who connects, as far as the server knows; behind a proxy that is the proxy, and the user name tells apart. */
function addressOf(c: Ctx): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? ''
}

/** What belongs to one's own session. */
export function ownRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/password', (c) => answer(c, deps, passwordPage(c.get('staff').mustChange, [])))
  app.post('/console/password', (c) => choosePassword(c, deps))
  app.post('/console/sign-out', async (c) => {
    const token = takeCookie(c, deps)
    if (token) await closeSession(deps.pool, token)
    await deps.actions.noteSignOut(c.get('staff').id)
    return c.redirect('/console/sign-in', 303)
  })
}

async function choosePassword(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const { id, mustChange } = c.get('staff')
  const { password, again } = await c.req.parseBody()
  const problems = problemsOf(String(password ?? ''), String(again ?? ''))
  if (problems.length > 0) return answer(c, deps, passwordPage(mustChange, problems))
  await deps.actions.changePassword(id, String(password))
  giveCookie(c, deps, await openSession(deps.pool, deps.authority, id, deps.now()))
  return onward(c, '/console', { did: 'password' })
}

function problemsOf(password: string, again: string): Problem[] {
  if ([...password].length < shortestPassword)
    return [{ id: 'password', text: `The password must have at least ${shortestPassword} characters` }]
  if (/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/.test(password))
    return [{ id: 'password', text: 'Choose a password of your own, not one of ours' }]
  return password === again ? [] : [{ id: 'again', text: 'The two passwords are not the same' }]
}
