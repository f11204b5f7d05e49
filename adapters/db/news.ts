import type pg from 'pg'
import { lastSeq } from './console-lists.ts'

const everyMs = 700

export interface News {
  /** Calls `listener` with the index of the last entry whenever there are new ones; returns how to stop. */
  listen(listener: (seq: number) => void): () => void
}

/** Watches the ledger's index while somebody listens, with one question for all of them; a lost database is asked again. */
export function watchNews(pool: pg.Pool, authority: string): News {
  const listeners = new Set<(seq: number) => void>()
  let timer: NodeJS.Timeout | undefined
  let last: number | undefined
  const look = async () => {
    const seq = await lastSeq(pool, authority).catch(() => last)
    if (seq !== undefined && last !== undefined && seq !== last) for (const listener of listeners) listener(seq)
    last = seq
    if (listeners.size > 0) timer = setTimeout(look, everyMs).unref()
    else timer = undefined
  }
  return {
    listen(listener) {
      listeners.add(listener)
      if (!timer) {
        last = undefined
        timer = setTimeout(look, 0).unref()
      }
      return () => listeners.delete(listener)
    },
  }
}
