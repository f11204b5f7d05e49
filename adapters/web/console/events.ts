import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { watchNews } from '../../db/news.ts'
import type { ConsoleDeps, Env } from './desk.ts'

const heartbeatMs = 15_000

/** `/console/events`: says that something changed, never what; the page then fetches itself again. */
export function eventRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const news = watchNews(deps.pool, deps.authority)
  app.get('/console/events', (c) =>
    streamSSE(c, async (stream) => {
      const stop = news.listen((seq) => void stream.writeSSE({ event: 'news', data: String(seq) }))
      stream.onAbort(() => void stop())
      while (!stream.aborted && !stream.closed) {
        await stream.writeSSE({ event: 'alive', data: '' })
        await stream.sleep(heartbeatMs)
      }
      stop()
    }),
  )
}
