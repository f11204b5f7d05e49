import { Hono } from 'hono'
import { html } from 'hono/html'
import type pg from 'pg'
import { isHandOver } from '../db/hand-overs.ts'
import { assetRoutes } from './assets.ts'
import { frame } from './own/pages.ts'

export interface HandOverDeps {
  readonly pool: pg.Pool
  readonly authority: string
  readonly us: string
  readonly now: () => Date
  /** The numbers we are texted at; the first is shown. */
  readonly numbers: readonly string[]
  /** Whether there is a form beside. */
  readonly pages: boolean
}

/**
 * `/go/CODE`: how somebody who wrote to us where others read along goes on by text. What they wrote is not on it, and
 * looking at it changes nothing: a machine that follows links uses nothing up.
 */
export function handOverRoutes({ pool, authority, us, now, numbers, pages }: HandOverDeps): Hono {
  const app = new Hono()
  app.route('/', assetRoutes())
  app.get('/go/:code{[A-Za-z0-9]{1,40}}', async (c) => {
    c.header('Cache-Control', 'no-store')
    c.header('X-Robots-Tag', 'noindex, nofollow')
    c.header('Referrer-Policy', 'no-referrer')
    const [code, number] = [c.req.param('code').toUpperCase(), numbers[0]]
    if (number === undefined || !(await isHandOver(pool, authority, code, now()))) return c.html(overPage(us), 404)
    return c.html(goOnPage(us, { code, number, pages }))
  })
  return app
}

interface GoingOn {
  readonly code: string
  readonly number: string
  readonly pages: boolean
}

const goOnPage = (us: string, { code, number, pages }: GoingOn) => {
  const words = `GO ${code}`
  const form = html`<p><a href="/ask?go=${code}">Or fill in our form</a> <a href="/gofyn?go=${code}" lang="cy" hreflang="cy">Neu llenwch ein ffurflen</a></p>`
  return frame(
    us,
    'Go on by text',
    html`<h1>Go on by text</h1>
  <p>Text <strong>${words}</strong> to <strong>${number}</strong>. We go on from what you wrote, and only we read it.</p>
  <p><a href="sms:${number}?body=${encodeURIComponent(words)}">Write this text now</a></p>
  ${pages ? form : ''}
  <p>To help others, text JOIN to the same number.</p>
  <p lang="cy">Tecstiwch <strong>${words}</strong> i <strong>${number}</strong>. I helpu eraill, tecstiwch JOIN i'r un rhif.</p>`,
  )
}

const overPage = (us: string) =>
  frame(
    us,
    'This link is over',
    html`<h1>This link is over</h1>
  <p>It works once, for a day. Write to us again where you found us for another.</p>
  <p lang="cy">Mae'r ddolen hon ar ben. Ysgrifennwch atom eto am un arall.</p>`,
  )
