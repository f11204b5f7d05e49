import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import { type Cluster, eventually, openCluster, publicUrl } from '../support/cluster.ts'
import { volunteerRow } from '../support/town.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await openCluster()
  const rows = Array.from({ length: 30 }, (_, i) =>
    volunteerRow({
      name: `Volunteer ${i}`,
      phone: `+447700900${100 + i}`,
      at: { lat: 51.99 + i * 0.0005, lon: -2.16 },
    }),
  )
  await enterVolunteers(cluster.muster.house, rows, 'job/test')
}, 60_000)

afterAll(() => cluster.close())

const count = async (sql: string): Promise<number> => (await cluster.owner.query<{ n: number }>(sql)).rows[0]!.n
const received = () => count(`SELECT count(*)::int AS n FROM entries WHERE type = 'message_received'`)

/** Nothing waits any more; the minute that a lease takes to run out is not waited for. */
async function settled(): Promise<boolean> {
  await cluster.owner.query(
    `UPDATE outbox SET lease_until = now() - interval '1 second' WHERE state = 'sending' AND attempted_at < now() - interval '5 seconds'`,
  )
  return (await count(`SELECT count(*)::int AS n FROM outbox WHERE state IN ('queued', 'sending')`)) === 0
}

async function outboxStates(): Promise<string> {
  const sql = 'SELECT state, channel, failure, attempts, count(*)::int FROM outbox GROUP BY 1, 2, 3, 4'
  return JSON.stringify((await cluster.owner.query(sql)).rows)
}

test('killed again and again, no text is lost, handled twice or answered twice', async () => {
  const residents = Array.from({ length: 40 }, (_, i) => `+447700900${200 + i}`)
  let node = await cluster.start()
  const statuses: number[] = []
  for (const [i, from] of residents.entries()) {
    if (i % 10 === 7) await node.kill()
    const answer = await cluster.twilio.inbound(from, `water coming in ${(51.99 + i * 0.0003).toFixed(4)}, -2.1600`, {
      appUrl: node.url,
      publicUrl,
    })
    statuses.push(answer.status)
    if (i % 10 === 8) node = await cluster.start()
  }
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(25)
  expect(statuses).toContain(0)
  await eventually(async () => (await received()) === residents.length, 30_000)
  await eventually(settled, 60_000, outboxStates)
  expect(
    await count(`SELECT count(*)::int AS n FROM (SELECT FROM entries WHERE type = 'need_reported') AS reported`),
  ).toBe(residents.length)
  const readBacks = cluster.twilio.sent.filter((text) => text.body.startsWith('We read:'))
  expect(new Set(readBacks.map((text) => text.to)).size).toBe(readBacks.length)
  expect(await node.stop()).toBe(0)
}, 120_000)

test('a timer that fell due while nothing ran fires once after the start', async () => {
  await cluster.owner.query(`UPDATE timers SET due_at = now() - interval '1 minute' WHERE name = 'wave'`)
  const due = await count(`SELECT count(*)::int AS n FROM timers WHERE name = 'wave' AND due_at < now()`)
  const waves = () => count(`SELECT count(*)::int AS n FROM entries WHERE type IN ('wave_started', 'wave_put_off')`)
  const before = await waves()
  expect(due).toBeGreaterThan(0)
  const nodes = [await cluster.start(), await cluster.start()]
  await eventually(
    async () => (await count(`SELECT count(*)::int AS n FROM timers WHERE name = 'wave' AND due_at < now()`)) === 0,
    30_000,
  )
  expect(await waves()).toBe(before + due)
  await Promise.all(nodes.map((node) => node.stop()))
}, 120_000)
