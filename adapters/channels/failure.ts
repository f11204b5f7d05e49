import type { SendFailure, SendFailureCode } from '../../core/channel.ts'

export interface RefusedAnswer {
  /** The HTTP status, anything but 2xx. */
  readonly status: number
  /** What the provider's own error code means, where we know it: it is better informed than the status. */
  readonly reason?: SendFailureCode | undefined
  /** The provider's own error code. */
  readonly code?: string | undefined
  /** The `Retry-After` header as it came: seconds or an HTTP date. */
  readonly retryAfter?: string | undefined
}

/**
 * What an answer other than 2xx means for the message. Every channel decides it here.
 *
 * A 5xx is `unconfirmed`, never `unreachable`: the gateway that says 502 or 504 does not know what the machine behind
 * it did, and providers are known to have queued a text and then answered 500. 408 likewise: bytes had left.
 */
export function failureOfAnswer(answer: RefusedAnswer, nowMs = Date.now()): SendFailure {
  const reason = answer.reason ?? reasonOfStatus(answer.status)
  const retryAfterS = reason === 'throttled' ? secondsToWait(answer.retryAfter, nowMs) : undefined
  return {
    reason,
    ...(answer.code === undefined ? {} : { code: answer.code }),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  }
}

/**
 * What a request that got no answer means for the message; `code` is the system's (`ENOTFOUND`), which names nobody.
 *
 * `unreachable` only where no byte of the request can have left: the caller saw that no connection stood
 * (`connected` false), or the error itself can only come from connecting. All else is `unconfirmed`.
 */
export function failureOfError(error: unknown, connected = true): SendFailure {
  const code = codeOf(error)
  const reason = !connected || (code !== undefined && onlyWhileConnecting.has(code)) ? 'unreachable' : 'unconfirmed'
  return { reason, ...(code === undefined ? {} : { code }) }
}

/** The first error code found in an error, the errors it joins and its causes: `fetch` hides it two levels down. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return code
  const joined: unknown[] = error instanceof AggregateError ? error.errors : []
  return [...joined, error.cause].map(codeOf).find((found) => found !== undefined)
}

const onlyWhileConnecting: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function reasonOfStatus(status: number): SendFailureCode {
  if (status === 429) return 'throttled'
  if (status < 300 || status === 408 || status >= 500) return 'unconfirmed'
  if (status < 400 || [401, 402, 403, 404, 405, 407].includes(status)) return 'misconfigured'
  return 'rejected'
}

/** At least one second, so that nobody loops; nothing where the header is missing or makes no sense. */
function secondsToWait(retryAfter: string | undefined, nowMs: number): number | undefined {
  if (!retryAfter) return undefined
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - nowMs) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(1, Math.ceil(seconds))
}
