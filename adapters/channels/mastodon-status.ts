import { htmlToText } from 'html-to-text'
import type { mastodon } from 'masto'
import type { Address, ChannelEvent } from '../../core/channel.ts'

/** An account as it is written from anywhere: `sam@example.social`, in lower case. */
export const accountOf = ({ acct }: Pick<mastodon.v1.Account, 'acct'>, host: string): Address => ({
  channel: 'mastodon',
  id: (acct.includes('@') ? acct : `${acct}@${host}`).toLowerCase(),
})

/** The words of a status, whose content is HTML, without the accounts it begins with. */
export const wordsOf = (content: string): string =>
  plain(content)
    .replace(/^(?:\s*@[\w.-]+(?:@[\w.-]+)?)+/, '')
    .trim()

/** The words with every account in them: what we sent reads so. */
export const plain = (content: string): string =>
  htmlToText(content, {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'p', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'img', format: 'skip' },
    ],
  }).trim()

export interface Reader {
  /** Our own account's id there. */
  readonly self: string
  readonly us: Address
  readonly host: string
}

/** A mention as a message to us; none where we or another machine wrote it. */
export function messageOfStatus(status: mastodon.v1.Status, { self, us, host }: Reader): ChannelEvent[] {
  if (status.account.id === self || status.account.bot) return []
  return [
    {
      type: 'message',
      from: accountOf(status.account, host),
      to: us,
      providerId: status.id,
      text: wordsOf(status.content),
      sentAt: new Date(status.createdAt),
    },
  ]
}
