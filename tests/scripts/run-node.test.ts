import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const runner = new URL('../../scripts/run-node.mjs', import.meta.url).href
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster run-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The starter, a Node process, and what it and the program it runs have printed so far. */
function start(program: string) {
  const file = join(folder, 'a program.ts')
  writeFileSync(file, program)
  const starting = `const { runOurs } = await import(process.argv[1])
    process.exitCode = await runOurs([process.argv[2]])`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', starting, runner, file])
  const printed = { text: '' }
  starter.stdout.on('data', (chunk) => {
    printed.text += chunk
  })
  return { starter, printed }
}

const stayUntil = (signal: string) => `
  const timer = setInterval(() => undefined, 1_000)
  process.once('${signal}', () => { console.log('ended by ${signal}'); clearInterval(timer); process.exitCode = 9 })
  console.log('up')`

async function ended(starter: ChildProcess): Promise<number | null> {
  const [code] = await once(starter, 'close')
  return code
}

describe('runOurs', () => {
  it('runs TypeScript in a path with a space and passes its exit code on', async () => {
    const { starter, printed } = start(`const code: number = 5; console.log('hello'); process.exitCode = code`)
    expect(await ended(starter)).toBe(5)
    expect(printed.text).toBe('hello\n')
  })

  it('keeps what Node compiled beside what is installed', async () => {
    const { starter, printed } = start(`console.log((await import('node:module')).getCompileCacheDir())`)
    expect(await ended(starter)).toBe(0)
    expect(printed.text).toContain(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('hands %s on and waits for the end', async (signal) => {
    const { starter, printed } = start(stayUntil(signal))
    await once(starter.stdout, 'data')
    starter.kill(signal)
    expect(await ended(starter)).toBe(9)
    expect(printed.text).toBe(`up\nended by ${signal}\n`)
  })

  it('leaves no orphan when the starter is killed', async () => {
    const { starter, printed } = start(stayUntil('SIGTERM'))
    await once(starter.stdout, 'data')
    starter.kill('SIGKILL')
    await ended(starter) // its output closes when the program, which shares it, has ended too
    expect(printed.text).toBe('up\nended by SIGTERM\n')
  })

  it('tells by its code that the program was killed', async () => {
    const { starter } = start(`process.kill(process.pid, 'SIGKILL')`)
    expect(await ended(starter)).toBe(137)
  })
})
