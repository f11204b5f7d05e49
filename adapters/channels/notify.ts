import { z } from 'zod'
import type { Address, Bill, Channel, ChannelEvent, Door, Message, SentMessage } from '../../core/channel.ts'
import { sendFailures } from '../../core/channel.ts'
import { ok } from '../../core/result.ts'
import { isApiBase } from './base-address.ts'
import type { ChannelSettings } from './live.ts'
import { type NotifyRest, notifyRest, parseNotifyKey } from './notify-rest.ts'
import { type NotifyKind, receiveNotify, textEvent } from './notify-webhook.ts'

export interface NotifyConfig {
  readonly kind: NotifyKind
  /** As Notify shows it once: `name-SERVICE-SECRET`. */
  readonly apiKey: string
  /** The template, whose text is `((message))` and what the council wants around it. */
  readonly template: string
  /** What Notify calls back with, at least 10 characters. */
  readonly callbackToken: string
  /** Notify's id of the number or name texts come from, or of the address e-mails are answered to; its default otherwise. */
  readonly sender?: string | undefined
  /** Texts: Notify calls us with the answers to them. */
  readonly answered?: boolean
  readonly apiBase?: string | undefined
  readonly perSecond?: number | undefined
  /** For one request to Notify. */
  readonly timeoutMs?: number | undefined
  /** How long after an attempt a message that Notify took may still be missing from its list. */
  readonly settleMs?: number | undefined
  readonly now?: (() => Date) | undefined
}

export type Notify = Channel & Required<Pick<Channel, 'receive' | 'find' | 'bill'>>

/** Notify takes this many requests a minute from one key. */
const perMinute = 3_000

/**
 * The council's own texts and e-mails by GOV.UK Notify: channel `notify_sms` to phone numbers, `notify_email` to e-mail
 * addresses. Throws one sentence naming the setting that is wrong.
 *
 * Notify sends templates only, and takes the same message twice if it is asked twice: what is not certain is looked up
 * by its reference, our message's id. E-mails cannot be answered through Notify; texts can, and `missed` reads those
 * that were not called back with.
 */
export function notify(config: NotifyConfig): Notify {
  const { kind, template, callbackToken, sender } = config
  const { perSecond = perMinute / 60, settleMs = 60_000, now = () => new Date() } = config
  const rest = notifyRest({ ...checked(config), timeoutMs: config.timeoutMs ?? 10_000, now })
  return {
    name: `notify_${kind}`,
    can: {
      ...{ choices: false, maxLength: kind === 'sms' ? 918 : 10_000, perSecond },
      ...(config.answered ? { inbox: 'texts' } : {}),
    },
    async send(to, message, signal) {
      const body = outgoing[kind]({ to, message, template, sender })
      const sent = await rest({ path: `/v2/notifications/${kind}`, body, answer: accepted, signal })
      return sent.ok ? ok({ externalId: sent.value.id }) : sent
    },
    receive: (request) => receiveNotify(request, kind, callbackToken),
    find: (message) => find(rest, message, (at) => now().getTime() - at.getTime() >= settleMs),
    bill: ({ externalId }) => bill(rest, externalId),
    ...(kind === 'sms' ? { missed: (since: Date) => missed(rest, since) } : {}),
  }
}

const settingNames = {
  sms: { template: 'NOTIFY_SMS_TEMPLATE', sender: 'NOTIFY_SMS_SENDER' },
  email: { template: 'NOTIFY_EMAIL_TEMPLATE', sender: 'NOTIFY_EMAIL_REPLY_TO' },
} as const

const uuid = z.uuid()

/** The values are not in the sentences: they end up in a log. */
function checked({ kind, apiKey, template, callbackToken, sender, perSecond = 1, ...more }: NotifyConfig) {
  const { apiBase = 'https://api.notifications.service.gov.uk' } = more
  const key = parseNotifyKey(apiKey)
  const names = settingNames[kind]
  if (!key) throw new Error('NOTIFY_API_KEY must be a key as Notify shows it: its name, and two UUIDs after it.')
  if (!uuid.safeParse(template).success)
    throw new Error(`${names.template} must be the id of a template, a UUID, as Notify shows it.`)
  if (!/^\S{10,}$/.test(callbackToken))
    throw new Error('NOTIFY_CALLBACK_TOKEN must be the token Notify calls back with, at least 10 characters.')
  if (sender !== undefined && !uuid.safeParse(sender).success)
    throw new Error(`${names.sender} must be an id, a UUID, as Notify shows it in its settings.`)
  if (!isApiBase(apiBase))
    throw new Error(
      'NOTIFY_API_BASE must be an https address without a slash at the end; http is for this machine only.',
    )
  if (!(perSecond > 0 && perSecond <= 1_000))
    throw new Error('NOTIFY_PER_MINUTE must be how many requests a minute Notify takes, more than 0, at most 60000.')
  return { key, apiBase }
}

interface Outgoing {
  readonly to: Address
  readonly message: Message
  readonly template: string
  readonly sender: string | undefined
}

const templated = ({ message, template }: Outgoing) => ({
  template_id: template,
  personalisation: { message: message.text },
  reference: message.messageId,
})

const outgoing: Readonly<Record<NotifyKind, (given: Outgoing) => object>> = {
  sms: (given) => ({ phone_number: given.to.id, sms_sender_id: given.sender, ...templated(given) }),
  email: (given) => ({ email_address: given.to.id, email_reply_to_id: given.sender, ...templated(given) }),
}

const accepted = z.object({ id: z.uuid() })
const listed = z.object({ notifications: z.array(z.object({ id: z.uuid(), status: z.string() })) })

/** A refusal while a message is checked leaves it listed; it went nowhere. */
async function find(rest: NotifyRest, { messageId, attemptedAt }: SentMessage, isSettled: (at: Date) => boolean) {
  const answer = await rest({ path: `/v2/notifications?reference=${encodeURIComponent(messageId)}`, answer: listed })
  if (!answer.ok) return { outcome: 'unknown' } as const
  const sent = answer.value.notifications.find(({ status }) => status !== 'validation-failed')
  if (sent) return { outcome: 'sent', externalId: sent.id } as const
  return { outcome: isSettled(attemptedAt) ? 'not_sent' : 'unknown' } as const
}

const billed = z.object({
  cost_in_pounds: z.number().nullish(),
  is_cost_data_ready: z.boolean(),
  cost_details: z.object({ billable_sms_fragments: z.number().int().nullish() }).nullish(),
})

async function bill(rest: NotifyRest, id: string): Promise<Bill | null> {
  const answer = await rest({ path: `/v2/notifications/${encodeURIComponent(id)}`, answer: billed })
  if (!answer.ok) return null
  const { is_cost_data_ready: isReady, cost_in_pounds: pounds, cost_details: details } = answer.value
  if (!isReady || pounds === null || pounds === undefined) return null
  return { micros: Math.round(pounds * 1_000_000), currency: 'GBP', parts: details?.billable_sms_fragments ?? 1 }
}

const receivedTexts = z.object({
  received_text_messages: z.array(
    z.object({
      id: z.uuid(),
      user_number: z.string(),
      notify_number: z.string(),
      content: z.string(),
      created_at: z.iso.datetime({ offset: true, local: true }).transform((text) => new Date(text)),
    }),
  ),
})

/** Clocks differ by so much. */
const marginMs = 10_000

/** The oldest first. Pages of Notify's begin with the newest; it keeps a week. */
async function missed(rest: NotifyRest, since: Date): Promise<ChannelEvent[]> {
  const found: ChannelEvent[] = []
  for (let olderThan = ''; ; ) {
    const answer = await rest({ path: `/v2/received-text-messages${olderThan}`, answer: receivedTexts })
    if (!answer.ok)
      throw new Error(`notify: what came in could not be listed: ${sendFailures[answer.error.reason].says}`)
    const page = answer.value.received_text_messages
    const fresh = page.filter(({ created_at: at }) => at.getTime() >= since.getTime() - marginMs)
    for (const { id, user_number: from, notify_number: to, content: text, created_at: sentAt } of fresh)
      found.unshift(textEvent({ id, from, to, text, sentAt }))
    if (page.length === 0 || fresh.length < page.length) return found
    olderThan = `?older_than=${page.at(-1)!.id}`
  }
}

/** Whether NOTIFY_SMS_ANSWERED says that texts to the service's number reach us. */
function answeredIn({ NOTIFY_SMS_ANSWERED: given = '0' }: ChannelSettings): boolean {
  if (given !== '0' && given !== '1')
    throw new Error('NOTIFY_SMS_ANSWERED must be 1 where Notify calls us with received texts, or 0.')
  return given === '1'
}

const statusPath = '/webhooks/notify/status'

const openNotify =
  (kind: NotifyKind) =>
  (values: ChannelSettings): Door => {
    const names = settingNames[kind]
    const both = values.NOTIFY_SMS_TEMPLATE !== undefined && values.NOTIFY_EMAIL_TEMPLATE !== undefined
    const channel = notify({
      kind,
      apiKey: values.NOTIFY_API_KEY ?? '',
      template: values[names.template] ?? '',
      callbackToken: values.NOTIFY_CALLBACK_TOKEN ?? '',
      sender: values[names.sender],
      apiBase: values.NOTIFY_API_BASE,
      answered: kind === 'sms' && answeredIn(values),
      perSecond: Number(values.NOTIFY_PER_MINUTE ?? perMinute) / 60 / (both ? 2 : 1),
    })
    return { channel, paths: kind === 'sms' ? [statusPath, '/webhooks/notify/texts'] : [statusPath] }
  }

/** Turned on by NOTIFY_SMS_TEMPLATE. Throws one sentence naming the setting that is wrong. */
export const openNotifySms = openNotify('sms')

/** Turned on by NOTIFY_EMAIL_TEMPLATE. Throws one sentence naming the setting that is wrong. */
export const openNotifyEmail = openNotify('email')
