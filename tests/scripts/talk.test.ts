import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { play } from '../support/transcript.ts'

const dir = mkdtempSync(join(tmpdir(), 'muster-talked-'))
mkdirSync(join(dir, 'tmp'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

test('a talk that Ctrl-C ends is saved as a transcript that plays as it went, and leaves nothing else', async () => {
  const file = join(dir, 'talk.txt')
  const child = spawn(process.execPath, ['scripts/talk.ts', 'volunteer', '--save', file], {
    env: { PATH: process.env.PATH, TMPDIR: join(dir, 'tmp') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let printed = ''
  const passedOn = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('From Sam: I have a pump')) resolve()
    })
  })
  child.stdin.write('A1\nAda> the gate is open\n... 1 min\nI have a pump\n')
  await Promise.race([passedOn, once(child, 'exit')])
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  const written = readFileSync(file, 'utf8')
  expect(written).toContain('\nSam> A1\n! accept\nSam< Thank you, it is yours: flood help. Ada Penfold, 3 Mill Lane')
  expect(await play(written)).toBe(written)
  expect(readdirSync(join(dir, 'tmp')).filter((name) => name.startsWith('muster-talk-'))).toEqual([])
}, 120_000)
