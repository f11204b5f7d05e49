import type { Point } from './geo/point.ts'
import type { Result } from './result.ts'

/** Where a person is reached: a channel's name and the id it knows them by (E.164 for SMS and voice). */
export interface Address {
  readonly channel: string
  readonly id: string
}

/** One outgoing text. `messageId` is ours and comes back in the channel's status events. */
export interface Message {
  readonly messageId: string
  readonly text: string
}

export interface SentMessage extends Message {
  readonly to: Address
  /** When the attempt that may or may not have gone out began. */
  readonly attemptedAt: Date
}

/** Why a message did not go out, what the sender does about it, and what a planner reads. */
export const sendFailures = {
  throttled: { retry: true, alarm: false, says: 'The provider asked us to slow down.' },
  unreachable: { retry: true, alarm: false, says: 'The provider could not be reached.' },
  unconfirmed: { retry: false, alarm: true, says: 'The provider may or may not have sent it.' },
  bad_address: { retry: false, alarm: false, says: 'Nobody can be reached at this address.' },
  rejected: { retry: false, alarm: false, says: 'The provider refused the message.' },
  opted_out: { retry: false, alarm: false, says: 'The person has opted out.' },
  misconfigured: { retry: false, alarm: true, says: 'The channel is missing a setting.' },
} as const

export type SendFailureCode = keyof typeof sendFailures

/**
 * `code` is the provider's own error code where it gave one: never text, which may quote a number.
 * `retryAfterS` (seconds) is set on `throttled` only.
 */
export interface SendFailure {
  readonly reason: SendFailureCode
  readonly code?: string
  readonly retryAfterS?: number
}

/** How far a message got, in rising rank: a later event of a lower rank is ignored. */
export const deliveryRank = {
  queued: 0,
  sending: 1,
  sent: 2,
  delivered: 3,
  undelivered: 3,
  failed: 3,
  read: 4,
} as const

export type DeliveryStatus = keyof typeof deliveryRank

/** A place shown on a map instead of in words: where help is needed, which need not be where the phone is. */
export interface Pin extends Point {
  /** What the sender's map calls it. */
  readonly label: string | null
}

export type ChannelEvent =
  | {
      readonly type: 'message'
      readonly from: Address
      /** The number or account written to: it tells which authority the message is for. */
      readonly to: Address
      readonly providerId: string
      readonly text: string
      readonly pin?: Pin
      /** The carrier's or provider's own reading of an opt-out word, which it has already acted on. */
      readonly carrierKeyword?: 'stop' | 'start' | 'help'
      /** When the provider took it in, if it says so. */
      readonly sentAt?: Date
    }
  | {
      readonly type: 'status'
      readonly providerId: string
      readonly status: DeliveryStatus
      readonly failure?: SendFailure
    }

/**
 * One way of reaching people. Outcomes are data; `send` throws only on our own bugs.
 *
 * `receive` answers a webhook: 403 and no events when the signature is wrong. The caller stores the events durably
 * before it returns `reply` to the provider.
 */
export interface Channel {
  readonly name: string
  readonly can: { readonly choices: boolean; readonly maxLength: number }
  send(to: Address, message: Message, signal: AbortSignal): Promise<Result<{ externalId: string }, SendFailure>>
  receive?(request: Request): Promise<{ events: ChannelEvent[]; reply: Response }>
  listen?(deliver: (event: ChannelEvent) => Promise<void>): Promise<() => Promise<void>>
  /** Settles an unconfirmed send by asking the provider; `externalId` where it was sent. */
  find?(message: SentMessage): Promise<{ outcome: 'sent'; externalId: string } | { outcome: 'not_sent' | 'unknown' }>
  edit?(sent: { externalId: string }, message: Message): Promise<Result<void, SendFailure>>
  /** What came in since `since`, as the provider lists it; may repeat what we already have. */
  missed?(since: Date): Promise<ChannelEvent[]>
}
