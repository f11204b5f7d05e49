import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { hours, minutes } from '../../../core/time.ts'
import { isHandOver, takeHandOver } from '../../db/hand-overs.ts'
import { ownerOfLink } from '../../db/own-links.ts'
import { mayUse } from '../../db/page-uses.ts'
import type { Reading } from '../../db/unsealed.ts'
import { visitorAddress } from '../../http/visitor-address.ts'
import { assetRoutes } from '../assets.ts'
import type { Problem } from '../console/parts.ts'
import type { Setting } from './frame.ts'
import { checkJoin, emptyJoin, readJoin } from './join-form.ts'
import { joinPage, joinPaths } from './join-page.ts'
import { endedPage, openingPage, ownPage, type Refused } from './own-page.ts'
import { checkRequest, codeIn, emptyRequest, type RequestForm, readRequest } from './request-form.ts'
import { formPaths, requestPage } from './request-page.ts'
import type { PageActions } from './view.ts'
import type { PageLanguage, PageWords } from './words.ts'

export interface PageDeps extends Reading {
  readonly us: string
  readonly now: () => Date
  readonly newId: () => string
  readonly publicUrl: string | null
  readonly page: PageActions
  readonly words: Readonly<Record<PageLanguage, PageWords>>
}

const largestForm = 16 * 1024
/** A whole rest centre may sit behind one address. */
const requestsPerHour = 30
const messagesIn10Minutes = 30
const longestText = 1_000
const opened = 'opened'
const path = '/my/:token{[\\w-]{1,64}}'

/**
 * `/ask` and `/gofyn`, the form; `/join` and `/ymuno`, the volunteers'; `/my/TOKEN`, the page of whoever has the link.
 * GET does nothing and, until the page was opened by a press, shows nothing. What is written comes in like any text.
 */
export function pageRoutes(deps: PageDeps): Hono {
  const app = new Hono()
  app.route('/', assetRoutes())
  for (const at of [...Object.values(formPaths), ...Object.values(joinPaths), '/my/*']) app.use(at, ...guards(deps))
  for (const [language, at] of Object.entries(formPaths) as [PageLanguage, string][]) {
    app.get(at, async (c) => {
      const go = codeIn(c.req.query('go') ?? '')
      const isGood = go !== '' && (await isHandOver(deps.pool, deps.authority, go, deps.now()))
      return c.html(requestPage(settingIn(deps, language), { ...emptyRequest, go: isGood ? go : '' }, []))
    })
    app.post(at, (c) => ask(c, deps, language))
  }
  for (const [language, at] of Object.entries(joinPaths) as [PageLanguage, string][]) {
    const skills = deps.page.skills(language)
    app.get(at, (c) => c.html(joinPage(settingIn(deps, language), { form: emptyJoin, problems: [], skills })))
    app.post(at, (c) => join(c, deps, language))
  }
  app.get(path, (c) => withOwner(c, deps, (person) => show(c, deps, person)))
  app.post(path, (c) => withOwner(c, deps, (person) => write(c, deps, person)))
  app.post(`${path}/open`, (c) => withOwner(c, deps, () => enter(c, deps, tokenOf(c))))
  app.post(`${path}/renew`, (c) => withOwner(c, deps, (person) => renew(c, deps, person)))
  app.post(`${path}/end`, (c) =>
    withOwner(c, deps, async (person) => {
      await deps.page.endLink(person)
      return c.html(endedPage(settingIn(deps, languageOf(c))))
    }),
  )
  app.all('/my/*', (c) => ended(c, deps))
  return app
}

function guards({ publicUrl }: PageDeps) {
  const own = publicUrl === null ? undefined : new URL(publicUrl).origin
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ['data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin', // other sites learn nothing; old phones send no Origin without it
      strictTransportSecurity: false,
    }),
    csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin }),
    bodyLimit({ maxSize: largestForm }),
    (c: Context, next: () => Promise<void>) => {
      c.header('Cache-Control', 'no-store')
      c.header('X-Robots-Tag', 'noindex, nofollow')
      return next()
    },
  ] as const
}

const settingIn = ({ us, words }: PageDeps, language: PageLanguage): Setting => ({
  us,
  language,
  words: words[language],
})
const tokenOf = (c: Context): string => c.req.param('token') ?? ''
const languageOf = (c: Context): PageLanguage => (/^cy\b/i.test(c.req.header('accept-language') ?? '') ? 'cy' : 'en')
const ended = (c: Context, deps: PageDeps) => c.html(endedPage(settingIn(deps, languageOf(c))), 404)

async function withOwner(c: Context, deps: PageDeps, then: (person: string) => Response | Promise<Response>) {
  const person = await ownerOfLink(deps.pool, deps.authority, tokenOf(c), deps.now())
  return person === null ? ended(c, deps) : then(person)
}

async function ask(c: Context, deps: PageDeps, language: PageLanguage): Promise<Response> {
  const setting = settingIn(deps, language)
  const form: RequestForm = await readRequest(c.req.raw)
  const asked = checkRequest(form, setting.words)
  if (!asked.ok) return c.html(requestPage(setting, form, asked.error), 422)
  const use = { what: 'ask', who: visitorAddress(c), times: requestsPerHour, withinMs: hours(1) }
  if (!(await mayUse(deps.pool, deps.vault, use, deps.now())))
    return c.html(requestPage(setting, form, [{ id: 'what', text: setting.words.tooMany }]), 429)
  const { name, phone, pin } = asked.value
  const before =
    form.go === '' ? null : await takeHandOver(deps.pool, deps.vault, { ...deps, code: form.go, now: deps.now() })
  if (before === null && form.what === '') {
    const problems = [{ id: 'what', text: setting.words.whatMissing }]
    return c.html(requestPage(setting, { ...form, go: '' }, problems), 422)
  }
  const text = [before, asked.value.text]
    .filter(Boolean)
    .join('. ')
    .slice(0, longestText * 2)
  const { person, token } = await deps.page.open({ language, name })
  await deps.page.write(person, { text, nonce: 'first', ...(pin ? { pin } : {}) })
  if (phone !== null) await deps.page.write(person, { text: `link my number ${phone}`, nonce: 'phone' })
  return enter(c, deps, token)
}

async function join(c: Context, deps: PageDeps, language: PageLanguage): Promise<Response> {
  const setting = settingIn(deps, language)
  const skills = deps.page.skills(language)
  const form = await readJoin(c.req.raw)
  const again = (problems: readonly Problem[], status: 422 | 429) =>
    c.html(joinPage(setting, { form, problems, skills }), status)
  const checked = checkJoin(
    form,
    setting.words,
    skills.map(({ id }) => id),
  )
  if (!checked.ok) return again(checked.error, 422)
  const use = { what: 'ask', who: visitorAddress(c), times: requestsPerHour, withinMs: hours(1) }
  if (!(await mayUse(deps.pool, deps.vault, use, deps.now())))
    return again([{ id: 'name', text: setting.words.tooMany }], 429)
  const { phone, ...how } = checked.value
  const joined = await deps.page.join({ language, ...how })
  if (joined === null) return again([{ id: 'postcode', text: setting.words.postcodeWrong }], 422)
  if (phone !== null) await deps.page.write(joined.person, { text: `link my number ${phone}`, nonce: 'phone' })
  return enter(c, deps, joined.token)
}

/** The page is shown from now on to this browser. */
function enter(c: Context, { publicUrl }: PageDeps, token: string): Response {
  setCookie(c, opened, '1', {
    path: `/my/${token}`,
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl?.startsWith('https:') === true,
    maxAge: 7 * 24 * 60 * 60,
  })
  return c.redirect(`/my/${token}`, 303)
}

async function show(c: Context, deps: PageDeps, person: string): Promise<Response> {
  if (getCookie(c, opened) === undefined)
    return c.html(openingPage(settingIn(deps, languageOf(c)), { address: `/my/${tokenOf(c)}` }))
  return shown(c, deps, person, null)
}

async function shown(c: Context, deps: PageDeps, person: string, refused: Refused | null): Promise<Response> {
  const token = tokenOf(c)
  const view = await deps.page.view(person, token)
  if (view === null) return ended(c, deps)
  const place = { address: `/my/${token}`, token, nonce: deps.newId() }
  return c.html(ownPage(settingIn(deps, view.language), view, place, refused), refused ? 422 : 200)
}

async function write(c: Context, deps: PageDeps, person: string): Promise<Response> {
  const form = new URLSearchParams(await c.req.raw.text())
  const [text, said] = [(form.get('text') ?? '').trim(), form.get('nonce') ?? '']
  const refuse = async (problem: (w: PageWords) => string) => {
    const language = (await deps.page.view(person, tokenOf(c)))?.language ?? 'en'
    return shown(c, deps, person, { problem: problem(deps.words[language]), text })
  }
  if (text === '') return refuse((w) => w.writeMissing)
  if (text.length > longestText) return refuse((w) => w.whatLong)
  const use = { what: 'write', who: person, times: messagesIn10Minutes, withinMs: minutes(10) }
  if (!(await mayUse(deps.pool, deps.vault, use, deps.now()))) return refuse((w) => w.tooFast)
  const nonce = /^[\w -]{1,64}$/.test(said) ? said : deps.newId()
  await deps.page.write(person, { text, nonce })
  return c.redirect(`/my/${tokenOf(c)}`, 303)
}

async function renew(c: Context, deps: PageDeps, person: string): Promise<Response> {
  const token = await deps.page.renew(person)
  return token === null ? ended(c, deps) : enter(c, deps, token)
}
