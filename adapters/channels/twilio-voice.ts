import { setTimeout as pause } from 'node:timers/promises'
import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call.js'
import type { Address, Channel, Door, Message, SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'
import { accountIn, checkedAccount, type TwilioAccountConfig, type TwilioAccountSettings } from './twilio-account.ts'
import { billIn } from './twilio-messages.ts'
import { type TwilioRest, twilioRest } from './twilio-rest.ts'
import {
  firstStep,
  hangUpTwiml,
  isAboutOthers,
  isAfterTheirs,
  isForAnyone,
  longestTwiml,
  messageTwiml,
  type Speech,
  sealedTwiml,
} from './twilio-voice-twiml.ts'
import { CallsUnderWay, receiveCall } from './twilio-voice-webhook.ts'
import { voiceWords } from './twilio-voice-words.ts'
import { failureReasons, isPhoneNumber } from './twilio-words.ts'

export interface TwilioVoiceConfig extends TwilioAccountConfig {
  /** Our number, E.164. */
  readonly from: string
  readonly us: string
  readonly recall: (messageId: string) => Promise<Message | undefined>
  /** How many calls a second the account may start. */
  readonly perSecond?: number | undefined
  /** How often we look whether somebody whom we ring back has hung up. */
  readonly hangUpMs?: number | undefined
}

export type TwilioVoice = Channel & Required<Pick<Channel, 'receive' | 'find' | 'bill'>>

/**
 * Telephone calls by Twilio, to landlines too. Throws one sentence naming the setting that is wrong.
 *
 * A message is read out in the call that is under way with its number, and otherwise rings it. What is about a person is
 * read out in a call of ours only after a key was pressed, so never to voice mail; what tells one person about another
 * never in a call of theirs, whose number can be pretended: there we ring back. A message counts as delivered when a key
 * was pressed or something said after it. `find` cannot tell two calls to one number within `settleMs` apart.
 */
export function twilioVoice(config: TwilioVoiceConfig): TwilioVoice {
  const settings = checked(config)
  const rest = twilioRest({ ...settings, reasons: failureReasons })
  const speech = { base: `${settings.publicUrl}/webhooks/twilio/voice`, us: config.us }
  const underWay = new CallsUnderWay()
  const phone: Phone = { rest, settings, speech, underWay }
  return {
    name: 'voice',
    can: { choices: true, maxLength: 1600, perSecond: settings.perSecond },
    async send(to, message, signal) {
      const live = await liveCall(phone, to, signal)
      if (!live.ok) return live
      if (!live.value) return ring(phone, to, message, signal)
      if (live.value.direction === 'inbound' && isAboutOthers(message))
        return ringBack(phone, live.value, { to, message, signal })
      return sayWithin(phone, live.value, { to, message, signal })
    },
    receive: (request) => receiveCall(request, { ...settings, speech, recall: config.recall, underWay }),
    find: (message) => find(phone, message.to, message.attemptedAt),
    bill: ({ externalId }) => bill(rest, externalId),
  }
}

/** Turned on by TWILIO_VOICE_FROM. Throws one sentence naming the setting that is wrong. */
export function openTwilioVoice(values: ChannelSettings, surroundings: ChannelSurroundings): Door {
  const channel = twilioVoice({
    ...accountIn(values, surroundings),
    from: values.TWILIO_VOICE_FROM ?? '',
    us: surroundings.us,
    recall: surroundings.recall,
    perSecond: values.TWILIO_VOICE_PER_SECOND === undefined ? undefined : Number(values.TWILIO_VOICE_PER_SECOND),
  })
  const paths = ['', '/answer', '/again', '/wait', '/status', '/machine'].map((path) => `/webhooks/twilio/voice${path}`)
  return { channel, paths, ...(values.TWILIO_VOICE_FROM ? { shown: values.TWILIO_VOICE_FROM } : {}) }
}

interface Settings extends TwilioAccountSettings {
  readonly from: string
  readonly perSecond: number
  readonly hangUpMs: number
}

function checked(config: TwilioVoiceConfig): Settings {
  const { from, perSecond = 1, hangUpMs = 1_000 } = config
  const settings = { ...checkedAccount(config), from, perSecond, hangUpMs }
  checkRules(settings, settingRules)
  return settings
}

const settingRules: readonly SettingRule<Settings>[] = [
  [({ from }) => isPhoneNumber(from), 'TWILIO_VOICE_FROM must be our number for calls, such as +441632960001.'],
  [
    ({ perSecond }) => perSecond > 0 && perSecond <= 100,
    'TWILIO_VOICE_PER_SECOND must be how many calls a second the account may start, more than 0 and at most 100.',
  ],
]

interface Phone {
  readonly rest: TwilioRest
  readonly settings: Settings
  readonly speech: Speech
  readonly underWay: CallsUnderWay
}

interface Sending {
  readonly to: Address
  readonly message: Message
  readonly signal: AbortSignal
}

type Sent = Promise<Result<{ externalId: string }, SendFailure>>

const mostCalls = 1000

/**
 * The call that is under way with somebody. All of ours are listed, so that no person's number stands in an address. A
 * list that cannot be read is no message lost: nothing has left.
 */
async function liveCall({ rest, settings }: Phone, to: Address, signal: AbortSignal) {
  const listed = await rest.attempt(
    (client) => client.calls.list({ status: 'in-progress', limit: mostCalls, pageSize: mostCalls }),
    signal,
  )
  if (!listed.ok && listed.error.reason === 'unconfirmed')
    return fail({ ...listed.error, reason: 'unreachable' as const })
  if (!listed.ok) return listed
  return ok(listed.value.find((call) => isWith(call, to, settings.from)))
}

/** Whoever rings without a number is known by their call, and reached while it lasts. */
const isWith = (call: CallInstance, to: Address, us: string): boolean =>
  to.channel === 'voice' ? call.sid === to.id : [call.from, call.to].toSorted().join() === [to.id, us].toSorted().join()

async function ring({ rest, settings, speech }: Phone, to: Address, message: Message, signal: AbortSignal): Sent {
  if (to.channel === 'voice') return fail({ reason: 'bad_address' })
  const step = firstStep(message.language, message.messageId)
  const twiml = isForAnyone(message) ? messageTwiml(speech, message, step, true) : sealedTwiml(speech, message, step)
  if (twiml.length > longestTwiml) return tooLong
  const call = {
    to: to.id,
    from: settings.from,
    twiml,
    timeout: ringS,
    statusCallback: `${speech.base}/status`,
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    machineDetection: 'Enable',
    asyncAmd: 'true',
    asyncAmdStatusCallback: `${speech.base}/machine`,
  }
  const rung = await rest.attempt((client) => client.calls.create(call), signal)
  if (!rung.ok) return rung
  return rung.value.sid ? ok({ externalId: rung.value.sid }) : fail({ reason: 'unconfirmed' })
}

/** Long enough to get up from a chair, and in most homes too short for voice mail. */
const ringS = 25

const tooLong = fail({ reason: 'rejected' as const, code: 'too_long' })

/** Twilio's words for a call that ended meanwhile. */
const callIsOver = '21220'

/** Reads the message out in a call that is under way; rings where that call ended meanwhile. */
async function sayWithin(phone: Phone, call: CallInstance, sending: Sending): Sent {
  const { to, message, signal } = sending
  const { rest, speech, underWay } = phone
  const step = { ...firstStep(message.language, message.messageId), within: true }
  const inbound = call.direction === 'inbound'
  const open = inbound || isForAnyone(message) || isAfterTheirs(message)
  const keysOnly = !inbound && !isAfterTheirs(message)
  const twiml = open ? messageTwiml(speech, message, step, keysOnly) : sealedTwiml(speech, message, step)
  if (twiml.length > longestTwiml) return tooLong
  const said = await rest.attempt((client) => client.calls(call.sid).update({ twiml }), signal)
  if (!said.ok && said.error.code === callIsOver) return ring(phone, to, message, signal)
  if (!said.ok) return said
  underWay.said(call.sid, twiml)
  return ok({ externalId: `${call.sid}/${message.messageId}` })
}

/** Ends a call of theirs, and rings the number when it is free: at the latest when the time to send is nearly over. */
async function ringBack(phone: Phone, call: CallInstance, { to, message, signal }: Sending): Sent {
  const { rest, settings } = phone
  const twiml = hangUpTwiml(voiceWords(message.language).ringBack, message.language)
  await rest.attempt((client) => client.calls(call.sid).update({ twiml }), signal)
  for (let looks = 0; looks < 10; looks++) {
    const now = await rest.attempt((client) => client.calls(call.sid).fetch(), signal)
    if (!now.ok || now.value.status !== 'in-progress') break
    await pause(settings.hangUpMs)
  }
  return ring(phone, to, message, signal)
}

/** Twilio's times are whole seconds by its own clock. */
const clockMarginMs = 2_000

async function find({ rest, settings }: Phone, to: Address, attemptedAt: Date) {
  const unknown = { outcome: 'unknown' } as const
  const listed = await rest.attempt((client) => client.calls.list({ limit: mostCalls, pageSize: mostCalls }))
  if (!listed.ok) return unknown
  const theirs = listed.value.filter((call) => isWith(call, to, settings.from))
  const afterMs = ({ dateCreated }: CallInstance) => dateCreated.getTime() - attemptedAt.getTime()
  const rung = theirs.find(
    (call) =>
      call.direction !== 'inbound' && afterMs(call) >= -clockMarginMs && afterMs(call) <= settings.settleMs + 10_000,
  )
  if (rung) return { outcome: 'sent', externalId: rung.sid } as const
  const mayHaveHeard = theirs.some((call) => !call.endTime || call.endTime.getTime() >= attemptedAt.getTime())
  const isSettled = settings.now().getTime() - attemptedAt.getTime() >= settings.settleMs
  const sawAll = listed.value.length < mostCalls
  return isSettled && sawAll && !mayHaveHeard ? ({ outcome: 'not_sent' } as const) : unknown
}

/** A call is billed to the message that it was made for; what else was said in it costs nothing more. */
async function bill(rest: TwilioRest, externalId: string) {
  const [sid = '', within] = externalId.split('/')
  const call = await rest.attempt((client) => client.calls(sid).fetch())
  if (!call.ok) return null
  const billed = billIn(call.value.price, call.value.priceUnit, 1)
  return billed && within ? { ...billed, micros: 0 } : billed
}
