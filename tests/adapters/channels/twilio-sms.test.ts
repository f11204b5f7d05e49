import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TwilioSmsConfig, twilioSms } from '../../../adapters/channels/twilio-sms.ts'
import type { SentMessage } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { recordedText, signedRequest } from '../../support/twilio/signed-request.ts'
import { type TwilioStandIn, twilioStandIn } from '../../support/twilio-stand-in.ts'

const us = '+447700900000'
const resident = { channel: 'sms', id: '+447700900123' }
const publicUrl = 'https://muster.example.org'
const authToken = 'token-of-the-test'
const accountSid = `AC${'0'.repeat(32)}`

/** Nobody listens at the address; everything is given up within a second. */
const config = (more: Partial<TwilioSmsConfig> = {}): TwilioSmsConfig => ({
  accountSid,
  authToken,
  from: us,
  publicUrl,
  apiBase: 'http://127.0.0.1:1',
  timeoutMs: 1_000,
  settleMs: 0,
  ...more,
})

const troubles: Record<Trouble, (standIn: TwilioStandIn) => void> = {
  throttled: (standIn) => standIn.fail({ kind: 'throttled', retryAfterS: 7 }),
  refused: (standIn) => void standIn.inbound(resident.id, 'STOP', { deliver: false }),
  hung: (standIn) => standIn.fail({ kind: 'hung' }),
  answered_late: (standIn) => standIn.fail({ kind: 'hung', taken: true }),
  cut_off: (standIn) => standIn.fail({ kind: 'cut_off', taken: true }),
  broken: (standIn) => standIn.fail({ kind: 'broken' }),
}

describeChannel('Twilio SMS', async () => {
  vi.stubEnv('TWILIO_LOG_LEVEL', 'debug')
  const standIn = await twilioStandIn({ numbers: [us], authToken })
  return {
    channel: twilioSms(config({ apiBase: standIn.baseUrl })),
    offline: twilioSms(config()),
    to: resident,
    secrets: [authToken, accountSid, Buffer.from(`${accountSid}:${authToken}`).toString('base64')],
    retryAfterS: 7,
    webhook: {
      request: () => signedRequest(recordedText, { token: authToken, base: publicUrl }),
      forged: () => signedRequest(recordedText, { token: 'another-token', base: publicUrl }),
      event: {
        type: 'message',
        from: resident,
        to: { channel: 'sms', id: us },
        providerId: 'SM7a4dbeb4a9ab8be4f4c26b5d4d23d1a1',
        text: 'Water in the kitchen, 2 adults 🌊',
      },
      reply: { status: 200, contentType: 'text/xml', body: '<Response/>' },
    },
    next: (trouble) => troubles[trouble](standIn),
    taken: () => standIn.sent.filter(({ to }) => to === resident.id).map(({ body }) => body),
    close: () => standIn.close(),
  }
})

describe('settings', () => {
  it.each([
    ['TWILIO_ACCOUNT_SID', { accountSid: 'SK00000000000000000000000000000000' }],
    ['TWILIO_AUTH_TOKEN', { authToken: '' }],
    ['TWILIO_FROM', { from: '07700900000' }],
    ['TWILIO_FROM', { from: 'FloodAlert' }],
    ['PUBLIC_URL', { publicUrl: 'https://muster.example.org/' }],
    ['PUBLIC_URL', { publicUrl: 'muster.example.org' }],
    ['TWILIO_API_BASE', { apiBase: 'http://api.twilio.com' }],
    ['TWILIO_API_BASE', { apiBase: 'https://api.twilio.com/' }],
    ['validity', { validityS: 36_001 }],
  ])('a wrong one is named in one sentence: %s', (name, wrong) => {
    const open = () => twilioSms(config(wrong))
    expect(open).toThrow(name)
    expect(open).toThrow(/^[^\n]+\.$/)
  })

  it('an empty previous token opens no door', async () => {
    for (const previousAuthToken of [undefined, '']) {
      const forged = signedRequest(recordedText, { token: '', base: publicUrl })
      expect((await twilioSms(config({ previousAuthToken })).receive(forged)).reply.status).toBe(403)
    }
  })

  it('the previous token is believed too', async () => {
    const request = signedRequest(recordedText, { token: 'the-old-token', base: publicUrl })
    const { reply } = await twilioSms(config({ previousAuthToken: 'the-old-token' })).receive(request)
    expect(reply.status).toBe(200)
  })

  it.each([us, '84100', `MG${'a'.repeat(32)}`])('the sender may be %s', (from) => {
    expect(twilioSms(config({ from })).name).toBe('sms')
  })
})

describe('with a stand-in for Twilio', () => {
  let standIn: TwilioStandIn
  const service = `MG${'a'.repeat(32)}`

  beforeEach(async () => {
    const landlines = ['+441632960001']
    standIn = await twilioStandIn({
      numbers: [us, '84100'],
      services: { [service]: [us, '84100'] },
      landlines,
      authToken,
    })
  })

  afterEach(() => standIn.close())

  const channel = (more: Partial<TwilioSmsConfig> = {}) => twilioSms(config({ apiBase: standIn.baseUrl, ...more }))
  const send = (id: string, text: string, more: Partial<TwilioSmsConfig> = {}) =>
    channel(more).send({ channel: 'sms', id }, messageOf(text), new AbortController().signal)

  describe('sending', () => {
    it('asks for exactly this', async () => {
      const sent = await send(resident.id, 'Ffoniwch â 2 ŵy ^', { validityS: 600 })
      expect(standIn.sent.map(({ form }) => form)).toEqual([
        {
          To: resident.id,
          From: us,
          Body: 'Ffoniwch â 2 ŵy ^',
          StatusCallback: `${publicUrl}/webhooks/twilio/status`,
          ValidityPeriod: '600',
          SmartEncoded: 'false',
        },
      ])
      expect(sent).toEqual({ ok: true, value: { externalId: standIn.sent[0]?.sid } })
    })

    it.each([
      [90.2, '91'],
      [0, '1'],
      [7200, '3600'],
    ])('is valid no longer than it is worth delivering: %d seconds', async (seconds, validity) => {
      const now = new Date()
      const expiresAt = new Date(now.getTime() + seconds * 1000)
      const message = messageOf('Hello', { expiresAt })
      await channel({ now: () => now }).send(resident, message, new AbortController().signal)
      expect(standIn.sent[0]?.form.ValidityPeriod).toBe(validity)
    })

    it('knows what a text cost, and in how many segments, once it is billed', async () => {
      await send(resident.id, 'x'.repeat(161))
      const externalId = standIn.sent[0]!.sid
      expect(await channel().bill({ externalId })).toBeNull()
      await standIn.status(externalId, 'delivered', { appUrl: 'http://127.0.0.1:1' })
      expect(await channel().bill({ externalId })).toEqual({ micros: 40_000, currency: 'GBP', parts: 2 })
      expect(await twilioSms(config()).bill({ externalId })).toBeNull()
    })

    it('leaves the number to the messaging service where there is one', async () => {
      expect(await send(resident.id, 'Hello', { from: service })).toMatchObject({ ok: true })
      expect(standIn.sent[0]?.form).toMatchObject({ MessagingServiceSid: service })
      expect(standIn.sent[0]?.form).not.toHaveProperty('From')
    })

    it.each([
      ['no phone number', '+44', 'Hello', {}, { reason: 'bad_address', code: '21211' }],
      ['a landline', '+441632960001', 'Hello', {}, { reason: 'bad_address', code: '21614' }],
      ['a country that is not enabled', '+33700900123', 'Hello', {}, { reason: 'rejected', code: '21408' }],
      ['a text that is too long', resident.id, 'x'.repeat(1601), {}, { reason: 'rejected', code: '21617' }],
      ['no text', resident.id, '', {}, { reason: 'rejected', code: '21602' }],
      [
        'a number that is not ours',
        resident.id,
        'Hello',
        { from: '+447700900999' },
        { reason: 'misconfigured', code: '21659' },
      ],
      ['a wrong token', resident.id, 'Hello', { authToken: 'wrong' }, { reason: 'misconfigured', code: '20003' }],
    ])('%s fails as it should', async (_, to, text, more, error) => {
      expect(await send(to, text, more)).toEqual({ ok: false, error })
      expect(standIn.sent).toEqual([])
    })

    it('is not unsure when it is throttled without being told for how long', async () => {
      standIn.fail({ kind: 'throttled' })
      expect(await send(resident.id, 'Hello')).toEqual({ ok: false, error: { reason: 'throttled', code: '20429' } })
    })

    it('does not try again by itself', async () => {
      standIn.fail({ kind: 'throttled', retryAfterS: 1 })
      await send(resident.id, 'Hello')
      expect(standIn.sent).toEqual([])
    })

    it.each([
      ['is not Twilio’s', { kind: 'garbled' }],
      ['names no message', { kind: 'garbled', body: '{}' }],
      ['has no end', { kind: 'dripping' }],
      ['breaks off', { kind: 'cut_short' }],
    ] as const)('is unsure when the answer %s', async (_, fault) => {
      standIn.fail(fault)
      expect(await send(resident.id, 'Hello')).toMatchObject({ ok: false, error: { reason: 'unconfirmed' } })
    })

    it('is sure that nothing left when the line to Twilio was never secured', async () => {
      const silent = createServer().listen(0, '127.0.0.1')
      await once(silent, 'listening')
      const { port } = silent.address() as AddressInfo
      const sent = await send(resident.id, 'Hello', { apiBase: `https://127.0.0.1:${port}` })
      expect(sent).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
      silent.close()
    })

    it('takes an answer that is slow but in time', async () => {
      standIn.fail({ kind: 'slow', ms: 30 })
      expect(await send(resident.id, 'Hello')).toMatchObject({ ok: true })
    })

    it('fails for somebody who opted out, and works again when they come back', async () => {
      await standIn.inbound(resident.id, 'Stop', { deliver: false })
      expect(await send(resident.id, 'Hello')).toEqual({ ok: false, error: { reason: 'opted_out', code: '21610' } })
      await standIn.inbound(resident.id, 'start', { deliver: false })
      expect(await send(resident.id, 'Hello')).toMatchObject({ ok: true })
    })
  })

  describe('finding what became of a text', () => {
    const sent = (more: Partial<SentMessage> = {}): SentMessage => ({
      ...messageOf('Hello'),
      to: resident,
      attemptedAt: new Date(),
      ...more,
    })

    it('finds one that is still queued at a messaging service, which has no number and no date yet', async () => {
      await send(resident.id, 'Hello', { from: service })
      expect(await channel({ from: service }).find(sent())).toEqual({
        outcome: 'sent',
        externalId: standIn.sent[0]?.sid,
      })
    })

    it.each([
      ['another text', { text: 'Hello!' }],
      ['another person', { to: { channel: 'sms', id: '+447700900124' } }],
      ['the same text some minutes before', { attemptedAt: new Date(Date.now() + 300_000) }],
      ['the same text some minutes after', { attemptedAt: new Date(Date.now() - 300_000) }],
    ])('does not take %s for it', async (_, more) => {
      await send(resident.id, 'Hello')
      expect(await channel().find(sent(more))).not.toMatchObject({ outcome: 'sent' })
    })

    it('does not take the text of another sender of the same account for it', async () => {
      await send(resident.id, 'Hello', { from: '84100' })
      expect(await channel().find(sent())).toEqual({ outcome: 'not_sent' })
    })

    it('says not_sent only when the list has had time to show it', async () => {
      const find = (now: Date) => channel({ settleMs: 60_000, now: () => now }).find(sent({ attemptedAt: new Date(0) }))
      expect(await find(new Date(59_999))).toEqual({ outcome: 'unknown' })
      expect(await find(new Date(60_000))).toEqual({ outcome: 'not_sent' })
    })

    it('does not know when more is listed than it can look through', async () => {
      for (let n = 0; n < 5000; n++) await standIn.inbound(us, `Text ${n}`, { to: resident.id, deliver: false })
      expect(await channel({ timeoutMs: 20_000 }).find(sent())).toEqual({ outcome: 'unknown' })
    })

    it('does not know while Twilio’s list cannot be read', async () => {
      for (const fault of [{ kind: 'hung' }, { kind: 'broken' }, { kind: 'throttled' }, { kind: 'garbled' }] as const) {
        standIn.fail(fault, { on: 'read' })
        expect(await channel().find(sent())).toEqual({ outcome: 'unknown' })
      }
    })
  })

  describe('what came in while we were down', () => {
    const down = { deliver: false } as const

    it('is listed oldest first, and nothing of what we sent', async () => {
      const first = await standIn.inbound(resident.id, 'Water in the kitchen', down)
      await send(resident.id, 'Hello')
      await send(us, 'To ourselves')
      await standIn.status(standIn.sent[1]?.sid ?? '', 'sent', { appUrl: 'http://127.0.0.1:1' })
      const second = await standIn.inbound('+447700900124', 'STOP', down)
      const events = await channel().missed(new Date(Date.now() - 1000))
      expect(events).toEqual([
        {
          type: 'message',
          from: resident,
          to: { channel: 'sms', id: us },
          providerId: first.sid,
          text: 'Water in the kitchen',
          sentAt: expect.any(Date),
        },
        expect.objectContaining({ providerId: second.sid, carrierKeyword: 'stop' }),
      ])
    })

    it('is the event that the webhook would have been', async () => {
      const { sid } = await standIn.inbound(resident.id, 'Cancel', down)
      const form = recordedText.replace(/SM7a4\w+/g, sid).replace(/Body=[^&]*/, 'Body=Cancel')
      const { events } = await channel().receive(signedRequest(form, { token: authToken, base: publicUrl }))
      const [missed] = await channel().missed(new Date(0))
      expect(missed).toEqual({ ...events[0], sentAt: expect.any(Date) })
    })

    it('is all of it, over several pages', async () => {
      for (let n = 0; n < 2100; n++) await standIn.inbound(resident.id, `Text ${n}`, down)
      const events = await channel({ timeoutMs: 5000 }).missed(new Date(0))
      expect(events.map((event) => event.type === 'message' && event.text)).toEqual(
        Array.from({ length: 2100 }, (_, n) => `Text ${n}`),
      )
    })

    it('starts where it is asked to, or a little before', async () => {
      await standIn.inbound(resident.id, 'Old', down)
      expect(await channel().missed(new Date(Date.now() + 60_000))).toEqual([])
      expect(await channel().missed(new Date())).toHaveLength(1)
    })

    it('is asked of every number of a messaging service, and of no other', async () => {
      await standIn.inbound(resident.id, 'To the number', down)
      await standIn.inbound(resident.id, 'To the short code', { ...down, to: '84100' })
      await standIn.inbound(resident.id, 'To somebody else', { ...down, to: '+447700900777' })
      expect(await channel({ from: service }).missed(new Date(0))).toHaveLength(2)
      expect(await channel().missed(new Date(0))).toHaveLength(1)
    })
  })
})
