import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Channel, ChannelEvent } from '../../core/channel.ts'
import type { Metrics } from './metrics.ts'

/** Stores what a webhook brought; durable when it resolves. */
export type TakeIn = (channel: string, event: ChannelEvent) => Promise<void>

const largestBody = 64 * 1024

/**
 * The doors of channels that are called by their provider. What came in is stored before the provider is answered; when
 * it cannot be stored the answer is 503, so that the provider keeps it. Where several channels have one path each is
 * shown the request and takes what is its own; the first of them answers.
 */
export function webhookRoutes(
  doors: ReadonlyArray<readonly [path: string, channel: Channel]>,
  takeIn: TakeIn,
  metrics: Metrics,
): Hono {
  const app = new Hono()
  for (const [path, ofPath] of Map.groupBy(doors, ([path]) => path)) {
    const channels = ofPath.map(([, channel]) => channel)
    const maxSize = Math.max(...channels.map(({ can }) => can.largestWebhook ?? largestBody))
    app.on(['GET', 'POST'], path, bodyLimit({ maxSize }), async (c) => {
      const began = performance.now()
      const { received, reply } = await readBy(channels, c.req.raw)
      try {
        for (const [channel, event] of received) await takeIn(channel, event)
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

async function readBy(channels: readonly Channel[], request: Request) {
  const requests = channels.map((_, i) => (i < channels.length - 1 ? request.clone() : request))
  const read = await Promise.all(channels.map((channel, i) => channel.receive!(requests[i]!)))
  const received = read.flatMap(({ events }, i) => events.map((event) => [channels[i]!.name, event] as const))
  return { received, reply: read[0]!.reply }
}
