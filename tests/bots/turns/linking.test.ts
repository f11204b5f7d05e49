import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { passedOnBetween } from '../../../adapters/db/console-records.ts'
import { keysFrom, publicKeyOf, signingKey } from '../../../adapters/db/keys.ts'
import { rebuild } from '../../../adapters/db/rebuild.ts'
import { subjectRecord } from '../../../adapters/db/subject-access.ts'
import { textsOf } from '../../../adapters/db/unsealed.ts'
import { verify } from '../../../adapters/db/verify.ts'
import { applyRetention } from '../../../bots/jobs/retention.ts'
import { erasePerson } from '../../../bots/turns/erasing.ts'
import { joinRecords } from '../../../bots/turns/linking.ts'
import { asActor } from '../../../bots/turns/staff.ts'
import type { Message } from '../../../core/messages/message.ts'
import { usualRetention } from '../../../core/privacy/retention.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { everythingOpened } from '../../support/opened.ts'
import { listening } from '../../support/played-town.ts'
import { openTown, type Town } from '../../support/town.ts'

const phone = (n: number) => `+4477009001${String(n).padStart(2, '0')}`
const code = /\b[A-Z]{2}\d-[A-Z]{3}\d\b/

let database: FreshDatabase
let owner: pg.Pool
let town: Town

beforeAll(async () => {
  database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

const heard = (n: number): string[] =>
  town.phones.texts.filter((text) => text.direction === 'to_phone' && text.phone === phone(n)).map(({ text }) => text)
const lastHeard = (n: number): string => heard(n).at(-1) ?? ''
const say = (n: number, text: string) => town.text(phone(n), text)

const peopleAt = async (n: number): Promise<string[]> => {
  const { vault, pool, authority } = town.muster.house
  const { addressId } = await vault.addressOf(pool, authority, { channel: 'simulated', id: phone(n) }, town.now())
  const sql = 'SELECT person_id FROM person_addresses WHERE address_id = $1'
  return (await owner.query<{ person_id: string }>(sql, [addressId])).rows.map((row) => row.person_id)
}

async function codeFor(n: number): Promise<string> {
  await say(n, 'link my phone')
  return code.exec(lastHeard(n))![0]
}

async function link(from: number, to: number): Promise<void> {
  await say(to, await codeFor(from))
}

it('a report is put before a planner with who, about whom, and the words that were passed on', async () => {
  await town.volunteer({ name: 'Sam Hale', phone: phone(30), at: { lat: 51.9931, lon: -2.1571 } })
  await say(31, 'need sandbags GL20 5BY')
  await say(30, 'A1')
  await say(30, 'Are you alone in the house?')
  await say(31, 'he is threatening me')
  const [[ada], [sam]] = [await peopleAt(31), await peopleAt(30)]
  const { pool, authority } = town.muster.house
  const { rows } = await owner.query<{ state: Message }>(
    "SELECT state FROM messages WHERE state->>'status' = 'reported'",
  )
  expect(rows.map(({ state }) => state)).toMatchObject([{ person: ada, other: sam }])
  const relayed = await passedOnBetween(pool, authority, rows[0]!.state)
  const texts = await textsOf(town.muster.house, relayed)
  expect(relayed.map(({ id }) => texts.get(id))).toEqual(['From Sam: Are you alone in the house?'])
  await say(30, 'what is wrong?')
  expect(heard(31).join()).not.toContain('what is wrong')
})

it('whoever has something open goes on, whichever phone showed the code', async () => {
  await say(1, 'need sandbags GL20 5BY')
  const [ada] = await peopleAt(1)
  await link(2, 1)
  expect(await peopleAt(2)).toEqual([ada])
  expect(await peopleAt(1)).toEqual([ada])
  await say(2, 'any news?')
  expect(lastHeard(2)).toContain('Flood help at GL20 5BY')
})

it('a code is good once, for half an hour, and not for the phone it was shown on', async () => {
  const shown = await codeFor(3)
  await say(3, shown)
  expect(lastHeard(3)).toContain('from your other phone')
  await say(4, shown)
  expect(lastHeard(4)).toContain('one person')
  await say(5, shown)
  expect(lastHeard(5)).toContain('do not know that code')
  const late = await codeFor(5)
  town.skip(31)
  await say(6, late)
  expect(lastHeard(6)).toContain('do not know that code')
  expect(await peopleAt(6)).not.toEqual(await peopleAt(5))
})

it('after five wrong codes within half an hour no code counts from that phone', async () => {
  const shown = await codeFor(7)
  for (const wrong of ['AA3-AAA3', 'AA3-AAA4', 'AA3-AAA6', 'AA3-AAA7', 'AA3-AAA9']) await say(8, wrong)
  await say(8, shown)
  expect(lastHeard(8)).toContain('do not know that code')
  await say(9, shown)
  expect(lastHeard(9)).toContain('one person')
})

it('the database holds no code in the clear', async () => {
  const shown = (await codeFor(10)).replace('-', '')
  const { rows } = await owner.query<{ code: Buffer }>('SELECT code FROM link_codes')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every((row) => row.code.length === 32 && !row.code.toString('latin1').includes(shown))).toBe(true)
})

it('STOP on one phone stops that phone, and goes with it when it is joined to another', async () => {
  await say(11, 'hello')
  const shown = await codeFor(12)
  await say(11, 'STOP')
  await say(11, shown)
  const [person] = await peopleAt(11)
  expect(await peopleAt(12)).toEqual([person])
  const { rows } = await owner.query<{ stopped: number }>(
    "SELECT (SELECT count(*)::int FROM jsonb_object_keys(state->'optedOut')) AS stopped FROM people WHERE id = $1",
    [person],
  )
  expect(rows).toEqual([{ stopped: 1 }])
  await say(12, 'need sandbags GL20 5BY')
  expect(lastHeard(12)).toContain('We read: flood help')
})

it('two records with something open are put before a planner, with both people named to them', async () => {
  await say(13, 'need sandbags GL20 5BY')
  await say(14, 'need sandbags GL20 5BY')
  const [home, work] = [await peopleAt(13), await peopleAt(14)]
  await link(13, 14)
  expect(lastHeard(14)).toContain('a planner looks at it')
  expect([await peopleAt(13), await peopleAt(14)]).toEqual([home, work])
  const { rows } = await owner.query<{ state: object }>("SELECT state FROM messages WHERE state->>'status' = 'to_join'")
  expect(rows.map(({ state }) => state)).toMatchObject([{ person: work[0], other: home[0] }])
  const { id } = (rows[0] as { state: Message }).state
  const given = { account: home[0]!, message: id, reason: 'rang them' }
  const join = () => asActor(town.muster.house, 'staff/test', (turn) => joinRecords(turn, given))
  expect(await join()).toEqual({ ok: false, error: 'both_live' })
  await say(14, 'not needed')
  expect(await join()).toEqual({ ok: true, value: null })
  expect(await peopleAt(14)).toEqual(home)
  expect(await join()).toEqual({ ok: false, error: 'gone' })
})

it('a number that was named to us is sent three codes a day at most, and none after STOP', async () => {
  await say(16, 'STOP')
  await say(15, 'my new number is 07700 900116')
  expect(heard(16)).toEqual([])
  for (let i = 0; i < 5; i++) await say(15, 'my new number is 07700 900117')
  expect(heard(17)).toHaveLength(3)
})

it('what is held about somebody tells of every phone of theirs', async () => {
  await say(18, 'hello from the gatedugong')
  await link(19, 18)
  const [person] = await peopleAt(18)
  const record = await subjectRecord(town.muster.house, person!, town.now())
  expect(record!.addresses.map(({ id }) => id).toSorted()).toEqual([phone(18), phone(19)])
  expect(JSON.stringify(record!.messages)).toContain('gatedugong')
})

it('erasing somebody erases every phone of theirs, and the record one of them had before', async () => {
  const [person] = await peopleAt(18)
  await town.pass(2)
  expect(await erasePerson(town.muster.house, person!, { actor: 'job/test', why: 'asked' })).toEqual({
    ok: true,
    value: null,
  })
  const left = (await everythingOpened(owner, keysFrom(town.dir, {}).vault)).join('\n')
  for (const word of [phone(18).slice(3), phone(19).slice(3), 'gatedugong']) expect(left).not.toContain(word)
  await say(18, 'need sandbags GL20 5BY')
  expect(lastHeard(18)).toContain('We read: flood help')
  expect(await peopleAt(18)).not.toEqual([person])
})

it('whoever gets a given up number is somebody new, with nothing of the one before', async () => {
  await say(21, 'need sandbags GL20 5BY')
  await say(21, 'Capybara Dew, 3 Mill Lane')
  const [person] = await peopleAt(21)
  await say(21, 'my new number is 07700 900122')
  await say(22, code.exec(lastHeard(22))![0])
  expect([await peopleAt(21), await peopleAt(22)]).toEqual([[], [person]])
  await Promise.all([say(21, 'any news?'), say(21, 'flood water coming in, need sandbags GL20 5BY')])
  await town.settle()
  const [other] = await peopleAt(21)
  expect(other).not.toBe(person)
  expect(heard(21).filter((text) => text.includes('We read: flood help'))).toHaveLength(2)
  const record = await subjectRecord(town.muster.house, person!, town.now())
  expect(record!.requests).toHaveLength(1)
})

it('a number silent for over nine months that is now somebody else leaves nothing of theirs with the one before', async () => {
  await say(23, 'need sandbags GL20 5BY')
  await say(23, 'Ocelot Dew, 3 Mill Lane')
  const [before] = await peopleAt(23)
  town.skip(60 * 24 * 275)
  await say(23, 'hello')
  expect(lastHeard(23)).toContain('what first name')
  expect(lastHeard(23)).not.toContain('Ocelot')
  await say(23, 'flood water coming in wombatflood, need sandbags, GL20 5BY')
  expect(lastHeard(23)).toContain('We read: flood help at GL20 5BY')
  const [after] = await peopleAt(23)
  expect(after).not.toBe(before)
  const record = await subjectRecord(town.muster.house, before!, town.now())
  expect(record!.addresses).toEqual([])
  expect(record!.messages.map(({ text }) => text).join()).not.toMatch(/wombatflood|hello/)
  expect(
    (await subjectRecord(town.muster.house, after!, town.now()))!.messages.map(({ text }) => text).join(),
  ).toContain('wombatflood')
})

it('the right name goes on with what was written, and is not asked again', async () => {
  await say(24, 'need sandbags GL20 5BY')
  await say(24, 'Numbat Dew, 3 Mill Lane')
  town.skip(60 * 24 * 275)
  await say(24, 'any news?')
  await say(24, 'NUMBAT')
  expect(lastHeard(24)).toContain('Flood help at GL20 5BY')
  await say(24, 'any news?')
  expect(lastHeard(24)).toContain('Flood help at GL20 5BY')
})

it('a night job that lets go of the silent leaves alone a record whose phone is another record now', async () => {
  const [kept] = await peopleAt(1)
  town.skip(60 * 24 * 731)
  await say(1, 'any news?')
  await applyRetention(town.muster.house, usualRetention)
  expect(await peopleAt(2)).toEqual([kept])
  await say(2, 'any news?')
  expect(lastHeard(2)).toContain('GL20 5BY')
})

it('a rebuild gives the very same tables, and the log verifies', async () => {
  const rebuilt = await rebuild(town.muster.house.pool)
  expect(rebuilt.map((table) => table.after)).toEqual(rebuilt.map((table) => table.before))
  const { findings, witness } = listening()
  await verify(town.muster.house.pool, publicKeyOf(signingKey(keysFrom(town.dir, {}).ledger)), witness)
  expect(findings).toEqual([])
})
