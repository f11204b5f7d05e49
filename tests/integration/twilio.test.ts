import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterVolunteers } from '../../bots/turns/enter-volunteers.ts'
import type { Message } from '../../core/messages/message.ts'
import { type Cluster, eventually, type Node, openCluster, publicUrl } from '../support/cluster.ts'
import { volunteerRow } from '../support/town.ts'

let cluster: Cluster
let node: Node

beforeAll(async () => {
  cluster = await openCluster({ statuses: 'reordered' })
  const sam = volunteerRow({ name: 'Sam Okoro', phone: '+447700900101', at: { lat: 51.9931, lon: -2.1571 } })
  const tom = volunteerRow({ name: 'Tom Byrne', phone: '+447700900102', at: { lat: 51.9951, lon: -2.1501 } })
  await enterVolunteers(cluster.muster.house, [sam, tom], 'job/test')
  node = await cluster.start()
  cluster.twilio.connect({ appUrl: node.url, publicUrl })
}, 60_000)

afterAll(() => cluster.close())

const textsTo = (phone: string) => cluster.twilio.sent.filter((text) => text.to === phone).map((text) => text.body)
const entries = async () =>
  (await cluster.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM entries')).rows[0]!.n

test('a forged text is refused with 403 and changes nothing', async () => {
  const before = await entries()
  const answer = await cluster.twilio.inbound('+447700900201', 'need sandbags 51.9912, -2.1598', { forged: true })
  expect(answer.status).toBe(403)
  expect(await entries()).toBe(before)
})

test('a text is acknowledged with empty TwiML, handled once however often it comes, and answered by REST', async () => {
  const first = await cluster.twilio.inbound('+447700900202', 'need sandbags 51.9912, -2.1598')
  expect(first.status).toBe(200)
  expect(first.body).toContain('<Response')
  const again = await cluster.twilio.inbound('+447700900202', 'need sandbags 51.9912, -2.1598', { sid: first.sid })
  expect(again.status).toBe(200)
  await eventually(() => textsTo('+447700900101').some((body) => body.includes('Reply A1 yes')))
  expect(textsTo('+447700900202').filter((body) => body.startsWith('We read:'))).toHaveLength(1)
})

test('one answers, the other is stood down, the resident hears a first name and the word', async () => {
  await cluster.twilio.inbound('+447700900101', ' a-1. ')
  await eventually(() => textsTo('+447700900102').some((body) => body.startsWith('Thank you. Covered now')))
  const accepted = await eventually(() => textsTo('+447700900101').find((body) => body.includes('Doorstep word')))
  const word = /Doorstep word: (\w+)/.exec(accepted)![1]!
  const coming = await eventually(() => textsTo('+447700900202').find((body) => body.startsWith('Sam has said yes')))
  expect(coming).toContain(word)
  expect(coming).not.toContain('Okoro')
})

test('delivery reports in any order end as delivered', async () => {
  await cluster.twilio.settled()
  const states = async () =>
    (await cluster.owner.query<{ state: Message }>(`SELECT state FROM messages WHERE state->>'direction' = 'out'`)).rows
  await eventually(async () => (await states()).every(({ state }) => state.status === 'delivered'))
})

test('STOP at the carrier: nothing more is sent there, whoever is on the job is replaced, and a person is to ring', async () => {
  const before = textsTo('+447700900101').length
  await cluster.twilio.inbound('+447700900101', 'STOP')
  const alarms = async () =>
    (await cluster.owner.query<{ reason: string }>(`SELECT state->>'reason' AS reason FROM alarms`)).rows.map(
      (row) => row.reason,
    )
  await eventually(async () => (await alarms()).includes('ring_them'))
  expect(textsTo('+447700900101')).toHaveLength(before)
})

test('a text from a name or a short code is kept and never answered', async () => {
  const before = cluster.twilio.sent.length
  await cluster.twilio.inbound('60777', 'You have won, reply to claim')
  await eventually(
    async () =>
      (await cluster.owner.query(`SELECT 1 FROM messages WHERE state->>'status' = 'withheld'`)).rows.length === 1,
  )
  expect(cluster.twilio.sent.slice(before).some((text) => text.to === '60777')).toBe(false)
})

test('nothing that was said, and no number, is in the log', () => {
  for (const secret of ['sandbags', '7700900', 'Okoro', '51.99']) expect(node.output()).not.toContain(secret)
})
