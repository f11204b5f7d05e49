import { afterEach, expect, test } from 'vitest'
import { sendAlerts } from '../../../bots/jobs/alerts.ts'
import { Sender } from '../../../bots/jobs/sender.ts'
import { digestOf } from '../../../core/alerts/alert.ts'
import type { Channel } from '../../../core/channel.ts'
import { ok } from '../../../core/result.ts'
import { signedInPlanner } from '../../support/planner.ts'
import { openTown, type Town } from '../../support/town.ts'
import type { Visitor } from '../../support/visitor.ts'

const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
let town: Town

afterEach(() => town.close())

const phone = (n: number) => `+4477009001${String(n).padStart(2, '0')}`

/** A town with some volunteers near its postcode and one far away. */
async function townWith(near: number, startsAt = '2026-11-22T14:00:00.000Z') {
  town = await openTown({ places, startsAt, settings: { MESSAGE_PRICES: 'simulated=0.04' } })
  const planner = await signedInPlanner(town)
  for (let n = 0; n < near; n++)
    await town.volunteer({ name: `V${n}`, phone: phone(n), at: { lat: 51.99 + n * 0.001, lon: -2.16 } })
  await town.volunteer({ name: 'Far', phone: phone(99), at: { lat: 53.4, lon: -2.2 } })
  await town.settle()
  const { house } = town.muster
  const query = async (sql: string) => (await house.pool.query(sql)).rows
  const bodies = async (type: string) =>
    (await query(`SELECT convert_from(bytes, 'UTF8')::jsonb AS e FROM entries WHERE type = '${type}' ORDER BY id`)).map(
      ({ e }) => e.body,
    )
  const got = (said: string) =>
    town.phones.texts.filter((t) => t.direction === 'to_phone' && t.text.includes(said)).map((t) => t.phone)
  return { planner, house, query, bodies, got }
}

async function draft(planner: Visitor, more: Record<string, string> = {}): Promise<string> {
  const form = (await planner.get('/console/alerts')).html
  const incident = /<option value="([\da-f-]{36})">Everyday/.exec(form)![1]!
  const fields = { incident, en: 'Sandbags at the depot wombat', role: 'volunteers', ...more }
  return (await planner.post('/console/alerts', fields)).to.split('?')[0]!
}

async function approve(planner: Visitor, path: string) {
  const { html } = await planner.get(`${path}?look=again`)
  const seen = /name="seen" value="(\d+)"/.exec(html)![1]!
  return planner.submit(`${path}/approve`, { seen })
}

const run = async () => {
  while ((await sendAlerts(town.muster.house, () => undefined)) > 0);
  while ((await sendAlerts(town.muster.house, () => undefined)) > 0);
  town.muster.sender.wake()
  await town.settle()
  await sendAlerts(town.muster.house, () => undefined)
}

test('what is wrong in a draft is said, and a preview says who, how many segments, and what it costs', async () => {
  const { planner, got } = await townWith(3)
  await town.text(phone(1), 'CYMRAEG')
  await town.settle()
  const wrong = await planner.post('/console/alerts', { en: '', place: 'GL20 5BY', miles: 'far', incident: 'x' })
  expect(wrong.status).toBe(422)
  for (const said of ['Enter what the alert says', 'how many miles', 'Choose an incident'])
    expect(wrong.html).toContain(said)
  const path = await draft(planner, { cy: 'Bagiau tywod wombat', place: 'GL20 5BY', miles: '3' })
  const { html } = await planner.get(path)
  for (const said of ['3.0 miles round', 'Muster: Bagiau tywod wombat', '£0.12', 'not now'])
    expect(html).toContain(said)
  expect(html).toMatch(/People<\/dt><dd>3</)
  expect(html, 'not at the first look').not.toContain('/approve')
  await run()
  expect(got('wombat')).toEqual([])
})

test('an approved alert goes to each in their language, as one entry with a digest and no words', async () => {
  const { planner, query, bodies, got } = await townWith(3)
  await town.text(phone(1), 'CYMRAEG')
  await town.settle()
  const path = await draft(planner, { cy: 'Bagiau tywod wombat', place: 'GL20 5BY', miles: '3' })
  await approve(planner, path)
  const before = (await query(`SELECT count(*)::int AS n FROM messages`))[0].n
  await run()
  expect(got('Sandbags at the depot wombat').toSorted()).toEqual([phone(0), phone(2)])
  expect(got('Bagiau tywod wombat')).toEqual([phone(1)])
  const people = await query('SELECT person_id AS id FROM outbox WHERE alert_id IS NOT NULL')
  expect(await bodies('alert_sent')).toEqual([{ recipients: 3, digest: digestOf(people.map(({ id }) => id)) }])
  expect((await query(`SELECT count(*)::int AS n FROM messages`))[0].n, 'no stream for each').toBe(before)
  expect(await bodies('alert_ended')).toEqual([{ sent: 3, delivered: 0, failed: 0, kept: 0 }])
  const entries = await query(`SELECT convert_from(bytes, 'UTF8') AS e FROM entries WHERE type LIKE 'alert%'`)
  expect(JSON.stringify(entries)).not.toMatch(/wombat|51\.99/)
  await town.text(phone(0), 'what is this about?')
  expect(town.phones.texts.at(-1)).toMatchObject({ phone: phone(0), direction: 'to_phone' })
})

test('killed at any message it goes on where it was: nobody twice, nobody lost', async () => {
  const { planner, house, got } = await townWith(5)
  await approve(planner, await draft(planner))
  await sendAlerts(house, () => undefined)
  for (let lives = 0; lives < 6; lives++) {
    let left = lives
    const newId = () => {
      if (left-- === 0) throw new Error('killed')
      return house.newId()
    }
    await sendAlerts({ ...house, newId }, () => undefined).catch(() => undefined)
  }
  await Promise.all([sendAlerts(house, () => undefined), sendAlerts(house, () => undefined)])
  await run()
  expect(got('wombat').toSorted()).toEqual([0, 1, 2, 3, 4, 99].map(phone))
})

test('who has left by the time it is sent gets nothing, and what is withdrawn goes to nobody else', async () => {
  const { planner, house, query, bodies, got } = await townWith(3)
  const hold = (until: string) => query(`UPDATE channel_pace SET blocked_until = ${until}, tokens = 100`)
  await hold(`'2026-11-22T23:00:00Z'`)
  const topical = await draft(planner, { topic: 'flood_help' })
  await approve(planner, topical)
  await sendAlerts(house, () => undefined)
  await sendAlerts(house, () => undefined)
  await query(`UPDATE people SET state = jsonb_set(state, '{muted}', '["flood_help"]') WHERE state->'addresses' ?| ARRAY(
    SELECT address_id::text FROM outbox WHERE alert_id IS NOT NULL ORDER BY ord LIMIT 1)`)
  await hold('NULL')
  await run()
  expect(got('wombat').length).toBe(3)
  expect(await bodies('alert_ended')).toEqual([{ sent: 3, delivered: 0, failed: 0, kept: 1 }])

  await hold(`'2026-11-22T23:00:00Z'`)
  const second = await draft(planner, { en: 'quokka' })
  await approve(planner, second)
  await sendAlerts(house, () => undefined)
  await sendAlerts(house, () => undefined)
  const page = await planner.submit(`${second}/withdraw`, { reason: 'wrong depot' })
  expect(page.html).toMatch(/Kept back<\/dt><dd>4</)
  await hold('NULL')
  await run()
  expect(got('quokka')).toEqual([])
})

test('by night it waits for the morning, unless life is at risk', async () => {
  const { planner, got } = await townWith(2, '2026-11-22T23:00:00.000Z')
  const quiet = await draft(planner)
  expect((await planner.get(quiet)).html).toContain('it waits until')
  await approve(planner, quiet)
  await approve(planner, await draft(planner, { en: 'Leave now numbat', lifeSafety: 'yes' }))
  await run()
  expect([got('wombat').length, got('numbat').length]).toEqual([0, 3])
  town.skip(8 * 60 + 1)
  await run()
  expect(got('wombat').length).toBe(3)
})

test('while a process is busy few messages of alerts are under way at once, and they still all go', async () => {
  const { planner, house, query } = await townWith(9)
  await approve(planner, await draft(planner))
  await sendAlerts(house, () => undefined)
  await sendAlerts(house, () => undefined)
  const under = { way: 0, most: 0 }
  const channel: Channel = {
    name: 'simulated',
    can: { choices: false, maxLength: 1_000, perSecond: 1_000 },
    async send(_, { messageId }) {
      under.most = Math.max(under.most, ++under.way)
      await new Promise(setImmediate)
      under.way--
      return ok({ externalId: messageId })
    },
  }
  const sender = new Sender(house, [channel], 64, () => true)
  sender.wake()
  await sender.idle()
  expect(under.most).toBeLessThan(8)
  expect(await query(`SELECT state, count(*)::int AS n FROM outbox WHERE alert_id IS NOT NULL GROUP BY 1`)).toEqual([
    { state: 'sent', n: 10 },
  ])
})
