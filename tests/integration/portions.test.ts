import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Need } from '../../core/needs/need.ts'
import type { Offer } from '../../core/offers/offer.ts'
import { type Cluster, eventually, type Node, openCluster, publicUrl } from '../support/cluster.ts'

const cooks = 4
const portionsEach = 2
/** As many as somebody is asked for within a day, in each cook's village. */
const dinersEach = 3

let cluster: Cluster
let nodes: Node[]
let texted = 0

beforeAll(async () => {
  cluster = await openCluster()
  nodes = [await cluster.start(), await cluster.start()]
}, 120_000)

afterAll(() => cluster.close())

test('when cooks say yes to everybody at once over two processes, no portion is promised twice', async () => {
  const cookPhones = Array.from({ length: cooks }, (_, i) => `+447700900${100 + i}`)
  const dinerPhones = Array.from({ length: cooks * dinersEach }, (_, i) => `+447700900${200 + i}`)
  await together(cookPhones, (i) => `I've ${portionsEach} portions of stew going spare until 23:00 at ${at(i)}`)
  await together(cookPhones, () => 'none')
  await together(dinerPhones, (i) => `urgent, need a hot meal please, ${at(i)}, no allergies`)
  const asked = await openLetters()
  expect(asked).toHaveLength(cooks * dinersEach)
  await Promise.all([...asked, ...asked].map(({ phone, letter }, i) => text(phone, `${letter}1`, i)))
  await handled()
  const { offers, needs } = await all()
  expect(offers).toHaveLength(cooks)
  for (const { promised } of offers) expect(Object.keys(promised)).toHaveLength(portionsEach)
  const promises = offers.flatMap(({ promised }) => Object.keys(promised))
  expect(new Set(promises).size).toBe(promises.length)
  expect(promises.toSorted()).toEqual(
    needs
      .filter(({ status }) => status === 'filled')
      .map(({ id }) => id)
      .toSorted(),
  )
}, 300_000)

/** Villages are further apart than a meal is carried. */
const at = (i: number): string => `${(51.9 + (i % cooks) * 0.1).toFixed(4)}, -2.1590`

async function text(from: string, body: string, i: number): Promise<void> {
  const answer = await cluster.twilio.inbound(from, body, { appUrl: nodes[i % 2]!.url, publicUrl })
  expect(answer.status).toBe(200)
  texted++
}

async function together(phones: readonly string[], body: (i: number) => string): Promise<void> {
  await Promise.all(phones.map((phone, i) => text(phone, body(i), i)))
  await handled()
}

async function handled(): Promise<void> {
  const counts = `SELECT (SELECT count(*)::int FROM entries WHERE type = 'message_received') AS received,
    (SELECT count(*)::int FROM inbox_work) AS waiting,
    (SELECT count(*)::int FROM entries WHERE type = 'message_unhandled') AS unhandled`
  type Counts = { received: number; waiting: number; unhandled: number }
  const found = await eventually(async () => {
    const { rows } = await cluster.owner.query<Counts>(counts)
    return rows[0]!.received === texted && rows[0]!.waiting === 0 && rows[0]
  }, 120_000)
  expect(found.unhandled).toBe(0)
}

async function openLetters(): Promise<{ phone: string; letter: string }[]> {
  const { rows } = await cluster.owner.query<{ letter: string; address_id: string }>(
    `SELECT l.letter, a.address_id FROM letters l JOIN person_addresses a USING (person_id) WHERE l.purpose = 'invitation'`,
  )
  const { house } = cluster.muster
  return Promise.all(
    rows.map(async ({ letter, address_id }) => ({
      phone: (await house.vault.openAddress(house.pool, address_id))!.id,
      letter,
    })),
  )
}

async function all(): Promise<{ offers: Offer[]; needs: Need[] }> {
  const offers = await cluster.owner.query<{ state: Offer }>('SELECT state FROM offers')
  const needs = await cluster.owner.query<{ state: Need }>('SELECT state FROM needs')
  return { offers: offers.rows.map(({ state }) => state), needs: needs.rows.map(({ state }) => state) }
}
