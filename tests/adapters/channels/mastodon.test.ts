import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mastodonChannel } from '../../../adapters/channels/mastodon.ts'
import { wordsOf } from '../../../adapters/channels/mastodon-status.ts'
import type { Channel, ChannelEvent } from '../../../core/channel.ts'
import { type Purpose, purposes } from '../../../core/messages/message.ts'
import { describeChannel } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import type { ServerFault } from '../../support/social/faulty-server.ts'
import { type MastodonStandIn, mastodonStandIn } from '../../support/social/mastodon-stand-in.ts'

const token = 'token-of-the-test-0123456789'
const sam = { channel: 'mastodon', id: 'sam@elsewhere.example' }
const heardAt = new Date('2026-11-25T08:00:00Z')
const quiet = () => undefined
const channelAt = (url: string, more = {}) =>
  mastodonChannel({ url, token, log: quiet, timeoutMs: 1_500, settleMs: 0, restMs: 10, ...more })
const never = new AbortController().signal

describeChannel('Mastodon', async () => {
  const standIn = await mastodonStandIn({ token })
  return {
    channel: channelAt(standIn.baseUrl),
    offline: channelAt('http://127.0.0.1:2'),
    to: sam,
    secrets: [token],
    message: { heardAt, language: 'en' },
    retryAfterS: 7,
    next: (trouble) => standIn.fail(faultOf(trouble)),
    taken: () => standIn.posted.map(({ text }) => text.replace(`@${sam.id} `, '')),
    close: () => standIn.close(),
  }
})

function faultOf(trouble: string): ServerFault {
  if (trouble === 'throttled')
    return {
      answer: {
        status: 429,
        body: { error: 'Too many requests' },
        headers: { 'x-ratelimit-reset': new Date(Date.now() + 6_900).toISOString() },
      },
    }
  if (trouble === 'refused') return { answer: { status: 422, body: { error: 'Validation failed' } } }
  return trouble as Exclude<ServerFault, object>
}

describe('an account on Mastodon', () => {
  let standIn: MastodonStandIn
  let channel: Channel
  let stop: (() => Promise<void>) | undefined
  let heard: ChannelEvent[]
  let arrived: (() => void) | undefined

  beforeEach(async () => {
    standIn = await mastodonStandIn({ token })
    channel = channelAt(standIn.baseUrl)
    heard = []
    stop = undefined
  })
  afterEach(async () => {
    await stop?.()
    await standIn.close()
  })
  const listen = async () => {
    stop = await channel.listen!(async (event) => {
      heard.push(event)
      arrived?.()
    })
  }
  const hears = async (n: number) => {
    while (heard.length < n) await new Promise<void>((resolve) => (arrived = resolve))
  }
  const mention = (words: string) =>
    `<p><span class="h-card"><a href="https://x.example/@muster">@<span>muster</span></a></span> ${words}</p>`

  it('never writes to somebody who did not write first', async () => {
    const sent = await channel.send(sam, messageOf('Hello', { language: 'en' }), never)
    expect(sent).toEqual({ ok: false, error: { reason: 'rejected', code: 'not_written_first' } })
    expect(standIn.requested).toEqual([])
  })

  const said = ['danger', 'reply', 'clarification']
  it.each(Object.keys(purposes).filter((purpose) => !said.includes(purpose)))('does not carry %s', async (purpose) => {
    const message = messageOf('12 Mill Lane', { heardAt, language: 'en', purpose: purpose as Purpose })
    expect(await channel.send(sam, message, never)).toMatchObject({ ok: false, error: { reason: 'rejected' } })
    expect(standIn.requested).toEqual([])
  })

  it('answers by a direct message below what was written, in its language', async () => {
    const id = standIn.mention(sam.id, mention('Oes help?'))
    await channel.missed!(new Date(0))
    await channel.send(sam, messageOf('Oes.', { heardAt, language: 'cy' }), never)
    expect(standIn.posted).toMatchObject([
      { text: '@sam@elsewhere.example Oes.', visibility: 'direct', language: 'cy', inReplyTo: id },
    ])
  })

  it('answers all the same when what was written is gone', async () => {
    const id = standIn.mention(sam.id, mention('Hello'))
    await channel.missed!(new Date(0))
    standIn.remove(id)
    expect(await channel.send(sam, messageOf('Hi', { heardAt, language: 'en' }), never)).toMatchObject({ ok: true })
    expect(standIn.posted).toMatchObject([{ inReplyTo: null }])
  })

  it('posts a message once, however often it is handed over', async () => {
    const message = messageOf('Once', { heardAt, language: 'en' })
    const [first, second] = [await channel.send(sam, message, never), await channel.send(sam, message, never)]
    expect(second).toEqual(first)
    expect(standIn.posted).toHaveLength(1)
  })

  it('hears what the stream brings, once subscribed, and marks itself as a bot', async () => {
    await listen()
    await standIn.subscribed()
    const id = standIn.mention(sam.id, mention('Need sandbags &amp; help'))
    await hears(1)
    expect(heard).toEqual([
      {
        type: 'message',
        from: sam,
        to: { channel: 'mastodon', id: 'muster@127.0.0.1' },
        providerId: id,
        text: 'Need sandbags & help',
        sentAt: expect.any(Date),
      },
    ])
    expect(standIn.isBot()).toBe(true)
  })

  it('lists what came while the stream was broken', async () => {
    await listen()
    await standIn.subscribed()
    standIn.breakStreams()
    const id = standIn.mention(sam.id, mention('Anyone there?'), { stream: false })
    await hears(1)
    expect(heard).toMatchObject([{ providerId: id }])
  })

  it('lists every page of what came in, oldest first, and stops where it knows', async () => {
    for (let i = 0; i < 95; i++) standIn.mention(sam.id, mention(String(i)))
    const listed = await channel.missed!(new Date(0))
    expect(listed.map((event) => event.type === 'message' && event.text)).toEqual(
      Array.from({ length: 95 }, (_, i) => String(i)),
    )
    expect(await channel.missed!(new Date(Date.now() + 60_000))).toEqual([])
  })

  it('does not talk to machines or to itself', async () => {
    standIn.mention('feed@elsewhere.example', mention('Headline'), { bot: true })
    expect(await channel.missed!(new Date(0))).toEqual([])
  })

  it('edits an answer and keeps whom it is for', async () => {
    const sent = await channel.send(sam, messageOf('Three are asked', { heardAt, language: 'en' }), never)
    if (!sent.ok) throw new Error('not sent')
    await channel.edit!(sent.value, messageOf('Taken', { heardAt, language: 'en' }))
    expect(standIn.posted).toMatchObject([{ text: '@sam@elsewhere.example Taken' }])
  })
})

it.each([
  [
    '<p><a href="https://x.example/@muster">@muster</a> <a href="#">@sam@b.example</a> Water<br>in &lt;here&gt;</p><p>Now</p>',
    'Water\nin <here>\nNow',
  ],
  ['<p>Ask @muster please</p>', 'Ask @muster please'],
  ['<p>@muster</p>', ''],
  [
    '<p>See <a href="https://gov.uk/x"><span class="invisible">https://</span><span>gov.uk/x</span></a></p>',
    'See https://gov.uk/x',
  ],
])('reads %s', (html, words) => {
  expect(wordsOf(html)).toBe(words)
})

it.each([
  ['MASTODON_URL', { url: 'http://mastodon.example' }],
  ['MASTODON_URL', { url: 'https://mastodon.example/' }],
  ['MASTODON_TOKEN', { token: 'hunter2' }],
])('a wrong %s is named in one sentence', (name, wrong) => {
  const open = () => mastodonChannel({ url: 'https://mastodon.example', token, log: quiet, ...wrong })
  expect(open).toThrow(new RegExp(`^${name} [^\n]+\\.$`))
})
