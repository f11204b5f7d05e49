import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Digest } from '../../../adapters/db/projection-rows.ts'
import { projectionDigests, rebuild } from '../../../adapters/db/rebuild.ts'
import { verify } from '../../../adapters/db/verify.ts'
import { listening, openPlayedTown, type PlayedTown } from '../../support/played-town.ts'

let played: PlayedTown

beforeAll(async () => {
  played = await openPlayedTown()
})

afterAll(() => played.close())

async function digests(): Promise<Digest[]> {
  const client = await played.owner.connect()
  try {
    await client.query('BEGIN')
    return await projectionDigests(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const sent = async () => (await played.owner.query('SELECT count(*) FROM outbox')).rows
const rebuildAll = () => rebuild(played.town.muster.house.pool)

it('a rebuild gives the very same tables, sends nothing and writes no entry', async () => {
  const [before, entries, outbox] = [await digests(), await played.town.entryCount(), await sent()]
  const rebuilt = await rebuildAll()
  expect(rebuilt.map((table) => table.after)).toEqual(before)
  expect(rebuilt.map((table) => table.before)).toEqual(before)
  expect(await digests()).toEqual(before)
  expect([await played.town.entryCount(), await sent()]).toEqual([entries, outbox])
})

it('its digests are those that verifying gives', async () => {
  const verdict = await verify(played.town.muster.house.pool, played.publicKey, listening().witness)
  expect(verdict.tables.map(({ live }) => live)).toEqual(await digests())
})

it.each(['needs', 'people', 'letters', 'timers', 'person_addresses'])(
  'brings back a row lost from %s',
  async (table) => {
    const before = await digests()
    await played.owner.query(`DELETE FROM ${table} WHERE ctid = (SELECT min(ctid) FROM ${table})`)
    expect(await digests()).not.toEqual(before)
    const changed = (await rebuildAll()).filter((t) => t.before.sha256 !== t.after.sha256)
    expect(changed.map((t) => t.after.table)).toEqual([table])
    expect(await digests()).toEqual(before)
  },
)

it('changes nothing when an entry cannot be read', async () => {
  const before = await digests()
  const filled = `FROM entries WHERE type = 'need_filled'`
  const { rows } = await played.owner.query<{ id: string; bytes: Buffer }>(`SELECT id, bytes ${filled}`)
  await played.owner.query(`UPDATE entries SET bytes = convert_to('{"type":"gossip"}', 'UTF8') WHERE id = $1`, [
    rows[0]!.id,
  ])
  await expect(rebuildAll()).rejects.toThrow(/need\/.*cannot be folded/)
  await played.owner.query('UPDATE entries SET bytes = $2 WHERE id = $1', [rows[0]!.id, rows[0]!.bytes])
  expect(await digests()).toEqual(before)
})

it('goes on while people text, and nothing of theirs is lost', async () => {
  const phones = [0, 1, 2, 3].map((n) => `+44770090011${n}`)
  const texting = Promise.all(phones.map((phone) => played.town.text(phone, 'Flood water, sandbags, GL20 5BY')))
  await Promise.all([rebuildAll(), rebuildAll(), texting])
  await played.town.settle()
  const { findings, witness } = listening()
  await verify(played.town.muster.house.pool, played.publicKey, witness)
  expect(findings).toEqual([])
})
