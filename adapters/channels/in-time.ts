import { setTimeout as pause } from 'node:timers/promises'

/** Chats show an error three seconds after somebody pressed or typed something that nobody answered. */
export const answerWithinMs = 2_000

export interface Answering<T> {
  readonly withinMs: number
  /** What is said when it takes longer. */
  readonly meanwhile: T
  /** What is done with the answer then; undefined where it failed. Its own failures are its own. */
  readonly afterwards: (answer: T | undefined) => Promise<void>
}

/** The answer if it is there in time; otherwise `meanwhile`, and the answer goes to `afterwards` when it is there. */
export async function inTime<T>(work: Promise<T>, { withinMs, meanwhile, afterwards }: Answering<T>): Promise<T> {
  const stop = new AbortController()
  const late = pause(withinMs, 'late' as const, { signal: stop.signal }).catch(() => 'late' as const)
  try {
    const first = await Promise.race([work.then((answer) => ({ answer })), late])
    if (first !== 'late') return first.answer
  } finally {
    stop.abort()
  }
  void work.then(afterwards, () => afterwards(undefined))
  return meanwhile
}
