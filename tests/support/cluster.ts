import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openPool } from '../../adapters/db/open.ts'
import { readSettings } from '../../adapters/settings.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { newDataDir, removeDataDir } from './data-dir.ts'
import { freshDatabase } from './database.ts'
import { type TwilioStandIn, type TwilioStandInOptions, twilioStandIn } from './twilio-stand-in.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const publicUrl = 'https://muster.example.gov.uk'

/** One real process of Muster. */
export interface Node {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Ends it as Ctrl-C would; returns the exit code. */
  stop(): Promise<number>
}

/** Several real processes on one database, with Twilio played by a stand-in. */
export interface Cluster {
  readonly twilio: TwilioStandIn
  /** Looks at the database as its owner. */
  readonly owner: pg.Pool
  /** The same authority, wired in this process: for entering volunteers and reading; runs no jobs. */
  readonly muster: Muster
  start(extra?: NodeJS.ProcessEnv): Promise<Node>
  close(): Promise<void>
}

/** Opens a database and a stand-in for processes to be started on. */
export async function openCluster(options: TwilioStandInOptions = {}): Promise<Cluster> {
  const database = await freshDatabase()
  const dir = newDataDir('cluster')
  const twilio = await twilioStandIn(options)
  const nodes: Node[] = []
  const env = environment(database.ownerConfig, twilio, dir)
  const owner = new pg.Pool({ ...database.ownerConfig, max: 4 })
  owner.on('error', () => undefined)
  const pool = openPool(database.config, () => undefined, 4)
  const close = async () => undefined
  const muster = await wireMuster({
    settings: readSettings(env),
    database: { pool, dir, close },
    doors: [],
    log: () => undefined,
  })
  return {
    twilio,
    owner,
    muster,
    async start(extra) {
      const node = await startNode({ ...env, ...extra })
      nodes.push(node)
      return node
    },
    async close() {
      await Promise.all(nodes.map((node) => node.kill()))
      await twilio.close()
      await Promise.all([pool.end(), owner.end()])
      await database.drop()
      await removeDataDir(dir)
    },
  }
}

const keys = { VAULT_KEY: randomBytes(32).toString('base64'), LEDGER_KEY: randomBytes(32).toString('base64') }

function environment(database: pg.ClientConfig, twilio: TwilioStandIn, dataDir: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    ...keys,
    DATA_DIR: dataDir,
    DATABASE_URL: `postgresql://${database.user}@/${database.database}?host=${encodeURIComponent(String(database.host))}&port=${database.port}`,
    PUBLIC_URL: publicUrl,
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: twilio.numbers[0],
    TWILIO_PER_SECOND: '1000',
    TWILIO_API_BASE: twilio.baseUrl,
  }
}

async function startNode(env: NodeJS.ProcessEnv): Promise<Node> {
  const port = await freePort()
  const child = spawn(process.execPath, ['bots/main.ts'], {
    cwd: root,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.includes('Muster is ready') && resolve())
    child.once('exit', (code) =>
      reject(new Error(`cluster: a process ended with ${code} before it was ready\n${output}`)),
    )
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    output: () => output,
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? 1
  child.kill(signal)
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

/** Waits until `check` holds, looking every 20 ms; throws after `withinMs`, with what `explain` says. */
export async function eventually<T>(
  check: () => Promise<T | false | undefined> | T | false | undefined,
  withinMs = 15_000,
  explain?: () => Promise<string>,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await check()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`cluster: it did not happen in time${(await explain?.()) ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export { publicUrl }
