import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as bodyOf } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TwilioVoice, type TwilioVoiceConfig, twilioVoice } from '../../../adapters/channels/twilio-voice.ts'
import type { ChannelEvent, Message } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { signedRequest } from '../../support/twilio/signed-request.ts'
import { type TwilioStandIn, twilioStandIn } from '../../support/twilio-stand-in.ts'

const us = '+447700900000'
const landline = '+441632960123'
const neighbour = { channel: 'sms', id: landline }
const publicUrl = 'https://muster.example.org'
const authToken = 'token-of-the-test'
const accountSid = `AC${'0'.repeat(32)}`
const callSid = `CA${'1'.repeat(32)}`

const choices = [
  { answer: 'A1', label: 'Yes, I can' },
  { answer: 'A2', label: "No, I can't" },
]
const invitation = messageOf('Muster: flood help needed near GL20 5, within 30 minutes. Reply A1 yes, A2 no.', {
  messageId: 'invited',
  purpose: 'invitation',
  choices,
})

const config = (more: Partial<TwilioVoiceConfig> = {}): TwilioVoiceConfig => ({
  accountSid,
  authToken,
  from: us,
  us: 'Muster',
  publicUrl,
  apiBase: 'http://127.0.0.1:1',
  timeoutMs: 1_000,
  settleMs: 0,
  hangUpMs: 5,
  recall: async (id) => (id === 'invited' ? invitation : undefined),
  ...more,
})

const recorded = (path: string, fields: Record<string, string>, token = authToken) => {
  const form = {
    CallSid: callSid,
    AccountSid: accountSid,
    From: us,
    To: landline,
    Direction: 'outbound-api',
    ...fields,
  }
  const body = new URLSearchParams(form).toString()
  return signedRequest(body, { token, base: publicUrl, path: `/webhooks/twilio/voice${path}` })
}

const troubles: Record<Trouble, (standIn: TwilioStandIn) => void> = {
  throttled: (standIn) => standIn.fail({ kind: 'throttled', retryAfterS: 7 }),
  refused: (standIn) => standIn.fail({ kind: 'refused', code: 21216 }),
  hung: (standIn) => standIn.fail({ kind: 'hung' }),
  answered_late: (standIn) => standIn.fail({ kind: 'hung', taken: true }),
  cut_off: (standIn) => standIn.fail({ kind: 'cut_off', taken: true }),
  broken: (standIn) => standIn.fail({ kind: 'broken' }),
}

describeChannel('Twilio voice', async () => {
  const standIn = await twilioStandIn({ numbers: [us], authToken })
  const given = new Map<string, string>()
  const channel = twilioVoice(config({ apiBase: standIn.baseUrl }))
  return {
    channel: {
      ...channel,
      send: (to, message, signal) => {
        given.set(message.messageId, message.text)
        return channel.send(to, message, signal)
      },
    },
    offline: twilioVoice(config()),
    to: neighbour,
    secrets: [authToken, accountSid],
    retryAfterS: 7,
    webhook: {
      request: () => recorded('/status', { CallStatus: 'busy', SequenceNumber: '2' }),
      forged: () => recorded('/status', { CallStatus: 'busy', SequenceNumber: '2' }, 'another-token'),
      event: {
        type: 'status',
        providerId: callSid,
        status: 'undelivered',
        failure: { reason: 'rejected', code: 'busy' },
      },
      reply: { status: 204, contentType: null, body: '' },
    },
    next: (trouble) => troubles[trouble](standIn),
    // what is for one person alone is not in the call: the message that it opens is
    taken: () => standIn.rung.map((call) => given.get(/[?;&]m=([\w-]+)/.exec(call.twiml())![1]!)!),
    close: () => standIn.close(),
  }
})

it.each([
  ['TWILIO_VOICE_FROM', { from: 'Muster' }],
  ['TWILIO_VOICE_PER_SECOND', { perSecond: 0 }],
])('a wrong setting is named in one sentence: %s', (name, wrong) => {
  expect(() => twilioVoice(config(wrong))).toThrow(new RegExp(`^${name} [^\\n]+\\.$`))
})

it.each([
  ['queued', 'queued'],
  ['initiated', 'queued'],
  ['ringing', 'sending'],
  ['in-progress', 'sent'],
  ['completed', 'sent'],
  ['no-answer', 'undelivered'],
  ['failed', 'undelivered'],
  ['canceled', 'undelivered'],
])('a call that is %s is a message that is %s: picking up alone is not hearing', async (CallStatus, status) => {
  const { events } = await twilioVoice(config()).receive(recorded('/status', { CallStatus }))
  expect(events).toEqual([expect.objectContaining({ type: 'status', providerId: callSid, status })])
})

it('an address that is none of ours is refused', async () => {
  const status = async (path: string, fields = {}) =>
    (await twilioVoice(config()).receive(recorded(path, fields))).reply.status
  expect(await status('/answer?m=a%20b', { Digits: '1' })).toBe(400)
  expect(await status('/answer?r=x', { Digits: '1' })).toBe(400)
  expect(await status('/fax')).toBe(404)
})

describe('on the telephone', () => {
  let standIn: TwilioStandIn
  let server: Server
  let voice: TwilioVoice
  let events: ChannelEvent[]
  let messages: Map<string, Message>

  beforeEach(async () => {
    events = []
    messages = new Map()
    standIn = await twilioStandIn({ numbers: [us], authToken })
    server = createServer(async (incoming, response) => {
      const body = await bodyOf(incoming)
      const headers = { 'x-twilio-signature': String(incoming.headers['x-twilio-signature']) }
      const request = new Request(`http://127.0.0.1${incoming.url}`, { method: 'POST', body, headers })
      const { events: brought, reply } = await voice.receive(request)
      events.push(...brought)
      response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(await reply.text())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    standIn.connect({ publicUrl, appUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    voice = twilioVoice(config({ apiBase: standIn.baseUrl, recall: async (id) => messages.get(id) }))
  })

  afterEach(async () => {
    await standIn.close()
    await new Promise((resolve) => server.close(resolve))
  })

  const send = (message: Message, to = neighbour) => {
    messages.set(message.messageId, message)
    return voice.send(to, message, new AbortController().signal)
  }
  const texts = () => events.flatMap((event) => (event.type === 'message' ? [event.text] : []))
  const statuses = () => events.flatMap((event) => (event.type === 'status' ? [event.status] : []))
  const personal = (purpose: Message['purpose']) =>
    messageOf('Thank you, it is yours. Ada, 12 Mill Lane, GL20 5BY. Reply A3 on the way.', {
      messageId: 'address',
      purpose,
    })

  it('rings and reads an invitation out, and key 1 is the answer that the words ask for', async () => {
    const sent = await send(invitation)
    const [call] = standIn.rung
    expect(sent).toEqual({ ok: true, value: { externalId: call!.sid } })
    await call!.pickUp()
    expect(call!.heard()).toBe(
      "Muster: flood help needed near G L 2 0, 5, within 30 minutes. Press 1: Yes, I can. Press 2: No, I can't. " +
        'Press 9 to hear this again.',
    )
    expect(call!.form).toMatchObject({ Timeout: '25', MachineDetection: 'Enable', AsyncAmd: 'true' })
    await call!.press('1')
    expect(events.filter((event) => event.type === 'message')).toEqual([
      {
        type: 'message',
        from: neighbour,
        to: { channel: 'sms', id: us },
        providerId: `${call!.sid}/invited/0`,
        text: 'A1',
      },
    ])
    expect(statuses()).toEqual(['sent', 'delivered'])
  })

  it('puts nothing but ids into addresses', async () => {
    await send(personal('accepted'))
    await standIn.rung[0]!.pickUp()
    await standIn.rung[0]!.press('1')
    const addresses = [...standIn.requested, ...standIn.rung[0]!.twiml().matchAll(/https?:[^"<]*/g)].join()
    for (const known of ['Mill', 'Ada', '1632960123', 'GL20']) expect(addresses).not.toContain(known)
  })

  it('says it again on key 9, and when another key is pressed, without taking it for an answer', async () => {
    await send(invitation)
    const call = standIn.rung[0]!
    await call.pickUp()
    const heard = call.heard()
    for (const key of ['9', '7']) {
      await call.press(key)
      expect(call.heard()).toBe(heard)
    }
    expect(texts()).toEqual([])
  })

  it('says it twice to somebody who presses nothing, and hangs up', async () => {
    await send(invitation)
    const call = standIn.rung[0]!
    await call.pickUp()
    await call.wait()
    expect(call.heard()).toContain('flood help needed')
    await call.wait()
    expect(call.heard()).toContain('Goodbye')
    expect(call.status()).toBe('completed')
    expect(statuses()).not.toContain('delivered')
  })

  it('voice mail hears nothing personal, answers nothing, and counts as not delivered', async () => {
    await send(personal('accepted'))
    const call = standIn.rung[0]!
    await call.pickUp('machine_start')
    expect(call.heard()).toBe('This is Muster, with a message for you alone. Press 1 to hear it.')
    await expect(call.say('Please leave a message')).rejects.toThrow('no speech is taken')
    await call.hangUp()
    expect(texts()).toEqual([])
    expect(events).toContainEqual({
      type: 'status',
      providerId: call.sid,
      status: 'undelivered',
      failure: { reason: 'rejected', code: 'machine' },
    })
    expect(statuses()).not.toContain('delivered')
  })

  it('what voice mail says is no answer to an invitation either: it takes a key', async () => {
    await send(invitation)
    const call = standIn.rung[0]!
    await call.pickUp('machine_start')
    await expect(call.say('Yes, leave a message')).rejects.toThrow('no speech is taken')
    await call.wait()
    await expect(call.say('Yes, leave a message')).rejects.toThrow('no speech is taken')
    expect(texts()).toEqual([])
  })

  it('reads out what is personal once a key was pressed', async () => {
    await send(personal('accepted'))
    const call = standIn.rung[0]!
    await call.pickUp()
    await call.press('1')
    expect(call.heard()).toContain('Ada, 12 Mill Lane, G L 2 0, 5 B Y. Press 3: on the way.')
    expect(statuses()).toContain('delivered')
    await call.press('3')
    expect(texts()).toEqual(['A3'])
  })

  it('says goodbye where the message is gone by then', async () => {
    await send(personal('accepted'))
    const call = standIn.rung[0]!
    await call.pickUp()
    messages.clear()
    await call.press('1')
    expect(call.heard()).toBe('Goodbye. If life is at risk call 9 9 9.')
  })

  it('greets whoever rings with 999, and takes their words as a message', async () => {
    const call = await standIn.ring(landline)
    expect(call.heard()).toMatch(/^This is Muster\. If life is at risk, hang up and call 9 9 9 first\./)
    await call.say('Water in the kitchen at G L 20 5 B Y')
    expect(events).toEqual([
      {
        type: 'message',
        from: neighbour,
        to: { channel: 'sms', id: us },
        providerId: `${call.sid}/greeting/0`,
        text: 'Water in the kitchen at G L 20 5 B Y',
      },
    ])
    expect(call.heard()).toBe('Thank you. One moment.')
  })

  it('the answer is spoken in the same call, and what is said next answers it', async () => {
    const call = await standIn.ring(landline)
    await call.say('I need sandbags')
    const question = messageOf('Where is help needed? Please text the postcode.', { messageId: 'where' })
    expect(await send(question)).toEqual({ ok: true, value: { externalId: `${call.sid}/where` } })
    expect(standIn.rung).toEqual([])
    expect(call.heard()).toContain('Please say the postcode.')
    await call.say('GL20 5BY')
    expect(texts()).toEqual(['I need sandbags', 'GL20 5BY'])
    expect(events).toContainEqual({ type: 'status', providerId: `${call.sid}/where`, status: 'delivered' })
  })

  it('says it all the same where Twilio did not take it in time', async () => {
    const call = await standIn.ring(landline)
    await call.say('I need sandbags')
    const waiting = call.twiml()
    await send(messageOf('Where is help needed?', { messageId: 'where' }))
    const address = /<Redirect[^>]*>([^<]*)</.exec(waiting)![1]!.replaceAll('&amp;', '&')
    const { pathname, search } = new URL(address)
    const again = recorded(pathname.replace('/webhooks/twilio/voice', '') + search, { CallSid: call.sid })
    expect(await (await voice.receive(again)).reply.text()).toContain('Where is help needed?')
  })

  it('what was heard badly is read back, and taken when key 1 says that it is right', async () => {
    const call = await standIn.ring(landline)
    await call.say('Sand bags at the mill', '0.31')
    expect(texts()).toEqual([])
    expect(call.heard()).toContain('We heard: Sand bags at the mill. Press 1 if that is right, or say it again.')
    await call.press('1')
    expect(texts()).toEqual(['Sand bags at the mill'])
  })

  it('what was heard badly can be said again instead', async () => {
    const call = await standIn.ring(landline)
    await call.say('Sand wags', '0.31')
    await call.say('Sandbags at GL20 5BY', '0.8')
    expect(texts()).toEqual(['Sandbags at GL20 5BY'])
  })

  it('help can be asked for with keys alone, in Welsh too', async () => {
    const call = await standIn.ring(landline)
    await call.press('8')
    expect(call.heard()).toContain('ffoniwch 9 9 9')
    expect(call.twiml()).toContain('cy-GB')
    await call.press('1')
    expect(texts()).toEqual(['I need flood help'])
  })

  it('says that all is kept when nothing is answered, and takes more', async () => {
    const call = await standIn.ring(landline)
    await call.say('Thank you')
    for (let n = 0; n < 4; n++) await call.wait()
    expect(call.heard()).toContain('If there is anything else, say it now.')
    await call.say('It is getting worse')
    expect(texts()).toEqual(['Thank you', 'It is getting worse'])
    const ids = events.flatMap((event) => (event.type === 'message' ? [event.providerId] : []))
    expect(new Set(ids).size).toBe(2)
  })

  it('whoever hides their number is answered while the call lasts, and not after', async () => {
    const call = await standIn.ring('anonymous')
    await call.say('Water in the kitchen')
    const from = { channel: 'voice', id: call.sid }
    expect(events).toEqual([expect.objectContaining({ from })])
    expect(await send(messageOf('Where?', { messageId: 'where' }), from)).toMatchObject({ ok: true })
    expect(call.heard()).toContain('Where?')
    await call.hangUp()
    expect(await send(messageOf('Where?'), from)).toEqual({ ok: false, error: { reason: 'bad_address' } })
  })

  it('what is about somebody else is not told to whoever rings: the number is rung back', async () => {
    const call = await standIn.ring(landline)
    await send(personal('accepted'))
    expect(call.heard()).toBe('We ring you straight back with the details. Please hang up now.')
    expect(call.status()).toBe('completed')
    expect(standIn.rung).toHaveLength(1)
    expect(standIn.rung[0]!.twiml()).not.toContain('Mill Lane')
  })

  it('rings when the call ended a moment ago', async () => {
    const call = await standIn.ring(landline)
    standIn.fail({ kind: 'refused', code: 21220 })
    expect(await send(invitation)).toEqual({ ok: true, value: { externalId: standIn.rung[0]!.sid } })
    expect(call.heard()).not.toContain('flood help needed')
  })

  it('does not think that something left when it could not see who is on the telephone', async () => {
    standIn.fail({ kind: 'hung' }, { on: 'read' })
    expect(await send(invitation)).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
  })

  it('does not know what became of a message while a call with them goes on', async () => {
    const call = await standIn.ring(landline)
    const attempted = { ...messageOf('Where?'), to: neighbour, attemptedAt: new Date(Date.now() + 60_000) }
    expect(await voice.find(attempted)).toEqual({ outcome: 'unknown' })
    await call.hangUp()
  })

  it.each([
    ['+33700900123', { reason: 'rejected', code: '21215' }],
    ['+44', { reason: 'bad_address', code: '21217' }],
  ])('%s fails as it should', async (id, error) => {
    expect(await send(invitation, { channel: 'sms', id })).toEqual({ ok: false, error })
  })

  it('says what is too long for a call instead of cutting it short', async () => {
    const error = { reason: 'rejected', code: 'too_long' }
    expect(await send({ ...invitation, text: '&'.repeat(1600) })).toEqual({ ok: false, error })
  })

  it('bills a call to the message that it was made for', async () => {
    await send(invitation)
    const { sid } = standIn.rung[0]!
    expect(await voice.bill({ externalId: sid })).toBeNull()
    await standIn.rung[0]!.pickUp()
    await standIn.rung[0]!.hangUp()
    expect(await voice.bill({ externalId: sid })).toEqual({ micros: 12_000, currency: 'GBP', parts: 1 })
    expect(await voice.bill({ externalId: `${sid}/m2` })).toEqual({ micros: 0, currency: 'GBP', parts: 1 })
  })
})
