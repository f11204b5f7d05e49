import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import type { ChannelEvent } from '../../core/channel.ts'
import { isAuthenticated } from './email-auth.ts'
import { bounceOf, isAutomatic } from './email-bounce.ts'
import type { EmailTokens } from './email-tokens.ts'
import { stripQuoted } from './strip-quoted.ts'

/** An e-mail as it came in. */
export interface RawEmail {
  readonly bytes: Uint8Array | string
  /** Whom it was handed over for. */
  readonly recipients: readonly string[]
  /** Who handed it over; empty: nobody, it is about another e-mail. Undefined: not known. */
  readonly envelopeFrom?: string | undefined
}

export interface EmailReading {
  readonly tokens: EmailTokens
  readonly domain: string
  /** The name under which the mail server in front of us writes what it found. */
  readonly authserv: string | undefined
}

export type ReadEmail =
  /** What it says, for certain from whoever it says it is from. */
  | { readonly is: 'certain'; readonly event: ChannelEvent }
  | { readonly is: 'report'; readonly event: ChannelEvent }
  /** Anybody could have written it: nothing may come of it before they prove who they are. */
  | { readonly is: 'unsure'; readonly from: string }
  /** A machine's, or nobody's. */
  | { readonly is: 'ignored' }

/**
 * Reads an e-mail. It is somebody's for certain when it was sent to a Reply-To that only they were given, when it cites
 * a message that only they were sent, or when the mail server in front of us says where it came from.
 */
export async function readEmail(raw: RawEmail, { tokens, domain, authserv }: EmailReading): Promise<ReadEmail> {
  const email = await PostalMime.parse(raw.bytes)
  const locals = localsAt(domain, [...raw.recipients, ...recipientsOf(email)])
  const bounced = locals.map((local) => tokens.bounced(local)).find((id) => id !== undefined)
  const report = bounceOf(email, bounced)
  if (report) return { is: 'report', event: report }
  const from = email.from?.address?.trim().toLowerCase()
  if (!from || bounced !== undefined || isAutomatic(email, raw.envelopeFrom)) return { is: 'ignored' }
  const cited = localsAt(domain, `${email.inReplyTo ?? ''} ${email.references ?? ''}`.match(/[^<>\s]+@[^<>\s]+/g) ?? [])
  const isReply = [...locals, ...cited].some((local) => tokens.isProof(local, from))
  if (!isReply && !isAuthenticated(email, from, authserv)) return { is: 'unsure', from }
  return { is: 'certain', event: eventOf(email, from, domain, isReply) }
}

const recipientsOf = ({ to = [], cc = [], deliveredTo }: Email): string[] =>
  [...to, ...cc].flatMap((one) => one.address ?? []).concat(deliveredTo ?? [])

const localsAt = (domain: string, addresses: readonly string[]): string[] =>
  addresses
    .map((address) => address.toLowerCase())
    .filter((address) => address.endsWith(`@${domain}`))
    .map((address) => address.slice(0, -domain.length - 1))

function eventOf(email: Email, from: string, domain: string, isReply: boolean): ChannelEvent {
  const body = stripQuoted(email.text ?? wordsOf(email.html ?? ''))
  const subject =
    isReply && !isStop(email.subject) ? '' : (email.subject ?? '').replace(/^(?:(?:re|fwd?|aw|tr)\s*:\s*)+/i, '')
  const text = [subject, body].filter((part) => part.trim() !== '').join('\n')
  const id = createHash('sha256').update(JSON.stringify([from, email.messageId ?? text, email.date ?? '']))
  return {
    type: 'message',
    from: { channel: 'email', id: from },
    to: { channel: 'email', id: domain },
    providerId: id.digest('hex').slice(0, 40),
    text: text.slice(0, 10_000),
  }
}

const isStop = (subject = ''): boolean => subject.trim() === 'STOP'

/** The words of an e-mail that came in HTML alone, line by line. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(?:style|script|head|blockquote)\b[\s\S]*?<\/(?:style|script|head|blockquote)>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
