import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { failureOfAnswer, failureOfError } from './failure.ts'
import { reasonOf, waitS } from './notify-words.ts'

export interface NotifyKey {
  /** `iss` of every token. */
  readonly serviceId: string
  readonly secret: string
}

export interface NotifyRestConfig {
  readonly key: NotifyKey
  /** No slash at the end. */
  readonly apiBase: string
  readonly timeoutMs: number
  readonly now: () => Date
}

export interface NotifyCall<T> {
  /** Path and query. */
  readonly path: string
  /** Posted as JSON; without one the call is a GET. */
  readonly body?: unknown
  readonly answer: z.ZodType<T>
  readonly signal?: AbortSignal | undefined
}

export type NotifyRest = <T>(call: NotifyCall<T>) => Promise<Result<T, SendFailure>>

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const keyForm = new RegExp(`^.*-(${uuid})-(${uuid})$|^(${uuid})-(${uuid})$`, 'i')

/** Takes a key of Notify's apart: `name-SERVICE-SECRET`, each of the two a UUID. */
export function parseNotifyKey(key: string): NotifyKey | undefined {
  const [, named, namedSecret, bare, bareSecret] = keyForm.exec(key) ?? []
  const [serviceId, secret] = [named ?? bare, namedSecret ?? bareSecret]
  return serviceId && secret ? { serviceId, secret } : undefined
}

/**
 * Notify's REST API. By our own `fetch`: its client brings an axios whose errors hold the request with its words and
 * its token, takes no `AbortSignal`, and does not tell whether anything left.
 */
export function notifyRest({ key, apiBase, timeoutMs, now }: NotifyRestConfig): NotifyRest {
  return async ({ path, body, answer, signal }) => {
    if (signal?.aborted) return fail({ reason: 'unreachable' })
    const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]
    const authorization = `Bearer ${tokenOf(key, now())}`
    try {
      const response = await fetch(apiBase + path, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization, 'content-type': 'application/json' },
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      })
      const said = await response.text()
      return response.ok ? read(said, answer) : fail(failureOf(response, said))
    } catch (error) {
      return fail(failureOfError(error))
    }
  }
}

/** A JWT as Notify wants it, HS256; it is taken within 30 seconds of Notify's clock. */
function tokenOf({ serviceId, secret }: NotifyKey, at: Date): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: serviceId, iat: Math.floor(at.getTime() / 1000) })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** An answer that is no JSON, or other JSON, says nothing about what was done. */
function read<T>(said: string, answer: z.ZodType<T>): Result<T, SendFailure> {
  const parsed = answer.safeParse(jsonOf(said))
  return parsed.success ? ok(parsed.data) : fail({ reason: 'unconfirmed' })
}

const errorForm = z.object({
  errors: z.array(z.object({ error: z.string().regex(/^\w{1,40}$/), message: z.string() })).min(1),
})

function failureOf(response: Response, said: string): SendFailure {
  const first = errorForm.safeParse(jsonOf(said)).data?.errors[0]
  const asked = response.headers.get('retry-after') ?? (first && waitS[first.error]?.toString())
  return failureOfAnswer({
    status: response.status,
    reason: response.status === 400 && first ? reasonOf(first.message) : undefined,
    code: first?.error,
    retryAfter: asked ?? undefined,
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
