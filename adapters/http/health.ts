import { Hono } from 'hono'
import type { Metrics } from './metrics.ts'

export interface Readiness {
  readonly ready: boolean
  /** What was looked at: a name, and null when it is well, otherwise what is wrong in a few words. */
  readonly checks: Readonly<Record<string, string | null>>
  /** What does not stop us but should worry somebody. */
  readonly warnings: readonly string[]
}

/** `/healthz`, `/readyz` and `/metrics`: no personal data in any of them. */
export function healthRoutes(readiness: () => Promise<Readiness>, metrics: Metrics): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ up: true }))
  app.get('/readyz', async (c) => {
    const state = await readiness()
    return c.json(state, state.ready ? 200 : 503)
  })
  app.get('/metrics', async (c) =>
    c.text(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
  return app
}
