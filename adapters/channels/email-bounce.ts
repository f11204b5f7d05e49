import type { Email } from 'postal-mime'
import type { ChannelEvent } from '../../core/channel.ts'

/**
 * What a delivery report (RFC 3464) says of a message of ours; undefined where an e-mail is none. A mailbox that is not
 * there is a bad address; nobody has opted out by it.
 */
export function bounceOf(email: Email, messageId: string | undefined): ChannelEvent | undefined {
  const report = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  if (!report || messageId === undefined) return undefined
  const said = typeof report.content === 'string' ? report.content : new TextDecoder().decode(report.content)
  const action = /^Action:\s*(\w+)/im.exec(said)?.[1]?.toLowerCase()
  const code = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(said)?.[1]
  const event = { type: 'status', providerId: messageId } as const
  if (action === 'delivered') return { ...event, status: 'delivered' }
  if (action === 'delayed') return { ...event, status: 'sending' }
  if (action !== 'failed') return undefined
  const reason = code?.startsWith('5.1.') ? 'bad_address' : 'rejected'
  return { ...event, status: 'undelivered', failure: { reason, ...(code ? { code } : {}) } }
}

/** What no person wrote: RFC 3834, and what mail servers do instead. */
export function isAutomatic(email: Email, envelopeFrom: string | undefined): boolean {
  const header = (name: string) =>
    email.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase()
  const submitted = header('auto-submitted')
  return (
    envelopeFrom === '' ||
    header('return-path') === '<>' ||
    (submitted !== undefined && submitted !== 'no') ||
    /^(?:bulk|list|junk|auto_reply)$/.test(header('precedence') ?? '') ||
    header('x-auto-response-suppress') !== undefined ||
    header('x-autoreply') !== undefined ||
    header('list-id') !== undefined
  )
}
