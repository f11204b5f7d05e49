import { setTimeout as sleep } from 'node:timers/promises'
import { describe } from './describe.ts'

/**
 * Does `work` again and again, resting `restMs` in between, or as long as `work` says. A failure is logged and tried
 * again. Returns how to stop it, which waits for the round under way and cuts the rest short.
 */
export function startLoop(
  work: () => Promise<unknown>,
  restMs: number | ((done: unknown) => number),
  log: (line: string) => void,
): () => Promise<void> {
  const stopping = new AbortController()
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const done = await work().catch((error) => log(`loop: a round failed, it is tried again: ${describe(error)}`))
      const rest = typeof restMs === 'number' ? restMs : restMs(done)
      await sleep(rest, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stopping.abort()
    await loop
  }
}
