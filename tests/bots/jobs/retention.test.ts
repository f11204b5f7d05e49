import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { keysFrom, publicKeyOf, signingKey } from '../../../adapters/db/keys.ts'
import { rebuild } from '../../../adapters/db/rebuild.ts'
import { verify } from '../../../adapters/db/verify.ts'
import { applyRetention, retainDaily } from '../../../bots/jobs/retention.ts'
import { setHold } from '../../../bots/turns/holding.ts'
import { asStaff } from '../../../bots/turns/staff.ts'
import { usualRetention } from '../../../core/privacy/retention.ts'
import { freshDatabase } from '../../support/database.ts'
import { everythingOpened } from '../../support/opened.ts'
import { signedInPlanner } from '../../support/planner.ts'
import { listening } from '../../support/played-town.ts'
import { openTown, type Town } from '../../support/town.ts'

const [ada, sam] = ['+447700900101', '+447700900102'] as const
const day = 24 * 60

let owner: pg.Pool
let town: Town
let account: string

beforeAll(async () => {
  const database = await freshDatabase()
  owner = new pg.Pool({ ...database.ownerConfig, max: 2 })
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', database })
  await signedInPlanner(town)
  account = (await owner.query<{ id: string }>('SELECT id FROM accounts')).rows[0]!.id
  await town.volunteer({ name: 'Samquetzal Hale', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
  await needAnswered('pangolinflood')
})

afterAll(async () => {
  await owner.end()
  await town.close()
})

beforeEach(() => town.settle())

/** A need that is asked for and closed. */
async function needAnswered(word: string): Promise<string> {
  await town.text(ada, `Flood water coming in ${word}, need sandbags, GL20 5BY`)
  await town.text(ada, 'not needed any more')
  const sql = `SELECT id FROM needs WHERE state->>'status' = 'closed' ORDER BY id DESC LIMIT 1`
  return (await owner.query<{ id: string }>(sql)).rows[0]!.id
}

const apply = (over: Partial<typeof usualRetention> = {}) =>
  applyRetention(town.muster.house, { ...usualRetention, ...over })
const opened = async () => (await everythingOpened(owner, keysFrom(town.dir, {}).vault)).join('\n')
const hold = (what: 'need' | 'person' | 'incident', id: string, held: boolean) =>
  asStaff(town.muster.house, account, (turn) => setHold(turn, { what, id, held }, { reason: 'inquest', account }))
const nothing = { needs: 0, people: 0, texts: 0, incidents: 0, held: 0 }

it('lets go of nothing before its time', async () => {
  town.skip(89 * day)
  expect(await apply()).toEqual(nothing)
  expect(await opened()).toContain('pangolinflood')
})

it('lets go of a need’s details 90 days after it was closed, of the text that asked for it too', async () => {
  town.skip(2 * day)
  expect(await apply()).toEqual({ ...nothing, needs: 1 })
  const left = await opened()
  expect(left).not.toContain('pangolinflood')
  expect(left).not.toContain('GL20 5BY')
  expect(left).toContain('Samquetzal')
  expect(await apply()).toEqual(nothing)
})

it('lets go of private links that are over', async () => {
  const link = (hours: number) =>
    owner.query(
      `INSERT INTO own_links VALUES (decode(md5($1::text), 'hex'), $2, $2, $3, $3::timestamptz + $4::interval)`,
      [hours, town.muster.house.authority, town.now(), `${hours} hours`],
    )
  await Promise.all([link(-1), link(1)])
  await apply()
  expect((await owner.query('DELETE FROM own_links RETURNING 1')).rowCount).toBe(1)
})

it('passes over what a legal hold stands on, and says how many', async () => {
  const id = await needAnswered('numbatflood')
  town.skip(91 * day)
  expect(await hold('need', id, true)).toMatchObject({ ok: true })
  expect(await hold('need', id, true)).toMatchObject({ ok: false })
  expect(await apply()).toEqual({ ...nothing, held: 1 })
  expect(await hold('need', id, false)).toMatchObject({ ok: true })
  expect(await hold('incident', town.muster.house.standingIncident, true)).toMatchObject({ ok: true })
  expect(await apply()).toEqual({ ...nothing, held: 1 })
  expect(await hold('incident', town.muster.house.standingIncident, false)).toMatchObject({ ok: true })
  expect(await opened()).toContain('numbatflood')
  expect(await apply()).toEqual({ ...nothing, needs: 1 })
})

it('lets go of the words of old messages', async () => {
  await town.text(ada, 'a word about the quokka')
  town.skip(366 * day)
  const { texts } = await apply()
  expect(texts).toBe(3)
  expect(await opened()).not.toContain('quokka')
  expect(await opened()).toContain('Samquetzal')
  expect(await apply()).toEqual(nothing)
})

it('forgets a volunteer who was silent for two years, unless a hold stands on them', async () => {
  const { rows } = await owner.query(`SELECT id FROM people WHERE state->>'volunteer' IS NOT NULL`)
  town.skip(400 * day)
  await hold('person', rows[0].id, true)
  expect(await apply({ residentDays: 3_000 })).toEqual({ ...nothing, held: 1 })
  await hold('person', rows[0].id, false)
  expect(await apply({ residentDays: 3_000 })).toMatchObject({ people: 1, held: 0 })
  expect(await opened()).not.toContain('Samquetzal')
})

it('is done once a day, whoever asks', async () => {
  const rules = { ...usualRetention, residentDays: 3_000 }
  const both = await Promise.all([retainDaily(town.muster.house, rules), retainDaily(town.muster.house, rules)])
  expect(both.filter((counts) => counts !== null)).toHaveLength(1)
  town.skip(60)
  expect(await retainDaily(town.muster.house, rules)).toBeNull()
  town.skip(day)
  expect(await retainDaily(town.muster.house, rules)).not.toBeNull()
})

it('leaves the ledger right, every salt in place, and a rebuild gives the same', async () => {
  await town.settle()
  const { findings, witness } = listening()
  await verify(town.muster.house.pool, publicKeyOf(signingKey(keysFrom(town.dir, {}).ledger)), witness)
  expect(findings).toEqual([])
  const rebuilt = await rebuild(town.muster.house.pool)
  expect(rebuilt.filter(({ before, after }) => before.sha256 !== after.sha256)).toEqual([])
  const unsalted = 'SELECT FROM entries WHERE id NOT IN (SELECT entry_id FROM entry_salts)'
  expect((await owner.query(unsalted)).rowCount).toBe(0)
})
