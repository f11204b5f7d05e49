import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TwilioWhatsappConfig, twilioWhatsapp } from '../../../adapters/channels/twilio-whatsapp.ts'
import type { Message } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { signedRequest } from '../../support/twilio/signed-request.ts'
import { type TwilioStandIn, twilioStandIn } from '../../support/twilio-stand-in.ts'

const us = '+447700900001'
const resident = { channel: 'sms', id: '+447700900123' }
const publicUrl = 'https://muster.example.org'
const authToken = 'token-of-the-test'
const accountSid = `AC${'0'.repeat(32)}`
const sid = (digit: string) => `HX${digit.repeat(32)}`
const templates = {
  [sid('a')]: { body: 'From Muster: {{1}}', approved: true },
  [sid('b')]: { body: 'Somebody near you needs help. {{1}}', approved: true },
  [sid('c')]: { body: 'Oddi wrth Muster: {{1}}', approved: true },
  [sid('d')]: { body: '{{1}} {{2}}/{{3}} {{4}}/{{5}}', approved: false },
}
const whatsapp = { numbers: [us], templates }

const config = (more: Partial<TwilioWhatsappConfig> = {}): TwilioWhatsappConfig => ({
  accountSid,
  authToken,
  from: us,
  publicUrl,
  apiBase: 'http://127.0.0.1:1',
  timeoutMs: 1_000,
  settleMs: 0,
  templates: `*=${sid('a')}, invitation=${sid('b')}, *.cy=${sid('c')}`,
  buttons: `2=${sid('d')}`,
  ...more,
})

const form = (fields: Record<string, string>) =>
  new URLSearchParams({
    MessageSid: `SM${'1'.repeat(32)}`,
    AccountSid: accountSid,
    From: `whatsapp:${resident.id}`,
    To: `whatsapp:${us}`,
    ProfileName: 'Ada',
    WaId: '447700900123',
    Body: 'Water in the kitchen',
    ...fields,
  }).toString()

const request = (fields: Record<string, string> = {}, token = authToken) =>
  signedRequest(form(fields), { token, base: publicUrl, path: '/webhooks/twilio/whatsapp' })

const troubles: Record<Trouble, (standIn: TwilioStandIn) => void> = {
  throttled: (standIn) => standIn.fail({ kind: 'throttled', retryAfterS: 7 }),
  refused: (standIn) => standIn.fail({ kind: 'refused', code: 63024 }),
  hung: (standIn) => standIn.fail({ kind: 'hung' }),
  answered_late: (standIn) => standIn.fail({ kind: 'hung', taken: true }),
  cut_off: (standIn) => standIn.fail({ kind: 'cut_off', taken: true }),
  broken: (standIn) => standIn.fail({ kind: 'broken' }),
}

describeChannel('Twilio WhatsApp', async () => {
  const standIn = await twilioStandIn({ whatsapp, authToken })
  return {
    channel: twilioWhatsapp(config({ apiBase: standIn.baseUrl })),
    offline: twilioWhatsapp(config()),
    to: resident,
    secrets: [authToken, accountSid],
    retryAfterS: 7,
    webhook: {
      request: () => request(),
      forged: () => request({}, 'another-token'),
      event: {
        type: 'message',
        from: resident,
        to: { channel: 'sms', id: us },
        providerId: `SM${'1'.repeat(32)}`,
        text: 'Water in the kitchen',
      },
      reply: { status: 200, contentType: 'text/xml', body: '<Response/>' },
    },
    next: (trouble) => troubles[trouble](standIn),
    taken: () => standIn.sent.map(({ body }) => body.replace('From Muster: ', '')),
    close: () => standIn.close(),
  }
})

describe('settings of WhatsApp', () => {
  it.each([
    ['TWILIO_WHATSAPP_FROM', { from: 'whatsapp:+447700900001' }],
    ['TWILIO_WHATSAPP_TEMPLATES', { templates: 'invitation' }],
    ['TWILIO_WHATSAPP_TEMPLATES', { templates: `invitations=${sid('a')}` }],
    ['TWILIO_WHATSAPP_BUTTONS', { buttons: `11=${sid('a')}` }],
    ['TWILIO_WHATSAPP_PER_SECOND', { perSecond: Number.NaN }],
  ])('a wrong one is named in one sentence: %s', (name, wrong) => {
    expect(() => twilioWhatsapp(config(wrong))).toThrow(new RegExp(`^${name} [^\\n]+\\.$`))
  })
})

describe('WhatsApp with a stand-in for Twilio', () => {
  const now = new Date('2026-11-25T12:00:00.000Z')
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
  let standIn: TwilioStandIn

  beforeEach(async () => {
    standIn = await twilioStandIn({ whatsapp, authToken, now: () => now })
  })

  afterEach(() => standIn.close())

  const channel = (more: Partial<TwilioWhatsappConfig> = {}) =>
    twilioWhatsapp(config({ apiBase: standIn.baseUrl, now: () => now, ...more }))
  const send = (more: Partial<Message>, settings: Partial<TwilioWhatsappConfig> = {}, to = resident) =>
    channel(settings).send(to, messageOf('Sandbags?\nNear GL20', more), new AbortController().signal)

  it('sends free text in the 24 hours after theirs', async () => {
    expect(await send({ heardAt: hoursAgo(23) })).toMatchObject({ ok: true })
    expect(standIn.sent[0]?.form).toEqual({
      To: `whatsapp:${resident.id}`,
      From: `whatsapp:${us}`,
      Body: 'Sandbags?\nNear GL20',
      StatusCallback: `${publicUrl}/webhooks/twilio/whatsapp-status`,
    })
  })

  it.each([
    ['reply', 'en-GB', 'From Muster: Sandbags? Near GL20'],
    ['invitation', 'en-GB', 'Somebody near you needs help. Sandbags? Near GL20'],
    ['reply', 'cy', 'Oddi wrth Muster: Sandbags? Near GL20'],
  ] as const)('sends the template for a %s in %s after that', async (purpose, language, said) => {
    expect(await send({ purpose, language, heardAt: hoursAgo(24) })).toMatchObject({ ok: true })
    expect(standIn.sent[0]).toMatchObject({ body: said, outsideSession: false })
  })

  it('without a template that fits it refuses before anything leaves', async () => {
    const templates = `invitation=${sid('b')}`
    const failed = await send({ heardAt: null }, { templates })
    expect(failed).toEqual({ ok: false, error: { reason: 'rejected', code: '63016' } })
    expect(standIn.requested).toEqual([])
  })

  it('shows choices as buttons that say the answer, while they may be shown', async () => {
    const choices = [
      { answer: 'A1', label: 'Yes, I can' },
      { answer: 'A2', label: "No, I can't" },
    ]
    await send({ text: 'Sandbags?', choices, heardAt: hoursAgo(1) })
    expect(standIn.sent[0]?.body).toBe("Sandbags? Yes, I can/A1 No, I can't/A2")
    const { events } = await channel().receive(request({ Body: 'Yes, I can', ButtonPayload: 'A1' }))
    expect(events).toEqual([expect.objectContaining({ text: 'A1', from: resident })])
  })

  it('sends the words alone where there are no buttons for so many choices', async () => {
    await send({ text: 'It is yours.', choices: [{ answer: 'A3', label: 'On the way' }], heardAt: hoursAgo(1) })
    expect(standIn.sent[0]?.body).toBe('It is yours.')
  })

  it.each([
    ['a template that is not there', { templates: `*=${sid('e')}` }, { reason: 'misconfigured', code: '21655' }],
    ['a template with other variables', { templates: `*=${sid('d')}` }, { reason: 'rejected', code: '21656' }],
    ['a number that is not on WhatsApp', { from: '+447700900999' }, { reason: 'misconfigured', code: '63007' }],
  ])('fails as it should with %s', async (_, settings, error) => {
    expect(await send({ heardAt: null }, settings)).toEqual({ ok: false, error })
  })

  it('a session that was over all the same ends as undelivered, with why', async () => {
    const posted: Request[] = []
    await send({ heardAt: hoursAgo(1) }, { publicUrl: 'http://127.0.0.1:1' })
    await standIn.settled()
    const told = new URLSearchParams({
      MessageSid: standIn.sent[0]!.sid,
      MessageStatus: 'undelivered',
      ErrorCode: '63016',
    }).toString()
    posted.push(signedRequest(told, { token: authToken, base: publicUrl, path: '/webhooks/twilio/whatsapp-status' }))
    expect(standIn.sent[0]?.outsideSession).toBe(true)
    expect((await channel().receive(posted[0]!)).events).toEqual([
      {
        type: 'status',
        providerId: standIn.sent[0]!.sid,
        status: 'undelivered',
        failure: { reason: 'rejected', code: '63016' },
      },
    ])
  })

  it('reads a place that was pinned', async () => {
    const fields = { Body: '', Latitude: '51.9931', Longitude: '-2.1571', Label: 'Abbey Mill' }
    const { events } = await channel().receive(request(fields))
    expect(events).toEqual([
      expect.objectContaining({ text: '', pin: { lat: 51.9931, lon: -2.1571, label: 'Abbey Mill' } }),
    ])
  })

  it('knows whoever has no number by what WhatsApp calls them, and answers there', async () => {
    const { events } = await channel().receive(request({ From: 'whatsapp:GB.ada', ExternalUserId: 'GB.1234' }))
    const from = { channel: 'whatsapp', id: 'GB.1234' }
    expect(events).toEqual([expect.objectContaining({ from })])
    expect(await send({ heardAt: hoursAgo(1) }, {}, from)).toMatchObject({ ok: true })
    expect(standIn.sent[0]?.to).toBe('whatsapp:GB.1234')
  })

  it('leaves STOP to the conversation unless WhatsApp has acted on it', async () => {
    const stop = async (more = {}) => (await channel().receive(request({ Body: 'STOP', ...more }))).events[0]
    expect(await stop()).not.toHaveProperty('carrierKeyword')
    expect(await stop({ OptOutType: 'STOP' })).toHaveProperty('carrierKeyword', 'stop')
  })

  it('lists what came in while we were down, with the numbers people have everywhere', async () => {
    const down = { deliver: false, to: `whatsapp:${us}` } as const
    await standIn.inbound(`whatsapp:${resident.id}`, 'Help us', down)
    expect(await channel().missed(hoursAgo(1))).toMatchObject([
      { type: 'message', from: resident, to: { channel: 'sms', id: us }, text: 'Help us', sentAt: now },
    ])
  })

  it('says what a message cost once it is billed', async () => {
    await send({ heardAt: null })
    const externalId = standIn.sent[0]!.sid
    expect(await channel().bill({ externalId })).toBeNull()
    await standIn.status(externalId, 'delivered', { appUrl: 'http://127.0.0.1:1' })
    expect(await channel().bill({ externalId })).toEqual({ micros: 40_000, currency: 'GBP', parts: 1 })
  })
})
