import type { Message } from '../../core/channel.ts'
import type { EmailOut } from './email-smtp.ts'
import type { EmailTokens } from './email-tokens.ts'
import { emailWords, escaped } from './email-words.ts'

export interface EmailIdentity {
  readonly us: string
  /** What stands in From: an address. */
  readonly from: string
  /** Where answers, bounces and Message-IDs are. */
  readonly domain: string
  readonly publicUrl: string
  readonly tokens: EmailTokens
}

const days = 24 * 3_600_000

/**
 * One of our texts as an e-mail: its words in plain text and in simple HTML, its choices as links to pages with a
 * button, a Reply-To that only this recipient was given. It says of itself that a machine wrote it (RFC 3834) and how to
 * get no more (RFC 8058). All e-mails to one address hang on one thread.
 */
export function composeEmail(address: string, message: Message, identity: EmailIdentity, now: Date): EmailOut {
  const { us, from, domain, publicUrl, tokens } = identity
  const { messageId, text, language, choices, expiresAt } = message
  const words = emailWords(language)
  const expiresMs = expiresAt?.getTime() ?? now.getTime() + 7 * days
  const link = (answer: string | null, until: number) =>
    `${publicUrl}/email/${tokens.seal({ address, messageId, answer, language, expiresMs: until })}`
  const pressed = choices.map(({ answer, label }) => ({ label: `${answer}: ${label}`, url: link(answer, expiresMs) }))
  const stop = { label: words.stop(us), url: link(null, now.getTime() + 365 * days) }
  const replyTo = `${tokens.replyTo(address)}@${domain}`
  const thread = `<thread.${tokens.replyTo(address).slice(6)}@${domain}>`
  return {
    from: { name: us, address: from },
    to: address,
    replyTo: { name: us, address: replyTo },
    envelope: { from: `${tokens.bounceTo(messageId)}@${domain}`, to: address },
    subject: words.subject(us),
    messageId: `<${tokens.messageIdOf(messageId, address)}@${domain}>`,
    inReplyTo: thread,
    references: thread,
    text: [text, ...pressed.map(asLine), `-- \n${asLine(stop)}`].join('\n\n'),
    html: `<html lang="${escaped(language)}"><body>${asHtml(text)}${pressed.map(asButton).join('')}<hr>${asButton(stop)}</body></html>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      'List-Unsubscribe': `<${stop.url}>, <mailto:${replyTo}?subject=STOP>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

interface Link {
  readonly label: string
  readonly url: string
}

const asLine = ({ label, url }: Link): string => `${label}\n${url}`
const asButton = ({ label, url }: Link): string => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`
const asHtml = (text: string): string => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`
