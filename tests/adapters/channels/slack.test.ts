import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackConfig, slack } from '../../../adapters/channels/slack.ts'
import type { ChannelEvent } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { messageOf } from '../../support/message.ts'
import { refused } from '../../support/slack/api.ts'
import { form, pressPayload, signedRequest, writtenEvent } from '../../support/slack/signed-request.ts'
import { type SlackStandIn, slackStandIn } from '../../support/slack-stand-in.ts'

const sam = { channel: 'slack', id: 'U0SAM' }
const botToken = 'xoxb-1-stand-in'
const signingSecret = '8f742231b10e8888abcd99eee1112233'

/** Nobody listens at the address; everything is given up within a second. */
const config = (more: Partial<SlackConfig> = {}): SlackConfig => ({
  botToken,
  signingSecret,
  apiBase: 'http://127.0.0.1:2',
  timeoutMs: 1_000,
  settleMs: 0,
  againMs: 5,
  ...more,
})

const posting = /chat\.postMessage/

const troubles: Record<Trouble, (standIn: SlackStandIn) => void> = {
  throttled: (standIn) =>
    standIn.fail(
      { kind: 'answer', answer: { ...refused('ratelimited'), status: 429, headers: { 'retry-after': '7' } } },
      posting,
    ),
  refused: (standIn) => standIn.fail({ kind: 'answer', answer: refused('restricted_action') }, posting),
  hung: (standIn) => standIn.fail({ kind: 'hung' }, posting),
  answered_late: (standIn) => standIn.fail({ kind: 'hung', taken: true }, posting),
  cut_off: (standIn) => standIn.fail({ kind: 'cut_off', taken: true }, posting),
  broken: (standIn) => standIn.fail({ kind: 'broken' }, posting),
}

const written = JSON.stringify(writtenEvent({ user: 'U0SAM', text: 'Water in the kitchen &amp; 2 adults 🌊' }))

describeChannel('Slack', async () => {
  const standIn = await slackStandIn()
  return {
    channel: slack(config({ apiBase: standIn.baseUrl })),
    offline: slack(config()),
    to: sam,
    secrets: [botToken, signingSecret],
    retryAfterS: 7,
    webhook: {
      request: () => signedRequest(written, { secret: signingSecret }),
      forged: () => signedRequest(written, { secret: 'another-secret' }),
      event: {
        type: 'message',
        from: sam,
        to: { channel: 'slack', id: 'T0MUSTER' },
        providerId: 'Ev0MDYHUEL',
        text: 'Water in the kitchen & 2 adults 🌊',
        sentAt: new Date(1_795_600_000_000.2),
      },
      reply: { status: 200, contentType: null, body: '' },
    },
    next: (trouble) => troubles[trouble](standIn),
    taken: () => standIn.to('U0SAM').map(({ text }) => text),
    close: () => standIn.close(),
  }
})

describe('settings', () => {
  it.each([
    ['SLACK_BOT_TOKEN', { botToken: 'xoxp-a-persons' }],
    ['SLACK_SIGNING_SECRET', { signingSecret: 'short' }],
    ['SLACK_APP_TOKEN', { appToken: 'xoxb-1' }],
    ['SLACK_SIGNING_SECRET', { signingSecret: undefined }],
    ['SLACK_API_BASE', { apiBase: 'http://slack.com/api' }],
  ])('a wrong one is named in one sentence: %s', (name, wrong) => {
    const open = () => slack(config(wrong))
    expect(open).toThrow(name)
    expect(open).toThrow(/^[^\n]+\.$/)
  })

  it('each door is there with its own setting', () => {
    const byDoor = slack(config())
    const bySocket = slack(config({ signingSecret: undefined, appToken: 'xapp-1' }))
    expect([byDoor.receive, byDoor.listen].map((one) => one !== undefined)).toEqual([true, false])
    expect([bySocket.receive, bySocket.listen].map((one) => one !== undefined)).toEqual([false, true])
  })
})

describe('what Slack posts', () => {
  const at = new Date(1_531_420_628_000)
  const receive = (request: Request) => slack(config({ now: () => at })).receive!(request)
  const signed = (body: string, more: Partial<Parameters<typeof signedRequest>[1]> = {}) =>
    signedRequest(body, { secret: signingSecret, at, ...more })
  const eventsIn = async (request: Request) => (await receive(request)).events

  it('is believed as Slack’s own example shows it', async () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const secret = '8f742231b10e8888abcd99yyyzzz85a5'
    const headers = {
      'content-type': form,
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    }
    const answerAt = async (now: Date, more = {}) => {
      const request = new Request('http://127.0.0.1/', { method: 'POST', body, headers: { ...headers, ...more } })
      return (await slack(config({ signingSecret: secret, now: () => now })).receive!(request)).reply.status
    }
    expect(await answerAt(at)).not.toBe(403)
    expect(await answerAt(new Date(1_531_420_317_000))).toBe(403)
    expect(await answerAt(new Date(1_531_420_919_000))).toBe(403)
    expect(await answerAt(at, { 'x-slack-signature': headers['x-slack-signature'].replace('v0', 'v1') })).toBe(403)
  })

  it('is refused without a signature or a time', async () => {
    for (const name of ['x-slack-signature', 'x-slack-request-timestamp']) {
      const request = signed(written)
      request.headers.delete(name)
      expect((await receive(request)).reply.status).toBe(403)
    }
  })

  it('is refused when it makes no sense, though it is signed', async () => {
    for (const body of ['{', 'null', '[]', '{"type":3}']) expect((await receive(signed(body))).reply.status).toBe(400)
  })

  it('is answered when it asks whether the address is ours', async () => {
    const { events, reply } = await receive(signed('{"type":"url_verification","challenge":"3eZbrw1aB"}'))
    expect({ events, answered: await reply.json() }).toEqual({ events: [], answered: { challenge: '3eZbrw1aB' } })
  })

  it('is the same event however often Slack sends it again', async () => {
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' }
    const again = await eventsIn(signed(written, { headers }))
    expect(again).toEqual(await eventsIn(signed(written)))
    expect(again).toHaveLength(1)
  })

  it.each([
    ['what we wrote ourselves', { bot_id: 'B0MUSTER' }],
    ['what another app wrote', { subtype: 'bot_message', bot_id: 'B1' }],
    ['an edit', { subtype: 'message_changed' }],
    ['what is said in a channel', { channel_type: 'channel' }],
    ['an event of another type', { type: 'app_home_opened' }],
  ])('brings nothing when it is %s', async (_, more) => {
    const { events, reply } = await receive(signed(JSON.stringify(writtenEvent({ user: 'U0SAM', text: 'x', more }))))
    expect({ events, status: reply.status }).toEqual({ events: [], status: 200 })
  })

  it.each([
    [
      'a link as it was shown',
      'see <https://gov.uk|gov.uk> or <https://example.org>',
      'see gov.uk or https://example.org',
    ],
    ['a number', 'ring <tel:+447700900123|07700 900123>', 'ring 07700 900123'],
    ['a comparison', '1 &lt; 2 &amp;amp; 3 &gt; 2', '1 < 2 &amp; 3 > 2'],
    ['a mention left out', '<@U0BOT> a1', 'a1'],
  ])('is read as it was written: %s', async (_, text, read) => {
    const [event] = await eventsIn(signed(JSON.stringify(writtenEvent({ user: 'U0SAM', text }))))
    expect(event).toMatchObject({ text: read })
  })

  it('is a message whose text is the answer when a button is pressed', async () => {
    const payload = JSON.stringify(pressPayload({ user: 'U0SAM', answer: 'A1', trigger: '12.34.ab' }))
    const request = signed(new URLSearchParams({ payload }).toString(), { contentType: form })
    const { events, reply } = await receive(request)
    expect(events).toEqual([
      {
        type: 'message',
        from: sam,
        to: { channel: 'slack', id: 'T0MUSTER' },
        providerId: 'press/12.34.ab',
        text: 'A1',
      },
    ])
    expect({ status: reply.status, body: await reply.text() }).toMatchObject({ status: 200 })
  })

  it('brings nothing when the button is somebody else’s', async () => {
    const press = pressPayload({ user: 'U0SAM', answer: 'A1', trigger: '12.34.ab' })
    const payload = JSON.stringify({ ...press, actions: [{ action_id: 'other', value: 'A1' }] })
    const request = signed(new URLSearchParams({ payload }).toString(), { contentType: form })
    expect(await eventsIn(request)).toEqual([])
  })
})

describe('against a Slack of our own', () => {
  let standIn: SlackStandIn
  const open = (more: Partial<SlackConfig> = {}) => slack(config({ apiBase: standIn.baseUrl, ...more }))
  const never = new AbortController().signal
  const choices = [
    { answer: 'A1', label: 'Yes, I can' },
    { answer: 'A2', label: "No, I can't" },
  ]

  beforeEach(async () => {
    standIn = await slackStandIn({ members: ['U0SAM'], deactivated: ['U0GONE'] })
  })
  afterEach(() => standIn.close())

  it('a message has its buttons under it, and nobody can be mentioned by what it says', async () => {
    const text = 'Ada says: <!channel> sandbags & a pump'
    const sent = await open().send(sam, messageOf(text, { choices }), never)
    const [message] = standIn.to('U0SAM')
    expect(sent).toEqual({ ok: true, value: { externalId: `D0SAM:${message?.ts}` } })
    const safe = 'Ada says: &lt;!channel&gt; sandbags &amp; a pump'
    expect(message?.text).toBe(safe)
    expect(message?.blocks[0]?.text?.text).toBe(safe)
    expect(message?.blocks[1]?.elements?.map(({ value, text }) => [value, text.text])).toEqual([
      ['A1', 'Yes, I can'],
      ['A2', "No, I can't"],
    ])
  })

  it('a text that is too long for buttons goes without them: it says the same in words', async () => {
    expect(await open().send(sam, messageOf('x'.repeat(3_001), { choices }), never)).toMatchObject({ ok: true })
    expect(standIn.to('U0SAM')[0]?.blocks).toEqual([])
  })

  it('a message that is edited says the new text and has no button left', async () => {
    const channel = open()
    const sent = await channel.send(sam, messageOf('Can you?', { choices }), never)
    expect(sent.ok && (await channel.edit(sent.value, messageOf('Can you? Covered now.')))).toEqual({ ok: true })
    expect(standIn.to('U0SAM')).toMatchObject([{ text: 'Can you? Covered now.', blocks: [], edits: 1 }])
    const gone = await channel.edit({ externalId: 'D0SAM:1.1' }, messageOf('x'))
    expect(gone).toEqual({ ok: false, error: { reason: 'rejected', code: 'message_not_found' } })
  })

  it.each([
    ['nobody', 'U0NOBODY', 'Hello', {}, { reason: 'bad_address', code: 'channel_not_found' }],
    ['somebody who left', 'U0GONE', 'Hello', {}, { reason: 'bad_address', code: 'user_disabled' }],
    ['no text', 'U0SAM', '', {}, { reason: 'rejected', code: 'no_text' }],
    ['a wrong token', 'U0SAM', 'Hello', { botToken: 'xoxb-wrong' }, { reason: 'misconfigured', code: 'invalid_auth' }],
  ])('%s fails as it should', async (_, id, text, more, error) => {
    expect(await open(more).send({ channel: 'slack', id }, messageOf(text), never)).toEqual({ ok: false, error })
  })

  it.each(['garbled', 'hung'] as const)('is unsure when the answer is %s', async (kind) => {
    standIn.fail({ kind }, posting)
    const sent = await open({ timeoutMs: 200 }).send(sam, messageOf('Hello'), never)
    expect(sent).toMatchObject({ ok: false, error: { reason: 'unconfirmed' } })
  })

  it('is throttled and not unsure when Slack does not say for how long', async () => {
    standIn.fail({ kind: 'answer', answer: { status: 429, body: {} } }, posting)
    expect(await open().send(sam, messageOf('Hello'), never)).toEqual({ ok: false, error: { reason: 'throttled' } })
  })

  it('does not take another message with the same text for the one it looks for', async () => {
    const channel = open()
    await channel.send(sam, messageOf('Hello', { messageId: 'm1' }), never)
    const other = { ...messageOf('Hello', { messageId: 'm2' }), to: sam, attemptedAt: new Date() }
    expect(await channel.find(other)).toEqual({ outcome: 'not_sent' })
    expect(await open({ settleMs: 60_000 }).find(other)).toEqual({ outcome: 'unknown' })
  })

  describe('in Socket Mode', () => {
    const delivered: ChannelEvent[] = []
    let stop: () => Promise<void>
    let broken = false
    const deliver = async (event: ChannelEvent) => {
      if (broken) throw new Error('the database is away')
      delivered.push(event)
    }
    const listen = async (more: Partial<SlackConfig> = {}) => {
      const { appToken } = standIn
      stop = await open({ signingSecret: undefined, appToken, ...more }).listen!(deliver)
    }

    beforeEach(() => {
      delivered.length = 0
      broken = false
    })
    afterEach(() => stop?.())

    it('messages and presses are acknowledged once they are stored', async () => {
      await listen()
      expect(await standIn.write('U0SAM', 'Water in')).toMatchObject({ status: 200 })
      expect(await standIn.press('U0SAM', 'A1')).toMatchObject({ status: 200 })
      expect(delivered).toMatchObject([
        { text: 'Water in', from: sam },
        { text: 'A1', from: sam },
      ])
    })

    it('what cannot be stored is not acknowledged', async () => {
      await listen()
      broken = true
      const answered = standIn.write('U0SAM', 'Water in')
      await expect.poll(() => standIn.requested.length).toBeGreaterThan(0)
      standIn.disconnect('broken')
      expect((await answered).status).toBe(0)
      expect(delivered).toEqual([])
    })

    it.each(['asked', 'broken'] as const)('a connection that is %s to end is made again', async (how) => {
      await listen()
      standIn.fail({ kind: 'broken' }, /apps\.connections\.open/)
      standIn.disconnect(how)
      await expect.poll(() => standIn.requested.filter((one) => one.includes('connections.open')).length).toBe(3)
      expect((await standIn.write('U0SAM', 'Still there?')).status).toBe(200)
      expect(delivered).toMatchObject([{ text: 'Still there?' }])
    })

    it('a wrong token is told at once', async () => {
      await expect(listen({ appToken: 'xapp-wrong' })).rejects.toThrow()
    })
  })
})
