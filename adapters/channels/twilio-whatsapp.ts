import type { Address, Channel, Door, Message } from '../../core/channel.ts'
import { purposes } from '../../core/messages/message.ts'
import { fail, ok } from '../../core/result.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'
import { accountIn, checkedAccount, type TwilioAccountConfig, type TwilioAccountSettings } from './twilio-account.ts'
import { billOfMessage, findMessage, listInbound } from './twilio-messages.ts'
import { twilioRest } from './twilio-rest.ts'
import { receiveTwilio, whatsappPerson } from './twilio-webhook.ts'
import { failureReasons, isPhoneNumber } from './twilio-words.ts'

export interface TwilioWhatsappConfig extends TwilioAccountConfig {
  /** Our number on WhatsApp, E.164. */
  readonly from: string
  /**
   * Templates that Meta approved, whose one variable is the text, as `PURPOSE=HX…` or `PURPOSE.LANGUAGE=HX…`, set apart
   * by commas; `*` stands for every other purpose.
   */
  readonly templates?: string | undefined
  /**
   * Quick-reply templates by how many buttons they have, as `2=HX…,4=HX…`. Their variables are the text, and then for
   * each button what stands on it and what it says.
   */
  readonly buttons?: string | undefined
  readonly perSecond?: number | undefined
}

export type TwilioWhatsapp = Channel & Required<Pick<Channel, 'receive' | 'find' | 'missed' | 'bill'>>

/**
 * WhatsApp by Twilio. Throws one sentence naming the setting that is wrong.
 *
 * Free text goes out only while WhatsApp takes it, in the 24 hours after the person wrote; after that a template. Where
 * none fits, `send` refuses before anything leaves, with WhatsApp's own code, so that it can go another way.
 */
export function twilioWhatsapp(config: TwilioWhatsappConfig): TwilioWhatsapp {
  const settings = checked(config)
  const rest = twilioRest({ ...settings, reasons: failureReasons })
  const from = `whatsapp:${settings.from}`
  return {
    name: 'whatsapp',
    can: { choices: settings.buttons.size > 0, maxLength: 1600, perSecond: settings.perSecond },
    async send(to, message, signal) {
      const content = contentOf(settings, message)
      if (!content) return fail({ reason: 'rejected', code: outsideSession })
      const statusCallback = `${settings.publicUrl}/webhooks/twilio/whatsapp-status`
      const form = { from, to: whatsappAddress(to), statusCallback, ...content }
      const sent = await rest.attempt((client) => client.messages.create(form), signal)
      if (!sent.ok) return sent
      return sent.value.sid ? ok({ externalId: sent.value.sid }) : fail({ reason: 'unconfirmed' })
    },
    receive: (request) => receiveTwilio(request, settings),
    find: ({ to, text, attemptedAt }) =>
      findMessage(rest, {
        by: { from },
        isIt: (listed) => listed.to === whatsappAddress(to) && oneLine(listed.body).includes(oneLine(text)),
        attemptedAt,
        settleMs: settings.settleMs,
        now: settings.now(),
      }),
    async missed(since) {
      const listed = await listInbound(rest, async () => [from], since)
      return listed.map(({ sid, from: sender, text, sentAt }) => ({
        type: 'message',
        from: whatsappPerson(sender.replace('whatsapp:', '')),
        to: { channel: 'sms', id: settings.from },
        providerId: sid,
        text,
        sentAt,
      }))
    },
    async bill({ externalId }) {
      const bill = await billOfMessage(rest, externalId)
      return bill && { ...bill, parts: 1 }
    },
  }
}

/** Turned on by TWILIO_WHATSAPP_FROM. Throws one sentence naming the setting that is wrong. */
export function openTwilioWhatsapp(values: ChannelSettings, surroundings: ChannelSurroundings): Door {
  const channel = twilioWhatsapp({
    ...accountIn(values, surroundings),
    from: values.TWILIO_WHATSAPP_FROM ?? '',
    templates: values.TWILIO_WHATSAPP_TEMPLATES,
    buttons: values.TWILIO_WHATSAPP_BUTTONS,
    perSecond: values.TWILIO_WHATSAPP_PER_SECOND === undefined ? undefined : Number(values.TWILIO_WHATSAPP_PER_SECOND),
  })
  const paths = ['/webhooks/twilio/whatsapp', '/webhooks/twilio/whatsapp-status']
  return { channel, paths, shown: `WhatsApp ${values.TWILIO_WHATSAPP_FROM}` }
}

interface Settings extends TwilioAccountSettings {
  readonly from: string
  readonly templates: ReadonlyMap<string, string>
  readonly buttons: ReadonlyMap<string, string>
  readonly perSecond: number
}

const usualPerSecond = 20

function checked(config: TwilioWhatsappConfig): Settings {
  const { from, perSecond = usualPerSecond } = config
  const [templates, buttons] = [pairsIn(config.templates), pairsIn(config.buttons)]
  const settings = { ...checkedAccount(config), from, templates, buttons, perSecond }
  checkRules(settings, settingRules)
  return settings
}

function pairsIn(written = ''): ReadonlyMap<string, string> {
  const pairs = written.split(',').filter((pair) => pair.trim() !== '')
  return new Map(
    pairs.map((pair) => pair.split('=').map((part) => part.trim())).map(([key = '', sid = '']) => [key, sid]),
  )
}

const isTemplate = (sid: string) => /^HX[0-9a-fA-F]{32}$/.test(sid)
const isPurpose = (key: string) =>
  /^[^.]+(\.[a-z]{2,3})?$/.test(key) && ['*', ...Object.keys(purposes)].includes(key.split('.')[0]!)

const settingRules: readonly SettingRule<Settings>[] = [
  [({ from }) => isPhoneNumber(from), 'TWILIO_WHATSAPP_FROM must be our number on WhatsApp, such as +441632960001.'],
  [
    ({ templates }) => [...templates].every(([key, sid]) => isPurpose(key) && isTemplate(sid)),
    'TWILIO_WHATSAPP_TEMPLATES must be purposes and the templates for them (HX and 32 hexadecimal digits), such as ' +
      'invitation=HX…,*=HX….',
  ],
  [
    ({ buttons }) => [...buttons].every(([count, sid]) => /^([1-9]|10)$/.test(count) && isTemplate(sid)),
    'TWILIO_WHATSAPP_BUTTONS must be numbers of buttons and the quick-reply templates with so many, such as 2=HX….',
  ],
  [
    ({ perSecond }) => perSecond > 0 && perSecond <= 1_000,
    'TWILIO_WHATSAPP_PER_SECOND must be how many messages a second may be sent, more than 0 and at most 1000.',
  ],
]

/** What WhatsApp answers to free text that comes too late. */
const outsideSession = '63016'

/** A minute short of the 24 hours: it counts when WhatsApp gets it, not when we send it. */
const sessionMs = (24 * 60 - 1) * 60_000

function contentOf(settings: Settings, message: Message) {
  const inSession = message.heardAt !== null && settings.now().getTime() - message.heardAt.getTime() < sessionMs
  if (!inSession) {
    const contentSid = templateFor(settings.templates, message)
    return contentSid && { contentSid, contentVariables: JSON.stringify({ 1: oneLine(message.text) }) }
  }
  const contentSid = settings.buttons.get(String(message.choices.length))
  return contentSid ? { contentSid, contentVariables: buttonVariables(message) } : { body: message.text }
}

function templateFor(templates: Settings['templates'], { purpose, language }: Message): string | undefined {
  const [tongue] = language.split('-')
  const keys = [`${purpose}.${tongue}`, purpose, `*.${tongue}`, '*']
  return keys.map((key) => templates.get(key)).find((sid) => sid !== undefined)
}

const buttonVariables = ({ text, choices }: Message): string =>
  JSON.stringify(
    Object.fromEntries([text, ...choices.flatMap(({ label, answer }) => [label, answer])].map((v, i) => [i + 1, v])),
  )

/** A variable of a template must not hold a line end, a tab or many spaces. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const whatsappAddress = ({ id }: Address): string => `whatsapp:${id}`
