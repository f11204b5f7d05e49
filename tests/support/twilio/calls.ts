import http from 'node:http'
import twilio from 'twilio'

/** What the app answered to a webhook. `status` is 0 where no answer came within Twilio's 15 seconds. */
export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
  readonly latencyMs: number
}

export interface Call {
  /** The address that is signed: the one the app has told Twilio. */
  readonly signedUrl: string
  /** Where the app really listens; this machine only. Default: `signedUrl`. */
  readonly postUrl?: string | undefined
  readonly form: Readonly<Record<string, string>>
  readonly forged?: boolean | undefined
}

export interface Caller {
  /** Posts a webhook as Twilio does. */
  call(call: Call): Promise<Answer>
  close(): void
}

const patienceMs = 15_000

export function caller(authToken: string): Caller {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  return {
    async call({ signedUrl, postUrl = signedUrl, form, forged = false }) {
      const url = new URL(postUrl)
      if (!isLoopback(url)) throw new Error(`twilio stand-in: ${url.host} is not this machine`)
      const token = forged ? `${authToken}-forged` : authToken
      const headers = {
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'user-agent': 'TwilioProxy/1.1',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(token, signedUrl, form),
        'i-twilio-idempotency-token': `${form.MessageSid ?? form.CallSid}-${form.SmsStatus ?? form.SequenceNumber ?? ''}`,
      }
      return post(url, { agent, headers, body: new URLSearchParams(form).toString() })
    },
    close: () => agent.destroy(),
  }
}

export const isLoopback = ({ hostname }: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

interface Post {
  readonly agent: http.Agent
  readonly headers: http.OutgoingHttpHeaders
  readonly body: string
}

function post(url: URL, { agent, headers, body }: Post): Promise<Answer> {
  const startMs = performance.now()
  return new Promise((resolve) => {
    const done = (status: number, answered: http.IncomingHttpHeaders = {}, text = '') =>
      resolve({ status, headers: answered, body: text, latencyMs: performance.now() - startMs })
    const request = http.request(url, { method: 'POST', agent, headers, timeout: patienceMs }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString()))
      response.on('error', () => done(0))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => done(0))
    request.end(body)
  })
}
