import type { DeliveryStatus, SendFailure, SendFailureCode } from '../../core/channel.ts'

const statuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['created', 'queued'],
  ['sending', 'sending'],
  ['pending', 'sending'],
  ['sent', 'sent'], // abroad, where no receipt comes
  ['delivered', 'delivered'],
  ['permanent-failure', 'undelivered'],
  ['temporary-failure', 'undelivered'], // after up to 72 hours of trying
  ['technical-failure', 'failed'],
  ['validation-failed', 'failed'],
  ['virus-scan-failed', 'failed'],
])

/** What Notify says became of a message; undefined where it is a word we do not know. */
export function deliveryOf(word: string): { status: DeliveryStatus; failure?: SendFailure } | undefined {
  const status = statuses.get(word)
  if (status !== 'undelivered' && status !== 'failed') return status && { status }
  const reason = word === 'permanent-failure' ? 'bad_address' : 'rejected'
  return { status, failure: { reason, code: word } }
}

/**
 * What Notify's errors mean, by how its sentences begin: it has no finer code than `BadRequestError`. The first that
 * fits; where none does the HTTP status decides.
 */
const sentences: ReadonlyArray<readonly [RegExp, SendFailureCode]> = [
  [/^(?:phone_number|email_address)\b/, 'bad_address'],
  [/team-only API key|service is in trial mode|Cannot send to international/, 'misconfigured'],
  [
    /^Template (?:not found|has been deleted)|^Missing personalisation|is not a valid UUID|^template_id/,
    'misconfigured',
  ],
  [/^Service is not allowed|(?:sms_sender_id|email_reply_to_id) .* does not exist/, 'misconfigured'],
]

export const reasonOf = (sentence: string): SendFailureCode | undefined =>
  sentences.find(([pattern]) => pattern.test(sentence))?.[1]

/** How long to wait in seconds, as Notify never says: its bucket fills by the second, its daily limit by the day. */
export const waitS: Readonly<Record<string, number>> = { RateLimitError: 20, TooManyRequestsError: 3600 }
