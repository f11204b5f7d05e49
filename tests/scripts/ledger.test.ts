import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LiveMuster, startLive } from '../support/live.ts'

let live: LiveMuster
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-lists-'))
  live = await startLive()
}, 60_000)

afterAll(async () => {
  await live.close()
  rmSync(dir, { recursive: true, force: true })
})

/** The exit code, and what it printed. */
async function run(...args: [string, ...string[]]): Promise<{ code: number; printed: string }> {
  const before = live.printed().length
  const code = await live.run(...args)
  return { code, printed: live.printed().slice(before) }
}

it('a list of volunteers is entered beside a Muster that runs, and says what was left out', async () => {
  const file = join(dir, 'list.csv')
  const bad = Array.from({ length: 60 }, (_, i) => `Bad ${i},none,,,,,,,,,`)
  const header = 'name,phone,postcode,lat,lon,radius_km,skills,vetting,vehicle,languages,hours'
  writeFileSync(file, [header, 'Ann,07700900101,,51.99,-2.15,,flood_help,,,,', ...bad].join('\n'))
  const { code, printed } = await run('scripts/import-volunteers.ts', file)
  expect(code).toBe(0)
  expect(printed).toContain('Line 3 was left out: phone is not a number that can be reached.')
  expect(printed.match(/was left out/g)).toHaveLength(50)
  expect(printed).toContain('… and 10 more such lines.')
  expect(printed).toContain('1 added, 0 changed, 0 unchanged, 60 left out; 61 rows read.')
})

it('the ledger of a Muster that runs is checked and rebuilt, and it goes on running', async () => {
  const right = await run('scripts/ledger.ts', 'verify')
  expect(right).toMatchObject({ code: 0, printed: expect.stringContaining(`in ${live.dataDir}`) })
  expect(right.printed).toMatch(/The ledger is right: .*; 13 tables are what they say\.\n$/)
  await live.owner.query(`UPDATE people SET state = state || '{"extra": true}'`)
  const wrong = await run('scripts/ledger.ts', 'verify')
  expect(wrong).toMatchObject({
    code: 1,
    printed: expect.stringMatching(/WRONG {2}table people, row [\da-f-]{36}: is not/),
  })
  expect(wrong.printed).toMatch(/The ledger is WRONG: 1 finding \(.*\n$/)
  expect(await run('scripts/ledger.ts', 'rebuild')).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/people .*CHANGED/),
  })
  expect(await run('scripts/ledger.ts', 'verify')).toMatchObject({ code: 0 })
  expect((await fetch(`${live.url}/healthz`)).status).toBe(200)
})

it.each([
  ['no list', 'scripts/import-volunteers.ts', [], 'Say which file'],
  ['a list that is not there', 'scripts/import-volunteers.ts', ['/nowhere.csv'], 'There is no file /nowhere.csv.'],
  ['a list without a header', 'scripts/import-volunteers.ts', ['package.json'], 'line 1 names no column'],
  ['nothing to do', 'scripts/ledger.ts', [], 'Say what to do'],
])('%s is one sentence and exit code 1', async (_, program, args, says) => {
  expect(await run(program, ...args)).toEqual({ code: 1, printed: expect.stringContaining(says) })
})
