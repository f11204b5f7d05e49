import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { erasuresFileIn, rememberedErasures } from '../../../adapters/db/erasures-file.ts'
import { takeIn } from '../../../adapters/db/inbox.ts'
import { keysFrom, publicKeyOf, signingKey } from '../../../adapters/db/keys.ts'
import { rebuild } from '../../../adapters/db/rebuild.ts'
import { masterKeys } from '../../../adapters/db/sealing.ts'
import { Vault } from '../../../adapters/db/vault.ts'
import { verify } from '../../../adapters/db/verify.ts'
import { takeTurn } from '../../../bots/converse.ts'
import { erasePerson } from '../../../bots/turns/erasing.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { everythingOpened } from '../../support/opened.ts'
import { listening } from '../../support/played-town.ts'
import { openTown, type Town } from '../../support/town.ts'

const [ada, sam, priya, olive] = ['+447700900101', '+447700900102', '+447700900103', '+447700900104'] as const
const byPlanner = { actor: 'job/test', why: 'asked' } as const

let database: FreshDatabase
let owner: pg.Pool
let town: Town

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
  await town.duty(olive)
  await town.volunteer({ name: 'Samquetzal Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
  await town.volunteer({ name: 'Priyanumbat Dew', phone: priya, at: { lat: 51.9951, lon: -2.1501 } })
  await town.text(ada, 'Flood water coming in pangolinflood, need sandbags, GL20 5BY')
  await town.text(ada, 'Adacapybara, 3 Binturong Row')
  await town.text(sam, 'A1')
  await town.text(sam, 'I will be at the gatedugong')
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

const personAt = async (phone: string): Promise<string> => {
  const { vault, pool, authority } = town.muster.house
  const { addressId } = await vault.addressOf(pool, authority, { channel: 'simulated', id: phone }, town.now())
  const sql = 'SELECT person_id FROM person_addresses WHERE address_id = $1'
  return (await owner.query<{ person_id: string }>(sql, [addressId])).rows[0]!.person_id
}
const erase = (id: string) => erasePerson(town.muster.house, id, byPlanner)
const opened = () => everythingOpened(owner, keysFrom(town.dir, {}).vault)

const verified = async () => {
  const { findings, witness } = listening()
  await verify(town.muster.house.pool, publicKeyOf(signingKey(keysFrom(town.dir, {}).ledger)), witness)
  return findings
}

describe('before anybody is erased', () => {
  it('what is theirs can be opened with the key of the vault', async () => {
    const all = (await opened()).join('\n')
    for (const word of ['pangolinflood', 'Adacapybara', 'Binturong', 'Samquetzal', 'gatedugong', '700900101'])
      expect(all).toContain(word)
  })

  it('nobody is erased while somebody is on the way to them, or they are on the way', async () => {
    expect(await erase(await personAt(ada))).toEqual({ ok: false, error: 'assignment_running' })
    expect(await erase(await personAt(sam))).toEqual({ ok: false, error: 'assignment_running' })
  })

  it('whoever is on duty is taken off the list first', async () => {
    expect(await erase(await personAt(olive))).toEqual({ ok: false, error: 'on_duty' })
  })
})

describe('a resident who is erased after their need is over', () => {
  let id: string
  let entries: number
  beforeAll(async () => {
    for (const answer of ['A3', 'A4', 'A5']) await town.text(sam, answer)
    id = await personAt(ada)
    await town.text(ada, 'A1')
    await town.text(ada, 'STOP')
    entries = await town.entryCount()
    expect(await erase(id)).toEqual({ ok: true, value: null })
    await town.settle()
  })

  it('leaves nothing that can be opened, in texts to others either', async () => {
    const all = (await opened()).join('\n')
    for (const word of ['pangolinflood', 'Adacapybara', 'Binturong', 'gatedugong', '700900101'])
      expect(all).not.toContain(word)
    expect(all).toContain('Samquetzal')
  })

  it('is written in one entry, which names ids only', async () => {
    expect(await town.entryCount()).toBe(entries + 1)
    const { rows } = await owner.query<{ bytes: Buffer }>(`SELECT bytes FROM entries WHERE type = 'person_erased'`)
    const { body } = JSON.parse(rows[0]!.bytes.toString()) as { body: { keys: string[]; stopped: string[] } }
    expect(body.keys).toContain(id)
    expect(body.stopped).toHaveLength(1)
  })

  it('leaves the ledger right, and a rebuild gives the same', async () => {
    expect(await verified()).toEqual([])
    const rebuilt = await rebuild(town.muster.house.pool)
    expect(rebuilt.filter(({ before, after }) => before.sha256 !== after.sha256)).toEqual([])
  })

  it('takes the salts of their own entries, and no others', async () => {
    const sql = `SELECT e.stream FROM entries e LEFT JOIN entry_salts s ON s.entry_id = e.id
      WHERE s.entry_id IS NULL AND e.type <> 'person_erased'`
    const { rows } = await owner.query<{ stream: string }>(sql)
    const sorts = new Set(rows.map(({ stream }) => stream.split('/')[0]))
    expect([...sorts].sort()).toEqual(['message', 'need', 'person'])
    expect(
      rows.filter(({ stream }) => stream.startsWith('person/')).every(({ stream }) => stream === `person/${id}`),
    ).toBe(true)
  })

  it('a salt that goes missing elsewhere is still found', async () => {
    const taken = await owner.query<{ entry_id: string; salt: Buffer }>(
      `DELETE FROM entry_salts WHERE entry_id = (SELECT id FROM entries WHERE type = 'duty_officer_added') RETURNING *`,
    )
    expect(await verified()).toEqual([expect.stringContaining('its salt is missing')])
    const { entry_id, salt } = taken.rows[0]!
    await owner.query('INSERT INTO entry_salts VALUES ($1, $2)', [entry_id, salt])
  })

  it('is remembered outside the database', () => {
    const remembered = rememberedErasures(erasuresFileIn(town.dir))
    expect(remembered.map(({ stream }) => stream)).toEqual([`person/${id}`])
    expect(remembered[0]!.keys).toContain(id)
  })

  it('is somebody new when they text again, whose STOP still stands', async () => {
    await town.text(ada, 'what is this number')
    const again = await personAt(ada)
    expect(again).not.toBe(id)
    const { rows } = await owner.query('SELECT state FROM people WHERE id = $1', [again])
    expect(Object.keys(rows[0].state.optedOut)).toHaveLength(1)
    await town.text(ada, 'START')
    expect((await owner.query('SELECT FROM suppressions')).rowCount).toBe(0)
  })

  it('cannot be erased twice', async () => {
    expect(await erase(id)).toEqual({ ok: false, error: 'gone' })
  })
})

describe('a volunteer who is erased', () => {
  it('goes from memory, from the search and from what others were told', async () => {
    const id = await personAt(sam)
    expect(town.muster.house.volunteers.named('samquetzal', 5)).toHaveLength(1)
    expect(await erase(id)).toEqual({ ok: true, value: null })
    expect(town.muster.house.volunteers.named('samquetzal', 5)).toEqual([])
    expect((await opened()).join('\n')).not.toContain('Samquetzal')
    expect(await verified()).toEqual([])
  })

  it('who had said STOP is not asked when a list brings their number back', async () => {
    await town.text(priya, 'STOP')
    expect(await erase(await personAt(priya))).toEqual({ ok: true, value: null })
    await town.volunteer({ name: 'Priya Again', phone: priya, at: { lat: 51.9951, lon: -2.1501 } })
    const before = town.phones.texts.length
    await town.text('+447700900109', 'Flood water coming in, need sandbags, GL20 5BY')
    await town.pass(15)
    expect(town.phones.texts.slice(before).filter((text) => text.phone === priya)).toEqual([])
  })
})

describe('the rights of the application', () => {
  it('do not let it destroy what no entry names', async () => {
    const { pool } = town.muster.house
    const [entry] = (await owner.query(`SELECT id FROM entries WHERE type = 'need_reported' LIMIT 1`)).rows
    await expect(pool.query('SELECT destroy_erased($1)', [[entry.id]])).rejects.toThrow(/no entry says/)
    const { rows } = await owner.query('SELECT count(*)::int AS n FROM entry_salts')
    await pool.query('SELECT destroy_salts($1)', [[entry.id]])
    expect((await owner.query('SELECT count(*)::int AS n FROM entry_salts')).rows).toEqual(rows)
  })
})

describe('a text that comes while its sender is being erased', () => {
  it('in a process that has not heard of it starts somebody new', async () => {
    const phone = '+447700900110'
    await town.text(phone, 'hello there')
    const { pool, authority, newId, now } = town.muster.house
    const elsewhere = new Vault(masterKeys(keysFrom(town.dir, {}).vault), newId)
    const from = { channel: 'simulated', id: phone }
    const before = await elsewhere.addressOf(pool, authority, from, now())
    expect(await erase(await personAt(phone))).toEqual({ ok: true, value: null })
    const message = { from, to: { channel: 'simulated', id: '' }, providerId: 'late-1', text: 'late' }
    const lane = await takeIn(
      pool,
      'simulated',
      { type: 'message', ...message },
      { vault: elsewhere, authority, newId, now },
    )
    expect(lane).not.toBe(before.addressId)
    expect(await takeTurn(town.muster.house, lane!)).toBe('done')
    expect(
      await takeIn(pool, 'simulated', { type: 'message', ...message }, { vault: elsewhere, authority, newId, now }),
    ).toBeNull()
  })
})
