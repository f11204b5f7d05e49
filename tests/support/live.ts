import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../adapters/db/embedded-postgres.ts'
import { newDataDir, removeDataDir } from './data-dir.ts'
import { ownerOf } from './database.ts'
import { freePort } from './free-port.ts'
import { type TwilioStandIn, twilioStandIn } from './twilio-stand-in.ts'

const publicUrl = 'https://muster.example.gov.uk'

/** One Muster as a council runs it: a real process with its own PostgreSQL, and Twilio played by a stand-in. */
export interface LiveMuster {
  readonly dataDir: string
  readonly twilio: TwilioStandIn
  /** As the owner of the tables. */
  readonly owner: pg.Pool
  readonly url: string
  /** Everything that it, and the programs run beside it, have printed. */
  printed(): string
  /** Runs one of our programs with the same settings; returns its exit code. */
  run(program: string, ...args: string[]): Promise<number>
  /** The same on another machine: with its files in another folder. */
  runIn(dataDir: string, program: string, ...args: string[]): Promise<number>
  /** A text from a phone; throws when it is not taken. */
  text(from: string, body: string): Promise<void>
  /** Waits for a text to a phone that matches, and returns the match. */
  heard(to: string, what: RegExp): Promise<RegExpExecArray>
  /** Waits until every entry so far has an index, and who follows the ledger has seen it. */
  sequenced(): Promise<void>
  /** Ends the process as Ctrl-C would; its PostgreSQL goes with it unless `owner` is open. */
  stop(): Promise<void>
  close(): Promise<void>
}

export async function startLive(): Promise<LiveMuster> {
  const dataDir = newDataDir('live')
  const twilio = await twilioStandIn()
  const port = await freePort()
  const env = { ...environment(twilio, dataDir), PORT: String(port) }
  const printed: string[] = []
  const child = start(env, printed, 'bots/main.ts')
  const url = `http://127.0.0.1:${port}`
  await ready(child, printed)
  const server = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: () => undefined })
  const owner = new pg.Pool({ ...ownerOf(server, 'postgres'), max: 2 })
  twilio.connect({ appUrl: url, publicUrl })
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    if (!owner.ended) await owner.end()
    await server.stop()
  }
  return {
    dataDir,
    twilio,
    owner,
    url,
    printed: () => printed.join(''),
    runIn: async (elsewhere, program, ...args) =>
      (await once(start({ ...env, DATA_DIR: elsewhere }, printed, program, ...args), 'close'))[0] as number,
    run: async (program, ...args) => (await once(start(env, printed, program, ...args), 'close'))[0] as number,
    async text(from, body) {
      const { status } = await twilio.inbound(from, body)
      if (status !== 200) throw new Error(`live: the webhook answered ${status}`)
    },
    sequenced: () => sequenced(owner),
    heard: (to, what) => heard(twilio, to, what, printed),
    stop,
    async close() {
      await stop()
      await twilio.close()
      await removeDataDir(join(dataDir, 'postgres'))
      await removeDataDir(dataDir)
    },
  }
}

const environment = (twilio: TwilioStandIn, dataDir: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  DATA_DIR: dataDir,
  PUBLIC_URL: publicUrl,
  TWILIO_ACCOUNT_SID: twilio.accountSid,
  TWILIO_AUTH_TOKEN: twilio.authToken,
  TWILIO_FROM: twilio.numbers[0],
  TWILIO_PER_SECOND: '1000',
  TWILIO_API_BASE: twilio.baseUrl,
})

function start(env: NodeJS.ProcessEnv, printed: string[], program: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(String(chunk)))
  return child
}

async function sequenced(owner: pg.Pool): Promise<void> {
  for (let emptyFor = 0; emptyFor < 20; ) {
    const { rowCount } = await owner.query('SELECT FROM sequencer_queue LIMIT 1')
    emptyFor = rowCount === 0 ? emptyFor + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function ready(child: ChildProcess, printed: readonly string[]): Promise<void> {
  while (!printed.join('').includes('Muster is ready')) {
    if (child.exitCode !== null) throw new Error(`live: it ended before it was ready\n${printed.join('')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function heard(twilio: TwilioStandIn, to: string, what: RegExp, printed: string[]): Promise<RegExpExecArray> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const texts = twilio.sent.filter((text) => text.to === to).map((text) => text.body)
    const match = texts.map((text) => what.exec(text)).find((found) => found !== null)
    if (match) return match
    if (Date.now() > deadline)
      throw new Error(`live: ${what} was not said to ${to}, but\n${texts.join('\n')}\n${printed.join('')}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
