import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { assetRoutes } from '../assets.ts'
import { demoPage } from './page.ts'
import type { Land, Scene } from './scene.ts'

export interface DemoDoor {
  readonly land: Land
  /** What there is to see for somebody who has picked this phone, or none. */
  readonly scene: (phone: string | null) => Promise<Scene>
  /** Sends a text from a phone of the town; false when there is no such phone. */
  readonly text: (phone: string, text: string) => Promise<boolean>
  readonly hold: (phone: string, held: boolean) => boolean
  /** Calls back whenever there is something new to see; returns how to stop. */
  readonly watch: (changed: () => void) => () => void
}

const largestForm = 16 * 1024
const heartbeatMs = 5_000

/** `/demo`: the page, what changes on it, and its two forms. */
export function demoRoutes(door: DemoDoor): Hono {
  const app = new Hono()
  app.use('/demo/*', headers, csrf(), bodyLimit({ maxSize: largestForm }))
  app.route('/', assetRoutes())
  app.get('/demo', async (c) => c.html(demoPage(await door.scene(picked(c)), door.land)))
  app.get('/demo/state', async (c) => c.json(await door.scene(picked(c))))
  app.get('/demo/events', (c) => events(c, door))
  app.post('/demo/texts', async (c) => {
    const [phone, text] = await fields(c, 'phone', 'text')
    return (await door.text(phone, text)) ? back(c, phone) : c.text('There is no such phone.', 404)
  })
  app.post('/demo/hold', async (c) => {
    const [phone, held] = await fields(c, 'phone', 'held')
    return door.hold(phone, held === 'yes') ? back(c, phone) : c.text('There is no such phone.', 404)
  })
  return app
}

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: false,
})

const picked = (c: Context): string | null => c.req.query('phone') ?? null

async function fields(c: Context, ...names: readonly [string, string]): Promise<[string, string]> {
  const form = await c.req.parseBody()
  const [first, second] = names.map((name) => form[name])
  return [typeof first === 'string' ? first : '', typeof second === 'string' ? second : '']
}

/** A phone that was just used stays the one in view, unless it is the resident's. */
const back = (c: Context, phone: string): Response => c.redirect(`/demo?phone=${phone}`, 303)

function events(c: Context, { watch }: DemoDoor): Response {
  return streamSSE(c, async (stream) => {
    const changed = () => void stream.writeSSE({ event: 'changed', data: '' })
    const stop = watch(changed)
    stream.onAbort(stop)
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(heartbeatMs)
      changed()
    }
  })
}
