import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DiscordConfig, discord } from '../../../adapters/channels/discord.ts'
import type { ChannelEvent } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { conversationOf, refused, slowDown } from '../../support/discord/api.ts'
import { pressInteraction, publicKey, signedRequest } from '../../support/discord/signed-request.ts'
import { type DiscordStandIn, discordStandIn } from '../../support/discord-stand-in.ts'
import { messageOf } from '../../support/message.ts'

const sam = { channel: 'discord', id: '107700900000000001' }
const botToken = 'MTIz.stand-in.token'

/** Nobody listens at the address; everything is given up within a second. */
const config = (more: Partial<DiscordConfig> = {}): DiscordConfig => ({
  botToken,
  publicKey,
  apiBase: 'http://127.0.0.1:2',
  timeoutMs: 1_000,
  settleMs: 0,
  againMs: 5,
  ...more,
})

const posting = /POST .*\/messages$/

const troubles: Record<Trouble, (standIn: DiscordStandIn) => void> = {
  throttled: (standIn) => standIn.fail({ kind: 'answer', answer: slowDown(7) }, posting),
  refused: (standIn) =>
    standIn.fail({ kind: 'answer', answer: refused(400, 50109, 'The request body contains invalid JSON') }, posting),
  hung: (standIn) => standIn.fail({ kind: 'hung' }, posting),
  answered_late: (standIn) => standIn.fail({ kind: 'hung', taken: true }, posting),
  cut_off: (standIn) => standIn.fail({ kind: 'cut_off', taken: true }, posting),
  broken: (standIn) => standIn.fail({ kind: 'broken' }, posting),
}

const press = JSON.stringify(pressInteraction({ user: '107700900000000001', answer: 'A1', id: '42' }))

describeChannel('Discord', async () => {
  const standIn = await discordStandIn()
  const channel = discord(config({ apiBase: standIn.baseUrl }))
  await channel.find({ ...messageOf(''), to: sam, attemptedAt: new Date() }) // the conversation is open from here on
  return {
    channel,
    offline: discord(config()),
    to: sam,
    secrets: [botToken, 'stand-in.token'],
    retryAfterS: 7,
    webhook: {
      request: () => signedRequest(press),
      forged: () => signedRequest(press, { forged: true }),
      refusal: 401,
      event: {
        type: 'message',
        from: sam,
        to: { channel: 'discord', id: '1' },
        providerId: '42',
        text: 'A1',
      },
      reply: { status: 200, contentType: 'application/json', body: '{"type":6}' },
    },
    next: (trouble) => troubles[trouble](standIn),
    taken: () => standIn.to('107700900000000001').map(({ content }) => content),
    close: () => standIn.close(),
  }
})

describe('settings', () => {
  it.each([
    ['DISCORD_BOT_TOKEN', { botToken: 'one-part' }],
    ['DISCORD_PUBLIC_KEY', { publicKey: 'abc' }],
    ['DISCORD_API_BASE', { apiBase: 'http://discord.com/api' }],
  ])('a wrong one is named in one sentence: %s', (name, wrong) => {
    const open = () => discord(config(wrong))
    expect(open).toThrow(name)
    expect(open).toThrow(/^[^\n]+\.$/)
  })

  it('there is no door without the public key', () => {
    expect(discord(config({ publicKey: undefined })).receive).toBeUndefined()
  })
})

describe('what Discord posts', () => {
  const receive = (request: Request, more: Partial<DiscordConfig> = {}) => discord(config(more)).receive!(request)

  const vector = {
    publicKey: 'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c',
    at: new Date(1_767_139_200_000),
    body: '{"application_id":"1","id":"2","token":"t","type":1,"version":1}',
    signature:
      '54a69354838b284a9a3d4a6f9f8b5088fec0c6153ddb8297b8ee5b6238825d86ffcaa12e8b0d65130703c5d0cfa97e08a84a67d03cf02f1258e17438f5acdd04',
  }

  it('is answered when it asks whether we are there', async () => {
    const ask = async (timestamp: string, signature: string, body = vector.body) => {
      const headers = { 'x-signature-timestamp': timestamp, 'x-signature-ed25519': signature }
      const request = new Request('http://127.0.0.1/', { method: 'POST', body, headers })
      const { reply } = await receive(request, { publicKey: vector.publicKey, now: () => vector.at })
      return [reply.status, await reply.text()]
    }
    expect(await ask('1767139200', vector.signature)).toEqual([200, '{"type":1}'])
    expect(await ask('1767139201', vector.signature)).toEqual([401, ''])
    expect(await ask('1767139200', vector.signature.slice(0, -2))).toEqual([401, ''])
    expect(await ask('1767139200', '')).toEqual([401, ''])
    expect(await ask('1767139200', vector.signature, `${vector.body} `)).toEqual([401, ''])
  })

  it('is refused when it was signed more than five minutes ago, or for later', async () => {
    for (const [seconds, status] of [
      [-299, 200],
      [-301, 401],
      [302, 401],
    ] as const) {
      const request = signedRequest(press, { at: new Date(Date.now() + seconds * 1000) })
      expect((await receive(request)).reply.status).toBe(status)
    }
  })

  it('is refused when it makes no sense, though it is signed', async () => {
    for (const body of ['{', 'null', '[]', '{"type":3}', '{"id":"1","application_id":"1","type":3,"data":{}}'])
      expect((await receive(signedRequest(body))).reply.status).toBe(400)
  })

  it('is a message of whoever pressed, in a server too', async () => {
    const body = JSON.stringify(pressInteraction({ user: '107700900000000001', answer: 'A2', id: '43', roles: ['9'] }))
    expect((await receive(signedRequest(body))).events).toMatchObject([{ from: sam, text: 'A2', providerId: '43' }])
  })

  it('brings nothing when the button is none of ours', async () => {
    const body = JSON.stringify(pressInteraction({ user: '107700900000000001', answer: 'delete everything', id: '43' }))
    const { events, reply } = await receive(signedRequest(body))
    expect({ events, status: reply.status }).toEqual({ events: [], status: 200 })
  })
})

describe('against a Discord of our own', () => {
  let standIn: DiscordStandIn
  const open = (more: Partial<DiscordConfig> = {}) => discord(config({ apiBase: standIn.baseUrl, ...more }))
  const never = new AbortController().signal
  const choices = ['A3', 'A4', 'A5', 'A6', 'A7', 'A8'].map((answer) => ({ answer, label: `Press ${answer}` }))

  beforeEach(async () => {
    standIn = await discordStandIn({
      users: ['107700900000000001', '107700900000000003'],
      closed: ['107700900000000002'],
    })
  })
  afterEach(() => standIn.close())

  it('a message has its buttons under it, five to a row, and pings nobody whatever it says', async () => {
    const sent = await open().send(
      sam,
      messageOf('Ada says: @everyone <@107700900000000003> bring sandbags', { choices }),
      never,
    )
    const [message] = standIn.to('107700900000000001')
    expect(sent).toEqual({ ok: true, value: { externalId: `${conversationOf(sam.id)}:${message?.id}` } })
    expect(message?.pings).toBe(false)
    expect(message?.components.map((row) => row.components.map((one) => one.custom_id))).toEqual([
      ['A3', 'A4', 'A5', 'A6', 'A7'],
      ['A8'],
    ])
  })

  it('a message that is edited says the new text and has no button left', async () => {
    const channel = open()
    const sent = await channel.send(sam, messageOf('Can you?', { choices }), never)
    expect(sent.ok && (await channel.edit(sent.value, messageOf('Can you? @here Covered now.')))).toEqual({ ok: true })
    expect(standIn.to('107700900000000001')).toMatchObject([
      { content: 'Can you? @here Covered now.', components: [], edits: 1, pings: false },
    ])
    const gone = await channel.edit({ externalId: `${conversationOf(sam.id)}:1` }, messageOf('x'))
    expect(gone).toEqual({ ok: false, error: { reason: 'misconfigured', code: '10008' } })
  })

  it.each([
    [
      'somebody whose direct messages are closed',
      '107700900000000002',
      'Hello',
      {},
      { reason: 'bad_address', code: '50007' },
    ],
    ['nobody', '107700900000000009', 'Hello', {}, { reason: 'bad_address', code: '50033' }],
    ['no text', '107700900000000001', '', {}, { reason: 'rejected', code: '50006' }],
    ['a text that is too long', '107700900000000001', 'x'.repeat(2_001), {}, { reason: 'rejected', code: '50035' }],
    ['a wrong token', '107700900000000001', 'Hello', { botToken: 'a.b.c' }, { reason: 'misconfigured', code: '0' }],
  ])('%s fails as it should', async (_, id, text, more, error) => {
    expect(await open(more).send({ channel: 'discord', id }, messageOf(text), never)).toEqual({ ok: false, error })
    expect(standIn.messages).toEqual([])
  })

  it.each(['hung', 'broken', 'cut_off'] as const)(
    'is sure that nothing was sent when opening the conversation is %s',
    async (kind) => {
      standIn.fail({ kind, taken: true }, /users\/@me\/channels/)
      const sent = await open({ timeoutMs: 200 }).send(sam, messageOf('Hello'), never)
      expect(sent).toEqual({ ok: false, error: { reason: 'unreachable' } })
    },
  )

  it('waits by what the headers say, before Discord has to refuse', async () => {
    const channel = open()
    await channel.send(sam, messageOf('One', { messageId: 'm1' }), never)
    standIn.exhaust(30)
    await channel.send(sam, messageOf('Two', { messageId: 'm2' }), never)
    const asked = standIn.requested.length
    const third = await channel.send(sam, messageOf('Three', { messageId: 'm3' }), never)
    expect(third).toEqual({ ok: false, error: { reason: 'throttled', retryAfterS: 30 } })
    expect(standIn.requested).toHaveLength(asked)
  })

  it('the same message is not sent twice, though it is handed over twice', async () => {
    const channel = open()
    const first = await channel.send(sam, messageOf('Hello'), never)
    expect(await channel.send(sam, messageOf('Hello'), never)).toEqual(first)
    expect(standIn.messages).toHaveLength(1)
  })

  it('what was written while nobody listened is looked up, with those who wrote lately', async () => {
    const since = new Date(Date.now() - 60_000)
    for (let i = 0; i < 130; i++) standIn.writeUnheard('107700900000000001', `Water ${i}`)
    await open().send(sam, messageOf('Hello'), never)
    const found = await open({ heardLately: async () => ['107700900000000001'] }).missed(since)
    expect(found.map((event) => event.type === 'message' && event.text)).toEqual(
      Array.from({ length: 130 }, (_, i) => `Water ${i}`),
    )
    expect(found[0]).toMatchObject({ from: sam, to: { channel: 'discord', id: '1' } })
    expect(await open().missed(since)).toEqual([])
    standIn.fail({ kind: 'broken' }, /GET .*messages/)
    const asked = open({ heardLately: async () => ['107700900000000001'] }).missed(since)
    await expect(asked).rejects.toThrow('could not be listed')
  })

  describe('over the gateway', () => {
    const delivered: ChannelEvent[] = []
    let stop: () => Promise<void>
    let broken = 0
    const deliver = async (event: ChannelEvent) => {
      if (broken-- > 0) throw new Error('the database is away')
      delivered.push(event)
    }
    const listen = async (more: Partial<DiscordConfig> = {}) => {
      stop = await open({ publicKey: undefined, ...more }).listen(deliver, () => ended++)
    }
    let ended = 0

    beforeEach(() => {
      delivered.length = 0
      broken = ended = 0
      stop = async () => undefined
    })
    afterEach(() => stop())

    it('direct messages come in, in order, with when they were written', async () => {
      await listen()
      await standIn.write('107700900000000001', 'Water in')
      await standIn.write('107700900000000001', 'and rising')
      await expect.poll(() => delivered).toHaveLength(2)
      expect(delivered).toMatchObject([
        { text: 'Water in', from: sam, to: { channel: 'discord', id: '1' }, sentAt: new Date('2026-11-25T09:00:00Z') },
        { text: 'and rising' },
      ])
    })

    it.each([
      ['what is said in a server', { guild_id: '8' }],
      ['what a bot wrote', { author: { id: '1', bot: true } }],
      ['what a webhook wrote', { webhook_id: '5' }],
      ['a picture without words', { content: '' }],
    ])('nothing comes of %s', async (_, more) => {
      await listen()
      await standIn.write('107700900000000001', 'x', more)
      await standIn.write('107700900000000001', 'Hello')
      await expect.poll(() => delivered).toMatchObject([{ text: 'Hello' }])
    })

    it('a press is stored and answered, though nobody posts it to a door', async () => {
      await listen()
      expect(await standIn.press('107700900000000001', 'A1')).toEqual({ status: 204, body: '{"type":6}' })
      expect(delivered).toMatchObject([{ text: 'A1', from: sam }])
    })

    it('what could not be stored is tried again, before what came after it', async () => {
      await listen()
      broken = 2
      await standIn.write('107700900000000001', 'One')
      await standIn.write('107700900000000001', 'Two')
      await expect.poll(() => delivered).toMatchObject([{ text: 'One' }, { text: 'Two' }])
    })

    it('a line that breaks is taken up again where it was', async () => {
      await listen()
      standIn.gateway.breakOff()
      await standIn.write('107700900000000001', 'Still there?')
      await expect.poll(() => delivered, { timeout: 5_000 }).toMatchObject([{ text: 'Still there?' }])
      expect(standIn.gateway.sessions).toEqual({ identified: 1, resumed: 1 })
    })

    it('a line that is closed for good ends it, and says so', async () => {
      await listen()
      standIn.gateway.breakOff(4014)
      await expect.poll(() => ended).toBe(1)
      expect(standIn.gateway.sessions).toEqual({ identified: 1, resumed: 0 })
    })

    it('a wrong token is told at once', async () => {
      await expect(listen({ botToken: 'a.b.c' })).rejects.toThrow()
    })
  })
})
