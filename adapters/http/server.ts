import { serve } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** Listens on `port`, or on the next free one from 3000 when none is asked for. Throws one sentence when it cannot. */
export async function listen(app: Hono, host: string, port: number | undefined): Promise<Listening> {
  if (port !== undefined) return listenOn(app, host, port)
  for (let candidate = 3000; candidate < 3100; candidate++) {
    try {
      return await listenOn(app, host, candidate)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
  throw new Error('PORT is not set, and 3000 to 3099 are all taken.')
}

function listenOn(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ port: info.port, close: () => closeServer(server) }),
    )
    // Longer than a provider or a proxy keeps a connection: otherwise a webhook meets one that we have just closed.
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 75_000
    server.once('error', reject)
  })
}

function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2_000).unref()
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
}
