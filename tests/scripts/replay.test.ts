import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { learntFrom } from '../../adapters/db/answer-history.ts'
import { rebuild } from '../../adapters/db/rebuild.ts'
import { erasePerson } from '../../bots/turns/erasing.ts'
import { asStaff } from '../../bots/turns/staff.ts'
import { changeRanking } from '../../bots/turns/steering.ts'
import type { Wave } from '../../core/dispatch/why.ts'
import { decodeEntry, encodeEntry } from '../../core/ledger/entry.ts'
import { replayNeed, whyPerson } from '../../scripts/replay/need.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { openTown, type Town } from '../support/town.ts'

const ada = '+447700900101'
const phone = (i: number) => `+4477009002${String(i).padStart(2, '0')}`

let database: FreshDatabase
let owner: pg.Pool
let town: Town

const needs = async (): Promise<string[]> =>
  (await owner.query<{ id: string }>(`SELECT id FROM needs ORDER BY state->>'openedAt', id`)).rows.map((row) => row.id)

const wavesOf = async (need: string): Promise<Wave[]> => {
  const sql = `SELECT bytes FROM entries WHERE stream = $1 AND type = 'wave_started' ORDER BY version`
  const { rows } = await owner.query<{ bytes: Buffer }>(sql, [`need/${need}`])
  return rows.map(({ bytes }) => decodeEntry(bytes).body as Wave)
}

const replay = (need: string) => replayNeed(town.muster.house.pool, need)

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
  for (let i = 0; i < 14; i++) {
    const at = { lat: 51.9912 + 0.002 * (i + 1), lon: -2.1598 }
    const radiusM = i === 1 ? 300 : 5_000
    await town.volunteer({
      name: `Person ${i}`,
      phone: phone(i),
      at,
      radiusM,
      skills: i === 2 ? ['shopping'] : ['flood_help'],
    })
  }
  await town.text(ada, 'Flood water coming in, need sandbags, GL20 5BY')
  await town.text(phone(0), 'A2')
  await town.pass(9)
  for (let i = 1; i < 5; i++) await town.text(`+44770090010${1 + i}`, 'Flood water coming in, need sandbags, GL20 5BY')
  await town.text(phone(3), 'A1')
  await town.settle()
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

it('every choice of every need is made again from the ledger and comes out the same', async () => {
  const all = await needs()
  expect(all).toHaveLength(5)
  for (const need of all) {
    const { lines, differences } = await replay(need)
    expect({ need, differences, lines: lines.filter((line) => line.includes('DIFFERS')) }).toEqual({
      need,
      differences: 0,
      lines: [],
    })
  }
  const waves = await wavesOf(all[0]!)
  expect(waves.map((wave) => wave.reason)).toEqual(expect.arrayContaining(['opened', 'declined', 'time_passed']))
  expect((await replay(all[0]!)).lines).toHaveLength(waves.length)
})

it('says in a sentence why somebody was asked, came later or was left alone', async () => {
  const [first, ...later] = await needs()
  const [wave] = await wavesOf(first!)
  const say = (need: string, person: string) => whyPerson(town.muster.house.pool, need, person)
  expect((await say(first!, wave!.chosen[0]!.person))[0]).toBe(
    `Round 1: Asked, 1st of ${wave!.chosen.length}: 222 m away.`,
  )
  const last = wave!.decided!.candidates.at(-1)!.person
  expect((await say(first!, last))[0]).toMatch(
    /^Round 1: Not asked in this round: \d (was|were) enough and came first, the last of them \d+ m away; this one is 3\.1 km away\.$/,
  )
  const again = (await wavesOf(later[0]!))[0]!
  const tired = again.decided!.candidates.find((one) => one.askedDay > 0)!
  expect((await say(later[0]!, tired.person))[0]).toContain('asked once today')
  expect(await say(first!, '0192f3a4-5b6c-7d8e-8f90-00000000ffff')).toEqual([
    expect.stringMatching(/^Not among the nearest who fitted: \d+ were looked at/),
  ])
})

it('says by how much somebody missed it', async () => {
  const [first] = await needs()
  const idOf = (name: string) =>
    town.muster.house.volunteers.named(name, 20).find((one) => one.profile.name === name)!.person.id
  const say = async (name: string) => (await whyPerson(town.muster.house.pool, first!, idOf(name)))[0]
  expect(await say('Person 1')).toBe('Round 1: Not asked: out of own radius by 145 m (445 m away).')
  expect(await say('Person 2')).toBe('Round 1: Not asked: does not offer this (667 m away).')
  const [wave] = await wavesOf(first!)
  expect(wave!.excluded).toMatchObject({ own_radius: 1, skill: 1 })
  expect(wave!.decided!.passedOver).toContainEqual({
    person: idOf('Person 1'),
    metres: 445,
    why: 'own_radius',
    by: 145,
  })
})

it('what was answered is what is learnt from, the same again once the projections are written afresh', async () => {
  const { pool, authority } = town.muster.house
  const idOf = (name: string) =>
    town.muster.house.volunteers.named(name, 20).find((one) => one.profile.name === name)!.person.id
  const learnt = await learntFrom(pool, authority, town.now().toISOString())
  expect(learnt.people.get(idOf('Person 0'))).toMatchObject({ yes: 0 })
  expect(learnt.people.get(idOf('Person 3'))).toMatchObject({ yes: 1 })
  expect(learnt.people.has(idOf('Person 2'))).toBe(false)
  expect(learnt.seats).toEqual({ yes: 1, missed: 0 })
  await rebuild(owner)
  expect(await learntFrom(pool, authority, town.now().toISOString())).toEqual(learnt)
})

it('whom a planner wants next is asked next, and the replay says so', async () => {
  const need = (await needs())[4]!
  const [wave] = await wavesOf(need)
  const far = wave!.decided!.candidates.at(-1)!.person
  const done = await asStaff(town.muster.house, '0192f3a4-5b6c-7d8e-8f90-000000000401', (turn) =>
    changeRanking(turn, need, far, { place: 'next', reason: 'knows the house' }),
  )
  expect(done).toMatchObject({ ok: true })
  expect((await wavesOf(need)).at(-1)).toMatchObject({ reason: 'ranked', chosen: [{ person: far }] })
  expect((await whyPerson(town.muster.house.pool, need, far)).at(-1)).toContain('a planner wanted them next')
  expect((await replay(need)).differences).toBe(0)
})

it('needs that are due at once ask nobody twice, and say who went where', async () => {
  town.skip(30)
  await town.pass(1)
  const all = await needs()
  const together = (await Promise.all(all.map(wavesOf))).flat().filter((wave) => wave.decided?.together)
  expect(together.length).toBeGreaterThan(1)
  const asked = together.flatMap((wave) => wave.chosen.map(({ person }) => person))
  expect(new Set(asked).size).toBe(asked.length)
  for (const need of all) expect(await replay(need)).toMatchObject({ differences: 0 })
  const { person, need } = together.flatMap((wave) => wave.decided!.kept ?? [])[0]!
  const others = all.filter((id) => id !== need)
  const said = (await Promise.all(others.map((id) => whyPerson(town.muster.house.pool, id, person)))).flat()
  expect(said.join()).toContain('asked for another request at the same time, for which they were needed more or nearer')
})

it('nothing changes when the projections are written afresh and everybody is erased', async () => {
  const all = await needs()
  const before = await Promise.all(all.map(replay))
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM people WHERE state->>'volunteer' IS NOT NULL`)
  for (const { id } of rows) await erasePerson(town.muster.house, id, { actor: 'job/test', why: 'asked' })
  await rebuild(owner)
  expect((await owner.query(`SELECT 1 FROM people WHERE state->>'erased' IS NOT NULL`)).rowCount).toBeGreaterThan(5)
  expect(await Promise.all(all.map(replay))).toEqual(before)
})

it('an entry that was altered comes out differently, and it says where', async () => {
  const need = (await needs())[0]!
  const sql = `SELECT id, bytes FROM entries WHERE stream = $1 AND type = 'wave_started' ORDER BY version LIMIT 1`
  const { id, bytes } = (await owner.query<{ id: string; bytes: Buffer }>(sql, [`need/${need}`])).rows[0]!
  const entry = decodeEntry(bytes)
  const altering = async (change: (wave: Wave) => Wave) => {
    const altered = encodeEntry({ ...entry, body: change(entry.body as Wave) })
    await owner.query('UPDATE entries SET bytes = $2 WHERE id = $1', [id, altered])
    const { lines } = await replay(need)
    await owner.query('UPDATE entries SET bytes = $2 WHERE id = $1', [id, bytes])
    return lines.filter((line) => line.includes('DIFFERS')).join('\n')
  }
  const candidates = (wave: Wave) => wave.decided!.candidates
  const swapped = (wave: Wave): Wave => ({
    ...wave,
    chosen: [wave.chosen[1]!, wave.chosen[0]!, ...wave.chosen.slice(2)],
  })
  expect(await altering(swapped)).toContain('the people chosen')
  expect(await altering((wave) => ({ ...wave, seats: 2 }))).toContain('the free seats: 2 written, 1 rebuilt')
  const fresher = (wave: Wave): Wave => ({
    ...wave,
    decided: { ...wave.decided!, candidates: candidates(wave).map((one) => ({ ...one, askedDay: one.askedDay + 1 })) },
  })
  expect(await altering(fresher)).toContain('’s asks')
  expect(await altering((wave) => ({ ...wave, endsAt: entry.at }))).toContain('the end of the round')
})
