import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newDataDir, removeDataDir } from '../support/data-dir.ts'
import { type LiveMuster, startLive } from '../support/live.ts'

let live: LiveMuster
let dir: string
let elsewhere: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-backup-'))
  elsewhere = newDataDir('restored')
  live = await startLive()
  await live.text('+447700900441', 'Flood water coming in, need sandbags, 51.99, -2.16')
  await live.heard('+447700900441', /We read/)
  await live.sequenced()
}, 90_000)

afterAll(async () => {
  await live.close()
  await removeDataDir(join(elsewhere, 'postgres'))
  await removeDataDir(elsewhere)
  rmSync(dir, { recursive: true, force: true })
})

async function run(work: () => Promise<number>): Promise<{ code: number; printed: string }> {
  const before = live.printed().length
  const code = await work()
  return { code, printed: live.printed().slice(before) }
}

const backup = () => join(dir, 'muster.backup')
const keys = () => join(dir, 'muster.keys')

it('a backup is made beside a Muster that runs, its keys into another file', async () => {
  const made = await run(() => live.run('scripts/backup.ts', backup(), '--keys', keys()))
  expect(made, made.printed).toMatchObject({ code: 0 })
  expect(made.printed).toMatch(/Backed up: \d+ entries, \d+ rows, [\d,]+ bytes in [\d.]+ s\./)
  expect(statSync(keys()).mode & 0o777).toBe(0o600)
  expect(readFileSync(keys(), 'utf8')).toMatch(/^VAULT_KEY=\S+\nLEDGER_KEY=\S+\n$/)
  const again = await run(() => live.run('scripts/backup.ts', backup()))
  expect(again).toMatchObject({ code: 1, printed: expect.stringContaining('already') })
}, 60_000)

it('is restored on another machine, which verifies and does not sign before somebody says so', async () => {
  const restored = await run(() => live.runIn(elsewhere, 'scripts/restore.ts', backup(), '--keys', keys()))
  expect(restored, restored.printed).toMatchObject({ code: 0 })
  expect(restored.printed).toContain('every table written again from the entries is what it was')
  expect(restored.printed).toContain('accept-restore')
  expect(existsSync(join(elsewhere, 'signed-head'))).toBe(true)
  const verified = await run(() => live.runIn(elsewhere, 'scripts/ledger.ts', 'verify'))
  expect(verified, verified.printed).toMatchObject({ code: 0 })
}, 90_000)

it('is refused where there is a database already', async () => {
  const refused = await run(() => live.runIn(elsewhere, 'scripts/restore.ts', backup()))
  expect(refused).toMatchObject({ code: 1, printed: expect.stringContaining('The database is not empty.') })
}, 60_000)

it('the board of the restored incident is replayed as it stood', async () => {
  const incident = (await live.owner.query('SELECT id FROM incidents')).rows[0].id
  const now = await run(() => live.runIn(elsewhere, 'scripts/replay.ts', incident))
  expect(now, now.printed).toMatchObject({ code: 0 })
  expect(now.printed).toMatch(/Flood help +Urgent +\S/)
  expect(now.printed).toContain('1 need, from')
  const before = await run(() => live.runIn(elsewhere, 'scripts/replay.ts', incident, '--until', '2020-01-01 10:00'))
  expect(before.printed).toContain('0 needs, from 0 entries')
  const wrong = await run(() => live.runIn(elsewhere, 'scripts/replay.ts', incident, '--until', 'noon'))
  expect(wrong).toMatchObject({ code: 1, printed: expect.stringContaining('Say the time as') })
}, 90_000)
