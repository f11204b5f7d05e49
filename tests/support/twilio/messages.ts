import { createHash } from 'node:crypto'
import { SegmentedMessage } from 'sms-segments-calculator'

/** A message as Twilio's REST API shows it. */
export interface MessageResource {
  readonly sid: string
  readonly account_sid: string
  readonly api_version: '2010-04-01'
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-reply'
  readonly to: string
  readonly body: string
  readonly num_media: '0'
  readonly messaging_service_sid: string | null
  readonly date_created: string
  readonly uri: string
  readonly subresource_uris: Readonly<Record<string, string>>
  from: string | null
  num_segments: string
  status: string
  date_sent: string | null
  date_updated: string
  error_code: number | null
  error_message: string | null
  price: string | null
  price_unit: string | null
}

export interface MessageFields {
  readonly direction: MessageResource['direction']
  readonly to: string
  readonly from: string | null
  readonly body: string
  readonly status: string
  readonly at: Date
  readonly sid?: string | undefined
  readonly service?: string | null | undefined
  readonly sentAt?: Date | undefined
  readonly errorCode?: number | undefined
}

export interface MessageList {
  add(fields: MessageFields): MessageResource
  get(sid: string): MessageResource | undefined
  /** One page as `GET Messages.json` answers it, newest first; `query` is the request's own. */
  page(query: URLSearchParams): unknown
}

/** What an account has sent and received. */
export function messageList(accountSid: string): MessageList {
  const bySid = new Map<string, MessageResource>()
  const base = `/2010-04-01/Accounts/${accountSid}/Messages`
  return {
    add(fields) {
      const sid = fields.sid ?? numberedSid('SM', bySid.size + 1)
      const message = resource(fields, { sid, accountSid, base })
      bySid.set(sid, message)
      return message
    },
    get: (sid) => bySid.get(sid),
    page: (query) => page([...bySid.values()].reverse(), query, `${base}.json`),
  }
}

/** The same number gives the same sid, so that runs can be compared. */
export function numberedSid(prefix: string, n: number): string {
  return prefix + createHash('md5').update(`${prefix}${n}`).digest('hex')
}

export const segmentsOf = (body: string) => String(new SegmentedMessage(body).segmentsCount)

/** RFC 2822 in GMT, whole seconds. */
export const rfc2822 = (at: Date) => at.toUTCString().replace('GMT', '+0000')

function resource(fields: MessageFields, ids: { sid: string; accountSid: string; base: string }): MessageResource {
  const { direction, from, to, body, status, at, sentAt, service = null, errorCode = null } = fields
  return {
    sid: ids.sid,
    account_sid: ids.accountSid,
    api_version: '2010-04-01',
    direction,
    from,
    to,
    body,
    num_media: '0',
    num_segments: from === null ? '0' : segmentsOf(body),
    messaging_service_sid: service,
    status,
    error_code: errorCode,
    error_message: null,
    date_created: rfc2822(at),
    date_sent: sentAt ? rfc2822(sentAt) : null,
    date_updated: rfc2822(at),
    price: null,
    price_unit: null,
    uri: `${ids.base}/${ids.sid}.json`,
    subresource_uris: { media: `${ids.base}/${ids.sid}/Media.json` },
  }
}

function page(newestFirst: readonly MessageResource[], query: URLSearchParams, uri: string) {
  const matching = newestFirst.filter((message) => isAskedFor(message, query))
  const size = Math.min(Number(query.get('PageSize') ?? 50), 1000)
  const number = Number(query.get('Page') ?? 0)
  const after = query.get('PageToken')?.slice('PA'.length)
  const start = after ? matching.findIndex(({ sid }) => sid === after) + 1 : 0
  const messages = matching.slice(start, start + size)
  const last = start + messages.length < matching.length ? messages.at(-1) : undefined
  return {
    messages,
    page: number,
    page_size: size,
    start: number * size,
    end: number * size + Math.max(0, messages.length - 1),
    uri: `${uri}?${query}`,
    first_page_uri: `${uri}?${withPage(query, 0)}`,
    next_page_uri: last ? `${uri}?${withPage(query, number + 1, `PA${last.sid}`)}` : null,
    previous_page_uri: null,
  }
}

function withPage(query: URLSearchParams, number: number, token?: string): URLSearchParams {
  const next = new URLSearchParams(query)
  next.delete('PageToken')
  next.set('Page', String(number))
  if (token) next.set('PageToken', token)
  return next
}

/** A message that is still queued has no DateSent, and so is in no list filtered by it. */
function isAskedFor(message: MessageResource, query: URLSearchParams): boolean {
  const is = (field: 'To' | 'From', value: string | null) => !query.has(field) || query.get(field) === value
  const sentMs = message.date_sent === null ? Number.NaN : Date.parse(message.date_sent)
  const since = query.get('DateSent>')
  const until = query.get('DateSent<')
  const isInTime = (!since || sentMs >= Date.parse(since)) && (!until || sentMs <= Date.parse(until))
  return is('To', message.to) && is('From', message.from) && isInTime
}
