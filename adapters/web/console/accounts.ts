import type { Hono } from 'hono'
import { allAccounts } from '../../db/console-lists.ts'
import { staffProfiles } from '../../db/unsealed.ts'
import { type AccountRow, accountsPage, oneTimePage } from './accounts-page.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, idForm, onward, reading } from './desk.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'

const path = `/console/accounts/:id{${idForm}}`
const nothing = { name: '', login: '' }

/** `/console/accounts`: named accounts, opened and closed by their colleagues. */
export function accountRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/accounts', (c) => show(c, deps, [], nothing))
  app.get(`${path}/:done{password|close}`, (c) => c.redirect('/console/accounts', 303))
  app.post('/console/accounts', (c) => open(c, deps))
  app.post(`${path}/password`, (c) => issue(c, deps))
  app.post(`${path}/close`, async (c) => {
    const [id, reason] = [c.req.param('id'), (await formOf(c))('reason')]
    if (reason === '') return show(c, deps, [missingReason(`close-${id}`)], nothing)
    if (id === c.get('staff').id) return onward(c, '/console/accounts', { not: 'gone' })
    const done = await deps.actions.closeAccount(c.get('staff').id, id, reason)
    return onward(c, '/console/accounts', done.ok ? { did: 'account_closed' } : { not: done.error })
  })
}

async function open(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = await formOf(c)
  const typed = { name: form('name'), login: form('login') }
  const problems = problemsOf(typed)
  if (problems.length > 0) return show(c, deps, problems, typed)
  const password = await deps.actions.openAccount(c.get('staff').id, typed.name, typed.login)
  if (password === null) return show(c, deps, [{ id: 'login', text: 'That user name is taken' }], typed)
  return answer(c, deps, oneTimePage(typed.login, password))
}

const problemsOf = ({ name, login }: { name: string; login: string }): Problem[] => [
  ...(name === '' ? [{ id: 'name', text: 'Enter their name' }] : []),
  ...(/^[\w.-]{3,40}$/.test(login)
    ? []
    : [{ id: 'login', text: 'The user name must have 3 to 40 letters, digits, dots or hyphens' }]),
]

async function issue(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const [id, reason] = [c.req.param('id')!, (await formOf(c))('reason')]
  if (reason === '') return show(c, deps, [missingReason(`password-${id}`)], nothing)
  const issued = await deps.actions.issuePassword(c.get('staff').id, id, reason)
  if (!issued.ok) return onward(c, '/console/accounts', { not: issued.error })
  const login = (await rowsOf(deps, c.get('staff').id)).find((row) => row.id === id)?.login ?? ''
  return answer(c, deps, oneTimePage(login, issued.value))
}

async function show(
  c: Ctx,
  deps: ConsoleDeps,
  problems: readonly Problem[],
  typed: { name: string; login: string },
): Promise<Response> {
  const accounts = await rowsOf(deps, c.get('staff').id)
  return answer(c, deps, accountsPage({ accounts, typed, notice: noticeOf((name) => c.req.query(name)), problems }))
}

async function rowsOf(deps: ConsoleDeps, own: string): Promise<readonly AccountRow[]> {
  const accounts = await allAccounts(deps.pool, deps.authority)
  const profiles = await staffProfiles(reading(deps), accounts)
  return accounts.map(({ id, open }) => {
    const { name = 'Erased', login = '' } = profiles.get(id) ?? {}
    return { id, name, login, open, own: id === own }
  })
}
