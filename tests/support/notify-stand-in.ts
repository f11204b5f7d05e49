import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Notify does wrong with the next request to send; `taken`: the message is on its way all the same. */
export interface NotifyFault {
  readonly kind: 'throttled' | 'day_is_full' | 'hung' | 'cut_off' | 'broken'
  readonly taken?: boolean
}

export interface NotifySent {
  readonly id: string
  readonly type: 'sms' | 'email'
  readonly to: string
  readonly message: string
  readonly reference: string | null
  status: string
}

interface ReceivedText {
  readonly id: string
  readonly user_number: string
  readonly notify_number: string
  readonly content: string
  readonly created_at: string
}

export interface NotifyStandIn {
  /** For NOTIFY_API_BASE. */
  readonly baseUrl: string
  readonly apiKey: string
  readonly serviceId: string
  readonly smsTemplate: string
  readonly emailTemplate: string
  /** Everything taken, oldest first. */
  readonly sent: readonly NotifySent[]
  /** Where it calls back to; nowhere before. */
  connect(app: (request: Request) => Response | Promise<Response>, token: string): void
  fail(fault: NotifyFault): void
  /** Someone texts the service. `deliver` false: the app is down, and only the list has it. */
  inbound(from: string, message: string, deliver?: boolean): Promise<{ id: string; status: number }>
  /** Tells what became of a message; returns the status of the app's answer. */
  status(sent: NotifySent, status: string, token?: string): Promise<number>
  close(): Promise<void>
}

export interface NotifyStandInOptions {
  /** A service in trial mode sends to its own team only. */
  readonly trialMode?: boolean
  readonly now?: () => Date
}

const ourNumber = '447700900900'
const [serviceId, secret] = ['26785a09-ab16-4eb0-8407-a37497a57506', '3d844edf-8d35-48ac-975b-e847b4f122b0']
const [smsTemplate, emailTemplate] = ['f33517ff-2a88-4f6e-b855-c550268ce08a', '9d751e0e-f929-4891-82a1-a3e1c3c18ee3']

class Refused extends Error {
  readonly status: number
  readonly error: string
  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

/**
 * Plays GOV.UK Notify on this machine: its v2 API for texts, e-mails and received texts as its API documentation says,
 * and its callbacks. It refuses what Notify refuses: a token that is not signed with the key or older than 30 seconds,
 * an unknown template, a missing personalisation, what is no British mobile or no address, more than 918 characters.
 */
export async function notifyStandIn(options: NotifyStandInOptions = {}): Promise<NotifyStandIn> {
  const { trialMode = false, now = () => new Date() } = options
  const sent: NotifySent[] = []
  const received: ReceivedText[] = []
  const faults: NotifyFault[] = []
  let app: ((request: Request) => Response | Promise<Response>) | undefined
  let appToken = ''

  const take = (type: NotifySent['type'], body: Record<string, unknown>) => {
    const template = type === 'sms' ? smsTemplate : emailTemplate
    if (body.template_id !== template) throw new Refused(400, 'BadRequestError', 'Template not found')
    const message = (body.personalisation as Record<string, unknown> | undefined)?.message
    if (typeof message !== 'string') throw new Refused(400, 'BadRequestError', 'Missing personalisation: message')
    const to = recipient(type, body)
    if (trialMode)
      throw new Refused(400, 'BadRequestError', 'Can’t send to this recipient when service is in trial mode')
    if (type === 'sms' && message.length > 918)
      throw new Refused(
        400,
        'BadRequestError',
        `Content for template has a character count greater than the limit of 918`,
      )
    const reference = typeof body.reference === 'string' ? body.reference : null
    const one: NotifySent = { id: randomUUID(), type, to, message, reference, status: 'created' }
    sent.push(one)
    return one
  }

  const answerTo = (request: http.IncomingMessage, body: string): { status: number; json: unknown } => {
    checkToken(request.headers.authorization, now())
    const { pathname, searchParams } = new URL(request.url!, 'http://x')
    const type = /^\/v2\/notifications\/(sms|email)$/.exec(pathname)?.[1] as NotifySent['type'] | undefined
    if (request.method === 'POST' && type) {
      const { id, message, reference } = take(type, JSON.parse(body))
      return { status: 201, json: { id, reference, content: { body: message }, uri: `/v2/notifications/${id}` } }
    }
    if (pathname === '/v2/notifications') {
      const found = sent.filter(({ reference }) => reference === searchParams.get('reference')).toReversed()
      return { status: 200, json: { notifications: found, links: {} } }
    }
    if (pathname === '/v2/received-text-messages') {
      const newest = received.toReversed()
      const from = newest.findIndex(({ id }) => id === searchParams.get('older_than')) + 1
      return { status: 200, json: { received_text_messages: newest.slice(from, from + 2), links: {} } }
    }
    const one = sent.find(({ id }) => pathname === `/v2/notifications/${id}`)
    if (!one) throw new Refused(404, 'NoResultFound', 'No result found')
    return { status: 200, json: { ...one, ...cost(one) } }
  }

  const server = http.createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    const reply = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    const refuse = ({ status, error, message }: Refused) =>
      reply(status, { status_code: status, errors: [{ error, message }] })
    const fault = request.method === 'POST' ? faults.shift() : undefined
    try {
      const answer = !fault || fault.taken ? answerTo(request, body) : undefined
      if (!fault) return reply(answer!.status, answer!.json)
      if (fault.kind === 'hung') return
      if (fault.kind === 'cut_off') return request.socket.destroy()
      refuse(answers[fault.kind])
    } catch (error) {
      if (error instanceof Refused) refuse(error)
      else reply(500, { message: 'Internal server error' })
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  const callBack = async (path: string, body: object, token = appToken): Promise<number> => {
    if (!app) return 0
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const url = `https://muster.example.org/webhooks/notify/${path}`
    return (await app(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }))).status
  }

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: `flood team-${serviceId}-${secret}`,
    serviceId,
    smsTemplate,
    emailTemplate,
    sent,
    connect(to, token) {
      app = to
      appToken = token
    },
    fail: (fault) => void faults.push(fault),
    async inbound(from, content, deliver = true) {
      const text = {
        id: randomUUID(),
        user_number: from.replace('+', ''),
        notify_number: ourNumber,
        content,
        created_at: now().toISOString(),
      }
      received.push(text)
      const called = {
        id: text.id,
        source_number: text.user_number,
        destination_number: ourNumber,
        message: content,
        date_received: text.created_at,
      }
      return { id: text.id, status: deliver ? await callBack('texts', called) : 0 }
    },
    status(one, status, token) {
      one.status = status
      const { id, reference, to, type } = one
      const at = now().toISOString()
      const receipt = {
        id,
        reference,
        to,
        status,
        created_at: at,
        completed_at: at,
        sent_at: at,
        notification_type: type,
      }
      return callBack('status', receipt, token)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

const answers = {
  throttled: new Refused(
    429,
    'RateLimitError',
    'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds',
  ),
  day_is_full: new Refused(429, 'TooManyRequestsError', 'Exceeded send limits (sms: 250000) for today'),
  broken: new Refused(500, 'Exception', 'Internal server error'),
}

function checkToken(authorization = '', now: Date): void {
  const [head, body, signature] = authorization.replace(/^Bearer /, '').split('.')
  const right = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature ?? '', 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw new Refused(403, 'AuthError', 'Invalid token: API key not found')
  const { iss, iat } = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
  if (iss !== serviceId) throw new Refused(403, 'AuthError', 'Invalid token: service not found')
  if (Math.abs(now.getTime() / 1000 - iat) > 30)
    throw new Refused(403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds')
}

function recipient(type: NotifySent['type'], body: Record<string, unknown>): string {
  const [name, form] = type === 'sms' ? ['phone_number', /^\+?447\d{9}$/] : ['email_address', /^[^@\s]+@[^@\s]+\.\w+$/]
  const to = body[name as string]
  if (typeof to === 'string' && (form as RegExp).test(to)) return to
  throw new Refused(
    400,
    'ValidationError',
    `${name} Not a valid ${type === 'sms' ? 'UK mobile number' : 'email address'}`,
  )
}

const cost = ({ type, status, message }: NotifySent) => ({
  is_cost_data_ready: status !== 'created',
  cost_in_pounds: status === 'created' ? null : type === 'sms' ? 0.0233 * Math.ceil(message.length / 160) : 0,
  cost_details:
    type === 'sms' && status !== 'created'
      ? { billable_sms_fragments: Math.ceil(message.length / 160), sms_rate: 0.0233 }
      : {},
})
