import type { Message, SendFailure } from '../../core/channel.ts'
import type { Purpose } from '../../core/messages/message.ts'
import { fail, ok, type Result } from '../../core/result.ts'

/** What is said on a network of strangers: nothing that tells of anybody, and nothing that asks for it. */
const saidInPublic: ReadonlySet<Purpose> = new Set(['danger', 'reply', 'clarification'])

/**
 * Whether a message may go to somebody on Mastodon or Bluesky: only to people who wrote to us first, and never a name,
 * an address, a question for one or a relayed text. What is refused here reaches them another way or is rung about.
 */
export function mayBeSaid({ heardAt, purpose }: Message): Result<void, SendFailure> {
  if (heardAt === null) return fail({ reason: 'rejected', code: 'not_written_first' })
  return saidInPublic.has(purpose) ? ok(undefined) : fail({ reason: 'rejected', code: 'not_for_this_channel' })
}
