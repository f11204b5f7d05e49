import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { lastSeq } from './console-lists.ts'

export interface News {
  /** Calls `listener` with the index of the last entry whenever there are new ones; returns how to stop. */
  listen(listener: (seq: number) => void): () => void
}

/** How often the index is looked at: while the database tells of signed heads by itself, and while it cannot. */
const usualMs = { told: 5_000, untold: 700 }

/** News comes no oftener than this, however fast the ledger grows: every console fetches its page again. */
const gapMs = 250

/**
 * Watches the ledger's index while somebody listens, with one connection for all of them. The database tells of each
 * signed head at once; the index is looked at now and then besides, since entries also come while nothing may be signed.
 * A lost connection is opened again, and until then the index is looked at oftener.
 */
export function watchNews(pool: pg.Pool, authority: string, everyMs = usualMs): News {
  const listeners = new Set<(seq: number) => void>()
  let timer: NodeJS.Timeout | undefined
  let last: number | undefined
  let looking = false
  let again = false
  const lookIn = (ms: number) => {
    clearTimeout(timer)
    if (listeners.size > 0) timer = setTimeout(look, ms).unref()
  }
  const wire = openWire(pool, { heard: () => void look(), lost: () => lookIn(everyMs.untold) })

  const lookOnce = async () => {
    const told = await wire.listening()
    const seq = await lastSeq(pool, authority).catch(() => last)
    if (seq !== undefined && last !== undefined && seq !== last) for (const listener of listeners) listener(seq)
    last = seq
    lookIn(told ? everyMs.told : everyMs.untold)
  }
  async function look(): Promise<void> {
    again = true
    if (looking) return
    looking = true
    while (again && listeners.size > 0) {
      again = false
      await lookOnce()
      await pause(gapMs, undefined, { ref: false })
    }
    looking = false
    if (listeners.size === 0) wire.close()
  }
  return {
    listen(listener) {
      if (listeners.size === 0) last = undefined
      listeners.add(listener)
      void look()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        wire.close()
      }
    },
  }
}

interface Wire {
  /** Whether the database tells of news: a connection that was lost, or never made, is tried first. */
  listening(): Promise<boolean>
  close(): void
}

/** A connection of its own that hears `muster_ledger`; it keeps no process alive. */
function openWire(pool: pg.Pool, { heard, lost }: { readonly heard: () => void; readonly lost: () => void }): Wire {
  let client: pg.Client | undefined
  const drop = (gone: pg.Client) => {
    if (client === gone) client = undefined
    void gone.end().catch(() => undefined)
  }
  const open = async () => {
    const opened = new pg.Client(pool.options)
    client = opened
    opened.on('notification', heard)
    opened.on('error', () => {
      drop(opened)
      lost()
    })
    try {
      await opened.connect()
      unref(opened)
      await opened.query('LISTEN muster_ledger')
    } catch {
      drop(opened)
    }
  }
  return {
    async listening() {
      if (!client) await open()
      return client !== undefined
    },
    close() {
      if (client) drop(client)
    },
  }
}

/** As the pool does with its idle connections; the types do not know of it. */
const unref = (client: pg.Client) => (client as pg.Client & { unref(): void }).unref()
