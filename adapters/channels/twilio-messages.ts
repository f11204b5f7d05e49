import type { Twilio } from 'twilio'
import { type Bill, sendFailures } from '../../core/channel.ts'
import type { TwilioRest } from './twilio-rest.ts'
import type { InboundSms } from './twilio-webhook.ts'
import { neverSent } from './twilio-words.ts'

/** Twilio's times are whole seconds by its own clock. */
export const clockMarginMs = 10_000

/** Twilio lists at most this many to a page, the newest first. */
const pageSize = 1000
/** So many pages are looked through for one text. */
const pages = 5

/** A message as Twilio lists it, as far as it is looked at. */
export interface Listed {
  readonly to: string
  readonly from: string
  readonly body: string
  readonly status: string
  readonly messagingServiceSid: string
  readonly dateCreated: Date
}

export interface Sought {
  /** What the list is narrowed by: never by a person's number where it can be helped, that would stand in an address. */
  readonly by: { readonly from: string } | { readonly to: string }
  readonly isIt: (listed: Listed) => boolean
  readonly attemptedAt: Date
  readonly settleMs: number
  readonly now: Date
}

/**
 * Looks for a message in what Twilio lists. Not by DateSent: a text still queued has none, and a long number sends so
 * slowly that in a call-out many are. The same text twice within `settleMs` is not told apart.
 */
export async function findMessage(rest: TwilioRest, { by, isIt, attemptedAt, settleMs, now }: Sought) {
  const listed = await rest.attempt((client) => client.messages.list({ ...by, limit: pages * pageSize, pageSize }))
  if (!listed.ok) return { outcome: 'unknown' } as const
  const afterMs = ({ dateCreated }: Listed) => dateCreated.getTime() - attemptedAt.getTime()
  const match = listed.value.find((one) => {
    const isInTime = afterMs(one) >= -clockMarginMs && afterMs(one) <= settleMs + clockMarginMs
    return isInTime && !neverSent.has(one.status) && isIt(one)
  })
  if (match) return { outcome: 'sent', externalId: match.sid } as const
  const isSettled = now.getTime() - attemptedAt.getTime() >= settleMs
  const last = listed.value.at(-1)
  const sawAll = listed.value.length < pages * pageSize || (last !== undefined && afterMs(last) < -clockMarginMs)
  return { outcome: isSettled && sawAll ? 'not_sent' : 'unknown' } as const
}

/** What came in since `since` at each of our addresses, oldest first. Throws when it cannot be listed. */
export async function listInbound(
  rest: TwilioRest,
  addresses: (client: Twilio) => Promise<readonly string[]>,
  since: Date,
): Promise<(InboundSms & { sentAt: Date })[]> {
  const dateSentAfter = new Date(since.getTime() - clockMarginMs)
  const listed = await rest.attempt(async (client) => {
    const lists = (await addresses(client)).map((to) => client.messages.list({ to, dateSentAfter, pageSize }))
    return (await Promise.all(lists)).flat()
  })
  if (!listed.ok) throw new Error(`twilio: what came in could not be listed: ${sendFailures[listed.error.reason].says}`)
  return listed.value
    .filter((message) => message.direction === 'inbound')
    .map(({ sid, from, to, body, dateSent, dateCreated }) => ({
      sid,
      from,
      to,
      text: body,
      sentAt: dateSent ?? dateCreated,
    }))
    .reverse()
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())
}

/** Prices come as `-0.04000`, negative where we pay, and some time after the message went out. */
export function billIn(price: string | null, currency: string | null, parts: number): Bill | null {
  if (price === null || !currency || Number.isNaN(Number(price))) return null
  return { micros: Math.round(Math.abs(Number(price)) * 1_000_000), currency: currency.toUpperCase(), parts }
}

/** What a message cost, once Twilio says: it takes minutes, and another look after a failure. */
export async function billOfMessage(rest: TwilioRest, sid: string): Promise<Bill | null> {
  const message = await rest.attempt((client) => client.messages(sid).fetch())
  if (!message.ok) return null
  const { price, priceUnit, numSegments } = message.value
  return billIn(price, priceUnit, Math.max(1, Number(numSegments) || 1))
}
