// Several Musters may share one embedded PostgreSQL. Each is present by a lock it holds; the last to leave stops it.
import { Socket } from 'node:net'
import pg from 'pg'
import { ownerRole } from './postgres-data.ts'

export type Presence = {
  /** Calls back once when the connection breaks without our leaving: the server went away. */
  onLost(listener: () => void): void
  /** True when nobody else is present, and nobody can join any more: the server is ours to stop. */
  leave(): Promise<boolean>
}

const lock = 72_707_370

/** Throws when the server does not answer, or is being stopped. */
export async function joinPresence({ socketDir, port }: { socketDir: string; port: number }): Promise<Presence> {
  const where = { host: socketDir, port, user: ownerRole, database: 'postgres', ssl: false }
  const socket = new Socket()
  const manners = { application_name: 'muster presence', connectionTimeoutMillis: 5_000 }
  const client = new pg.Client({ ...where, ...manners, stream: () => socket })
  let leaving = false
  let onLost: (() => void) | undefined
  const lost = new Promise<void>((resolve) => client.once('end', resolve))
  client.on('error', () => client.end()) // 'end' follows, and tells
  void lost.then(() => leaving || onLost?.())
  await client.connect()
  await client.query('SELECT pg_advisory_lock_shared($1)', [lock])
  socket.unref() // being present keeps no process alive
  return {
    onLost: (listener) => {
      onLost = listener
    },
    leave: async () => {
      leaving = true
      socket.ref()
      return leaveLast(client)
    },
  }
}

async function leaveLast(client: pg.Client): Promise<boolean> {
  await client.query('SELECT pg_advisory_unlock_shared($1)', [lock])
  const { rows } = await client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [lock])
  const last = rows[0]?.last === true
  if (!last) await client.end() // otherwise the lock is kept until the server is gone, so that nobody joins
  return last
}
