import { AsyncLocalStorage } from 'node:async_hooks'
import { webApi } from '@slack/bolt'
import type { SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { failureOfAnswer, failureOfError } from './failure.ts'
import { failureReasons } from './slack-words.ts'

export interface SlackWebConfig {
  readonly token: string
  /** `https://slack.com/api`, or a stand-in's. No trailing slash. */
  readonly apiBase: string
  /** For one request, in milliseconds. */
  readonly timeoutMs: number
}

export interface SlackWeb {
  /** Calls a method once. Failures come back as data without any text of Slack's; our bugs throw. */
  call(method: string, form: Record<string, unknown>, signal?: AbortSignal): Promise<Result<unknown, SendFailure>>
  /** Answers a command once more, at the address that came with it: good five times within half an hour. */
  respond(url: string, body: object): Promise<void>
}

/** Says nothing: Slack's libraries write addresses, texts and tokens to the console. */
export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => undefined,
}

/** How Slack's own client is set up: one try, no waiting of its own, and each request knows what its caller wants. */
export const clientOptions = ({ apiBase, timeoutMs }: Omit<SlackWebConfig, 'token'>): webApi.WebClientOptions => ({
  slackApiUrl: `${apiBase}/`,
  logger: silent,
  timeout: timeoutMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  maxRequestConcurrency: Number.POSITIVE_INFINITY,
  fetch: watchedFetch,
})

/** Slack's Web API by its own client, which by itself takes no `AbortSignal`. */
export function slackWeb(config: SlackWebConfig): SlackWeb {
  const client = new webApi.WebClient(config.token, clientOptions(config))
  return {
    async call(method, form, signal) {
      if (signal?.aborted) return fail({ reason: 'unreachable' })
      const request: Request = { signal }
      try {
        return ok(await requests.run(request, () => client.apiCall(method, form)))
      } catch (error) {
        return fail(failureOf(error, request))
      }
    },
    async respond(url, body) {
      const headers = { 'content-type': 'application/json' }
      const signal = AbortSignal.timeout(config.timeoutMs)
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(() => undefined)
    },
  }
}

interface Request {
  readonly signal: AbortSignal | undefined
  /** What it was answered with, if it was. */
  status?: number
}

const requests = new AsyncLocalStorage<Request>()

async function watchedFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const request = requests.getStore()
  const signals = [init.signal, request?.signal].filter((signal) => signal instanceof AbortSignal)
  const answer = await fetch(url, { ...init, signal: AbortSignal.any(signals) })
  if (request) request.status = answer.status
  return answer
}

/** Slack's codes are words such as `channel_not_found`; what a gateway says instead of Slack is none. */
const isCode = (code: unknown): code is string => typeof code === 'string' && /^[a-z0-9_]{1,60}$/.test(code)

function failureOf(error: unknown, { status }: Request): SendFailure {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return failureOfAnswer({ status: 429, code: 'ratelimited', retryAfter: String(error.retryAfter) })
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code } = error.data
    return isCode(code)
      ? failureOfAnswer({ status: 400, reason: failureReasons[code], code })
      : { reason: 'unconfirmed' }
  }
  if (error instanceof webApi.WebAPIRequestError) return failureOfError(error.original)
  if (status !== undefined && status !== 200) return failureOfAnswer({ status })
  return failureOfError(error)
}
