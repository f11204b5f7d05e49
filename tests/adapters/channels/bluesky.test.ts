import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blueskyChannel } from '../../../adapters/channels/bluesky.ts'
import { fitsPost, keyOf } from '../../../adapters/channels/bluesky-post.ts'
import type { Channel, ChannelEvent } from '../../../core/channel.ts'
import { type Purpose, purposes } from '../../../core/messages/message.ts'
import { describeChannel } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { type BlueskyStandIn, blueskyStandIn } from '../../support/social/bluesky-stand-in.ts'
import type { ServerFault } from '../../support/social/faulty-server.ts'

const password = 'abcd-efgh-ijkl-mnop'
const sam = { channel: 'bluesky', id: 'did:plc:samsamsamsamsam234567abc' }
const heardAt = new Date('2026-11-25T08:00:00Z')
const messageId = '0193a0b1-c2d3-7e4f-8a5b-6c7d8e9f0a1b'
const fields = { heardAt, language: 'en', messageId }
const never = new AbortController().signal
const quiet = () => undefined
const channelAt = (service: string) =>
  blueskyChannel({ service, identifier: 'muster.test', password, log: quiet, timeoutMs: 1_500, lookMs: 5 })

describeChannel('Bluesky', async () => {
  const standIn = await blueskyStandIn({ password })
  standIn.mention(sam.id, '@muster.test hello', {})
  const channel = channelAt(standIn.baseUrl)
  await channel.missed!(new Date(0))
  return {
    channel,
    offline: channelAt('http://127.0.0.1:2'),
    to: sam,
    secrets: [password, 'access-1', 'refresh-1'],
    message: fields,
    retryAfterS: 7,
    next: (trouble) => standIn.fail(faultOf(trouble)),
    taken: () => standIn.posted.map(({ text }) => text),
    close: () => standIn.close(),
  }
})

function faultOf(trouble: string): ServerFault {
  const reset = String(Math.ceil(Date.now() / 1000) + 6)
  if (trouble === 'throttled')
    return {
      answer: {
        status: 429,
        body: { error: 'RateLimitExceeded' },
        headers: { 'retry-after': '7', 'ratelimit-reset': reset },
      },
    }
  if (trouble === 'refused') return { answer: { status: 400, body: { error: 'InvalidRecord' } } }
  return trouble as Exclude<ServerFault, object>
}

describe('an account on Bluesky', () => {
  let standIn: BlueskyStandIn
  let channel: Channel

  beforeEach(async () => {
    standIn = await blueskyStandIn({ password })
    channel = channelAt(standIn.baseUrl)
  })
  afterEach(() => standIn.close())

  it('never writes to somebody who did not write first', async () => {
    expect(await channel.send(sam, messageOf('Hello'), never)).toMatchObject({ error: { code: 'not_written_first' } })
    expect(standIn.requested).toEqual([])
  })

  const said = ['danger', 'reply', 'clarification']
  it.each(Object.keys(purposes).filter((purpose) => !said.includes(purpose)))('does not carry %s', async (purpose) => {
    const message = messageOf('12 Mill Lane', { ...fields, purpose: purpose as Purpose })
    expect(await channel.send(sam, message, never)).toMatchObject({ ok: false, error: { reason: 'rejected' } })
    expect(standIn.requested).toEqual([])
  })

  it('answers below the post that mentioned it, even after a restart', async () => {
    const uri = standIn.mention(sam.id, '@muster.test oes help?')
    await channel.send(
      sam,
      messageOf('Oes: https://muster.example.org/h/ŵ1 👍🏽 #help', { ...fields, language: 'cy' }),
      never,
    )
    expect(standIn.posted).toMatchObject([{ value: { langs: ['cy'], reply: { parent: { uri }, root: { uri } } } }])
  })

  it('keeps to the thread it was mentioned in', async () => {
    const above = {
      uri: 'at://did:plc:other/app.bsky.feed.post/3kabcdefgh222',
      cid: 'bafyreib2rxk3rybk3aobmv5cjuql3bm2twh4jo5uxgf5kpqcsgz7soitae',
    }
    const uri = standIn.mention(sam.id, 'and you?', { above })
    await channel.send(sam, messageOf('Yes', fields), never)
    expect(standIn.posted).toMatchObject([{ value: { reply: { parent: { uri }, root: above } } }])
  })

  it('marks links by bytes and nobody by name', async () => {
    standIn.mention(sam.id, 'hi')
    await channel.send(sam, messageOf('Ŵŵ 🌊 @sam.test https://muster.example.org/h/x', fields), never)
    const [post] = standIn.posted
    expect(post?.value.facets).toEqual([
      {
        index: { byteStart: 20, byteEnd: 20 + 'https://muster.example.org/h/x'.length },
        features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://muster.example.org/h/x' }],
      },
    ])
  })

  it('refuses what is longer than 300 graphemes before it asks', async () => {
    expect(fitsPost('👨‍👩‍👧'.repeat(120))).toBe(true)
    expect(fitsPost('👨‍👩‍👧'.repeat(301))).toBe(false)
    expect(fitsPost('a'.repeat(300))).toBe(true)
    const sent = await channel.send(sam, messageOf('a'.repeat(301), fields), never)
    expect(sent).toEqual({ ok: false, error: { reason: 'rejected', code: 'too_long' } })
  })

  it('posts a message once, however often it is handed over', async () => {
    standIn.mention(sam.id, 'hi')
    const message = messageOf('Once', fields)
    const [first, second] = [await channel.send(sam, message, never), await channel.send(sam, message, never)]
    expect(first.ok && second).toEqual(first)
    expect(standIn.posted).toHaveLength(1)
  })

  it('signs in once and refreshes what ran out', async () => {
    standIn.mention(sam.id, 'hi')
    for (let i = 0; i < 40; i++) {
      standIn.expireTokens()
      await channel.missed!(new Date(0))
    }
    expect(standIn.requested.filter((path) => path.includes('createSession'))).toHaveLength(1)
  })

  it('goes on with its session after a restart, and begins another only when that is over', async () => {
    let value: string | null = null
    const kept = {
      read: async () => value ?? undefined,
      write: async (given: string | null) => {
        value = given
      },
    }
    const config = { service: standIn.baseUrl, identifier: 'muster.test', password, log: quiet, kept }
    const begun = () => standIn.requested.filter((path) => path.includes('createSession')).length
    for (let start = 0; start < 40; start++) await blueskyChannel(config).missed!(new Date(0))
    expect(begun()).toBe(1)
    const { refreshJwt: _, ...rest } = JSON.parse(value!)
    for (const broken of [JSON.stringify({ ...rest, refreshJwt: 'refresh-0' }), '{', null]) {
      value = broken
      await blueskyChannel(config).missed!(new Date(0))
    }
    expect(begun()).toBe(4)
  })

  it('labels itself as a bot and hears mentions and replies, page by page', async () => {
    for (let i = 0; i < 130; i++) standIn.mention(sam.id, `@muster.test ${i}`)
    const heard: ChannelEvent[] = []
    let all: () => void
    const done = new Promise<void>((resolve) => (all = resolve))
    const stop = await channel.listen!(async (event) => {
      if (heard.push(event) === 130) all()
    })
    await done
    await stop()
    expect(heard.slice(0, 130).map((event) => event.type === 'message' && event.text)).toEqual(
      Array.from({ length: 130 }, (_, i) => String(i)),
    )
    expect(heard[0]).toMatchObject({ from: sam, to: { channel: 'bluesky', id: standIn.did } })
    expect(standIn.labels()).toEqual(['bot'])
  })
})

it('one message has one key, and keys sort as their messages do', () => {
  const later = '0193a0b1-c2d4-7e4f-8a5b-6c7d8e9f0a1b'
  expect(keyOf(messageId)).toBe(keyOf(messageId))
  expect(keyOf(messageId) < keyOf(later)).toBe(true)
})

it.each([
  ['BLUESKY_SERVICE', { service: 'http://bsky.example' }],
  ['BLUESKY_IDENTIFIER', { identifier: '@muster' }],
  ['BLUESKY_PASSWORD', { password: '' }],
])('a wrong %s is named in one sentence', (name, wrong) => {
  const right = { service: 'https://bsky.social', identifier: 'muster.test', password, log: quiet }
  expect(() => blueskyChannel({ ...right, ...wrong })).toThrow(new RegExp(`^${name} [^\n]+\\.$`))
})
