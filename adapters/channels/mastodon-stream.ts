import { setTimeout as sleep } from 'node:timers/promises'
import { createStreamingAPIClient, type mastodon } from 'masto'
import type { ChannelEvent } from '../../core/channel.ts'
import { codeOf } from './failure.ts'

export interface Following {
  readonly streamingUrl: () => Promise<string>
  readonly token: string
  readonly read: (status: mastodon.v1.Status) => Promise<ChannelEvent[]>
  readonly missed: (since: Date) => Promise<ChannelEvent[]>
  readonly deliver: (event: ChannelEvent) => Promise<void>
  readonly log: (line: string) => void
  readonly restMs: number
  readonly now: () => Date
}

/** What is listed may be this much older than when we began to listen. */
const overlapMs = 60_000

/**
 * Follows the notifications of our account. The stream has no replay: each time it breaks, it is opened again and what
 * came meanwhile is listed, so nothing is lost and something may come twice. Returns how to stop.
 */
export async function followMentions(following: Following): Promise<() => Promise<void>> {
  const { log, restMs, now } = following
  const stopping = new AbortController()
  let from = new Date(now().getTime() - overlapMs)
  const round = async () => {
    const began = now()
    await followOnce(following, from, stopping.signal)
    from = new Date(began.getTime() - overlapMs)
  }
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((error) => {
        if (!stopping.signal.aborted)
          log(`mastodon: the stream broke, it is opened again (${codeOf(error) ?? 'no code'})`)
      })
      await sleep(restMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stopping.abort()
    await rounds
  }
}

/** One connection, until it breaks: what came before it was open is listed once it is. */
async function followOnce(following: Following, from: Date, stopped: AbortSignal): Promise<void> {
  const { streamingUrl, token, read, missed, deliver } = following
  const close = () => stream.close()
  const stream = createStreamingAPIClient({
    streamingApiUrl: await streamingUrl(),
    accessToken: token,
    retry: 1,
    implementation: endingWith(close),
  })
  stopped.addEventListener('abort', close, { once: true })
  try {
    if (stopped.aborted) return
    await stream.prepare()
    const events = stream.user.notification.subscribe()[Symbol.asyncIterator]()
    let next = events.next()
    next.catch(() => undefined)
    for (const event of await missed(from)) await deliver(event)
    for (let one = await next; !one.done; one = await next) {
      next = events.next()
      next.catch(() => undefined)
      if (one.value.event !== 'notification' || one.value.payload.type !== 'mention') continue
      for (const event of await read(one.value.payload.status!)) await deliver(event)
    }
  } finally {
    stopped.removeEventListener('abort', close)
    stream.close()
  }
}

/** Sockets that end what uses them: the library would open the next one by itself, and say nothing of the gap. */
const endingWith = (close: () => void) =>
  class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given)
      this.addEventListener('close', close)
    }
  }
