import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import type { Result } from '../../../core/result.ts'
import { ownerOfLink } from '../../db/own-links.ts'
import { subjectRecord } from '../../db/subject-access.ts'
import type { Reading } from '../../db/unsealed.ts'
import { assetRoutes } from '../assets.ts'
import { endedPage, type Notice, ownPage, recordPage } from './pages.ts'

/** What somebody with a private link can have done. `person` is whose link it is. */
export interface OwnActions {
  /** Writes down that they looked. */
  noteShown(person: string, form: 'page' | 'json'): Promise<void>
  askErasure(person: string): Promise<Result<null, 'gone' | 'assignment_running'>>
  endLink(person: string): Promise<void>
}

export interface OwnDeps extends Reading {
  readonly us: string
  readonly now: () => Date
  readonly publicUrl: string | null
  readonly own: OwnActions
}

const path = '/own/:token{[\\w-]{1,64}}'

/**
 * `/own/TOKEN`: what is held about whoever has the link. Nothing personal stands in the address or on the first page:
 * a machine that follows links sees nothing and does nothing.
 */
export function ownRoutes(deps: OwnDeps): Hono {
  const app = new Hono()
  const own = deps.publicUrl === null ? undefined : new URL(deps.publicUrl).origin
  app.route('/', assetRoutes())
  app.use('/own/*', headers, csrf({ origin: (origin, c) => origin === own || origin === new URL(c.req.url).origin }))
  app.use('/own/*', bodyLimit({ maxSize: 4096 }), (c, next) => {
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex, nofollow')
    return next()
  })
  app.get(path, (c) => withOwner(c, deps, () => c.html(ownPage(deps.us, address(c), null))))
  app.post(path, (c) => withOwner(c, deps, (person) => show(c, deps, person)))
  app.post(`${path}/json`, (c) => withOwner(c, deps, (person) => download(c, deps, person)))
  app.post(`${path}/erase`, (c) => withOwner(c, deps, (person) => erase(c, deps, person)))
  app.post(`${path}/end`, (c) =>
    withOwner(c, deps, async (person) => {
      await deps.own.endLink(person)
      return c.html(endedPage(deps.us))
    }),
  )
  app.all('/own/*', (c) => c.html(endedPage(deps.us), 404))
  return app
}

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ['data:'],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin', // a form without its Origin would be refused
  strictTransportSecurity: false,
})

const address = (c: Context): string => `/own/${c.req.param('token')}`

type Answer = Response | Promise<Response>

async function withOwner(c: Context, { pool, authority, now, us }: OwnDeps, then: (person: string) => Answer) {
  const person = await ownerOfLink(pool, authority, c.req.param('token') ?? '', now())
  return person === null ? c.html(endedPage(us), 404) : then(person)
}

async function show(c: Context, deps: OwnDeps, person: string): Promise<Response> {
  await deps.own.noteShown(person, 'page')
  const record = await subjectRecord(deps, person, deps.now())
  return record ? c.html(recordPage(deps.us, address(c), record)) : c.html(endedPage(deps.us), 404)
}

/** Staff are not named to whoever asks: that somebody looked, when and why, is theirs to know. */
async function download(c: Context, deps: OwnDeps, person: string): Promise<Response> {
  await deps.own.noteShown(person, 'json')
  const record = await subjectRecord(deps, person, deps.now())
  if (!record) return c.html(endedPage(deps.us), 404)
  c.header('Content-Disposition', 'attachment; filename="what-is-held-about-you.json"')
  const seenBy = record.seenBy.map((seen) => ({ ...seen, staff: seen.staff && 'a planner' }))
  return c.json({ ...record, seenBy })
}

async function erase(c: Context, deps: OwnDeps, person: string): Promise<Response> {
  const asked = await deps.own.askErasure(person)
  const notice: Notice = asked.ok
    ? { tone: 'done', text: 'Asked. A person decides within a month and texts you.' }
    : { tone: 'refused', text: 'Somebody is on the way just now, to you or you to them. Ask again when it is done.' }
  return c.html(ownPage(deps.us, address(c), notice))
}
