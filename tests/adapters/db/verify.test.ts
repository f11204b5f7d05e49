import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Verdict, verify, verifyIn } from '../../../adapters/db/verify.ts'
import { canonical } from '../../../core/ledger/canonical.ts'
import { decodeEntry } from '../../../core/ledger/entry.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'
import { listening, openPlayedTown, type PlayedTown } from '../../support/played-town.ts'

let played: PlayedTown

beforeAll(async () => {
  played = await openPlayedTown()
})

afterAll(() => played.close())

/** What is found after the owner of the database has run `sql`; it is undone afterwards. */
async function foundAfter(sql: string, values: unknown[] = []): Promise<string[]> {
  const client = await played.owner.connect()
  const { findings, witness } = listening()
  try {
    await client.query('BEGIN')
    const { rowCount } = await client.query(sql, values)
    expect(rowCount).toBeGreaterThan(0)
    await verifyIn(client, played.publicKey, witness)
    return findings
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> =>
  (await played.owner.query(sql, values)).rows[0] as T

describe('a ledger that nobody touched', () => {
  let verdict: Verdict
  let found: string[]

  beforeAll(async () => {
    const { findings, witness } = listening()
    verdict = await verify(played.town.muster.house.pool, played.publicKey, witness)
    found = findings
  })

  it('is right, and every table is what its entries say', async () => {
    expect(found).toEqual([])
    expect(verdict.indexed + verdict.queued).toBe(await played.town.entryCount())
    expect(verdict.tables.map(({ live }) => live)).toEqual(verdict.tables.map(({ rebuilt }) => rebuilt))
  })

  it('holds rows in most tables, so that the comparison means something', () => {
    const filled = verdict.tables.filter(({ live }) => live.rows > 0).map(({ live }) => live.table)
    expect(filled).toEqual(
      expect.arrayContaining([
        ...['needs', 'people', 'messages', 'alarms', 'duty_lists', 'incidents', 'invitations', 'assignments'],
        ...['letters', 'person_addresses', 'timers'],
      ]),
    )
  })

  it('writes what its fixtures show', async () => {
    const { rows } = await played.owner.query<{ bytes: Buffer }>('SELECT bytes FROM entries')
    for (const { type, bodyVersion, body } of rows.map((row) => decodeEntry(row.bytes))) {
      const fixture = fixtureOf(type, bodyVersion).body as object
      expect(Object.keys(body as object).sort(), type).toEqual(Object.keys(fixture).sort())
    }
  })

  it('is right for entries that wait for an index, too', async () => {
    const found = await foundAfter(
      `WITH last AS (DELETE FROM ledger_index WHERE seq >= (SELECT max(size) - 3 FROM heads) RETURNING seq, entry_id, authority_id),
        gone AS (DELETE FROM heads WHERE size > (SELECT min(seq) FROM last))
      INSERT INTO sequencer_queue (authority_id, entry_id) SELECT authority_id, entry_id FROM last ORDER BY seq`,
    )
    expect(found.filter((line) => !line.includes('no signed head'))).toEqual([])
  })
})

describe('what was changed in the record is found', () => {
  const fifth = `(SELECT entry_id FROM ledger_index WHERE seq = 5)`

  it('every byte of an entry', async () => {
    const { bytes } = await one<{ bytes: Buffer }>(`SELECT bytes FROM entries WHERE id = ${fifth}`)
    for (let i = 0; i < bytes.length; i += 23) {
      const changed = Buffer.from(bytes)
      changed[i]! ^= 1
      const found = await foundAfter(`UPDATE entries SET bytes = $1 WHERE id = ${fifth}`, [changed])
      expect(found.join('\n')).toMatch(/^index 5, entry .*: its leaf is not the commitment/)
    }
  })

  it('a fact told differently, with its leaf made to fit', async () => {
    const found = await foundAfter(`UPDATE ledger_index SET leaf = $1 WHERE seq = 5`, [randomBytes(80)])
    expect(found).toEqual([
      expect.stringMatching(/^index 5, .*its leaf is not/),
      expect.stringMatching(
        /^index \d+, .*the signed head after it \(size \d+\) has another root: what was signed and what stands here differ somewhere from index [0-5] to \d+$/,
      ),
      expect.stringMatching(/^heads after size [0-5]: \d+ more have another root$/),
    ])
  })

  it.each([
    [
      'a salt',
      `UPDATE entry_salts SET salt = decode(repeat('00', 32), 'hex') WHERE entry_id = ${fifth}`,
      /index 5, .*its leaf is not/,
    ],
    ['a salt gone', `DELETE FROM entry_salts WHERE entry_id = ${fifth}`, /index 5, .*its salt is missing/],
    ['an entry gone', `DELETE FROM entries WHERE id = ${fifth}`, /index 5, .*there is no such entry/],
    ['an index gone', `DELETE FROM ledger_index WHERE seq = 5`, /index 6, .*index 5 is missing before it/],
    [
      'an entry with no index',
      `DELETE FROM ledger_index WHERE seq = 5`,
      /^entry .*has no index and does not wait for one/m,
    ],
    ['the end cut off', `DELETE FROM ledger_index WHERE seq > 20`, /head of size \d+: the ledger has no entry there/],
    ['all heads gone', 'DELETE FROM heads', /index 0 to \d+: no signed head covers/],
    [
      'a head signed by somebody else',
      `UPDATE heads SET signature = decode(repeat('00', 64), 'hex') WHERE size = (SELECT max(size) FROM heads)`,
      /the signature of the head after it is not ours/,
    ],
    [
      'a head over another history',
      `UPDATE heads SET root = decode(repeat('00', 32), 'hex') WHERE size = (SELECT max(size) FROM heads)`,
      /the signed head after it \(size \d+\) has another root/,
    ],
    [
      'another origin',
      `UPDATE authorities SET origin = 'elsewhere.example/ledger'`,
      /the signature of the head after it is not ours/,
    ],
    [
      'a stream',
      `UPDATE entries SET stream = 'person/' || gen_random_uuid() WHERE id = ${fifth}`,
      /index 5, .*its stream in the table/,
    ],
    [
      'a version',
      `UPDATE entries SET version = 900 WHERE id = ${fifth}`,
      /index 5, .*version 1 of its stream does not stand before/,
    ],
    ['a type', `UPDATE entries SET type = 'signed_in' WHERE id = ${fifth}`, /index 5, .*its type in the table/],
    [
      'a time',
      `UPDATE entries SET recorded_at = recorded_at - interval '1 day' WHERE id = ${fifth}`,
      /index 5, .*its time of recording/,
    ],
    ['an exercise flag', `UPDATE entries SET exercise = true WHERE id = ${fifth}`, /index 5, .*its exercise flag/],
    [
      'a queue row of nothing',
      `INSERT INTO sequencer_queue (authority_id, entry_id) SELECT id, gen_random_uuid() FROM authorities`,
      /^waiting for an index, entry .*there is no such entry/m,
    ],
    [
      'a queue row of an entry with an index',
      `INSERT INTO sequencer_queue (authority_id, entry_id) SELECT authority_id, entry_id FROM ledger_index WHERE seq = 5`,
      /index 5, .*although it has one/,
    ],
  ])('%s', async (_, sql, what) => {
    expect((await foundAfter(sql)).join('\n')).toMatch(what)
  })

  it('an order of entries that puts an effect before its cause', async () => {
    const caused = await one<{ seq: number; cause: number }>(`SELECT i.seq, c.seq AS cause FROM ledger_index i
      JOIN entries e ON e.id = i.entry_id JOIN ledger_index c ON c.entry_id = (convert_from(e.bytes, 'UTF8')::jsonb->>'cause')::uuid
      ORDER BY i.seq DESC LIMIT 1`)
    const found = await foundAfter(
      `UPDATE ledger_index SET seq = CASE seq WHEN $1 THEN 1000000 ELSE seq END WHERE seq = $1`,
      [caused.cause],
    )
    expect(found.join('\n')).toMatch(new RegExp(`index ${caused.seq}, .*its cause stands after it`))
  })

  it('an entry that was never Muster’s: an unknown type, a newer body', async () => {
    for (const [change, what] of [
      [{ type: 'gossip_heard' }, 'its type is not known'],
      [{ bodyVersion: 2 }, 'its body version is not one'],
    ] as const) {
      const { bytes } = await one<{ bytes: Buffer }>(`SELECT bytes FROM entries WHERE id = ${fifth}`)
      const forged = Buffer.from(canonical({ ...(decodeEntry(bytes) as object), ...change }))
      const found = await foundAfter(`UPDATE entries SET bytes = $1 WHERE id = ${fifth}`, [forged])
      expect(found.join('\n')).toMatch(new RegExp(`index 5, .*: ${what}`))
      expect(found.join('\n')).toMatch(/^\w+\/.*, version \d+: cannot be folded/m)
    }
  })
})

describe('a projection that is not what its entries say is found, by table and row', () => {
  const tables = ['needs', 'people', 'messages', 'alarms', 'duty_lists', 'incidents']
  it.each(tables)('%s', async (table) => {
    const { id } = await one<{ id: string }>(`SELECT id FROM ${table} ORDER BY id LIMIT 1`)
    const row = `table ${table}, row ${id}: `
    expect(await foundAfter(`DELETE FROM ${table} WHERE id = $1`, [id])).toEqual([`${row}is missing`])
    const changed = await foundAfter(`UPDATE ${table} SET state = state || '{"extra": 1}' WHERE id = $1`, [id])
    expect(changed).toEqual([`${row}is not what its entries say`])
    const added = `INSERT INTO ${table} SELECT '00000000-0000-0000-0000-00000000000a', authority_id, version, state FROM ${table} LIMIT 1`
    expect(await foundAfter(added)).toEqual([
      `table ${table}, row 00000000-0000-0000-0000-00000000000a: does not follow from any entry`,
    ])
  })

  it.each([
    [
      'invitations',
      'UPDATE invitations SET metres = metres + 1',
      /^table invitations, row .*is not what its entries say \(and \d+ more/,
    ],
    ['assignments', `UPDATE assignments SET ends_at = ends_at + interval '1 ms'`, /^table assignments, row /],
    ['letters', 'DELETE FROM letters', /^table letters, row .*is missing/],
    ['person_addresses', 'DELETE FROM person_addresses', /^table person_addresses, row .*is missing/],
    ['timers', 'DELETE FROM timers', /^table timers, row .*is missing/],
    [
      'timers',
      `UPDATE timers SET stream = 'nothing/1' WHERE ctid = (SELECT min(ctid) FROM timers)`,
      /^table timers: \d rows belong to no authority or stream/m,
    ],
    ['needs', 'UPDATE needs SET authority_id = gen_random_uuid()', /^table needs: \d rows belong to no authority/m],
  ])('%s: %s', async (_, sql, what) => {
    expect((await foundAfter(sql)).join('\n')).toMatch(what)
  })
})
