import { createHash, timingSafeEqual } from 'node:crypto'
import type { Channel, ChannelEvent, Door, Message } from '../../core/channel.ts'
import { ok } from '../../core/result.ts'
import { isBase } from './base-address.ts'
import { composeEmail } from './email-compose.ts'
import { type RawEmail, readEmail } from './email-inbound.ts'
import { largestEmail, listenForEmail } from './email-listen.ts'
import { answerPage } from './email-pages.ts'
import { smtp } from './email-smtp.ts'
import { emailTokens } from './email-tokens.ts'
import { emailWords } from './email-words.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'

export interface EmailConfig {
  /** `smtp://user:password@host:587`, `smtps://…`; TLS is insisted on unless it is this machine. */
  readonly smtpUrl: string
  /** What stands in From. */
  readonly from: string
  /** The domain whose mail comes to us: `reply+…` and `bounce+…` are written to there. */
  readonly domain: string
  readonly publicUrl: string
  readonly us: string
  /** 32 bytes that only we have, the same for ever; asked for when first needed. */
  readonly secret: () => Buffer
  readonly recall: (messageId: string) => Promise<Message | undefined>
  /** `host:port` to take mail at by SMTP. */
  readonly listenAt?: string | undefined
  /** The secret end of the path an inbound mail service posts to, at least 16 characters. */
  readonly webhookSecret?: string | undefined
  /** The name of the mail server in front of us in Authentication-Results. */
  readonly authserv?: string | undefined
  readonly perSecond?: number | undefined
  readonly timeoutMs?: number | undefined
  readonly now?: (() => Date) | undefined
}

export type EmailChannel = Channel & Required<Pick<Channel, 'receive'>>

/**
 * E-mail: out by SMTP, in by an inbound service's webhook or by SMTP. Throws one sentence naming the setting that is
 * wrong.
 *
 * Anybody can write anybody's name into From. An e-mail that does not prove whose it is becomes no event; its From is
 * asked, once in ten minutes, to reply to an e-mail of ours, and that reply proves it.
 */
export function email(config: EmailConfig): EmailChannel {
  checkSettings(config)
  const { from, us, publicUrl, authserv, listenAt, perSecond = 10, now = () => new Date() } = config
  const domain = config.domain.toLowerCase()
  const out = smtp(config.smtpUrl, config.timeoutMs ?? 10_000)
  let made: ReturnType<typeof emailTokens> | undefined
  const tokens = () => (made ??= emailTokens(config.secret()))
  const identity = () => ({ us, from, domain, publicUrl, tokens: tokens() })
  const askedAt = new Map<string, number>()

  const askWho = async (address: string) => {
    const [nowMs, id] = [now().getTime(), `unsure-${now().getTime()}`]
    for (const [one, at] of askedAt) if (nowMs - at >= askAgainMs) askedAt.delete(one)
    if (askedAt.has(address) || askedAt.size >= mostAsked) return
    askedAt.set(address, nowMs)
    const language = 'en-GB'
    const text = emailWords(language).unsure(us)
    const message = { messageId: id, text, language, choices: [], expiresAt: null } as const
    await out.send(composeEmail(address, { ...message, purpose: 'reply', heardAt: null }, identity(), now()))
  }
  const eventsOf = async (raw: RawEmail): Promise<ChannelEvent[]> => {
    const read = await readEmail(raw, { tokens: tokens(), domain, authserv })
    if (read.is === 'unsure') await askWho(read.from)
    return read.is === 'certain' || read.is === 'report' ? [read.event] : []
  }
  const [host = '', port = ''] = listenAt?.split(/:(?=\d+$)/) ?? []
  return {
    name: 'email',
    can: { choices: true, maxLength: 10_000, perSecond, largestWebhook: largestEmail },
    async send({ id }, message, signal) {
      const sent = await out.send(composeEmail(id.toLowerCase(), message, identity(), now()), signal)
      return sent.ok ? ok({ externalId: message.messageId }) : sent
    },
    async receive(request) {
      if (!new URL(request.url).pathname.startsWith('/webhooks/'))
        return answerPage(request, { us, domain, tokens: tokens(), recall: config.recall, now })
      if (!isSecret(request.url, config.webhookSecret)) return nothing(403)
      const raw = await rawOf(request)
      return raw ? { events: await eventsOf(raw), reply: new Response(null, { status: 204 }) } : nothing(400)
    },
    ...(listenAt === undefined
      ? {}
      : {
          listen: (deliver: (event: ChannelEvent) => Promise<void>) =>
            listenForEmail({ host, port: Number(port), domain }, async (raw) => {
              for (const event of await eventsOf(raw)) await deliver(event)
            }),
        }),
  }
}

const askAgainMs = 10 * 60_000
const mostAsked = 1_000

const nothing = (status: number) => ({ events: [], reply: new Response(null, { status }) })

function isSecret(url: string, right: string | undefined): boolean {
  const given = new URL(url).pathname.split('/').at(-1) ?? ''
  const [a, b] = [given, right ?? ''].map((text) => createHash('sha256').update(text).digest())
  return right !== undefined && timingSafeEqual(a!, b!)
}

/** SendGrid's Inbound Parse with "send raw" on, or any service that posts the message itself. */
async function rawOf(request: Request): Promise<RawEmail | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('message/rfc822')) return { bytes: new Uint8Array(await request.arrayBuffer()), recipients: [] }
  const form = await request.formData().catch(() => undefined)
  const [bytes, envelope] = [form?.get('email'), form?.get('envelope')]
  if (typeof bytes !== 'string') return undefined
  const { to, from } = envelopeOf(envelope)
  return { bytes, recipients: to, envelopeFrom: from }
}

function envelopeOf(field: unknown): { to: string[]; from: string | undefined } {
  try {
    const { to, from } = JSON.parse(String(field))
    const recipients = Array.isArray(to) ? to.filter((one) => typeof one === 'string') : []
    return { to: recipients, from: typeof from === 'string' ? from : undefined }
  } catch {
    return { to: [], from: undefined }
  }
}

const hasAt = /^[^\s@<>]+@[a-z0-9.-]+\.[a-z]{2,}$/i

/** The values are not in the sentences: one holds a password. */
function checkSettings(config: EmailConfig): void {
  const { smtpUrl, from, domain, publicUrl, listenAt, webhookSecret, authserv, perSecond = 1 } = config
  const rules: ReadonlyArray<readonly [boolean, string]> = [
    [
      /^smtps?:$/.test(URL.parse(smtpUrl)?.protocol ?? '') && URL.parse(smtpUrl)?.hostname !== '',
      'SMTP_URL must be a mail server, such as smtps://user:password@mail.example.gov.uk.',
    ],
    [hasAt.test(from), 'EMAIL_FROM must be an e-mail address, such as help@muster.example.gov.uk.'],
    [
      hasAt.test(`a@${domain}`),
      'EMAIL_DOMAIN must be the domain whose mail comes to us, such as muster.example.gov.uk.',
    ],
    [isBase(publicUrl, /^https?:$/), 'PUBLIC_URL must be the address people reach us at, without a slash at the end.'],
    [
      listenAt === undefined || /^\S+:\d{1,5}$/.test(listenAt),
      'EMAIL_LISTEN must be host:port, such as 127.0.0.1:2525.',
    ],
    [
      webhookSecret === undefined || /^[\w-]{16,}$/.test(webhookSecret),
      'EMAIL_WEBHOOK_SECRET must be at least 16 letters and digits.',
    ],
    [authserv === undefined || /^[\w.-]+$/.test(authserv), 'EMAIL_AUTHSERV_ID must be the name of a mail server.'],
    [perSecond > 0 && perSecond <= 1_000, 'EMAIL_PER_SECOND must be more than 0 and at most 1000.'],
  ]
  const broken = rules.find(([isRight]) => !isRight)
  if (broken) throw new Error(broken[1])
}

/** Turned on by SMTP_URL. Throws one sentence naming the setting that is wrong. */
export function openEmail(values: ChannelSettings, { publicUrl, us, secret, recall }: ChannelSurroundings): Door {
  const channel = email({
    smtpUrl: values.SMTP_URL ?? '',
    from: values.EMAIL_FROM ?? '',
    domain: values.EMAIL_DOMAIN ?? '',
    publicUrl,
    us,
    secret: () => secret('email'),
    recall,
    listenAt: values.EMAIL_LISTEN,
    webhookSecret: values.EMAIL_WEBHOOK_SECRET,
    authserv: values.EMAIL_AUTHSERV_ID,
    perSecond: values.EMAIL_PER_SECOND === undefined ? undefined : Number(values.EMAIL_PER_SECOND),
  })
  const shown = values.EMAIL_FROM
  return { channel, paths: ['/email/:token', '/webhooks/email/:secret'], ...(shown ? { shown } : {}) }
}
