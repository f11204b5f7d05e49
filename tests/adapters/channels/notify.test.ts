import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type NotifyConfig, notify } from '../../../adapters/channels/notify.ts'
import type { ChannelEvent } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { type NotifyStandIn, notifyStandIn } from '../../support/notify-stand-in.ts'

const resident = { channel: 'sms', id: '+447700900123' }
const inbox = { channel: 'email', id: 'ada@example.org' }
const callbackToken = 'callback-token-of-the-test'
const never = new AbortController().signal

const config = (standIn: NotifyStandIn, more: Partial<NotifyConfig> = {}): NotifyConfig => ({
  kind: 'sms',
  apiKey: standIn.apiKey,
  template: standIn.smsTemplate,
  callbackToken,
  apiBase: standIn.baseUrl,
  timeoutMs: 1_000,
  settleMs: 0,
  ...more,
})

const email = (standIn: NotifyStandIn): NotifyConfig =>
  config(standIn, { kind: 'email', template: standIn.emailTemplate })

const callback = (path: string, body: unknown, token = callbackToken) =>
  new Request(`https://muster.example.org/webhooks/notify/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const textId = '70200000-0000-4000-8000-000000000001'
const received = {
  id: textId,
  source_number: '447700900123',
  destination_number: '447700900900',
  message: 'Water in the kitchen 🌊',
  date_received: '2026-11-25T08:15:00.000000Z',
}

const troubles = (standIn: NotifyStandIn): Record<Trouble, () => void> => ({
  throttled: () => standIn.fail({ kind: 'throttled' }),
  refused: () => undefined,
  hung: () => standIn.fail({ kind: 'hung' }),
  answered_late: () => standIn.fail({ kind: 'hung', taken: true }),
  cut_off: () => standIn.fail({ kind: 'cut_off', taken: true }),
  broken: () => standIn.fail({ kind: 'broken' }),
})

for (const kind of ['sms', 'email'] as const)
  describeChannel(`GOV.UK Notify, ${kind}`, async () => {
    const standIn = await notifyStandIn()
    const to = kind === 'sms' ? resident : inbox
    const settings = kind === 'sms' ? config(standIn) : email(standIn)
    let refuse = false
    const [channel, refused] = [notify(settings), notify({ ...settings, template: textId })]
    const receipt = { id: textId, to: to.id, status: 'delivered', notification_type: 'email' }
    const event: ChannelEvent =
      kind === 'email'
        ? { type: 'status', providerId: textId, status: 'delivered' }
        : {
            type: 'message',
            from: resident,
            to: { channel: 'sms', id: '+447700900900' },
            providerId: textId,
            text: received.message,
            sentAt: new Date('2026-11-25T08:15:00Z'),
          }
    const request = (token?: string) =>
      kind === 'sms' ? callback('texts', received, token) : callback('status', receipt, token)
    return {
      channel: { ...channel, send: (...given) => (refuse ? refused : channel).send(...given) },
      offline: notify({ ...settings, apiBase: 'http://127.0.0.1:2' }),
      to,
      secrets: [callbackToken, standIn.apiKey.slice(-36)],
      retryAfterS: 20,
      webhook: {
        request: () => request(),
        forged: () => request('another-token'),
        event,
        reply: { status: 204, contentType: null, body: '' },
      },
      next: (trouble) => {
        refuse = trouble === 'refused'
        troubles(standIn)[trouble]()
      },
      taken: () => standIn.sent.map(({ message }) => message),
      close: () => standIn.close(),
    }
  })

describe('GOV.UK Notify', () => {
  let standIn: NotifyStandIn

  beforeEach(async () => {
    standIn = await notifyStandIn()
  })

  afterEach(() => standIn.close())

  const sendTo = (id: string, text = 'Hello', more: Partial<NotifyConfig> = {}) =>
    notify(config(standIn, more)).send({ channel: 'sms', id }, messageOf(text), never)

  it('gives our message’s id as the reference', async () => {
    await sendTo(resident.id)
    expect(standIn.sent).toMatchObject([{ reference: 'm1', to: resident.id, message: 'Hello' }])
  })

  it.each([
    ['what is no British mobile', 'bad_address', () => sendTo('+441632960001')],
    ['more than it takes', 'rejected', () => sendTo(resident.id, 'x'.repeat(919))],
    ['a template that is not there', 'misconfigured', () => sendTo(resident.id, 'Hello', { template: textId })],
    [
      'a key of somebody else',
      'misconfigured',
      () => sendTo(resident.id, 'Hello', { apiKey: `x-${textId}-${textId}` }),
    ],
    [
      'a clock that is off',
      'misconfigured',
      () => sendTo(resident.id, 'Hello', { now: () => new Date(Date.now() - 31_000) }),
    ],
  ])('says why it is refused: %s', async (_, reason, send) => {
    expect(await send()).toMatchObject({ ok: false, error: { reason, code: expect.stringMatching(/Error$/) } })
    expect(standIn.sent).toEqual([])
  })

  it('knows a service in trial mode for what it is: a setting, not a bad address', async () => {
    const trial = await notifyStandIn({ trialMode: true })
    const sent = await notify(config(trial)).send(resident, messageOf('Hello'), never)
    await trial.close()
    expect(sent).toEqual({ ok: false, error: { reason: 'misconfigured', code: 'BadRequestError' } })
  })

  it('waits an hour once the day’s number is used up', async () => {
    standIn.fail({ kind: 'day_is_full' })
    expect(await sendTo(resident.id)).toMatchObject({ error: { reason: 'throttled', retryAfterS: 3600 } })
  })

  it('does not say that a message was not sent while it may still show up in the list', async () => {
    const attempted = { ...messageOf('Hello'), to: resident, attemptedAt: new Date() }
    expect(await notify(config(standIn, { settleMs: 60_000 })).find(attempted)).toEqual({ outcome: 'unknown' })
    expect(await notify(config(standIn)).find(attempted)).toEqual({ outcome: 'not_sent' })
  })

  it.each([
    ['created', { status: 'queued' }],
    ['sending', { status: 'sending' }],
    ['pending', { status: 'sending' }],
    ['sent', { status: 'sent' }],
    ['delivered', { status: 'delivered' }],
    ['permanent-failure', { status: 'undelivered', failure: { reason: 'bad_address', code: 'permanent-failure' } }],
    ['temporary-failure', { status: 'undelivered', failure: { reason: 'rejected', code: 'temporary-failure' } }],
    ['technical-failure', { status: 'failed', failure: { reason: 'rejected', code: 'technical-failure' } }],
  ])('reads the receipt %s', async (status, meant) => {
    const request = callback('status', { id: textId, status, notification_type: 'sms' })
    const { events } = await notify(config(standIn)).receive(request)
    expect(events).toEqual([{ type: 'status', providerId: textId, ...meant }])
  })

  it.each([
    [
      'a receipt of the other kind',
      callback('status', { id: textId, status: 'sent', notification_type: 'email' }),
      204,
    ],
    ['a status it does not know', callback('status', { id: textId, status: 'lost', notification_type: 'sms' }), 204],
    ['what is no receipt', callback('status', { status: 'sent' }), 400],
    ['what is no text', callback('texts', []), 400],
  ])('makes no event of %s', async (_, request, status) => {
    const { events, reply } = await notify(config(standIn)).receive(request)
    expect({ events, status: reply.status }).toEqual({ events: [], status })
  })

  it('leaves the name of a sender as it is', async () => {
    const { events } = await notify(config(standIn)).receive(callback('texts', { ...received, source_number: 'HMRC' }))
    expect(events).toMatchObject([{ from: { channel: 'sms', id: 'HMRC' } }])
  })

  it('lists every text since a moment, the oldest first, over all pages', async () => {
    const texts = ['one', 'two', 'three', 'four', 'five']
    for (const text of texts) await standIn.inbound(resident.id, text, false)
    const found = await notify(config(standIn)).missed!(new Date(Date.now() - 5_000))
    expect(found.map((event) => event.type === 'message' && event.text)).toEqual(texts)
    expect(found[0]).toMatchObject({ from: resident, to: { channel: 'sms', id: '+447700900900' } })
    expect(await notify(config(standIn)).missed!(new Date(Date.now() + 60_000))).toEqual([])
  })

  it('knows the cost once Notify does', async () => {
    const channel = notify(config(standIn))
    const sent = await channel.send(resident, messageOf('x'.repeat(161)), never)
    const externalId = sent.ok ? sent.value.externalId : ''
    expect(await channel.bill({ externalId })).toBeNull()
    await standIn.status(standIn.sent[0]!, 'delivered')
    expect(await channel.bill({ externalId })).toEqual({ micros: 46_600, currency: 'GBP', parts: 2 })
  })

  it.each([
    ['NOTIFY_API_KEY', { apiKey: 'key' }],
    ['NOTIFY_SMS_TEMPLATE', { template: 'call-out' }],
    ['NOTIFY_EMAIL_TEMPLATE', { kind: 'email' as const, template: 'call-out' }],
    ['NOTIFY_CALLBACK_TOKEN', { callbackToken: 'short' }],
    ['NOTIFY_SMS_SENDER', { sender: '07700900900' }],
    ['NOTIFY_API_BASE', { apiBase: 'http://notify.example.org' }],
    ['NOTIFY_PER_MINUTE', { perSecond: Number.NaN }],
  ])('names the setting %s when it is wrong', (name, wrong) => {
    expect(() => notify(config(standIn, wrong))).toThrow(new RegExp(`^${name} must be .*\\.$`))
  })
})
