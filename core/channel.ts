import type { Point } from './geo/point.ts'
import type { Purpose } from './messages/message.ts'
import type { Result } from './result.ts'

/**
 * Where a person is reached: an id, and the channel whose ids those are. Phone numbers (E.164) are `sms`'s, and voice,
 * WhatsApp and Notify reach people at the same; e-mail addresses are `email`'s. So whoever uses several ways to one
 * number is one person, and STOP on one of them is STOP on all.
 */
export interface Address {
  readonly channel: string
  readonly id: string
}

/** Whether what an address is known by is a phone number: not a sender's name, a short code or an account. */
export const isPhoneNumber = (id: string): boolean => /^\+\d{7,15}$/.test(id)

/**
 * Networks of strangers, where others read along: nothing personal is said or taken there, whoever writes is shown how to
 * go on privately.
 */
export const openNetworks: ReadonlySet<string> = new Set(['mastodon', 'bluesky'])

/** An answer that the text also explains in words, for channels that have buttons. */
export interface Choice {
  /** What pressing it says: `A1`. */
  readonly answer: string
  /** What stands on it, in the person's language, at most 20 characters. */
  readonly label: string
}

/** One outgoing text, complete without its choices. */
export interface Message {
  /** Ours; it comes back in what the channel tells of the message. */
  readonly messageId: string
  readonly text: string
  /** What the text is written in, by its BCP 47 tag. */
  readonly language: string
  readonly purpose: Purpose
  /** In the order offered; none where there is nothing to choose. */
  readonly choices: readonly Choice[]
  /** When the person last wrote to us on this channel; null: not lately, or never. */
  readonly heardAt: Date | null
  /** When it is no longer worth delivering; null: whenever. */
  readonly expiresAt: Date | null
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
  /** It concerns this recipient alone: nobody else's messages wait. */
  readonly onlyThis?: true
}

/** Whether what failed may go well another time: the provider has not got it, or nobody knows. */
export const mayGoWell = ({ reason }: SendFailure): boolean => sendFailures[reason].retry || reason === 'unconfirmed'

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

/** What a message cost, as billed. */
export interface Bill {
  /** In millionths of the currency's unit: 40,000 for 4 pence. */
  readonly micros: number
  /** ISO 4217. */
  readonly currency: string
  /** Segments, or 1 where there are none. */
  readonly parts: number
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
  readonly can: {
    /** Whether choices are shown as something to press. */
    readonly choices: boolean
    /** The longest text, in characters. */
    readonly maxLength: number
    /** How many a second the carrier or provider takes from us: segments where texts have segments, else messages. */
    readonly perSecond: number
    /** Where answers to what it sends come in: channels that name the same can stand in for each other. None: nobody can answer. */
    readonly inbox?: string
    /** The most bytes a webhook of its provider's may have; 64 KiB unless given. */
    readonly largestWebhook?: number
  }
  send(to: Address, message: Message, signal: AbortSignal): Promise<Result<{ externalId: string }, SendFailure>>
  receive?(request: Request): Promise<{ events: ChannelEvent[]; reply: Response }>
  /**
   * Takes in what comes over a connection of ours, until it is stopped. Connects anew by itself where that can help;
   * where it cannot, `ended` is called once, and whoever listens may try from the start.
   */
  listen?(deliver: (event: ChannelEvent) => Promise<void>, ended?: () => void): Promise<() => Promise<void>>
  /** Settles an unconfirmed send by asking the provider; `externalId` where it was sent. */
  find?(message: SentMessage): Promise<{ outcome: 'sent'; externalId: string } | { outcome: 'not_sent' | 'unknown' }>
  edit?(sent: { externalId: string }, message: Message): Promise<Result<void, SendFailure>>
  /** What the provider bills for a message, once it knows: null until then. */
  bill?(sent: { externalId: string }): Promise<Bill | null>
  /** What came in since `since`, as the provider lists it; may repeat what we already have. */
  missed?(since: Date): Promise<ChannelEvent[]>
}

/** What is said to everybody who follows an account of ours. */
export interface PublicPost {
  /** Ours (a UUIDv7): the same one posted again is the same post. */
  readonly id: string
  readonly text: string
  /** BCP 47. */
  readonly language: string
  /** What it is folded under; null where nothing in it alarms. */
  readonly warning: string | null
  /** The post it is to be read below, where it brings that one up to date. */
  readonly above?: string | null
}

/** An account that people follow. Outcomes are data, as a channel's are. */
export interface Publisher {
  /** `mastodon`, or `mastodon GL20+GL19` for the account of an area: unlike any other's. */
  readonly network: string
  /** Outward codes: it posts what concerns them alone. Without any it posts everything. */
  readonly areas?: readonly string[]
  publish(post: PublicPost): Promise<Result<{ externalId: string }, SendFailure>>
  /** Puts other words in a post's place, where the network has edits; the same ones again change nothing. */
  revise?(externalId: string, post: PublicPost): Promise<Result<void, SendFailure>>
  /** Takes a post back; what is gone already is taken back. */
  remove(externalId: string): Promise<Result<void, SendFailure>>
}

/** One post in a channel that many read. */
export interface RoomPost {
  /** Ours (a UUIDv7). */
  readonly id: string
  readonly text: string
  /** In whose thread it stands, and what that thread is called where threads have names; null: in the channel itself. */
  readonly below: { readonly externalId: string; readonly called: string } | null
}

/** Channels of a chat, read by everybody there. Outcomes are data, as a channel's are. */
export interface Rooms {
  readonly network: string
  /** Makes a channel in a workspace or server; asked again by the same name it is the same one. Returns its id. */
  make(server: string, name: string, topic: string): Promise<Result<string, SendFailure>>
  post(place: string, post: RoomPost): Promise<Result<{ externalId: string }, SendFailure>>
  edit(place: string, externalId: string, text: string): Promise<Result<void, SendFailure>>
  /** Settles a post that may or may not have gone out since then. */
  find(
    place: string,
    post: RoomPost,
    since: Date,
  ): Promise<{ outcome: 'sent'; externalId: string } | { outcome: 'not_sent' | 'unknown' }>
}

/** A channel that is set up, and where it is called: its provider's webhooks, or pages of its own. */
export interface Door {
  readonly channel: Channel
  /** Paths, which may hold `:parameters`; each is answered by the channel's `receive`. */
  readonly paths: readonly string[]
  /** What a resident is told to write to or ring: a number, an address. */
  readonly shown?: string
  /** The public posts of its accounts, where it has them. */
  readonly publishers?: readonly Publisher[]
  /** Channels in the same chat, where it has them. */
  readonly rooms?: Rooms
}
