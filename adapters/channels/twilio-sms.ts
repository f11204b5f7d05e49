import type { Twilio } from 'twilio'
import type { Channel, ChannelEvent, Door, Message, SentMessage } from '../../core/channel.ts'
import { sendFailures } from '../../core/channel.ts'
import { fail, ok } from '../../core/result.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { type TwilioRest, twilioRest } from './twilio-rest.ts'
import { messageEvent, receiveTwilio } from './twilio-webhook.ts'
import { failureReasons, isMessagingService, isPhoneNumber, isShortCode, neverSent } from './twilio-words.ts'

export interface TwilioSmsConfig {
  readonly accountSid: string
  readonly authToken: string
  /** The token before the last rotation: webhooks signed with it still count. */
  readonly previousAuthToken?: string | undefined
  /** Our number (E.164), our short code, or a messaging service (`MG…`). */
  readonly from: string
  /** Where Twilio reaches us, as it signs it. No trailing slash; a path is kept. */
  readonly publicUrl: string
  readonly apiBase?: string | undefined
  /** How long Twilio may keep a text queued before it drops it, in seconds: a call-out is useless after an hour. */
  readonly validityS?: number | undefined
  /** How many segments a second the number sends: a long number one, a short code about a hundred. */
  readonly perSecond?: number | undefined
  /** For one request to Twilio. */
  readonly timeoutMs?: number | undefined
  /** How long after an attempt a text that Twilio took may still be missing from its list. */
  readonly settleMs?: number | undefined
  readonly now?: (() => Date) | undefined
}

export type TwilioSms = Channel & Required<Pick<Channel, 'receive' | 'find' | 'missed'>>

/**
 * Texts by Twilio. Throws one sentence naming the setting that is wrong.
 *
 * `receive` serves `/webhooks/twilio/sms` and `/webhooks/twilio/status`. `find` says `not_sent` only when a text that
 * was taken would show in Twilio's list. `missed` gives the oldest first, and throws when the list cannot be read: an
 * empty answer would say that nothing was missed.
 */
export function twilioSms(config: TwilioSmsConfig): TwilioSms {
  const settings = checked(config)
  const rest = twilioRest({ ...settings, reasons: failureReasons })
  const authTokens = config.previousAuthToken ? [config.authToken, config.previousAuthToken] : [config.authToken]
  return {
    name: 'sms',
    can: { choices: false, maxLength: 1600, perSecond: settings.perSecond },
    async send(to, message, signal) {
      const form = outgoing(settings, to.id, message)
      const sent = await rest.attempt((client) => client.messages.create(form), signal)
      if (!sent.ok) return sent
      return sent.value.sid ? ok({ externalId: sent.value.sid }) : fail({ reason: 'unconfirmed' })
    },
    receive: (request) => receiveTwilio(request, { publicUrl: settings.publicUrl, authTokens }),
    find: (message) => find(rest, settings, message),
    missed: (since) => missed(rest, settings.from, since),
  }
}

/** Turned on by TWILIO_FROM. Throws one sentence naming the setting that is wrong. */
export function openTwilioSms(values: ChannelSettings, { publicUrl }: ChannelSurroundings): Door {
  const channel = twilioSms({
    accountSid: values.TWILIO_ACCOUNT_SID ?? '',
    authToken: values.TWILIO_AUTH_TOKEN ?? '',
    previousAuthToken: values.TWILIO_PREVIOUS_AUTH_TOKEN,
    from: values.TWILIO_FROM ?? '',
    publicUrl,
    apiBase: values.TWILIO_API_BASE,
    perSecond: values.TWILIO_PER_SECOND === undefined ? undefined : Number(values.TWILIO_PER_SECOND),
  })
  const paths = ['/webhooks/twilio/sms', '/webhooks/twilio/status']
  const number = values.TWILIO_FROM
  return { channel, paths, ...(number && !isMessagingService(number) ? { shown: number } : {}) }
}

type Settings = ReturnType<typeof checked>

const usualPerSecond = 10

function checked(config: TwilioSmsConfig) {
  const { apiBase = 'https://api.twilio.com', validityS = 3600, timeoutMs = 10_000, settleMs = 60_000 } = config
  const { accountSid, authToken, from, publicUrl, perSecond = usualPerSecond, now = () => new Date() } = config
  const settings = { accountSid, authToken, from, publicUrl, apiBase, validityS, perSecond, timeoutMs, settleMs, now }
  const broken = settingRules.find(([isRight]) => !isRight(settings))
  if (broken) throw new Error(broken[1])
  return settings
}

/** The values are not in the sentences: one of them is a secret, and they end up in a log. */
const settingRules: ReadonlyArray<readonly [isRight: (settings: Settings) => boolean, sentence: string]> = [
  [
    ({ accountSid }) => /^AC[0-9a-fA-F]{32}$/.test(accountSid),
    'TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits, as the Twilio console shows it.',
  ],
  [({ authToken }) => /^\S+$/.test(authToken), 'TWILIO_AUTH_TOKEN must be the token from the Twilio console.'],
  [
    ({ from }) => isPhoneNumber(from) || isShortCode(from) || isMessagingService(from),
    'TWILIO_FROM must be a number such as +441632960001, a short code or a messaging service (MG and 32 hexadecimal ' +
      'digits); a name cannot be answered.',
  ],
  [
    ({ publicUrl }) => isBase(publicUrl, /^https?:$/),
    'PUBLIC_URL must be the address at which Twilio reaches us, such as https://muster.example.org, without a slash ' +
      'at the end.',
  ],
  [
    ({ apiBase }) => isBase(apiBase, /^https:$/) || (isBase(apiBase, /^http:$/) && isThisMachine(apiBase)),
    'TWILIO_API_BASE must be an https address without a slash at the end; http is for this machine only.',
  ],
  [
    ({ validityS }) => Number.isInteger(validityS) && validityS >= 1 && validityS <= 36_000,
    'The validity of a text must be 1 to 36000 whole seconds.',
  ],
  [
    ({ perSecond }) => perSecond > 0 && perSecond <= 1_000,
    'TWILIO_PER_SECOND must be how many segments a second the number sends, more than 0 and at most 1000.',
  ],
]

function isBase(address: string, protocol: RegExp): boolean {
  const url = URL.parse(address)
  return url !== null && protocol.test(url.protocol) && !/[/?#]$/.test(address) && !url.search && !url.hash
}

const isThisMachine = (address: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)

function outgoing({ from, publicUrl, validityS }: Settings, to: string, { text }: Message) {
  return {
    to,
    ...(isMessagingService(from) ? { messagingServiceSid: from } : { from }),
    body: text,
    statusCallback: `${publicUrl}/webhooks/twilio/status`,
    validityPeriod: validityS,
    smartEncoded: false,
  }
}

/** Twilio lists at most this many to a page, the newest first. */
const pageSize = 1000
/** So many pages are looked through for one text. */
const pages = 5

/** Twilio's times are whole seconds by its own clock. */
const clockMarginMs = 10_000

/**
 * Looks through what Twilio lists as sent by us, so that no person's number stands in an address; a messaging service
 * cannot be listed by, there it is what was sent to this person. Not by DateSent: a text still queued has none, and a
 * long number sends so slowly that in a call-out many are. The same text twice within `settleMs` is not told apart.
 */
async function find(rest: TwilioRest, settings: Settings, { to, text, attemptedAt }: SentMessage) {
  const by = isMessagingService(settings.from) ? { to: to.id } : { from: settings.from }
  const listed = await rest.attempt((client) => client.messages.list({ ...by, limit: pages * pageSize, pageSize }))
  if (!listed.ok) return { outcome: 'unknown' } as const
  const afterMs = ({ dateCreated }: { dateCreated: Date }) => dateCreated.getTime() - attemptedAt.getTime()
  const match = listed.value.find((listing) => {
    const isOurs = [listing.from, listing.messagingServiceSid].includes(settings.from) && !neverSent.has(listing.status)
    const isIt = isOurs && listing.to === to.id && listing.body === text
    return isIt && afterMs(listing) >= -clockMarginMs && afterMs(listing) <= settings.settleMs + clockMarginMs
  })
  if (match) return { outcome: 'sent', externalId: match.sid } as const
  const isSettled = settings.now().getTime() - attemptedAt.getTime() >= settings.settleMs
  const last = listed.value.at(-1)
  const sawAll = listed.value.length < pages * pageSize || (last !== undefined && afterMs(last) < -clockMarginMs)
  return { outcome: isSettled && sawAll ? 'not_sent' : 'unknown' } as const
}

async function missed(rest: TwilioRest, from: string, since: Date): Promise<ChannelEvent[]> {
  const dateSentAfter = new Date(since.getTime() - clockMarginMs)
  const listed = await rest.attempt(async (client) => {
    const lists = (await ourNumbers(client, from)).map((to) => client.messages.list({ to, dateSentAfter, pageSize }))
    return (await Promise.all(lists)).flat()
  })
  if (!listed.ok)
    throw new Error(`twilio-sms: what came in could not be listed: ${sendFailures[listed.error.reason].says}`)
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
    .map(messageEvent)
}

async function ourNumbers(client: Twilio, from: string): Promise<string[]> {
  if (!isMessagingService(from)) return [from]
  const service = client.messaging.v1.services(from)
  const [numbers, codes] = await Promise.all([service.phoneNumbers.list(), service.shortCodes.list()])
  return [...numbers.map(({ phoneNumber }) => phoneNumber), ...codes.map(({ shortCode }) => shortCode)]
}
