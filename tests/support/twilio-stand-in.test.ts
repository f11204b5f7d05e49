import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TwilioStandIn, type TwilioStandInOptions, twilioStandIn } from './twilio-stand-in.ts'

const us = '+447700900000'
const resident = '+447700900123'

/** What of Twilio's answers the tests look into. */
interface Answered {
  readonly sid: string
  readonly uri: string
  readonly messages: readonly { readonly body: string }[]
  readonly next_page_uri: string | null
}

/** An app that takes whatever is posted to it. */
async function listeningApp() {
  const posted: { path: string; form: Record<string, string>; signature: string }[] = []
  const server = createServer(async (request, response) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    posted.push({ path: request.url ?? '', form, signature: String(request.headers['x-twilio-signature']) })
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise((resolve) => server.close(resolve))
  return { posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

describe('the stand-in for Twilio', () => {
  let standIn: TwilioStandIn
  let app: Awaited<ReturnType<typeof listeningApp>>

  const open = async (options: TwilioStandInOptions = {}) => {
    await standIn?.close()
    standIn = await twilioStandIn({ numbers: [us], landlines: ['+441632960001'], ...options })
    standIn.connect({ appUrl: app.url, publicUrl: 'https://muster.example.org' })
  }

  beforeEach(async () => {
    app = await listeningApp()
    await open()
  })

  afterEach(async () => {
    await standIn.close()
    await app.close()
  })

  const call = async (
    path: string,
    init: RequestInit = {},
    credentials = `${standIn.accountSid}:${standIn.authToken}`,
  ) => {
    const headers = { authorization: `Basic ${btoa(credentials)}` }
    const answer = await fetch(standIn.baseUrl + path, { headers, ...init })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answered }
  }
  const messages = (query = '') => `/2010-04-01/Accounts/${standIn.accountSid}/Messages.json${query}`
  const send = (fields: Record<string, string> = {}) => {
    const StatusCallback = 'https://muster.example.org/webhooks/twilio/status'
    const body = new URLSearchParams({ To: resident, From: us, Body: 'Hello', StatusCallback, ...fields })
    return call(messages(), { method: 'POST', body })
  }

  it('answers a text it takes with 201 and the whole message', async () => {
    const { status, body } = await send({ Body: `${'x'.repeat(160)}ŵ` })
    expect(status).toBe(201)
    expect(body).toMatchObject({ status: 'queued', from: us, to: resident, num_segments: '3', date_sent: null })
    expect(await call(body.uri)).toMatchObject({ status: 200, body: { sid: body.sid } })
  })

  it.each([
    [{ To: '' }, 21604],
    [{ From: '' }, 21603],
    [{ Body: '' }, 21602],
    [{ Body: 'x'.repeat(1601) }, 21617],
    [{ To: '07700900123' }, 21211],
    [{ To: '+441632960001' }, 21614],
    [{ To: '+33700900123' }, 21408],
    [{ From: '+447700900999' }, 21659],
    [{ MessagingServiceSid: `MG${'b'.repeat(32)}` }, 21705],
    [{ ValidityPeriod: '36001' }, 20001],
    [{ StatusCallback: 'muster' }, 21609],
  ])('refuses %j with %i, and lists it as failed', async (fields, code) => {
    const { status, body } = await send(fields)
    expect({ status, body }).toMatchObject({ status: 400, body: { code, status: 400, more_info: expect.any(String) } })
    expect((await call(messages())).body.messages).toMatchObject([{ status: 'failed', error_code: code }])
    expect(standIn.sent).toEqual([])
  })

  it('refuses wrong credentials and what is not there', async () => {
    expect(await call(messages(), {}, 'AC0:wrong')).toMatchObject({ status: 401, body: { code: 20003 } })
    expect(await call(messages().replace('.json', '/SM0.json'))).toMatchObject({ status: 404, body: { code: 20404 } })
  })

  it('keeps its own list of who has opted out', async () => {
    for (const word of ['STOP', 'Cancel', ' revoke ']) {
      await standIn.inbound(resident, word)
      expect((await send()).body).toMatchObject({ code: 21610 })
      await standIn.inbound(resident, 'yes')
      expect((await send()).status).toBe(201)
    }
  })

  it('throttles, breaks and recovers on demand', async () => {
    standIn.fail({ kind: 'throttled', retryAfterS: 3 }, { times: 2 })
    standIn.fail({ kind: 'broken', taken: true })
    expect((await send()).headers.get('retry-after')).toBe('3')
    expect((await send()).body).toMatchObject({ code: 20429 })
    expect((await send()).status).toBe(500)
    expect((await send()).status).toBe(201)
    expect(standIn.sent).toHaveLength(2)
  })

  it('lists by person, number and date, page by page, newest first', async () => {
    for (let n = 0; n < 5; n++) await standIn.inbound(resident, `Text ${n}`, { deliver: false })
    await send()
    const since = new Date(Date.now() - 5000).toISOString()
    const first = await call(messages(`?To=${encodeURIComponent(us)}&DateSent%3E=${since}&PageSize=3`))
    await standIn.inbound(resident, 'Text 5', { deliver: false })
    const second = await call(first.body.next_page_uri ?? '')
    const bodies = [first, second].map(({ body }) => body.messages.map((message) => message.body))
    expect(bodies).toEqual([
      ['Text 4', 'Text 3', 'Text 2'],
      ['Text 1', 'Text 0'],
    ])
    expect(second.body.next_page_uri).toBeNull()
    expect((await call(messages(`?DateSent%3E=2999-01-01`))).body.messages).toEqual([])
  })

  it('posts an inbound text signed for the public address, and the same again for the same sid', async () => {
    const first = await standIn.inbound(resident, 'Hello')
    expect(first).toMatchObject({ status: 204, latencyMs: expect.any(Number) })
    await standIn.inbound(resident, 'Hello', { sid: first.sid })
    expect(app.posted[1]).toEqual(app.posted[0])
    await standIn.inbound(resident, 'Hello', { sid: first.sid, forged: true })
    expect(app.posted[2]?.signature).not.toBe(app.posted[0]?.signature)
    expect((await call(messages())).body.messages).toHaveLength(1)
  })

  it('knows that an app which is down did not answer', async () => {
    const { url, close } = await listeningApp()
    await close()
    expect(await standIn.inbound(resident, 'Hello', { appUrl: url })).toMatchObject({ status: 0 })
  })

  it('posts nowhere but on this machine', async () => {
    await expect(standIn.inbound(resident, 'Hello', { appUrl: 'https://muster.example.org' })).rejects.toThrow(
      'this machine',
    )
  })

  it.each([
    ['in_order', ['queued', 'sent', 'delivered']],
    ['reordered', ['delivered', 'queued', 'sent']],
    ['repeated', ['queued', 'sent', 'sent', 'delivered', 'delivered']],
  ] as const)('tells by itself what became of a text, %s', async (statuses, told) => {
    await open({ statuses })
    await send()
    await standIn.settled()
    expect(app.posted.map(({ form }) => form.MessageStatus)).toEqual(told)
  })

  it('tells that a text could not be delivered, and why', async () => {
    await open({ statuses: 'in_order', undeliverable: { [resident]: 30003 } })
    await send()
    await standIn.settled()
    expect(app.posted.at(-1)?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' })
  })

  it('tells a status when asked to', async () => {
    const { body } = await send()
    expect(await standIn.status(body.sid, 'failed', { errorCode: 30007 })).toMatchObject({ status: 204 })
    expect(app.posted[0]).toMatchObject({
      path: '/webhooks/twilio/status',
      form: { MessageStatus: 'failed', ErrorCode: '30007' },
    })
    expect((await call(body.uri)).body).toMatchObject({ status: 'failed', error_code: 30007 })
  })
})

describe('the stand-in’s telephone', () => {
  let standIn: TwilioStandIn

  beforeEach(async () => {
    standIn = await twilioStandIn({ numbers: [us] })
  })

  afterEach(() => standIn.close())

  const post = async (path: string, fields: Record<string, string>) => {
    const headers = { authorization: `Basic ${btoa(`${standIn.accountSid}:${standIn.authToken}`)}` }
    const body = new URLSearchParams(fields)
    const url = `${standIn.baseUrl}/2010-04-01/Accounts/${standIn.accountSid}/Calls${path}.json`
    const answer = await fetch(url, { method: 'POST', headers, body })
    return { status: answer.status, body: (await answer.json()) as { code?: number; sid: string; status: string } }
  }
  const Twiml = '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Hello</Say></Response>'

  it.each([
    [{ To: '' }, 21201],
    [{ From: '' }, 21213],
    [{ From: '+447700900999' }, 21210],
    [{ To: '07700900123' }, 21217],
    [{ To: '+33700900123' }, 21215],
    [{ Twiml: '' }, 21205],
    [{ Twiml: 'Hello' }, 21242],
    [{ Twiml: Twiml.replace('Hello', 'x'.repeat(4000)) }, 21242],
    [{ StatusCallback: 'muster' }, 21609],
    [{ MachineDetection: 'yes' }, 21232],
  ])('refuses %j with %i', async (fields, code) => {
    const { status, body } = await post('', { To: resident, From: us, Twiml, ...fields })
    expect({ status, code: body.code }).toEqual({ status: 400, code })
    expect(standIn.rung).toEqual([])
  })

  it('a call can be changed only while it is in progress', async () => {
    const { body } = await post('', { To: resident, From: us, Twiml })
    const change = () => post(`/${body.sid}`, { Twiml: Twiml.replace('Hello', 'Goodbye') })
    expect(await change()).toMatchObject({ status: 400, body: { code: 21220 } })
    await standIn.rung[0]!.pickUp()
    expect(await change()).toMatchObject({ status: 200, body: { status: 'in-progress' } })
    expect(standIn.rung[0]!.heard()).toBe('Goodbye')
    await standIn.rung[0]!.hangUp()
    expect(await change()).toMatchObject({ status: 400, body: { code: 21220 } })
  })
})
