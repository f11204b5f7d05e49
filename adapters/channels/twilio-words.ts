import type { ChannelEvent, DeliveryStatus, SendFailureCode } from '../../core/channel.ts'

/**
 * What Twilio's error codes mean: 1xxxx and 2xxxx come from its API, 3xxxx from the networks behind it, 6xxxx
 * from WhatsApp.
 *
 * A code is not here where its HTTP status says enough, or where the message is simply `rejected`.
 */
export const failureReasons: Readonly<Record<string, SendFailureCode>> = {
  14107: 'throttled', // too many messages from our number
  20003: 'misconfigured', // wrong account or token
  20005: 'misconfigured', // account not active
  20404: 'misconfigured', // no such account
  20429: 'throttled', // too many requests
  21211: 'bad_address', // not a phone number
  21212: 'misconfigured', // our own number is not one
  21265: 'bad_address', // a short code
  21408: 'rejected', // a region that this account may not text
  21603: 'misconfigured', // no sender given
  21606: 'misconfigured', // our number cannot text
  21608: 'misconfigured', // trial account, recipient not verified
  21609: 'misconfigured', // our status address is no address
  21610: 'opted_out',
  21611: 'throttled', // our number's queue is full
  21614: 'bad_address', // not a mobile number
  21617: 'rejected', // longer than 1,600 characters
  21635: 'bad_address', // a landline
  21659: 'misconfigured', // our number is not Twilio's
  21660: 'misconfigured', // our number is another account's
  21661: 'misconfigured', // our number cannot text
  21701: 'misconfigured', // no such messaging service
  21703: 'misconfigured', // the messaging service has no number
  21705: 'misconfigured', // not a messaging service
  30001: 'throttled', // queue overflow
  30002: 'misconfigured', // account suspended while sending
  30003: 'rejected', // handset off or out of reach: the address is not bad for that
  30004: 'rejected', // blocked
  30005: 'bad_address', // unknown handset
  30006: 'bad_address', // a landline
  30007: 'rejected', // filtered by a carrier
  30017: 'throttled', // network congestion
  30018: 'misconfigured', // the sender must be registered first
  13224: 'bad_address', // a number that cannot be called
  13225: 'rejected', // a number that Twilio does not call, such as a premium one
  13227: 'rejected', // a country that this account may not call
  21210: 'misconfigured', // our number may not call
  21214: 'bad_address', // cannot be reached by a call
  21215: 'rejected', // a country that this account may not call
  21216: 'rejected', // a number that this account may not call
  21217: 'bad_address', // not a phone number
  21655: 'misconfigured', // no such template
  21656: 'rejected', // variables that the template does not take
  63003: 'bad_address', // not on WhatsApp
  63007: 'misconfigured', // our number is not on WhatsApp
  63016: 'rejected', // free text outside the 24 hours after theirs
  63018: 'throttled', // too many from our WhatsApp number
  63024: 'bad_address', // not on WhatsApp
  63027: 'misconfigured', // the template is not there in its language
  63028: 'misconfigured', // the template takes other variables
  63032: 'rejected', // WhatsApp does not let us write to this person
  63038: 'throttled', // the account's messages of a day are used up
  63040: 'misconfigured', // the template was turned down
  63041: 'misconfigured', // the template is paused
  63042: 'misconfigured', // the template is disabled
}

/** Statuses of a message on its way out. `receiving` and `received` are about messages to us. */
export const deliveryStatuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['accepted', 'queued'],
  ['scheduled', 'queued'],
  ['queued', 'queued'],
  ['sending', 'sending'],
  ['sent', 'sent'],
  ['partially_delivered', 'sent'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['read', 'read'],
])

/** Statuses of a listed message that no network was ever given: since 2024 the list shows refused requests too. */
export const neverSent: ReadonlySet<string> = new Set(['failed', 'canceled'])

export type CarrierKeyword = NonNullable<Extract<ChannelEvent, { type: 'message' }>['carrierKeyword']>

const keywords: ReadonlyMap<string, CarrierKeyword> = new Map([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE'].map((w) => [w, 'stop'] as const),
  ...['START', 'YES', 'UNSTOP'].map((word) => [word, 'start'] as const),
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
])

/**
 * What Twilio did about a message before it posted it to us.
 *
 * With Advanced Opt-Out it says so (`OptOutType`). Otherwise it acts on its default words when they are the whole
 * message, case and outer blanks aside, and not at all on a short code, where opting out is left to us.
 */
export function carrierKeyword(inbound: {
  readonly text: string
  readonly to: string
  readonly optOutType?: string | undefined
}): CarrierKeyword | undefined {
  if (inbound.optOutType) return keywords.get(inbound.optOutType)
  return isShortCode(inbound.to) ? undefined : keywords.get(inbound.text.trim().toUpperCase())
}

export const isPhoneNumber = (id: string) => /^\+[1-9]\d{6,14}$/.test(id)

export const isShortCode = (id: string) => /^\d{3,8}$/.test(id)

export const isMessagingService = (id: string) => /^MG[0-9a-fA-F]{32}$/.test(id)
