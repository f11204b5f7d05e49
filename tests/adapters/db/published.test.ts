import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishedLedger } from '../../../adapters/db/published.ts'
import { receiptsOf } from '../../../adapters/db/receipts.ts'
import { sequence } from '../../../adapters/db/sequencer.ts'
import { verifyIn } from '../../../adapters/db/verify.ts'
import { ledgerRoutes } from '../../../adapters/web/ledger.ts'
import type { OlderCopy } from '../../../core/ledger/against.ts'
import { checkCopy, type LedgerCopy } from '../../../core/ledger/copy.ts'
import { encodeLeaf } from '../../../core/ledger/entry.ts'
import { openReceipt } from '../../../core/ledger/receipt.ts'
import { Frontier } from '../../../core/ledger/tree/frontier.ts'
import { hashLeaf, rootOf } from '../../../core/ledger/tree/hashes.ts'
import { splitEntries } from '../../../core/ledger/tree/tiles.ts'
import { keepCopy } from '../../support/kept-copy.ts'
import { type LedgerTown, openLedgerTown } from '../../support/ledger-town.ts'
import { listening } from '../../support/played-town.ts'
import { flipped } from '../../support/trees.ts'

let ledger: LedgerTown
let live: LedgerCopy
let incidents: string[]

const round = () => sequence(ledger.pool, ledger.settings)

beforeAll(async () => {
  ledger = await openLedgerTown()
  live = publishedLedger({ db: ledger.pool, authority: ledger.authority, log: ledger.log })
  incidents = []
  for (let i = 0; i < 300; i++) {
    incidents.push(await ledger.write())
    if (i % 10 === 0) await round()
  }
  await round()
})

afterAll(() => ledger.close())

async function faultsOf(copy: LedgerCopy): Promise<string[]> {
  const found: string[] = []
  const listener = { wrong: (where: string, what: string) => found.push(`${where}: ${what}`), passed: () => undefined }
  await checkCopy(copy, { log: ledger.log }, listener)
  return found
}

describe('the published log', () => {
  it('checks out as a whole', async () => {
    expect(await faultsOf(live)).toEqual([])
    expect(String(await live.read('vkey'))).toMatch(
      /^muster\.localhost\/ledger\/[\da-f]{12}\+[\da-f]{8}\+A[\w+/]+=*\n$/,
    )
  })

  it('holds commitments and nothing of the entries', async () => {
    const leaves = splitEntries((await live.read('tile/entries/000'))!)
    expect(leaves).toHaveLength(256)
    for (const leaf of leaves)
      expect(Object.keys(JSON.parse(leaf.toString()) as object)).toEqual(['commitment', 'format', 'id'])
  })

  it('has what is signed and nothing else', async () => {
    const { size } = await ledger.one<{ size: number }>('SELECT max(size) AS size FROM heads')
    const width = size % 256
    expect(await live.read(`tile/0/002.p/${width}`)).toHaveLength(width * 32)
    expect(await live.read(`tile/0/002.p/${width - 1}`)).toHaveLength((width - 1) * 32)
    expect(await live.read(`tile/1/000.p/2`)).toHaveLength(64)
    await ledger.write()
    for (const path of [`tile/0/002.p/${width + 1}`, 'tile/0/002', 'tile/1/000', 'tile/1/000.p/3', 'tile/2/000.p/1'])
      expect(await live.read(path), path).toBeNull()
    for (const path of ['', 'tile', 'keys', '../entries', 'tile/0/2', 'heads']) expect(await live.read(path)).toBeNull()
    await round()
  })

  it('any bit of any file turned is found, where it stands', async () => {
    const { files, copy } = await keepCopy(live)
    for (const [path, bytes] of [...files]) {
      if (path === 'vkey') continue
      for (const bit of [3, bytes.length * 4, bytes.length * 8 - 2]) {
        files.set(path, flipped(bytes, bit))
        expect(await faultsOf(copy), `${path}, bit ${bit}`).not.toEqual([])
        files.set(path, bytes)
      }
      files.delete(path)
      expect(await faultsOf(copy), `${path} gone`).not.toEqual([])
      files.set(path, bytes)
    }
    expect(await faultsOf(copy)).toEqual([])
  })

  it('a partial tile that a larger copy no longer has is read from the full one', async () => {
    const { files, copy } = await keepCopy(live)
    for (let i = 0; i < 150; i++) await ledger.write()
    await round()
    const later = await keepCopy(live)
    for (const [path, bytes] of later.files) if (path !== 'checkpoint') files.set(path, bytes)
    for (const path of [...files.keys()]) if (!later.files.has(path) && path.includes('.p/')) files.delete(path)
    expect((await faultsOf(copy)).filter((fault) => !fault.includes('tile/1/'))).toEqual([])
  })
})

describe('on the web', () => {
  const routes = () => ledgerRoutes({ copy: live, name: 'Muster', origin: ledger.log.name })

  it.each([
    ['/ledger/checkpoint', 'text/plain; charset=utf-8', 'public, max-age=2'],
    ['/ledger/vkey', 'text/plain; charset=utf-8', 'public, max-age=2'],
    ['/ledger/tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/ledger/tile/entries/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/ledger/tile/1/000.p/1', 'application/octet-stream', 'public, max-age=31536000, immutable'],
  ])('%s', async (path, type, cached) => {
    const answer = await routes().request(path)
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      type,
      cached,
    ])
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(await live.read(path.slice('/ledger/'.length)))
  })

  it.each(['/ledger/tile/0/999', '/ledger/tile/0/000.p/256', '/ledger/tile/x', '/ledger/other'])(
    '%s is not there, and nobody keeps that it was not',
    async (path) => {
      const answer = await routes().request(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control') ?? 'no-store').toBe('no-store')
    },
  )

  it('a page says what it is, with the key and the head', async () => {
    const page = await (await routes().request('/ledger')).text()
    expect(page).toContain('lang="en-GB"')
    expect(page).toContain(ledger.log.name)
    expect(page).toContain(String(await live.read('checkpoint')).split('\n')[2])
  })

  it('nothing is published unless it is asked for', async () => {
    for (const path of ['/ledger', '/ledger/checkpoint', '/ledger/tile/0/000'])
      expect((await ledger.town.muster.app.request(path)).status).toBe(404)
  })
})

describe('a stored tile', () => {
  const foundAfter = async (sql: string, values: unknown[] = []) => {
    const client = await ledger.owner.connect()
    const { findings, witness } = listening()
    await client.query('BEGIN')
    await client.query(sql, values)
    await verifyIn(client, ledger.log.publicKey, witness)
    await client.query('ROLLBACK')
    client.release()
    return findings
  }

  it('that is not what the leaves say is found, by its hash', async () => {
    const { hashes } = await ledger.one<{ hashes: Buffer }>('SELECT hashes FROM tiles WHERE level = 0 AND n = 1')
    const turned = flipped(hashes, 40 * 256 + 3)
    expect(await foundAfter('UPDATE tiles SET hashes = $1 WHERE level = 0 AND n = 1', [turned])).toEqual([
      'tile 0/1: its hash 40 is not that of what stands at index 296',
    ])
    expect(await foundAfter('UPDATE tiles SET root = $1 WHERE level = 0 AND n = 1', [Buffer.alloc(32)])).toEqual([
      'tile 0/1: its root does not follow from its hashes',
    ])
    expect(await foundAfter('DELETE FROM tiles WHERE n = 0')).toEqual(['tiles of level 0: 1 are missing'])
    expect(await foundAfter('UPDATE tiles SET n = 77 WHERE n = 0')).toEqual([
      'tile 0/77: the ledger has not so many entries',
    ])
  })

  it('that a restore left out is made again', async () => {
    await ledger.owner.query('DELETE FROM tiles')
    await ledger.write()
    expect((await round()).refused).toBeNull()
    expect(await ledger.wrong()).toEqual([])
  })
})

describe('a receipt', () => {
  it('for every entry of a stream opens it and proves its place', async () => {
    const receipts = await receiptsOf({ db: ledger.pool, authority: ledger.authority, log: ledger.log }, [
      `incident/${incidents[7]}`,
    ])
    expect(receipts.map(({ type }) => type)).toEqual(['incident_opened', 'incident_closed'])
    for (const receipt of receipts) {
      const opened = openReceipt(receipt, { log: ledger.log })
      expect(opened).toMatchObject({ ok: true, value: { index: receipt.index, entry: { type: receipt.type } } })
    }
  })

  it('is refused when entry, leaf or proof are those of another, or a bit is turned', async () => {
    const [first, second] = (await receiptsOf({ db: ledger.pool, authority: ledger.authority, log: ledger.log }, [
      `incident/${incidents[8]}`,
    ])) as [Awaited<ReturnType<typeof receiptsOf>>[number], Awaited<ReturnType<typeof receiptsOf>>[number]]
    const keys = { log: ledger.log }
    expect(openReceipt({ ...first, leaf: second.leaf }, keys)).toEqual({ ok: false, error: 'other_leaf' })
    expect(openReceipt({ ...first, entry: second.entry }, keys)).toEqual({ ok: false, error: 'other_entry' })
    expect(openReceipt({ ...first, proof: 'nothing' }, keys)).toEqual({ ok: false, error: 'not_a_proof' })
    const bare = { ...first, proof: first.proof.replace(/extra .*\n/, '') }
    expect(openReceipt(bare, keys)).toMatchObject({ ok: true, value: { entry: null } })
    expect(openReceipt({ ...bare, leaf: second.leaf }, keys)).toEqual({ ok: false, error: 'not_included' })
    const junk = first.proof.replace(/extra .*\n/, `extra ${Buffer.alloc(90).toString('base64')}\n`)
    expect(openReceipt({ ...first, proof: junk }, keys)).toEqual({ ok: false, error: 'not_an_entry' })
    const bytes = Buffer.from(first.proof)
    for (let bit = 0; bit < bytes.length * 8; bit += 5)
      if (openReceipt({ ...first, proof: flipped(bytes, bit).toString() }, keys).ok) expect.unreachable(`bit ${bit}`)
  })
})

describe('what the owner of the database does is named against a head that was exported before', () => {
  let older: OlderCopy

  beforeAll(async () => {
    const { copy } = await keepCopy(live)
    const checked = (await checkCopy(copy, { log: ledger.log }, { wrong: () => undefined, passed: () => undefined }))!
    older = { checkpoint: checked.checkpoint, leaves: checked.leaves }
    for (let i = 0; i < 40; i++) await ledger.write()
    await round()
  })

  /** What is found after the owner has done `work` and made tree and heads fit as well as can be done without the key. */
  async function foundAfter(work: (client: pg.PoolClient) => Promise<unknown>, than: OlderCopy): Promise<string[]> {
    const client = await ledger.owner.connect()
    const { findings, witness } = listening()
    try {
      await client.query('BEGIN')
      await work(client)
      await makeTreeFit(client)
      await verifyIn(client, ledger.log.publicKey, witness, than)
      return findings.filter((line) => /older head|cut off/.test(line))
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }

  const idAt = async (seq: number) =>
    (await ledger.one<{ id: string }>('SELECT entry_id AS id FROM ledger_index WHERE seq = $1', [seq])).id

  it('nothing done is nothing found', async () => {
    expect(await foundAfter(async () => undefined, older)).toEqual([])
  })

  it('an edit', async () => {
    const id = await idAt(77)
    const edit = async (client: pg.PoolClient) => {
      const { rows } = await client.query<{ bytes: Buffer; salt: Buffer }>(
        'SELECT bytes, salt FROM entries JOIN entry_salts ON entry_id = id WHERE id = $1',
        [id],
      )
      const bytes = Buffer.from(rows[0]!.bytes.toString().replace('2026-', '2025-'))
      await client.query('UPDATE entries SET bytes = $2 WHERE id = $1', [id, bytes])
      await client.query('UPDATE ledger_index SET leaf = $2 WHERE entry_id = $1', [
        id,
        encodeLeaf(id, rows[0]!.salt, bytes),
      ])
    }
    expect(await foundAfter(edit, older)).toEqual([`index 77, entry ${id}: was edited since the older head`])
    const head = { ...older, leaves: null }
    const { size } = older.checkpoint
    expect(await foundAfter(edit, head)).toEqual([
      `index 0 to ${size - 1}: these are not the entries that the older head covers`,
    ])
  })

  it('a deletion', async () => {
    const id = await idAt(300)
    const found = await foundAfter(async (client) => {
      await client.query('DELETE FROM ledger_index WHERE seq = 300')
      await client.query('DELETE FROM entries WHERE id = $1', [id])
      await renumber(client)
    }, older)
    expect(found).toEqual([`index 300, entry ${id}: was deleted since the older head`])
  })

  it('an insertion', async () => {
    const found = await foundAfter(async (client) => {
      await client.query('UPDATE ledger_index SET seq = -seq WHERE seq >= 123')
      await client.query('UPDATE ledger_index SET seq = -seq + 1 WHERE seq < 0')
      const id = '00000000-0000-7000-8000-00000000000a'
      await client.query('INSERT INTO ledger_index (authority_id, seq, entry_id, leaf) VALUES ($1, 123, $2, $3)', [
        ledger.authority,
        id,
        encodeLeaf(id, Buffer.alloc(32), Buffer.from('{}')),
      ])
    }, older)
    expect(found).toEqual(['index 123, entry 00000000-0000-7000-8000-00000000000a: was inserted since the older head'])
  })

  it('another order', async () => {
    const id = await idAt(200)
    const found = await foundAfter(async (client) => {
      await client.query('ALTER TABLE ledger_index ALTER COLUMN seq TYPE numeric')
      await client.query('UPDATE ledger_index SET seq = 400.5 WHERE seq = 200')
      await renumber(client)
      await client.query('ALTER TABLE ledger_index ALTER COLUMN seq TYPE bigint')
    }, older)
    expect(found).toEqual([`index 200, entry ${id}: was moved since the older head: it stands at index 400 now`])
  })

  it('the end cut off', async () => {
    const { size } = older.checkpoint
    const cut = (client: pg.PoolClient) => client.query('DELETE FROM ledger_index WHERE seq >= 500')
    expect(await foundAfter(cut, older)).toEqual([
      `index 500: the log is cut off here: ${size - 500} entries that the older head covers are gone`,
    ])
    expect(await foundAfter(cut, { ...older, leaves: null })).toEqual([
      `index 500: the log ends here; the older head covers ${size} entries`,
    ])
  })

  /** Indices without a gap, in the order they have. */
  async function renumber(client: pg.PoolClient): Promise<void> {
    await client.query(
      `WITH places AS (SELECT entry_id, row_number() OVER (ORDER BY seq) - 1 AS place FROM ledger_index)
       UPDATE ledger_index i SET seq = -places.place - 1 FROM places WHERE places.entry_id = i.entry_id`,
    )
    await client.query('UPDATE ledger_index SET seq = -seq - 1')
  }

  /** Tiles and roots of heads as they follow from the leaves now; signatures cannot be made. */
  async function makeTreeFit(client: pg.PoolClient): Promise<void> {
    const { rows } = await client.query<{ leaf: Buffer }>('SELECT leaf FROM ledger_index ORDER BY seq')
    const hashes = rows.map(({ leaf }) => hashLeaf(leaf))
    const heads = await client.query<{ size: number }>('SELECT size FROM heads ORDER BY size')
    const frontier = new Frontier()
    const roots = hashes.map((hash) => {
      frontier.append(hash)
      return frontier.root
    })
    for (const { size } of heads.rows) {
      if (size > roots.length) await client.query('DELETE FROM heads WHERE size = $1', [size])
      else await client.query('UPDATE heads SET root = $2 WHERE size = $1', [size, roots[size - 1]])
    }
    for (let n = 0; (n + 1) * 256 <= hashes.length; n++) {
      const tile = hashes.slice(n * 256, (n + 1) * 256)
      await client.query('UPDATE tiles SET hashes = $2, root = $3 WHERE level = 0 AND n = $1', [
        n,
        Buffer.concat(tile),
        rootOf(tile),
      ])
    }
  }
})
