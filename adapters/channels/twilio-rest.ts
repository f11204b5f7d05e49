import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import twilio from 'twilio'
import type { SendFailure, SendFailureCode } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { codeOf, failureOfAnswer, failureOfError } from './failure.ts'

export interface TwilioRestConfig {
  readonly accountSid: string
  readonly authToken: string
  /** `https://api.twilio.com`, a region's address, or a stand-in's. No trailing slash. */
  readonly apiBase: string
  /** For one HTTP request from its first byte to the answer's last, in milliseconds. */
  readonly timeoutMs: number
  /** What the provider's error codes mean. */
  readonly reasons: Readonly<Record<string, SendFailureCode>>
}

export interface TwilioRest {
  /** Runs requests with the SDK. Failures come back as data without any text of the provider's; our bugs throw. */
  attempt<T>(run: (client: twilio.Twilio) => Promise<T>, signal?: AbortSignal): Promise<Result<T, SendFailure>>
}

/** Twilio's REST API by its own SDK, which by itself neither takes an `AbortSignal` nor tells whether bytes left. */
export function twilioRest(config: TwilioRestConfig): TwilioRest {
  const client = twilio(config.accountSid, config.authToken, { httpClient: transport(config) })
  return {
    async attempt(run, signal) {
      const call: Call = { signal, connected: false }
      try {
        return ok(await calls.run(call, () => run(client)))
      } catch (error) {
        return fail(failureOf(error, call, config.reasons))
      }
    },
  }
}

/** One `attempt`, and what its transport saw. */
interface Call {
  readonly signal: AbortSignal | undefined
  connected: boolean
  retryAfter?: string | undefined
}

const calls = new AsyncLocalStorage<Call>()

function transport({ apiBase, timeoutMs }: TwilioRestConfig): twilio.RequestClient {
  const client = new twilio.RequestClient({ timeout: timeoutMs, maxSockets: 50 })
  client.axios.interceptors.request.use((request) => {
    const signals = [AbortSignal.timeout(timeoutMs), calls.getStore()?.signal]
    const signal = AbortSignal.any(signals.filter((one) => one !== undefined))
    const url = rebased(request.url ?? '', apiBase)
    return Object.assign(request, { url, signal, transport: { request: watchedRequest } })
  })
  client.axios.interceptors.response.use((answer) => {
    const call = calls.getStore()
    if (call) call.retryAfter = answer.headers['retry-after']
    return answer
  })
  return client
}

/** `https://messaging.twilio.com/x` at `https://api.dublin.ie1.twilio.com` is `https://messaging.dublin.ie1…/x`. */
function rebased(uri: string, apiBase: string): string {
  const { hostname, pathname, search } = new URL(uri)
  return apiBase.replace('//api.', `//${hostname.split('.')[0]}.`) + pathname + search
}

/** Node's own request, noting on the call when its connection stands: before that no byte of it can have left. */
function watchedRequest(options: https.RequestOptions, answered: (response: http.IncomingMessage) => void) {
  const secure = options.protocol === 'https:'
  const request = (secure ? https : http).request(options, answered)
  const call = calls.getStore()
  request.once('socket', (socket: Socket) => {
    const connected = () => {
      if (call) call.connected = true
    }
    if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected)
    else connected()
  })
  return request
}

function failureOf(error: unknown, call: Call, reasons: TwilioRestConfig['reasons']): SendFailure {
  const { status, code } = error as { status?: unknown; code?: unknown }
  if (typeof status === 'number' && !(error instanceof Error && 'isAxiosError' in error)) {
    const known = typeof code === 'number' ? String(code) : undefined
    const reason = known === undefined ? undefined : reasons[known]
    return failureOfAnswer({ status, reason, code: known, retryAfter: call.retryAfter })
  }
  if (!call.connected && codeOf(error) === undefined) throw error
  return failureOfError(error, call.connected)
}
