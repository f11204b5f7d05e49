import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureFirstAccount } from '../../../bots/turns/accounts.ts'
import { openTown, type Town } from '../../support/town.ts'
import { Visitor } from '../../support/visitor.ts'

let town: Town
let oneTime: string

beforeAll(async () => {
  town = await openTown({ places: [], startsAt: '2026-11-22T14:00:00.000Z' })
  oneTime = (await ensureFirstAccount(town.muster.house))!
})

afterAll(() => town.close())

const newcomer = () => new Visitor(town.muster.app)
const own = 'three quiet words'

describe('signing in', () => {
  it('gives one password at the very first start and none after it', async () => {
    expect(oneTime).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(await ensureFirstAccount(town.muster.house)).toBeNull()
  })

  it.each(['/console', '/console/call', '/console/duty', '/console/accounts', '/console/password', '/console/nowhere'])(
    'is asked for before %s',
    async (path) => {
      expect(await newcomer().get(path)).toMatchObject({ status: 303, to: '/console/sign-in' })
    },
  )

  it('says what is missing, and that a pair is wrong without saying which half', async () => {
    const visitor = newcomer()
    const empty = await visitor.post('/console/sign-in', { login: '', password: '' })
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('Enter your user name')
    expect(empty.html).toContain('Enter your password')
    const wrong = await visitor.post('/console/sign-in', { login: 'planner', password: 'nothing like it' })
    const unknown = await visitor.post('/console/sign-in', { login: 'nobody', password: 'nothing like it' })
    for (const { status, html } of [wrong, unknown]) {
      expect(status).toBe(422)
      expect(html).toContain('do not belong together')
    }
    expect(wrong.html).toContain('value="planner"')
    expect(wrong.html).not.toContain('nothing like it')
  })

  it('lets nobody do anything with a one-time password but choose another', async () => {
    const visitor = newcomer()
    const entered = await visitor.post('/console/sign-in', { login: 'PLANNER ', password: oneTime })
    expect(entered).toMatchObject({ status: 303, to: '/console/password' })
    expect(visitor.lastCookie).toMatch(
      /^muster_session=[\w-]{43}; Max-Age=43200; Path=\/console; HttpOnly; SameSite=Lax$/,
    )
    expect(await visitor.get('/console')).toMatchObject({ status: 303, to: '/console/password' })
    const choose = (password: string, again = password) => visitor.post('/console/password', { password, again })
    expect((await choose('short')).html).toContain('at least 12 characters')
    expect((await choose(own, 'three quiet worlds')).html).toContain('not the same')
    expect((await choose(oneTime)).html).toContain('of your own')
    expect(await choose(own)).toMatchObject({ status: 303, to: '/console?did=password' })
    expect((await visitor.get('/console')).html).toContain('First planner')
  })

  it('ends with signing out, in the browser and on the server', async () => {
    const visitor = newcomer()
    await visitor.post('/console/sign-in', { login: 'planner', password: own })
    const stolen = visitor.lastCookie.split(';')[0]!
    expect((await visitor.get('/console')).status).toBe(200)
    expect(await visitor.post('/console/sign-out')).toMatchObject({ to: '/console/sign-in' })
    expect((await visitor.get('/console')).to).toBe('/console/sign-in')
    const replayed = await town.muster.app.request('/console', { headers: { cookie: stolen } })
    expect(replayed.status).toBe(303)
  })

  it('ends after twelve hours', async () => {
    const visitor = newcomer()
    await visitor.post('/console/sign-in', { login: 'planner', password: own })
    await town.pass(12 * 60 - 1)
    expect((await visitor.get('/console')).status).toBe(200)
    await town.pass(2)
    expect((await visitor.get('/console')).to).toBe('/console/sign-in')
  })

  it('is slowed down after five wrong tries for one name, and goes on after a while', async () => {
    const visitor = newcomer()
    const attempt = (password: string) => visitor.post('/console/sign-in', { login: 'planner', password })
    for (let i = 0; i < 5; i++) expect((await attempt('wrong')).html).toContain('do not belong together')
    expect((await attempt(own)).html).toContain('Too many tries')
    await town.pass(1)
    expect((await attempt(own)).to).toBe('/console')
  })

  it('keeps the user name, the token and the passwords out of the database', async () => {
    const { rows } = await town.muster.house.pool.query(
      `SELECT (SELECT string_agg(c::text, ' ') FROM credentials c) AS credentials, (SELECT string_agg(s::text, ' ') FROM sessions s) AS sessions,
        (SELECT string_agg(convert_from(bytes, 'UTF8'), ' ') FROM entries) AS entries`,
    )
    const kept = JSON.stringify(rows)
    for (const secret of [oneTime, own, 'First planner', Buffer.from('planner').toString('hex')])
      expect(kept).not.toContain(secret)
  })
})

describe('a form', () => {
  it('from another site is refused', async () => {
    const visitor = newcomer()
    const sent = { login: 'planner', password: own }
    const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const refused = await visitor.post('/console/sign-in', sent, foreign)
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('did not come from a page of the console')
    const disguised = { ...foreign, 'content-type': 'application/json' }
    expect((await visitor.post('/console/sign-in', sent, disguised)).status).toBe(403)
  })

  it('that is too large is refused', async () => {
    const { status } = await newcomer().post('/console/sign-in', { login: 'x'.repeat(40_000), password: 'y' })
    expect(status).toBe(413)
  })
})

describe('accounts', () => {
  it('are added with a one-time password, get a new one, and are closed with a reason', async () => {
    const visitor = newcomer()
    await visitor.post('/console/sign-in', { login: 'planner', password: own })
    const wrong = await visitor.post('/console/accounts', { name: '', login: 'a b' })
    expect(wrong.html).toContain('Enter their name')
    expect(wrong.html).toContain('3 to 40')
    const added = await visitor.post('/console/accounts', { name: 'Jo Field', login: 'jo.field' })
    const given = /<code>(.*?)<\/code>/.exec(added.html)![1]!
    expect((await visitor.post('/console/accounts', { name: 'Jo', login: 'Jo.Field' })).html).toContain('taken')
    const jo = newcomer()
    expect((await jo.post('/console/sign-in', { login: 'jo.field', password: given })).to).toBe('/console/password')
    await jo.post('/console/password', { password: 'quite another one', again: 'quite another one' })
    expect((await jo.get('/console')).html).toContain('Jo Field')
    const id = /accounts\/([0-9a-f-]{36})\/close/.exec((await visitor.get('/console/accounts')).html)![1]
    const silent = await visitor.post(`/console/accounts/${id}/close`, { reason: ' ' })
    expect(silent.html).toContain('Say why, in a few words')
    const reissued = await visitor.post(`/console/accounts/${id}/password`, { reason: 'Forgot it' })
    expect(reissued.html).toContain('jo.field')
    expect((await jo.get('/console')).to).toBe('/console/sign-in')
    const closed = await visitor.submit(`/console/accounts/${id}/close`, { reason: 'Left the council' })
    expect(closed.html).toContain('The account is closed')
    expect((await jo.post('/console/sign-in', { login: 'jo.field', password: given })).status).toBe(422)
  })
})

describe('every page', () => {
  it('carries a strict policy, is kept by nobody, and stands in no frame', async () => {
    const answer = await town.muster.app.request('/console/sign-in')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('finds its style and script, which may be kept for good', async () => {
    const page = await newcomer().get('/console/sign-in')
    for (const name of ['css', 'js']) {
      const path = new RegExp(`/assets/console\\.${name}\\?v=[\\w-]+`).exec(page.html)![0]
      const answer = await town.muster.app.request(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toContain('immutable')
    }
    expect((await town.muster.app.request('/assets/..%2fassets.ts')).status).toBe(404)
  })
})
