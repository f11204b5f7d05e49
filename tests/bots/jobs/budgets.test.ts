import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { claim } from '../../../adapters/db/claim.ts'
import { askBills } from '../../../bots/jobs/billing.ts'
import { watchBudgets } from '../../../bots/jobs/budgets.ts'
import { foldReports } from '../../../bots/jobs/settling.ts'
import type { Bill, Channel } from '../../../core/channel.ts'
import { freshDatabase } from '../../support/database.ts'
import { signedInPlanner } from '../../support/planner.ts'
import { openTown, type Town } from '../../support/town.ts'

const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
const startsAt = '2026-11-22T14:00:00.000Z'
const [ada, sam] = ['+447700900001', '+447700900009']
let town: Town

afterEach(() => town.close())

async function pricedTown(bill: () => Bill | null = () => null) {
  let channel: Channel | undefined
  const database = await freshDatabase()
  town = await openTown({
    places,
    startsAt,
    database,
    settings: { MESSAGE_PRICES: 'simulated=0.04' },
    through: (phones): Channel => {
      channel = { ...phones, can: { ...phones.can, perSecond: 1_000 }, bill: async () => bill() }
      return channel
    },
  })
  const { house } = town.muster
  const query = async (sql: string) => (await house.pool.query(sql)).rows
  const bodies = (type: string) =>
    query(`SELECT convert_from(bytes, 'UTF8')::jsonb->'body' AS body FROM entries WHERE type = '${type}' ORDER BY id`)
  const to = (phone: string) => town.phones.texts.filter((t) => t.phone === phone && t.direction === 'to_phone')
  return { house, channel: channel!, database, query, bodies, to }
}

test('what a text is expected to cost counts until it is billed, and then what was billed', async () => {
  const { house, channel, query, bodies } = await pricedTown(() => ({ micros: 41_500, currency: 'GBP', parts: 1 }))
  const planner = await signedInPlanner(town)
  await town.text(ada, 'hello')
  const [before] = await query('SELECT messages, parts::int, micros::int, billed FROM spending')
  expect(before).toEqual({ messages: 1, parts: before.parts, micros: 40_000 * before.parts, billed: 0 })
  expect(await askBills(house, [channel]), 'not at once').toBe(0)
  await foldReports(house)
  town.skip(61)
  expect(await askBills(house, [channel])).toBe(1)
  expect(await askBills(house, [channel]), 'once').toBe(0)
  const sql = 'SELECT messages, parts::int, micros::int, billed, billed_micros::int FROM spending'
  expect(await query(sql)).toEqual([{ messages: 1, parts: 1, micros: 41_500, billed: 1, billed_micros: 41_500 }])
  expect(await bodies('message_billed')).toEqual([{ body: { micros: 41_500, currency: 'GBP', parts: 1 } }])
  const { html } = await planner.get('/console/costs')
  for (const said of ['£0.04 for 1 message', 'Everyday', '2026-11-22']) expect(html).toContain(said)
})

test('a bill in another currency is kept beside what was expected', async () => {
  const { house, channel, query } = await pricedTown(() => ({ micros: 52_000, currency: 'USD', parts: 1 }))
  await town.text(ada, 'STOP')
  await town.text(sam, 'hello')
  town.skip(61)
  await askBills(house, [channel])
  const found = await query('SELECT currency, messages, billed, billed_micros::int AS us FROM spending ORDER BY 1')
  expect(found.map(({ currency }) => currency)).toEqual(['GBP', 'USD'])
  expect(found[0]).toMatchObject({ billed: 0 })
  expect(found[1]).toMatchObject({ messages: 0, billed: found[0].messages, us: 52_000 * found[0].messages })
})

test('at the limit all waits where it is seen but what saves life, and goes on when the budget is raised', async () => {
  const { house, query, bodies, to } = await pricedTown()
  const planner = await signedInPlanner(town)
  await town.duty('+447700900050')
  await town.text(ada, 'hello')
  const [{ parts }] = await query('SELECT parts::int FROM spending')
  const budget = { of: 'day', money: '', parts: String(parts), reason: 'until Gold agrees' }
  expect((await planner.submit('/console/costs', budget)).html).toContain('The budget is set')
  await town.text(sam, 'hello')
  expect(to(sam)).toEqual([])
  expect((await planner.get('/console/costs')).html).toContain('1 message wait for a budget to be raised: Everyday 1.')
  await watchBudgets(house)
  await watchBudgets(house)
  await town.pass(1)
  expect(await bodies('budget_reached')).toEqual([
    { body: { scope: 'day', period: '2026-11-22', micros: 40_000 * parts, parts } },
  ])
  expect(to('+447700900050').map(({ text }) => text)).toEqual([expect.stringContaining('a budget for texts is spent')])
  await town.text('+447700900003', 'My dad is not breathing, GL20 5BY')
  expect(to('+447700900003')[0]!.text).toContain('999')
  expect(await bodies('message_passed_budget')).toContainEqual({ body: { scope: 'day' } })
  await planner.submit('/console/costs', { ...budget, parts: '500' })
  expect(await watchBudgets(house)).toBe(1)
  await town.settle()
  expect(to(sam).length).toBe(1)
  expect(await query("SELECT 1 FROM outbox WHERE state = 'over_budget'")).toEqual([])
})

test('a day that begins has all of its budget, and four fifths are warned of once', async () => {
  const { house, bodies, to } = await pricedTown()
  const planner = await signedInPlanner(town)
  await planner.submit('/console/costs', { of: 'day', money: '0.20', parts: '', reason: 'x' })
  for (const phone of ['01', '02', '03', '04', '05', '06']) await town.text(`+4477009001${phone}`, 'STOP ALL')
  await watchBudgets(house)
  await watchBudgets(house)
  expect((await bodies('budget_warned')).length).toBe(1)
  await town.text(sam, 'hello')
  const before = to(sam).length
  town.skip(10 * 60 + 1)
  await watchBudgets(house)
  await town.settle()
  expect(to(sam).length).toBe(before + 1)
})

test('two processes at once never claim more than a budget holds, on whichever channels', async () => {
  const { house, database } = await pricedTown()
  const { authority, standingIncident, pool } = house
  const owner = new pg.Pool({ ...database.ownerConfig, max: 4 })
  await owner.query('ALTER TABLE outbox DISABLE TRIGGER outbox_exercise')
  await owner.query(
    `INSERT INTO outbox (id, authority_id, cause, person_id, address_id, channel, purpose, priority, text_id, parts, due_at, incident_id, cost_micros)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'a' ELSE 'b' END,
       'news', 3, gen_random_uuid(), 1, $3, $2, 40000 FROM generate_series(1, 200) n`,
    [authority, standingIncident, house.now()],
  )
  await owner.query(`INSERT INTO channel_pace (channel, tokens, at) VALUES ('a', 1000, $1), ('b', 1000, $1)`, [
    house.now(),
  ])
  await owner.query('INSERT INTO budgets (authority_id, scope, limit_micros) VALUES ($1, $2, $3)', [
    authority,
    standingIncident,
    37 * 40_000,
  ])
  const round = (db: pg.Pool, channels: string[]) =>
    claim(
      db,
      house.now(),
      channels.map((channel) => ({ channel, perSecond: 1_000 })),
      { limit: 5, currency: 'GBP' },
    )
  const rounds = Array.from({ length: 40 }, (_, i) => round(i % 2 ? owner : pool, [['a'], ['b'], ['a', 'b']][i % 3]!))
  const claims = await Promise.all(rounds)
  expect(claims.flatMap(({ claimed }) => claimed).length).toBeLessThanOrEqual(37)
  expect(claims.flatMap(({ claimed }) => claimed).length).toBeGreaterThan(30)
  const { rows } = await owner.query('SELECT sum(micros)::int AS micros FROM spending')
  expect(rows[0].micros).toBe(claims.flatMap(({ claimed }) => claimed).length * 40_000)
  await owner.end()
})
