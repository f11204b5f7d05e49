import { type SentText, twilioApi } from './twilio/api.ts'
import type { Answer } from './twilio/calls.ts'
import { inboundForm } from './twilio/forms.ts'
import { type PhoneCalls, phoneCalls } from './twilio/phone-calls.ts'
import type { TwilioAccount } from './twilio/refusals.ts'
import { type RestServer, serveRest } from './twilio/rest.ts'
import {
  type AutomaticStatuses,
  type StatusOptions,
  type WebhookOptions,
  type Webhooks,
  webhooks,
} from './twilio/webhooks.ts'

export interface TwilioStandInOptions extends Partial<TwilioAccount>, AutomaticStatuses {
  readonly accountSid?: string
  readonly authToken?: string
  readonly port?: number
  /** Whether webhooks name the opt-out word (`OptOutType`). */
  readonly advancedOptOut?: boolean
  readonly now?: () => Date
}

export interface InboundOptions extends WebhookOptions {
  /** Our number; default: the account's first. */
  readonly to?: string
  /** A sid that was there before posts the same webhook again. */
  readonly sid?: string
  /** False: the app is down, and only the list has the text. */
  readonly deliver?: boolean
}

export interface TwilioStandIn {
  /** For TWILIO_API_BASE. */
  readonly baseUrl: string
  readonly accountSid: string
  readonly authToken: string
  readonly numbers: readonly string[]
  /** Every text taken, oldest first. */
  readonly sent: readonly SentText[]
  readonly requested: RestServer['requested']
  /** Sets where webhooks go from now on. */
  readonly connect: Webhooks['connect']
  /** Does the fault to the next `times` requests to send, or to read. */
  readonly fail: RestServer['fail']
  /** Every call that we started, oldest first. */
  readonly rung: PhoneCalls['rung']
  /** Somebody rings us. */
  readonly ring: PhoneCalls['ring']
  /** Somebody writes to us on WhatsApp; further fields as WhatsApp adds them. */
  whatsapp(from: string, body: string, fields?: Record<string, string>): Promise<Answer & { readonly sid: string }>
  /** Someone texts us. */
  inbound(from: string, body: string, options?: InboundOptions): Promise<Answer & { readonly sid: string }>
  /** Twilio tells what became of a text, at the StatusCallback it was sent with. */
  status(sid: string, status: string, options?: StatusOptions): Promise<Answer>
  /** Resolves when every automatic status so far has been answered. */
  readonly settled: Webhooks['settled']
  close(): Promise<void>
}

/**
 * Plays Twilio on this machine: its REST API for messages as its OpenAPI description says, and its webhooks, signed.
 *
 * It refuses what Twilio refuses, keeps its own opt-out list, and misbehaves on demand. Automatic statuses start when a
 * text is taken, so they may overtake the answer to the request, as Twilio's do. An app that is down answers 0.
 */
export async function twilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  const { accountSid = `AC${'0'.repeat(32)}`, authToken = 'stand-in-token', port = 0 } = options
  const {
    now = () => new Date(),
    numbers = ['+447700900000'],
    services = {},
    regions = ['+44'],
    landlines = [],
    whatsapp = { numbers: [], templates: {} },
  } = options
  const hooks = webhooks({ ...options, authToken, now, api: () => api })
  const account = { numbers, services, regions, landlines, whatsapp }
  const phone = phoneCalls({ accountSid, account, now, hooks })
  const api = twilioApi({ accountSid, account, now, onTaken: hooks.follow, calls: phone.answer })
  const rest = await serveRest(api, { credentials: `${accountSid}:${authToken}`, port })
  return {
    ...rest,
    accountSid,
    authToken,
    numbers,
    sent: api.sent,
    connect: hooks.connect,
    get rung() {
      return phone.rung
    },
    ring: phone.ring,
    async whatsapp(from, body, fields = {}) {
      const to = `whatsapp:${whatsapp.numbers[0]}`
      const { message } = api.receive({ from: `whatsapp:${from}`, to, body })
      const form = { ...inboundForm(message), ...fields }
      return { ...(await hooks.post('/webhooks/twilio/whatsapp', form)), sid: message.sid }
    },
    async inbound(from, body, { to = numbers[0] ?? '', sid, deliver = true, ...where } = {}) {
      const { message, optOutType } = api.receive({ from, to, body, sid, forged: where.forged })
      const form = inboundForm(message, options.advancedOptOut ? optOutType : undefined)
      return { ...(deliver ? await hooks.post('/webhooks/twilio/sms', form, where) : notPosted), sid: message.sid }
    },
    status: (sid, status, where) => hooks.tell(api.text(sid), status, where),
    settled: hooks.settled,
    async close() {
      await rest.close()
      hooks.close()
    },
  }
}

const notPosted: Answer = { status: 0, headers: {}, body: '', latencyMs: 0 }
