import twilio from 'twilio'
import { z } from 'zod'
import type { Address, ChannelEvent, Pin } from '../../core/channel.ts'
import { carrierKeyword, deliveryStatuses, failureReasons, isPhoneNumber } from './twilio-words.ts'

export interface TwilioWebhookConfig {
  readonly publicUrl: string
  /** The account's token, and the one before it while a rotation lasts. */
  readonly authTokens: readonly string[]
}

/**
 * Reads what Twilio posted to `…/sms`, `…/whatsapp` or one's `…status`. 403 where it is not signed by Twilio for our public address, 400
 * where it is and makes no sense, 404 for any other path: never an event with those, and never a word of the request.
 */
export async function receiveTwilio(request: Request, config: TwilioWebhookConfig): Promise<Received> {
  const form = new URLSearchParams(await request.text())
  if (!isSigned(request, form, config)) return nothing(403)
  const webhook = webhooks.get(lastOf(request))
  if (!webhook) return nothing(404)
  const events = webhook.read(Object.fromEntries(form))
  return events ? { events, reply: webhook.reply() } : nothing(400)
}

export interface InboundSms {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly optOutType?: string | undefined
  readonly pin?: Pin | undefined
  readonly sentAt?: Date | undefined
}

export function messageEvent({ sid, from, to, text, optOutType, pin, sentAt }: InboundSms): ChannelEvent {
  const keyword = carrierKeyword({ text, to, optOutType })
  return {
    type: 'message',
    from: { channel: 'sms', id: from },
    to: { channel: 'sms', id: to },
    providerId: sid,
    text,
    ...(pin ? { pin } : {}),
    ...(keyword ? { carrierKeyword: keyword } : {}),
    ...(sentAt ? { sentAt } : {}),
  }
}

/** The last part of the path that was called: what the webhook is about. */
export const lastOf = (request: Request): string => new URL(request.url).pathname.split('/').at(-1) ?? ''

export interface Received {
  readonly events: ChannelEvent[]
  readonly reply: Response
}

interface Webhook {
  /** Undefined where the form is not what Twilio says it posts. */
  read(form: Record<string, string>): ChannelEvent[] | undefined
  reply(): Response
}

const noTwiml = () => new Response('<Response/>', { headers: { 'content-type': 'text/xml' } })
const noContent = () => new Response(null, { status: 204 })

const webhooks: ReadonlyMap<string, Webhook> = new Map([
  ['sms', { read: readSms, reply: noTwiml }],
  ['status', { read: readStatus, reply: noContent }],
  ['whatsapp', { read: readWhatsapp, reply: noTwiml }],
  ['whatsapp-status', { read: readStatus, reply: noContent }],
])

export const nothing = (status: number): Received => ({ events: [], reply: new Response(null, { status }) })

/**
 * Behind a proxy `request.url` is our inner address, so the public one is put before its path. Twilio signs every
 * parameter, also those it adds without notice: none may be dropped before this.
 */
export function isSigned(
  request: Request,
  form: URLSearchParams,
  { publicUrl, authTokens }: TwilioWebhookConfig,
): boolean {
  const signature = request.headers.get('x-twilio-signature')
  if (!signature) return false
  const { pathname, search } = new URL(request.url)
  const values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
  return authTokens.some((token) => twilio.validateRequest(token, signature, publicUrl + pathname + search, values))
}

export const sid = z.string().regex(/^\w{1,64}$/)

/** A number, a short code or a sender's name; not `whatsapp:+44…`, which is another channel's address. */
const smsAddress = z.string().regex(/^[^:]+$/)

/** As WhatsApp sends a place, in a string; what is no such number is left out. */
const degrees = (most: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(-most).max(most))
    .optional()
    .catch(undefined)

const pinFields = { Latitude: degrees(90), Longitude: degrees(180), Label: z.string().optional() }

const smsForm = z.object({
  MessageSid: sid,
  From: smsAddress,
  To: smsAddress,
  Body: z.string(),
  OptOutType: z.string().optional(),
  ...pinFields,
})

function readSms(form: Record<string, string>): ChannelEvent[] | undefined {
  const { data } = smsForm.safeParse(form)
  if (!data) return undefined
  const { MessageSid, From, To, Body, OptOutType } = data
  return [messageEvent({ sid: MessageSid, from: From, to: To, text: Body, optOutType: OptOutType, pin: pinIn(data) })]
}

const whatsappAddress = z
  .string()
  .regex(/^whatsapp:\S+$/)
  .transform((address) => address.slice('whatsapp:'.length))

const whatsappForm = z.object({
  MessageSid: sid,
  From: whatsappAddress,
  To: whatsappAddress,
  Body: z.string().default(''),
  /** What the button that was pressed says, as we set it. */
  ButtonPayload: z.string().optional(),
  /** Whom a user name stands for, where there is no number. */
  ExternalUserId: z.string().optional(),
  OptOutType: z.string().optional(),
  ...pinFields,
})

/** WhatsApp leaves opting out to us unless the messaging service does it, and then it says so. */
function readWhatsapp(form: Record<string, string>): ChannelEvent[] | undefined {
  const { data } = whatsappForm.safeParse(form)
  if (!data) return undefined
  const { MessageSid, From, To, Body, ButtonPayload, ExternalUserId, OptOutType } = data
  const pin = pinIn(data)
  const keyword = OptOutType && carrierKeyword({ text: Body, to: To, optOutType: OptOutType })
  return [
    {
      type: 'message',
      from: whatsappPerson(From, ExternalUserId),
      to: { channel: 'sms', id: To },
      providerId: MessageSid,
      text: ButtonPayload || Body,
      ...(pin ? { pin } : {}),
      ...(keyword ? { carrierKeyword: keyword } : {}),
    },
  ]
}

/** Somebody's number, which is theirs on every channel; without one, what WhatsApp knows them by. */
export const whatsappPerson = (from: string, externalUserId?: string): Address =>
  isPhoneNumber(from) ? { channel: 'sms', id: from } : { channel: 'whatsapp', id: externalUserId || from }

type PinFields = Pick<z.infer<typeof smsForm>, keyof typeof pinFields>

const pinIn = ({ Latitude: lat, Longitude: lon, Label }: PinFields): Pin | undefined =>
  lat === undefined || lon === undefined ? undefined : { lat, lon, label: Label || null }

const statusForm = z.object({
  MessageSid: sid,
  MessageStatus: z.string().min(1),
  ErrorCode: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .optional()
    .catch(undefined),
})

/** A status that Twilio invents after this was written is taken in and left alone. */
function readStatus(form: Record<string, string>): ChannelEvent[] | undefined {
  const { data } = statusForm.safeParse(form)
  if (!data) return undefined
  const status = deliveryStatuses.get(data.MessageStatus)
  if (!status) return []
  const event = { type: 'status', providerId: data.MessageSid, status } as const
  return [status === 'failed' || status === 'undelivered' ? { ...event, failure: failure(data.ErrorCode) } : event]
}

function failure(code: string | undefined) {
  return code === undefined
    ? ({ reason: 'rejected' } as const)
    : ({ reason: failureReasons[code] ?? 'rejected', code } as const)
}
