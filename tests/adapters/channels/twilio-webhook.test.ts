import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { receiveTwilio } from '../../../adapters/channels/twilio-webhook.ts'
import {
  recordedText as recorded,
  type Signing,
  signature,
  signedRequest,
} from '../../support/twilio/signed-request.ts'

const publicUrl = 'https://muster.example.org'
const authToken = 'token-of-the-test'
const config = { publicUrl, authTokens: [authToken] }
const webhook = (body: string, signed: Partial<Signing> = {}) =>
  signedRequest(body, { token: authToken, base: publicUrl, ...signed })

describe('a webhook is believed when Twilio signed it for our public address', () => {
  const status = async (request: Request, more: Partial<typeof config> = {}) =>
    (await receiveTwilio(request, { ...config, ...more })).reply.status

  it('agrees with a signature that was worked out once and for all', () => {
    const example = new URLSearchParams({ From: '+447700900123', Body: 'Help £5', To: '+447700900000' })
    expect(signature('12345', `${publicUrl}/webhooks/twilio/sms?a=1&b=2`, example)).toBe('uQ7W/1yrXFALFmIJl36nlM1KCgE=')
  })

  it.each([
    ['as recorded', recorded, '/webhooks/twilio/sms'],
    ['with a parameter that nobody has heard of', `${recorded}&Sentiment=worried`, '/webhooks/twilio/sms'],
    ['with a query, which is signed too', recorded, '/webhooks/twilio/sms?council=a%20b&x=%27c%27'],
    ['with a repeated parameter, signed once for each value', `${recorded}&Tag=b&Tag=a&Tag=b`, '/webhooks/twilio/sms'],
    [
      'with an emoji, a pound sign and line ends',
      recorded.replace('Water', '%C2%A320+%E2%80%93%0D%0A'),
      '/webhooks/twilio/sms',
    ],
    ['with an empty text', recorded.replace(/Body=[^&]*/, 'Body='), '/webhooks/twilio/sms'],
  ])('%s', async (_, body, path) => {
    const url = publicUrl + path
    const form = new URLSearchParams(body)
    const values = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]))
    expect(signature(authToken, url, form)).toBe(twilio.getExpectedTwilioSignature(authToken, url, values))
    expect(await status(webhook(body, { path }))).toBe(200)
  })

  it.each([
    ['with another token', { token: 'another-token' }],
    ['for the address behind the proxy', { base: 'http://127.0.0.1:3000' }],
    ['for http where we are https', { base: 'http://muster.example.org' }],
    ['for another path', { base: `${publicUrl}/other` }],
  ])('and not when it is signed %s', async (_, signed) => {
    expect(await status(webhook(recorded, signed))).toBe(403)
  })

  it('and not when one character, one parameter or the signature is missing or changed', async () => {
    const { headers } = webhook(recorded)
    const forge = (body: string, more: Headers = headers) =>
      new Request('http://127.0.0.1:3000/webhooks/twilio/sms', { method: 'POST', headers: more, body })
    const changed = [recorded.replace('kitchen', 'kitchem'), recorded.replace('&ToZip=', ''), `${recorded}&Extra=1`, '']
    for (const body of changed) expect(await status(forge(body))).toBe(403)
    expect(await status(forge(recorded, new Headers({ 'content-type': 'application/x-www-form-urlencoded' })))).toBe(
      403,
    )
  })

  it('when the token before the last rotation signed it', async () => {
    const request = () => webhook(recorded, { token: 'the-old-token' })
    expect(await status(request(), { authTokens: [authToken, 'the-old-token'] })).toBe(200)
    expect(await status(request())).toBe(403)
  })

  it('when our public address has a port or a path of its own', async () => {
    for (const base of ['https://muster.example.org:8443', 'https://council.example.org/muster']) {
      expect(await status(webhook(recorded, { base }), { publicUrl: base })).toBe(200)
    }
  })

  it('answers 404 on a path that is not a text or a status', async () => {
    expect(await status(webhook(recorded, { path: '/webhooks/twilio/fax' }))).toBe(404)
  })
})

describe('an inbound text', () => {
  const receive = (body: string) => receiveTwilio(webhook(body), config)
  const form = (fields: Record<string, string>) => {
    const all = new URLSearchParams(recorded)
    for (const [name, value] of Object.entries(fields)) all.set(name, value)
    return all.toString()
  }

  it.each([
    ['STOP', 'stop'],
    [' stop\n', 'stop'],
    ['Stopall', 'stop'],
    ['UNSUBSCRIBE', 'stop'],
    ['Cancel', 'stop'],
    ['END', 'stop'],
    ['quit', 'stop'],
    ['OPTOUT', 'stop'],
    ['revoke', 'stop'],
    ['START', 'start'],
    ['Yes', 'start'],
    ['UNSTOP', 'start'],
    ['HELP', 'help'],
    ['info', 'help'],
    ['Stop by at 3?', undefined],
    ['STOP.', undefined],
    ['yes please', undefined],
    ['help me', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j is a word that Twilio acts on by itself: %s', async (text, keyword) => {
    const { events } = await receive(form({ Body: text }))
    expect(events).toEqual([expect.objectContaining({ text, providerId: expect.stringMatching(/^SM/) })])
    expect(events[0]).toEqual(
      keyword
        ? expect.objectContaining({ carrierKeyword: keyword })
        : expect.not.objectContaining({ carrierKeyword: expect.anything() }),
    )
  })

  it.each([
    ['STOP', 'stop'],
    ['START', 'start'],
    ['HELP', 'help'],
  ])('OptOutType %s is believed whatever the text', async (OptOutType, keyword) => {
    const { events } = await receive(form({ Body: 'Arafu', OptOutType }))
    expect(events).toEqual([expect.objectContaining({ text: 'Arafu', carrierKeyword: keyword })])
  })

  it('to a short code is ours to act on, for there Twilio does nothing', async () => {
    const { events } = await receive(form({ Body: 'STOP', To: '84100' }))
    expect(events).toEqual([expect.not.objectContaining({ carrierKeyword: expect.anything() })])
  })

  it('is 400 and no event when it is signed and makes no sense', async () => {
    const wrong = [form({ From: 'whatsapp:+447700900123' }), form({ MessageSid: '' }), 'MessageSid=SM1', '']
    for (const body of wrong) {
      const { events, reply } = await receive(body)
      expect({ events, status: reply.status, body: await reply.text() }).toEqual({ events: [], status: 400, body: '' })
    }
  })
})

describe('a status callback', () => {
  const receive = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ MessageSid: 'SM1', ...fields }).toString()
    const { events, reply } = await receiveTwilio(webhook(body, { path: '/webhooks/twilio/status' }), config)
    return { events, status: reply.status }
  }

  it.each([
    ['accepted', 'queued'],
    ['scheduled', 'queued'],
    ['queued', 'queued'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['partially_delivered', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
  ])('%s means %s', async (MessageStatus, status) => {
    expect(await receive({ MessageStatus })).toEqual({
      events: [{ type: 'status', providerId: 'SM1', status }],
      status: 204,
    })
  })

  it.each([
    ['failed', '30001', 'failed', { reason: 'throttled', code: '30001' }],
    ['undelivered', '30003', 'undelivered', { reason: 'rejected', code: '30003' }],
    ['undelivered', '30004', 'undelivered', { reason: 'rejected', code: '30004' }],
    ['undelivered', '30005', 'undelivered', { reason: 'bad_address', code: '30005' }],
    ['undelivered', '30006', 'undelivered', { reason: 'bad_address', code: '30006' }],
    ['failed', '21610', 'failed', { reason: 'opted_out', code: '21610' }],
    ['failed', '30002', 'failed', { reason: 'misconfigured', code: '30002' }],
    ['undelivered', '39999', 'undelivered', { reason: 'rejected', code: '39999' }],
    ['undelivered', '', 'undelivered', { reason: 'rejected' }],
    ['canceled', '0', 'failed', { reason: 'rejected' }],
  ])('%s with code %j is %s and says why', async (MessageStatus, ErrorCode, status, failure) => {
    const { events } = await receive({ MessageStatus, ErrorCode })
    expect(events).toEqual([{ type: 'status', providerId: 'SM1', status, failure }])
  })

  it('leaves alone what is about inbound texts or was invented later', async () => {
    for (const MessageStatus of ['received', 'receiving', 'teleported']) {
      expect(await receive({ MessageStatus })).toEqual({ events: [], status: 204 })
    }
  })

  it('is 400 and no event when it lacks a status or a message', async () => {
    expect(await receive({})).toEqual({ events: [], status: 400 })
    expect(await receive({ MessageSid: '', MessageStatus: 'sent' })).toEqual({ events: [], status: 400 })
  })
})

describe('a place that was shared on a map', () => {
  const pinOf = async (fields: string) => {
    const { events } = await receiveTwilio(webhook(`${recorded}&${fields}`), config)
    const [event] = events
    return event?.type === 'message' ? (event.pin ?? null) : 'no message'
  }

  it('comes with the message', async () => {
    expect(await pinOf('Latitude=51.9912&Longitude=-2.1598&Label=Avon+Row')).toEqual({
      lat: 51.9912,
      lon: -2.1598,
      label: 'Avon Row',
    })
    expect(await pinOf('Latitude=51.9912&Longitude=-2.1598')).toEqual({ lat: 51.9912, lon: -2.1598, label: null })
  })

  it.each(['', 'Latitude=&Longitude=', 'Latitude=51.9912', 'Latitude=north&Longitude=-2', 'Latitude=151&Longitude=-2'])(
    'and is none where it cannot be one: "%s"',
    async (fields) => {
      expect(await pinOf(fields)).toBeNull()
    },
  )
})
