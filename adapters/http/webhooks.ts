import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Channel, ChannelEvent } from '../../core/channel.ts'
import type { Metrics } from './metrics.ts'

/** Stores what a webhook brought; durable when it resolves. */
export type TakeIn = (channel: string, event: ChannelEvent) => Promise<void>

const largestBody = 64 * 1024

/**
 * The doors of channels that are called by their provider. What came in is stored before the provider is answered; when
 * it cannot be stored the answer is 503, so that the provider keeps it.
 */
export function webhookRoutes(doors: Readonly<Record<string, Channel>>, takeIn: TakeIn, metrics: Metrics): Hono {
  const app = new Hono()
  for (const [path, channel] of Object.entries(doors)) {
    app.on(['GET', 'POST'], path, bodyLimit({ maxSize: largestBody }), async (c) => {
      const began = performance.now()
      const { events, reply } = await channel.receive!(c.req.raw)
      try {
        for (const event of events) await takeIn(channel.name, event)
      } catch (error) {
        metrics.count('webhook_failures')
        throw error
      }
      metrics.time('webhook_ack', performance.now() - began)
      return reply
    })
  }
  app.onError((_, c) => c.text('', 503))
  return app
}
