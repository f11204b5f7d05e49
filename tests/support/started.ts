import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { newDataDir, removeDataDir } from './data-dir.ts'

/** Muster as `npm start` runs it, without any setting: the demo. */
export interface Started {
  readonly url: string
  readonly output: () => string
  /** Ends it as Ctrl-C would and removes its files; returns the exit code. */
  stop(): Promise<number | null>
}

/** Starts it in an empty folder on a free port; throws with what it printed when it ends before it is ready. */
export async function startDemo(): Promise<Started> {
  const dir = newDataDir('started')
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dir, PORT: '0' }
  const child = spawn(process.execPath, ['bots/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const stop = async () => {
    const code = await ended(child)
    await removeDataDir(dir)
    return code
  }
  return { url: await readyAt(child, () => output), output: () => output, stop }
}

function readyAt(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', () => {
      const address = /Muster is ready: (http:\/\/\S+)\/demo/.exec(output())?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`started: it ended with ${code} before it was ready\n${output()}`)))
  })
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
