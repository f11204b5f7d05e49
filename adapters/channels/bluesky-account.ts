import { AtpAgent, type AtpSessionData, XRPCError } from '@atproto/api'
import type { SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Kept } from '../db/kept.ts'
import { isApiBase } from './base-address.ts'
import type { postRecord } from './bluesky-post.ts'
import { failureOfAnswer, failureOfError } from './failure.ts'

export interface BlueskyConfig {
  /** The personal data server our account is on, such as `https://bsky.social`. */
  readonly service: string
  /** The account's handle or DID. */
  readonly identifier: string
  /** An app password. */
  readonly password: string
  readonly log: (line: string) => void
  /** For one request, in milliseconds. */
  readonly timeoutMs?: number
  /** How often we ask for mentions, in milliseconds. */
  readonly lookMs?: number
  readonly now?: () => Date
  /** Where the session outlives a restart: beginning one is counted, 300 a day. Without it each start begins one. */
  readonly kept?: Kept
}

/** What posts are kept as in a repository. */
export const collection = 'app.bsky.feed.post'

export type BlueskyAccount = ReturnType<typeof blueskyAccount>

/** Our account, signed in once: a session is kept and refreshed, because signing in is counted. */
export function blueskyAccount(config: BlueskyConfig) {
  const { service, identifier, password, timeoutMs = 10_000, kept, log } = checked(config)
  const keep = (session: AtpSessionData | undefined) =>
    kept
      ?.write(session ? JSON.stringify(session) : null)
      .catch(() => log('bluesky: the session could not be kept, the next start begins another'))
  const agent = new AtpAgent({
    service,
    fetch: (input, init) => {
      const signals = [
        AbortSignal.timeout(timeoutMs),
        init?.signal ?? (input instanceof Request ? input.signal : undefined),
      ]
      return fetch(input, { ...init, signal: AbortSignal.any(signals.filter((one) => one !== undefined)) })
    },
    persistSession: async (event, session) => {
      if (event === 'create' || event === 'update') await keep(session)
      if (event === 'expired') await keep(undefined)
    },
  })
  let signingIn: Promise<unknown> | undefined
  const signIn = async () => {
    if (agent.hasSession) return
    signingIn ??= (async () => {
      if (!(await resumed())) await agent.login({ identifier, password })
    })().finally(() => {
      signingIn = undefined
    })
    await signingIn
  }
  /** Goes on with the session that is kept; false where there is none, or it is over. Throws where nobody answers. */
  const resumed = async (): Promise<boolean> => {
    const session = sessionIn(await kept?.read())
    if (!session) return false
    try {
      await agent.resumeSession(session)
    } catch (error) {
      if (!(error instanceof XRPCError && [400, 401].includes(error.status))) throw error
    }
    return agent.hasSession
  }
  const attempt = async <T>(request: (agent: AtpAgent) => Promise<T>): Promise<Result<T, SendFailure>> => {
    try {
      await signIn()
    } catch (error) {
      const failure = failureOf(error)
      return fail(failure.reason === 'unconfirmed' ? { ...failure, reason: 'unreachable' } : failure)
    }
    try {
      return ok(await request(agent))
    } catch (error) {
      return fail(failureOf(error))
    }
  }
  return {
    did: () => agent.session?.did ?? '',
    attempt,
    /** Puts a post under its key: the same one again changes nothing, and is answered with the same address. */
    async put(
      rkey: string,
      record: ReturnType<typeof postRecord>,
      signal?: AbortSignal,
    ): Promise<Result<{ externalId: string }, SendFailure>> {
      const input = (repo: string) => ({ repo, collection, rkey, record: { ...record } })
      const sent = await attempt((given) =>
        given.com.atproto.repo.putRecord(input(given.assertDid), signal ? { signal } : {}),
      )
      return sent.ok ? ok({ externalId: sent.value.data.uri }) : sent
    },
  }
}

function sessionIn(kept: string | undefined): AtpSessionData | undefined {
  try {
    return kept === undefined ? undefined : (JSON.parse(kept) as AtpSessionData)
  } catch {
    return undefined
  }
}

function failureOf(error: unknown): SendFailure {
  if (!(error instanceof XRPCError) || error.status < 300) return failureOfError(error)
  if (error.status === 500 && error.cause !== undefined) return failureOfError(error.cause)
  const reset = error.headers?.['ratelimit-reset']
  const at = reset === undefined ? undefined : new Date(Number(reset) * 1000).toUTCString()
  return failureOfAnswer({ status: error.status, code: error.error, retryAfter: error.headers?.['retry-after'] ?? at })
}

function checked(config: BlueskyConfig): BlueskyConfig {
  if (!isApiBase(config.service))
    throw new Error(
      'BLUESKY_SERVICE must be the https address of a personal data server without a slash at the end; http is for this machine only.',
    )
  if (!/^(?:did:[a-z]+:[\w.:%-]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.test(config.identifier))
    throw new Error('BLUESKY_IDENTIFIER must be the handle of our account, such as muster.example.org, or its DID.')
  if (!/^\S{8,}$/.test(config.password)) throw new Error('BLUESKY_PASSWORD must be an app password of our account.')
  return config
}
