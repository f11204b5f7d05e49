import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseVerifierKey } from '../../core/ledger/notes/keys.ts'
import { checkTlogProof, parseTlogProof } from '../../core/ledger/notes/tlog-proof.ts'
import { splitEntries } from '../../core/ledger/tree/tiles.ts'
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
  expect(right.printed).toMatch(/The ledger is right: .*; 15 tables are what they say\.\n$/)
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

it('the log is exported, proved and checked from outside', async () => {
  await live.text('+447700900150', 'Flood water coming in, need sandbags, 51.99,-2.15')
  await live.heard('+447700900150', /We read: flood help/)
  await live.sequenced()
  const ledger = (...args: string[]) => run('scripts/ledger.ts', ...args)
  const out = join(dir, 'out')
  expect((await ledger('export', out)).printed).toMatch(/Exported \d+ leaves of muster\.example\.gov\.uk\/ledger to /)
  const vkey = readFileSync(join(out, 'vkey'), 'utf8').trim()
  expect(await ledger('verify', out)).toMatchObject({ code: 0, printed: expect.stringContaining('The copy is right') })
  expect(await ledger('verify', '--against', out)).toMatchObject({
    code: 0,
    printed: expect.stringContaining('and they begin with the'),
  })
  const proved = (await ledger('prove', '3')).printed
  const proof = parseTlogProof(proved.slice(proved.indexOf('c2sp.org')))!
  const [leaf] = splitEntries(readFileSync(join(out, bundleIn(out)))).slice(3)
  expect(checkTlogProof(proof, leaf!, { log: parseVerifierKey(vkey)! })).toMatchObject({ ok: true })
  expect((await ledger('consistency', '2', '5')).printed).toMatch(
    /old 2\n(\S{44}\n)+\nmuster\.example\.gov\.uk\/ledger\n5\n/,
  )
  const { rows } = await live.owner.query<{ id: string }>('SELECT id FROM needs LIMIT 1')
  const zip = join(dir, 'receipt.zip')
  expect(await ledger('receipt', rows[0]!.id, zip)).toMatchObject({ code: 0 })
  expect((await ledger('verify', zip, '--vkey', vkey)).printed).toMatch(
    /need_reported {2}by person\/[\s\S]*Right: \d+ entr/,
  )
  const bytes = readFileSync(join(out, bundleIn(out)))
  bytes[20]! ^= 1
  writeFileSync(join(out, bundleIn(out)), bytes)
  expect(await ledger('verify', out)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('WRONG  index 0: the leaf'),
  })
}, 90_000)

/** The partial bundle of entries of a small export. */
const bundleIn = (out: string): string =>
  join('tile/entries/000.p', readdirSync(join(out, 'tile/entries/000.p')).find((name) => /^\d+$/.test(name))!)

it('a log that is older than what was signed last waits for a named person', async () => {
  const rollBack = `WITH gone AS (DELETE FROM ledger_index WHERE seq >= (SELECT max(seq) - 1 FROM ledger_index) RETURNING entry_id),
      heads AS (DELETE FROM heads WHERE size >= (SELECT max(seq) FROM ledger_index)),
      queue AS (INSERT INTO sequencer_queue (authority_id, entry_id) SELECT a.id, g.entry_id FROM gone g, authorities a ORDER BY 2 DESC)
    SELECT 1`
  await live.sequenced()
  const accept = ['scripts/ledger.ts', 'accept-restore', '--by', 'planner'] as const
  expect((await run(...accept, '--reason', 'none')).printed).toContain('there is nothing to accept')
  await live.owner.query(rollBack)
  const refused = async () =>
    ((await (await fetch(`${live.url}/readyz`)).json()) as { warnings: string[] }).warnings.join()
  await expect.poll(refused, { timeout: 15_000 }).toContain('The log is not signed: the database is o')
  expect((await run(...accept)).printed).toContain('Say who answers for it and why')
  expect((await run('scripts/ledger.ts', 'accept-restore', '--by', 'nobody', '--reason', 'x')).printed).toContain(
    'There is no account of that user name',
  )
  const accepted = await run(...accept, '--reason', 'The disk of the first machine was lost.')
  expect(accepted).toMatchObject({ code: 0, printed: expect.stringContaining('The log goes on from') })
  await expect.poll(refused, { timeout: 15_000 }).not.toContain('The log is not signed')
  await live.sequenced()
  const { rows } = await live.owner.query(`SELECT state->'restores'->0->>'by' AS by FROM ledgers`)
  expect(rows).toEqual([{ by: expect.stringMatching(/^staff\//) }])
  expect(
    (await live.owner.query(`SELECT count(*)::int AS n FROM alarms WHERE state->>'reason' = 'ledger_unsigned'`)).rows,
  ).toEqual([{ n: 1 }])
}, 60_000)

it.each([
  ['no list', 'scripts/import-volunteers.ts', [], 'Say which file'],
  ['a list that is not there', 'scripts/import-volunteers.ts', ['/nowhere.csv'], 'There is no file /nowhere.csv.'],
  ['a list without a header', 'scripts/import-volunteers.ts', ['package.json'], 'line 1 names no column'],
  ['nothing to do', 'scripts/ledger.ts', [], 'Say what to do'],
  ['a copy that is not there', 'scripts/ledger.ts', ['verify', '/nowhere'], 'There is no /nowhere.'],
  ['an option that is none', 'scripts/ledger.ts', ['verify', '--over'], "Unknown option '--over'"],
  ['an entry that is not there', 'scripts/ledger.ts', ['prove', '999999'], 'signed entries, counted from 0'],
  ['no need', 'scripts/ledger.ts', ['receipt', 'x'], 'Say which need by its id'],
  ['nowhere to export to', 'scripts/ledger.ts', ['export'], 'Say where to'],
])('%s is one sentence and exit code 1', async (_, program, args, says) => {
  expect(await run(program, ...args)).toEqual({ code: 1, printed: expect.stringContaining(says) })
})
