import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import type { Need } from '../../core/needs/need.ts'
import { seated } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { type Cluster, eventually, type Node, openCluster, publicUrl } from '../support/cluster.ts'
import { volunteerRow } from '../support/town.ts'

const rounds = Number(process.env.RACE_ROUNDS ?? 4)
const crowd = 50
const residents = 12

let cluster: Cluster
let nodes: Node[]

beforeAll(async () => {
  cluster = await openCluster()
  const rows = Array.from({ length: crowd }, (_, i) =>
    volunteerRow({
      name: `Volunteer ${i}`,
      phone: `+447700900${100 + i}`,
      at: { lat: 51.99 + (i % 10) * 0.001, lon: -2.16 + Math.floor(i / 10) * 0.001 },
      skills: ['flood_help', 'power'],
    }),
  )
  await enterVolunteers(cluster.muster.house, rows, 'job/test')
  nodes = [await cluster.start(), await cluster.start()]
}, 60_000)

afterAll(() => cluster.close())

test(`in ${rounds} rounds of ${crowd} people answering at once over two processes no need is over-filled, nobody is double-booked and nothing is lost`, async () => {
  let texted = 0
  const text = async (from: string, body: string, i: number) => {
    const answer = await cluster.twilio.inbound(from, body, { appUrl: nodes[i % 2]!.url, publicUrl })
    expect(answer.status).toBe(200)
    texted++
    return answer.sid
  }
  for (let round = 0; round < rounds; round++) {
    const callers = Array.from({ length: residents }, (_, i) => `+447700900${200 + ((round * residents + i) % 700)}`)
    await Promise.all(
      callers.map((from, i) => text(from, `water coming in ${(51.99 + (i % 4) * 0.002).toFixed(4)}, -2.1590`, i)),
    )
    await handled(texted)
    const letters = await openLetters()
    const answers = letters.flatMap(({ phone, letter }, i) => [
      { phone, body: `${letter}1`, i },
      { phone, body: `${letter}1`, i: i + 1 },
    ])
    await Promise.all(answers.map(({ phone, body, i }) => text(phone, body, i)))
    await handled(texted)
    await check()
    await clearUp(text)
    await handled(texted)
  }
}, 600_000)

async function handled(texted: number): Promise<void> {
  await eventually(async () => {
    const { rows } = await cluster.owner.query<{ n: number; waiting: number }>(
      `SELECT (SELECT count(*)::int FROM entries WHERE type = 'message_received') AS n, (SELECT count(*)::int FROM inbox_work) AS waiting`,
    )
    return rows[0]!.n === texted && rows[0]!.waiting === 0
  }, 60_000).catch(async (error) => {
    const state = await cluster.owner.query(
      `SELECT (SELECT count(*) FROM entries WHERE type = 'message_received') AS n, (SELECT count(*) FROM inbox_work) AS waiting, (SELECT count(*) FROM inbox) AS inbox, (SELECT count(*) FROM entries WHERE type='message_unhandled') AS unhandled`,
    )
    throw new Error(
      `${JSON.stringify(state.rows)} of ${texted}\n${nodes.map((n) => n.output().slice(-3000)).join('\n---\n')}`,
      { cause: error },
    )
  })
  const { rows } = await cluster.owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM entries WHERE type = 'message_unhandled'`,
  )
  expect(rows[0]!.n).toBe(0)
}

async function openLetters(): Promise<{ phone: string; letter: string }[]> {
  const { rows } = await cluster.owner.query<{ person_id: string; letter: string; address_id: string }>(
    `SELECT l.person_id, l.letter, a.address_id FROM letters l JOIN person_addresses a USING (person_id) WHERE l.purpose = 'invitation'`,
  )
  const { house } = cluster.muster
  return Promise.all(
    rows.map(async (row) => ({
      phone: (await house.vault.openAddress(house.pool, row.address_id))!.id,
      letter: row.letter,
    })),
  )
}

async function check(): Promise<void> {
  const needs = (await cluster.owner.query<{ state: Need }>('SELECT state FROM needs')).rows.map((row) => row.state)
  for (const need of needs) expect(seated(need).length).toBeLessThanOrEqual(need.wanted)
  const people = (await cluster.owner.query<{ state: Person }>('SELECT state FROM people')).rows.map((row) => row.state)
  for (const { commitments } of people) {
    const sorted = commitments.toSorted((a, b) => (a.from < b.from ? -1 : 1))
    for (const [i, next] of sorted.slice(1).entries()) expect(sorted[i]!.to <= next.from).toBe(true)
  }
  expect(needs.filter((need) => need.status === 'filled').length).toBeGreaterThan(0)
}

/** Everything is withdrawn, so that the next round starts with free people. */
async function clearUp(text: (from: string, body: string, i: number) => Promise<string>): Promise<void> {
  const { house } = cluster.muster
  const { rows } = await cluster.owner.query<{ address_id: string }>(
    `SELECT DISTINCT a.address_id FROM needs n JOIN person_addresses a ON a.person_id = (n.state->>'reporter')::uuid WHERE n.state->>'status' <> 'closed'`,
  )
  const phones = await Promise.all(rows.map((row) => house.vault.openAddress(house.pool, row.address_id)))
  await Promise.all(phones.map((phone, i) => text(phone!.id, 'not needed any more', i)))
}
