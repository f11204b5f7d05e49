// Somebody's words are put into every field there is, they are erased, and then they are looked for by the worst reader
// there is: one who has the database, its files, a backup, the logs and VAULT_KEY.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasuresFileIn } from '../../adapters/db/erasures-file.ts'
import { keysFrom } from '../../adapters/db/keys.ts'
import { filesBelow, findIn, type Hay, tablesOf } from '../support/haystack.ts'
import { type LiveMuster, startLive } from '../support/live.ts'
import { everythingOpened } from '../support/opened.ts'
import { Visitor } from '../support/visitor.ts'

const [ada, sam] = ['+447700900431', '+447700900432'] as const

/** What Ada says, what is said about her, and where she lives: all of it is to go. */
const hers = ['pangolinflood', 'Adacapybara', 'Binturong', 'mumkakapo', 'fossadoor', 'gatedugong', 'reasonsaiga']
const numbers = ['7700900431', '7700 900431']

let live: LiveMuster
let dir: string
let id: string
/** Ciphertext and wrapped keys that were hers before. */
let bytes: Buffer[]
let visitor: Visitor

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-erased-'))
  live = await startLive()
  await live.owner.query(`INSERT INTO places VALUES ('GL20 5BY', 'GL20 5', 'GL20', 51.9912, -2.1598, 10)`)
  await live.owner.query(`INSERT INTO place_sectors VALUES ('GL20 5', 'GL20', 60, 51.9912, -2.1598)`)
  visitor = await planner()
  await play()
  id = (await live.owner.query(`SELECT state->>'reporter' AS id FROM needs`)).rows[0].id
  bytes = await hersInBytes()
}, 120_000)

afterAll(async () => {
  await live.close()
  rmSync(dir, { recursive: true, force: true })
})

async function planner(): Promise<Visitor> {
  const request = (path: string, init?: RequestInit) => fetch(`${live.url}${path}`, { ...init, redirect: 'manual' })
  const someone = new Visitor({ request } as never)
  const origin = { origin: live.url }
  const oneTime = /one-time password (\S+)/.exec(live.printed())![1]!
  await someone.post('/console/sign-in', { login: 'planner', password: oneTime }, origin)
  await someone.post('/console/password', { password: 'three quiet words', again: 'three quiet words' }, origin)
  return someone
}

const post = (path: string, fields: Record<string, string>) => visitor.post(path, fields, { origin: live.url })

/** A need from asking to done, with words in every field; Sam joins by text and is told some of them. */
async function play(): Promise<void> {
  await joinAsSam()
  await live.text(ada, `Flood water coming in pangolinflood, need sandbags, GL20 5BY, mumkakapo can't walk`)
  await live.heard(ada, /What name and house/)
  await live.text(ada, 'Adacapybara, 3 Binturong Row')
  await live.heard(ada, /Only the person who comes will see that/)
  await live.text(ada, 'also fossadoor is open, use that')
  const need = (await live.owner.query('SELECT id FROM needs')).rows[0].id
  const samId = (await live.owner.query(`SELECT id FROM people WHERE state->>'volunteer' IS NOT NULL`)).rows[0].id
  await post(`/console/people/${samId}/approve`, { reason: 'seen' })
  await post(`/console/needs/${need}/assign`, { person: samId, reason: 'because of reasonsaiga' })
  const { 1: letter } = await live.heard(sam, /Reply (\w+)3 on the way/)
  await live.heard(sam, /Adacapybara.*Binturong/)
  await live.text(ada, 'mind the gatedugong')
  await live.heard(sam, /gatedugong/)
  await live.text(sam, 'I am bringing the wombatpump')
  await live.heard(ada, /wombatpump/)
  for (const digit of [3, 4, 5]) await live.text(sam, `${letter}${digit}`)
  const { 1: check } = await live.heard(ada, /Reply (\w+)1 if so/)
  await live.text(ada, `${check}1`)
  await live.heard(ada, /We have closed it/)
  await live.sequenced()
}

async function joinAsSam(): Promise<void> {
  await live.text(sam, 'JOIN')
  await live.heard(sam, /first name/)
  await live.text(sam, 'Samquetzal')
  await live.text(sam, 'GL20 5BY')
  const { 1: menu } = await live.heard(sam, /18 or over\? Reply (\w+)1/)
  await live.text(sam, `${menu}1`)
  await live.heard(sam, /What could you do/)
  await live.text(sam, `${menu}1 2`)
  await live.heard(sam, /How many miles/)
  await live.text(sam, '2')
  await live.heard(sam, /You are in/)
}

/** The bytes that stand in the files for what is hers: each long enough to be there once or not at all. */
async function hersInBytes(): Promise<Buffer[]> {
  const need = 'SELECT id FROM needs'
  const keys = await live.owner.query('SELECT wrapped AS b FROM keys WHERE id = $1 OR id IN (SELECT id FROM needs)', [
    id,
  ])
  const values = await live.owner.query(
    `SELECT sealed AS b FROM sealed_values WHERE key_ids && (ARRAY[$1::uuid] || ARRAY(${need}))
     UNION ALL SELECT sealed FROM inbox WHERE key_id = $1 UNION ALL SELECT sealed FROM addresses WHERE key_id = $1`,
    [id],
  )
  return [...keys.rows, ...values.rows].map((row) => (row.b as Buffer).subarray(0, 40))
}

const opened = async () => (await everythingOpened(live.owner, keysFrom(live.dataDir, {}).vault)).join('\n')
const within = (hay: readonly Hay[], needles: readonly Buffer[]): string[] =>
  hay.flatMap(({ name, bytes: all }) => needles.filter((one) => all.includes(one)).map(() => name))

describe('before', () => {
  it('all of it can be opened, and stands in the files', async () => {
    const all = await opened()
    for (const word of [...hers, numbers[0]!, 'wombatpump', 'Samquetzal']) expect(all, word).toContain(word)
    await live.owner.query('CHECKPOINT')
    expect(new Set(within(filesBelow(live.dataDir), bytes)).size).toBeGreaterThan(2)
  })
})

describe('after she was erased', () => {
  beforeAll(async () => {
    const args = [id, '--by', 'planner', '--why', 'she asked'] as const
    expect(await live.run('scripts/ledger.ts', 'erase', ...args), live.printed()).toBe(0)
    await live.sequenced()
  }, 60_000)

  it('nothing of hers can be opened by whoever has the database and VAULT_KEY; what is others’ can', async () => {
    const all = await opened()
    expect([...hers, ...numbers].filter((word) => all.includes(word))).toEqual([])
    expect(all).toContain('Samquetzal')
  })

  it('the running process tells nothing of it, on any page or in any export', async () => {
    const need = (await live.owner.query('SELECT id FROM needs')).rows[0].id
    const samId = (await live.owner.query(`SELECT id FROM people WHERE state->>'volunteer' IS NOT NULL`)).rows[0].id
    const incident = (await live.owner.query('SELECT id FROM incidents')).rows[0].id
    const pages = await Promise.all([
      post(`/console/needs/${need}/show`, { why: 'to_check' }),
      post(`/console/people/${id}/show`, { why: 'to_check' }),
      post(`/console/people/${id}/data.json`, { why: 'to_check' }),
      post(`/console/people/${samId}/data.json`, { why: 'to_check' }),
      post(`/console/incidents/${incident}/report.json`, {}),
      post(`/console/incidents/${incident}/report.csv`, {}),
      visitor.get('/console?show=closed'),
    ])
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200))
    const said = pages.map(({ html }, i) => ({ name: `page ${i}`, bytes: Buffer.from(html) }))
    expect(findIn(said, [...hers, ...numbers])).toEqual([])
    expect(said[3]!.bytes.includes('Samquetzal')).toBe(true)
  })

  it('neither tables, files after a checkpoint and VACUUM FULL, nor logs hold a byte of it', async () => {
    await live.owner.query('VACUUM FULL')
    await live.owner.query('CHECKPOINT')
    const files = filesBelow(live.dataDir)
    const tables = await tablesOf(live.owner, ['places', 'place_sectors'])
    const log = { name: 'log', bytes: Buffer.from(live.printed()) }
    expect(findIn([...tables, ...files, log], [...hers, ...numbers])).toEqual([])
    const heap = files.filter(({ name }) => name.includes('/base/'))
    expect(heap.length).toBeGreaterThan(50)
    expect(within(heap, bytes)).toEqual([])
  })

  it('a backup made now does not hold it either; what is remembered outside is ids', async () => {
    const file = join(dir, 'after.backup')
    expect(await live.run('scripts/backup.ts', file), live.printed()).toBe(0)
    const backup = gunzipSync(readFileSync(file))
    const asHex = bytes.map((one) => Buffer.from(one.toString('hex')))
    expect(within([{ name: 'backup', bytes: backup }], asHex)).toEqual([])
    expect(findIn([{ name: 'backup', bytes: backup }], [...hers, ...numbers])).toEqual([])
    const remembered = readFileSync(erasuresFileIn(live.dataDir), 'utf8')
    expect(remembered).toContain(id)
    expect(remembered).not.toMatch(/7700|Ada/)
  })

  it('the ledger verifies', async () => {
    expect(await live.run('scripts/ledger.ts', 'verify'), live.printed()).toBe(0)
  })
})
