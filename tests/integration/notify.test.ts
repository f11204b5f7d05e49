import { afterAll, beforeAll, expect, test } from 'vitest'
import { notify } from '../../adapters/channels/notify.ts'
import { type NotifyStandIn, notifyStandIn } from '../support/notify-stand-in.ts'
import { openWired, type Wired } from '../support/wired.ts'

const [ada, sam] = ['+447700900202', '+447700900101']
const callbackToken = 'callback-token-of-the-test'

let standIn: NotifyStandIn
let wired: Wired

beforeAll(async () => {
  standIn = await notifyStandIn()
  const common = { apiKey: standIn.apiKey, callbackToken, apiBase: standIn.baseUrl }
  const texts = notify({ ...common, kind: 'sms', template: standIn.smsTemplate })
  const emails = notify({ ...common, kind: 'email', template: standIn.emailTemplate })
  wired = await openWired(() => [
    { channel: texts, paths: ['/webhooks/notify/status', '/webhooks/notify/texts'] },
    { channel: emails, paths: ['/webhooks/notify/status'] },
  ])
  standIn.connect((request) => wired.post(request), callbackToken)
  await wired.volunteer({ name: 'Sam Okoro', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
}, 60_000)

afterAll(async () => {
  await wired.close()
  await standIn.close()
})

const textsTo = (phone: string) => standIn.sent.filter(({ to }) => to === phone).map(({ message }) => message)
const needs = async () =>
  (await wired.query<{ stage: string }>(`SELECT state->>'stage' AS stage FROM needs`)).map(({ stage }) => stage)

test('a resident asks by a text that Notify calls back with, and is answered through Notify', async () => {
  expect(await standIn.inbound(ada, 'need sandbags 51.9912, -2.1598')).toMatchObject({ status: 204 })
  expect(textsTo(ada)).toEqual([expect.stringMatching(/^We read: /)])
})

test('a volunteer says yes by the same service, and both hear of it by that service', async () => {
  await standIn.inbound(sam, 'A1')
  expect(textsTo(sam).at(-1)).toContain('Doorstep word: acorn')
  expect(textsTo(ada).at(-1)).toContain('Sam has said yes')
})

test('receipts of texts move texts, and a callback that is not Notify’s changes nothing', async () => {
  const [first] = standIn.sent
  expect(await standIn.status(first!, 'permanent-failure', 'a-guess-at-it')).toBe(403)
  expect(await standIn.status(first!, 'delivered')).toBe(204)
  const reports = await wired.query(`SELECT channel, status FROM delivery_reports`)
  expect(reports.every((report) => JSON.stringify(report).includes('delivered'))).toBe(true)
})

test('the receipt of an e-mail comes to the same address and counts as the e-mail’s', async () => {
  const email = { ...standIn.sent[0]!, type: 'email' as const, id: '70200000-0000-4000-8000-000000000001' }
  expect(await standIn.status(email, 'delivered')).toBe(204)
  const [report] = await wired.query<{ channel: string }>(
    `SELECT channel FROM delivery_reports WHERE provider_id = '${email.id}'`,
  )
  expect(report).toEqual({ channel: 'notify_email' })
})

test('what came in while nothing listened is listed, and handled once', async () => {
  await standIn.inbound(sam, 'A5', false)
  const before = textsTo(sam).length
  const missed = await wired.muster.house.pool.query('SELECT count(*)::int AS n FROM inbox')
  const channel = notify({
    kind: 'sms',
    apiKey: standIn.apiKey,
    template: standIn.smsTemplate,
    callbackToken,
    apiBase: standIn.baseUrl,
  })
  for (const event of await channel.missed!(new Date(Date.now() - 60_000)))
    await wired.muster.deliver('notify_sms', event)
  await wired.settle()
  const after = await wired.muster.house.pool.query('SELECT count(*)::int AS n FROM inbox')
  expect(after.rows[0].n - missed.rows[0].n).toBe(1)
  expect(textsTo(sam).length).toBeGreaterThan(before)
})

test('STOP is ours to heed: nothing more is sent there', async () => {
  await standIn.inbound(sam, 'STOP')
  const before = textsTo(sam).length
  await standIn.inbound(ada, 'need sandbags 51.9912, -2.1598')
  expect(textsTo(sam)).toHaveLength(before)
  expect(await needs()).not.toEqual([])
})

test('no number, word or key is in the log', () => {
  for (const secret of ['7700900', 'sandbags', callbackToken, standIn.apiKey.slice(-36)])
    expect(wired.lines.filter((line) => line.includes(secret))).toEqual([])
})
