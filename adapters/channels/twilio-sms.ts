import type { Twilio } from 'twilio'
import type { Channel, Door, Message } from '../../core/channel.ts'
import { fail, ok } from '../../core/result.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'
import { accountIn, checkedAccount, type TwilioAccountConfig, type TwilioAccountSettings } from './twilio-account.ts'
import { billOfMessage, findMessage, listInbound } from './twilio-messages.ts'
import { twilioRest } from './twilio-rest.ts'
import { messageEvent, receiveTwilio } from './twilio-webhook.ts'
import { failureReasons, isMessagingService, isPhoneNumber, isShortCode } from './twilio-words.ts'

export interface TwilioSmsConfig extends TwilioAccountConfig {
  /** Our number (E.164), our short code, or a messaging service (`MG…`). */
  readonly from: string
  /** How long Twilio may keep a text queued before it drops it, in seconds: a call-out is useless after an hour. */
  readonly validityS?: number | undefined
  /** How many segments a second the number sends: a long number one, a short code about a hundred. */
  readonly perSecond?: number | undefined
}

export type TwilioSms = Channel & Required<Pick<Channel, 'receive' | 'find' | 'missed' | 'bill'>>

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
  return {
    name: 'sms',
    can: { choices: false, maxLength: 1600, perSecond: settings.perSecond, inbox: 'texts' },
    async send(to, message, signal) {
      const form = outgoing(settings, to.id, message)
      const sent = await rest.attempt((client) => client.messages.create(form), signal)
      if (!sent.ok) return sent
      return sent.value.sid ? ok({ externalId: sent.value.sid }) : fail({ reason: 'unconfirmed' })
    },
    receive: (request) => receiveTwilio(request, settings),
    find: ({ to, text, attemptedAt }) =>
      findMessage(rest, {
        by: isMessagingService(settings.from) ? { to: to.id } : { from: settings.from },
        isIt: (listed) =>
          [listed.from, listed.messagingServiceSid].includes(settings.from) &&
          listed.to === to.id &&
          listed.body === text,
        attemptedAt,
        settleMs: settings.settleMs,
        now: settings.now(),
      }),
    async missed(since) {
      return (await listInbound(rest, (client) => ourNumbers(client, settings.from), since)).map(messageEvent)
    },
    bill: ({ externalId }) => billOfMessage(rest, externalId),
  }
}

/** Turned on by TWILIO_FROM. Throws one sentence naming the setting that is wrong. */
export function openTwilioSms(values: ChannelSettings, surroundings: ChannelSurroundings): Door {
  const channel = twilioSms({
    ...accountIn(values, surroundings),
    from: values.TWILIO_FROM ?? '',
    perSecond: values.TWILIO_PER_SECOND === undefined ? undefined : Number(values.TWILIO_PER_SECOND),
  })
  const paths = ['/webhooks/twilio/sms', '/webhooks/twilio/status']
  const number = values.TWILIO_FROM
  return { channel, paths, ...(number && !isMessagingService(number) ? { shown: number } : {}) }
}

interface Settings extends TwilioAccountSettings {
  readonly from: string
  readonly validityS: number
  readonly perSecond: number
}

const usualPerSecond = 10

function checked(config: TwilioSmsConfig): Settings {
  const { from, validityS = 3600, perSecond = usualPerSecond } = config
  const settings = { ...checkedAccount(config), from, validityS, perSecond }
  checkRules(settings, settingRules)
  return settings
}

const settingRules: readonly SettingRule<Settings>[] = [
  [
    ({ from }) => isPhoneNumber(from) || isShortCode(from) || isMessagingService(from),
    'TWILIO_FROM must be a number such as +441632960001, a short code or a messaging service (MG and 32 hexadecimal ' +
      'digits); a name cannot be answered.',
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

function outgoing(settings: Settings, to: string, message: Message) {
  const { from, publicUrl } = settings
  return {
    to,
    ...(isMessagingService(from) ? { messagingServiceSid: from } : { from }),
    body: message.text,
    statusCallback: `${publicUrl}/webhooks/twilio/status`,
    validityPeriod: validityOf(settings, message),
    smartEncoded: false,
  }
}

/** Until it is no longer worth delivering, in whole seconds. */
function validityOf({ validityS, now }: Settings, { expiresAt }: Message): number {
  if (expiresAt === null) return validityS
  return Math.max(1, Math.min(validityS, Math.ceil((expiresAt.getTime() - now().getTime()) / 1000)))
}

async function ourNumbers(client: Twilio, from: string): Promise<string[]> {
  if (!isMessagingService(from)) return [from]
  const service = client.messaging.v1.services(from)
  const [numbers, codes] = await Promise.all([service.phoneNumbers.list(), service.shortCodes.list()])
  return [...numbers.map(({ phoneNumber }) => phoneNumber), ...codes.map(({ shortCode }) => shortCode)]
}
