import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelEvent } from '../../core/channel.ts'
import { codeOf } from './failure.ts'

export interface Polling {
  readonly name: string
  readonly list: (since: Date) => Promise<ChannelEvent[]>
  readonly deliver: (event: ChannelEvent) => Promise<void>
  readonly log: (line: string) => void
  readonly restMs: number
  readonly now: () => Date
}

/** A list may be this much behind. */
const overlapMs = 120_000

/** Asks again and again what came in; what fails is asked for again from where it stood. Returns how to stop. */
export function startPolling({ name, list, deliver, log, restMs, now }: Polling): () => Promise<void> {
  const stopping = new AbortController()
  let from = new Date(now().getTime() - overlapMs)
  const look = async () => {
    const began = now()
    for (const event of await list(from)) await deliver(event)
    from = new Date(began.getTime() - overlapMs)
  }
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error) =>
        log(`${name}: mentions could not be read, it is tried again (${codeOf(error) ?? 'no code'})`),
      )
      await sleep(restMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stopping.abort()
    await looking
  }
}
