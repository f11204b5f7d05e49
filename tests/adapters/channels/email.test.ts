import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmailConfig, email } from '../../../adapters/channels/email.ts'
import { emailTokens } from '../../../adapters/channels/email-tokens.ts'
import type { ChannelEvent } from '../../../core/channel.ts'
import { describeChannel, type Trouble } from '../../contracts/channel.ts'
import { type MailFault, type MailStandIn, mailStandIn } from '../../support/mail-stand-in.ts'
import { messageOf } from '../../support/message.ts'

const ada = { channel: 'email', id: 'ada@example.org' }
const domain = 'muster.example.gov.uk'
const secret = Buffer.alloc(32, 7)
const tokens = emailTokens(secret)
const webhookSecret = 'inbound-secret-of-the-test'
const never = new AbortController().signal
const choices = [{ answer: 'A1', label: 'Yes, I can' }]

const config = (smtpUrl: string, more: Partial<EmailConfig> = {}): EmailConfig => ({
  smtpUrl,
  from: `help@${domain}`,
  domain,
  publicUrl: 'https://muster.example.org',
  us: 'Muster',
  secret: () => secret,
  recall: async (messageId) => ({ ...messageOf('x', { choices }), messageId }),
  webhookSecret,
  authserv: 'mx.example.gov.uk',
  timeoutMs: 500,
  ...more,
})

interface Mail {
  readonly from?: string
  readonly to?: string
  readonly headers?: readonly string[]
  readonly body?: string
}

const mime = ({ from = ada.id, to = `${tokens.replyTo(ada.id)}@${domain}`, headers = [], body = 'A1' }: Mail): string =>
  [`From: Ada <${from}>`, `To: ${to}`, 'Message-ID: <1@example.org>', 'Subject: Re: x', ...headers, '', body].join(
    '\r\n',
  )

const posted = (raw: string, end = webhookSecret) =>
  new Request(`https://muster.example.org/webhooks/email/${end}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: raw,
  })

const faults: Record<Trouble, MailFault> = {
  throttled: 'closing',
  refused: 'unknown_user',
  hung: 'hung',
  answered_late: 'taken_and_hung',
  cut_off: 'taken_and_cut_off',
  broken: 'cut_off',
}

describeChannel('E-mail', async () => {
  const standIn = await mailStandIn()
  const event: ChannelEvent = {
    type: 'message',
    from: ada,
    to: { channel: 'email', id: domain },
    providerId: expect.stringMatching(/^[0-9a-f]{40}$/),
    text: 'A1',
  }
  return {
    channel: email(config(standIn.url)),
    offline: email(config('smtp://127.0.0.1:2')),
    to: ada,
    secrets: ['mail-password', webhookSecret],
    retryAfterS: 30,
    webhook: {
      request: () => posted(mime({})),
      forged: () => posted(mime({}), 'another-secret-of-no-use'),
      event,
      reply: { status: 204, contentType: null, body: '' },
    },
    next: (trouble) => standIn.fail(faults[trouble]),
    taken: () => standIn.taken.map(({ email: { text } }) => text!.split('\n\n')[0]!.trim()),
    close: () => standIn.close(),
  }
})

describe('e-mail', () => {
  let standIn: MailStandIn
  let channel: ReturnType<typeof email>

  beforeEach(async () => {
    standIn = await mailStandIn()
    channel = email(config(standIn.url))
  })

  afterEach(() => standIn.close())

  const send = (more = {}) => channel.send(ada, messageOf('Need <b>sandbags</b>?', { choices, ...more }), never)
  const read = async (raw: string) => (await channel.receive(posted(raw))).events
  const linkTo = (label: string) =>
    standIn.last(ada.id).email.text!.match(new RegExp(`${label}\\s*\\n(https://\\S+)`))![1]!
  const visit = async (url: string, method = 'GET', body?: string) =>
    channel.receive(new Request(url, { method, ...(body ? { body } : {}) }))

  it('says of itself what mail programs and scanners want to know', async () => {
    await send({ language: 'cy' })
    const { header, email: got, envelopeFrom } = standIn.last(ada.id)
    expect(header('auto-submitted')).toBe('auto-generated')
    expect(header('content-language')).toBe('cy')
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/muster\.example\.org\/email\/[\w-]+>, <mailto:reply\+/)
    expect(got.messageId).toMatch(new RegExp(`^<m1\\.[0-9a-f]{32}@${domain}>$`))
    expect(got.subject).toBe('Muster: neges i chi')
    expect(envelopeFrom).toMatch(/^bounce\+m1\.[0-9a-f]{16}@/)
    expect(got.html).toContain('Need &#60;b&#62;sandbags')
  })

  it('has nothing of the person in its addresses and links', async () => {
    await send()
    const { email: got } = standIn.last(ada.id)
    expect(JSON.stringify([got.replyTo, got.messageId, linkTo('A1: Yes, I can')])).not.toMatch(
      /ada|example\.org>|sandbags/,
    )
  })

  it.each([
    ['closing', 'throttled', '421'],
    ['greylisted', 'throttled', '450'],
    ['unknown_user', 'bad_address', '550'],
    ['too_big', 'rejected', '552'],
  ] as const)('says why an e-mail is not taken: %s', async (fault, reason, code) => {
    standIn.fail(fault)
    const sent = await send()
    expect(sent).toMatchObject({ ok: false, error: { reason, code } })
    expect(!sent.ok && sent.error.onlyThis === true, 'nobody else waits').toBe(fault === 'greylisted')
    expect(standIn.taken).toEqual([])
  })

  it('does nothing when a link is looked at, and answers once when its button is pressed', async () => {
    await send()
    const looked = await visit(linkTo('A1: Yes, I can'))
    expect(looked.events).toEqual([])
    expect(await looked.reply.text()).toContain('<form method="post"><button>Send the answer “Yes, I can”')
    const first = await visit(linkTo('A1: Yes, I can'), 'POST')
    expect(first.events).toMatchObject([{ type: 'message', from: ada, text: 'A1', providerId: 'press-m1-A1' }])
    expect((await visit(linkTo('A1: Yes, I can'), 'POST')).events).toEqual(first.events)
  })

  it.each([
    ['changed', (url: string) => url.replace(/.{5}$/, 'AAAAA')],
    ['cut off', (url: string) => url.replace(/\/email\/.*/, '/email/x')],
  ])('does nothing for a link that was %s', async (_, change) => {
    await send()
    const { events, reply } = await visit(change(linkTo('A1: Yes, I can')), 'POST')
    expect({ events, status: reply.status }).toEqual({ events: [], status: 404 })
  })

  it('does nothing for a link whose time is over', async () => {
    await send({ expiresAt: new Date(Date.now() - 1_000) })
    expect(await visit(linkTo('A1: Yes, I can'), 'POST')).toMatchObject({ events: [], reply: { status: 410 } })
  })

  it('stops by one click, not by a look', async () => {
    await send()
    const url = /<(https:[^>]+)>/.exec(standIn.last(ada.id).header('list-unsubscribe')!)![1]!
    const looked = await visit(url)
    expect(looked.events).toEqual([])
    expect(await looked.reply.text()).toContain('a person will be told')
    const { events, reply } = await visit(url, 'POST', 'List-Unsubscribe=One-Click')
    expect(reply.status).toBe(200)
    expect(events).toMatchObject([{ from: ada, text: 'STOP', carrierKeyword: 'stop' }])
  })

  it('believes a reply that cites an e-mail which only its writer was sent', async () => {
    const cited = `In-Reply-To: <${tokens.messageIdOf('m1', ada.id)}@${domain}>`
    expect(await read(mime({ to: `help@${domain}`, headers: [cited] }))).toMatchObject([{ from: ada, text: 'A1' }])
  })

  const passed = 'Authentication-Results: mx.example.gov.uk; dmarc=pass header.from=example.org'

  it.each([
    ['DMARC passed', [passed]],
    [
      'SPF and DKIM passed',
      [
        'Authentication-Results: mx.example.gov.uk 1; spf=pass smtp.mailfrom=b@example.org; dkim=pass (2048) header.d=example.org',
      ],
    ],
  ])('believes the mail server in front of us: %s', async (_, headers) => {
    expect(await read(mime({ to: `help@${domain}`, headers }))).toMatchObject([{ from: ada, text: 'x\nA1' }])
    expect(standIn.taken).toEqual([])
  })

  it.each([
    ['nothing said who it is from', { to: `help@${domain}` }],
    ['a Reply-To that somebody else was given', { to: `${tokens.replyTo('eve@example.net')}@${domain}` }],
    ['a Reply-To that was guessed', { to: `reply+${'0'.repeat(32)}@${domain}` }],
    ['another server’s results', { to: `help@${domain}`, headers: [passed.replace('mx.example', 'mx.evil')] }],
    ['results for another domain', { to: `help@${domain}`, headers: [passed.replace('=example.org', '=evil.org')] }],
    [
      'results that were in it already',
      { to: `help@${domain}`, headers: ['Authentication-Results: mx.example.gov.uk; none', passed] },
    ],
    [
      'DKIM of another domain',
      { to: `help@${domain}`, headers: [passed.replace('dmarc=pass header.from', 'dkim=pass header.d')] },
    ],
  ])('makes nothing of an e-mail that anybody could have written, and asks: %s', async (_, given) => {
    expect(await read(mime(given))).toEqual([])
    const asked = standIn.last(ada.id)
    expect(asked.email.text).toContain('reply to this e-mail with what you need')
    const replyTo = asked.email.replyTo![0]!.address!
    expect(await read(mime({ to: replyTo }))).toMatchObject([{ from: ada, text: 'A1' }])
    await read(mime(given))
    expect(standIn.taken).toHaveLength(1)
  })

  it.each([
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: All',
    'Return-Path: <>',
    'List-Id: <news.example.org>',
  ])('neither believes nor answers a machine: %s', async (header) => {
    expect(await read(mime({ headers: [header] }))).toEqual([])
    expect(await read(mime({ to: `help@${domain}`, headers: [header] }))).toEqual([])
    expect(standIn.taken).toEqual([])
  })

  const bounce = (action: string, status: string, to = `${tokens.bounceTo('m1')}@${domain}`) =>
    [
      'From: MAILER-DAEMON@mx.example.org',
      `To: ${to}`,
      'Return-Path: <>',
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nSorry',
      `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ${ada.id}\r\nAction: ${action}\r\nStatus: ${status}`,
      '--b--',
    ].join('\r\n')

  it.each([
    ['failed', '5.1.1', { status: 'undelivered', failure: { reason: 'bad_address', code: '5.1.1' } }],
    ['failed', '5.2.2', { status: 'undelivered', failure: { reason: 'rejected', code: '5.2.2' } }],
    ['delayed', '4.4.1', { status: 'sending' }],
    ['delivered', '2.0.0', { status: 'delivered' }],
  ])('reads a delivery report: %s %s', async (action, status, meant) => {
    expect(await read(bounce(action, status))).toEqual([{ type: 'status', providerId: 'm1', ...meant }])
  })

  it('makes nothing of a delivery report at an address that was guessed', async () => {
    expect(await read(bounce('failed', '5.1.1', `bounce+m1.${'0'.repeat(16)}@${domain}`))).toEqual([])
  })

  it('takes raw messages as SendGrid posts them', async () => {
    const body = new FormData()
    body.set('email', mime({ to: 'undisclosed:;' }))
    body.set('envelope', JSON.stringify({ to: [`${tokens.replyTo(ada.id)}@${domain}`], from: ada.id }))
    const url = `https://muster.example.org/webhooks/email/${webhookSecret}`
    const { events } = await channel.receive(new Request(url, { method: 'POST', body }))
    expect(events).toMatchObject([{ from: ada, text: 'A1' }])
  })

  it.each([
    ['SMTP_URL', { smtpUrl: 'mail.example.org' }],
    ['EMAIL_FROM', { from: 'Muster' }],
    ['EMAIL_DOMAIN', { domain: 'x y' }],
    ['PUBLIC_URL', { publicUrl: 'muster' }],
    ['EMAIL_LISTEN', { listenAt: '25' }],
    ['EMAIL_WEBHOOK_SECRET', { webhookSecret: 'short' }],
    ['EMAIL_AUTHSERV_ID', { authserv: 'a b' }],
    ['EMAIL_PER_SECOND', { perSecond: 0 }],
  ])('names the setting %s when it is wrong', (name, wrong) => {
    expect(() => email(config(standIn.url, wrong))).toThrow(new RegExp(`^${name} must be .*\\.$`))
  })
})
