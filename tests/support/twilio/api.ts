import { type MessageResource, messageList, numberedSid } from './messages.ts'
import { filledIn, type OptOutType, optOuts, type Refusal, refusalOf, type TwilioAccount } from './refusals.ts'

export interface Reply {
  readonly status: number
  readonly body: unknown
}

export interface SentText {
  readonly sid: string
  readonly to: string
  /** The number or messaging service it was sent from. */
  readonly from: string
  readonly body: string
  readonly at: Date
  /** It is WhatsApp, and the 24 hours after theirs are over: it will fail. */
  readonly outsideSession: boolean
  /** The request as it came. */
  readonly form: Readonly<Record<string, string>>
}

export interface ApiOptions {
  readonly accountSid: string
  readonly account: TwilioAccount
  readonly now: () => Date
  onTaken(text: SentText): void
  /** What is asked of calls; undefined where it is about something else. */
  calls(request: ApiRequest): Reply | undefined
}

export interface ApiRequest {
  readonly method: string
  readonly url: URL
  readonly form: URLSearchParams
}

export interface TwilioApi {
  readonly sent: readonly SentText[]
  answer(request: ApiRequest): Reply
  /** Puts an inbound text into the list, once for each sid, and acts on opt-out words. */
  receive(text: Inbound): { readonly message: MessageResource; readonly optOutType: OptOutType | undefined }
  message(sid: string): MessageResource
  text(sid: string): SentText
  /** The number a text goes out from: for a messaging service, its first. */
  senderOf(text: SentText): string
}

export interface Inbound {
  readonly from: string
  readonly to: string
  readonly body: string
  readonly sid?: string | undefined
  /** Somebody else made it up: Twilio knows nothing of it. */
  readonly forged?: boolean | undefined
}

/** Twilio's REST API without its HTTP: what is answered to a request whose credentials are right. */
export function twilioApi({ accountSid, account, now, onTaken, calls }: ApiOptions): TwilioApi {
  const messages = messageList(accountSid)
  const forgeries = messageList(accountSid)
  const sent: SentText[] = []
  const sentBySid = new Map<string, SentText>()
  const stopped = optOuts(account)
  const base = `/2010-04-01/Accounts/${accountSid}/Messages`
  const lastHeardMs = new Map<string, number>()

  /** Free text, or a template that Meta has not approved, more than 24 hours after theirs. */
  function isOutside(form: URLSearchParams): boolean {
    const to = form.get('To') ?? ''
    const inSession = now().getTime() - (lastHeardMs.get(to) ?? Number.NEGATIVE_INFINITY) < dayMs
    const template = account.whatsapp.templates[form.get('ContentSid') ?? '']
    return to.startsWith('whatsapp:') && !inSession && !template?.approved
  }

  function create(form: URLSearchParams): Reply {
    const refusal = refusalOf(form, account, stopped)
    const words = refusal ? '' : wordsOf(form, account)
    const message = messages.add({ ...outgoing(form, now(), refusal), body: words })
    if (refusal) return refused(refusal)
    const text = { ...sentText(form), body: words, sid: message.sid, at: now(), outsideSession: isOutside(form) }
    const body = { ...message }
    sent.push(text)
    sentBySid.set(text.sid, text)
    onTaken(text)
    return { status: 201, body }
  }

  return {
    sent,
    message: (sid) => known(messages.get(sid), sid),
    text: (sid) => known(sentBySid.get(sid), sid),
    senderOf: ({ from }) => account.services[from]?.[0] ?? from,
    receive({ forged, ...text }) {
      const before = text.sid === undefined ? undefined : messages.get(text.sid)
      const service = Object.keys(account.services).find((sid) => account.services[sid]?.includes(text.to))
      const received = { ...text, direction: 'inbound', status: 'received', at: now(), sentAt: now(), service } as const
      if (!forged) lastHeardMs.set(text.from, now().getTime())
      if (forged) return { message: before ?? forgeries.add(received), optOutType: undefined }
      return { message: before ?? messages.add(received), optOutType: stopped.heard(text) }
    },
    answer({ method, url, form }) {
      const path = url.pathname
      if (path === `${base}.json` && method === 'POST') return create(form)
      if (path === `${base}.json` && method === 'GET') return { status: 200, body: messages.page(url.searchParams) }
      const found = messages.get(path.slice(base.length + 1, -'.json'.length))
      if (found && path === found.uri && method === 'GET') return { status: 200, body: { ...found } }
      return (
        calls({ method, url, form }) ??
        servicePage(path, account) ??
        refused({ status: 404, code: 20404, message: `${path} was not found` })
      )
    },
  }
}

const dayMs = 24 * 60 * 60_000

function wordsOf(form: URLSearchParams, { whatsapp }: TwilioAccount): string {
  const template = whatsapp.templates[form.get('ContentSid') ?? '']
  return (template && filledIn(template, form.get('ContentVariables'))) ?? form.get('Body') ?? ''
}

function known<T>(found: T | undefined, sid: string): T {
  if (found === undefined) throw new Error(`twilio stand-in: no text ${sid}`)
  return found
}

/** An error as Twilio writes it. */
export function refused({ status, code, message }: Refusal): Reply {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } }
}

/** A request refused with 400 is listed too, as Twilio has done since 2024. */
function outgoing(form: URLSearchParams, at: Date, refusal: Refusal | undefined) {
  const service = form.get('MessagingServiceSid')
  return {
    direction: 'outbound-api',
    to: form.get('To') ?? '',
    from: service ? null : form.get('From'),
    body: form.get('Body') ?? '',
    status: refusal ? 'failed' : service ? 'accepted' : 'queued',
    errorCode: refusal?.code,
    service,
    at,
  } as const
}

function sentText(form: URLSearchParams) {
  const from = form.get('MessagingServiceSid') ?? form.get('From') ?? ''
  return { to: form.get('To') ?? '', from, body: form.get('Body') ?? '', form: Object.fromEntries(form) }
}

/** `GET /v1/Services/{sid}/PhoneNumbers` and `/ShortCodes`, which Twilio serves at messaging.twilio.com. */
function servicePage(path: string, { services }: TwilioAccount): Reply | undefined {
  const [, sid = '', kind] = /^\/v1\/Services\/(MG\w+)\/(PhoneNumbers|ShortCodes)$/.exec(path) ?? []
  const ids = services[sid]
  if (!ids) return undefined
  const [key, field] = kind === 'PhoneNumbers' ? ['phone_numbers', 'phone_number'] : ['short_codes', 'short_code']
  const matching = ids.filter((id) => id.startsWith('+') === (kind === 'PhoneNumbers'))
  const rows = matching.map((id) => ({ sid: numberedSid('PN', Number(id)), service_sid: sid, [field]: id }))
  return { status: 200, body: { meta: { key, page: 0, page_size: 50, next_page_url: null }, [key]: rows } }
}
