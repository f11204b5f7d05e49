import { DiscordAPIError, HTTPError, RateLimitError, REST, type RESTOptions } from 'discord.js'
import type { SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { failureReasons } from './discord-words.ts'
import { failureOfAnswer, failureOfError } from './failure.ts'

export interface DiscordRestConfig {
  readonly botToken: string
  /** `https://discord.com/api`, or a stand-in's. No trailing slash. */
  readonly apiBase: string
  /** For one request, in milliseconds. */
  readonly timeoutMs: number
}

export interface DiscordRest {
  /** Runs requests with the library. Failures come back as data without any text of Discord's; our bugs throw. */
  attempt<T>(
    run: (rest: REST, signal: AbortSignal | undefined) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<Result<T, SendFailure>>
}

/** Discord's own library, set up so: one try; where its bookkeeping of rate limits says wait, it says so at once. */
export const restOf = ({ apiBase, timeoutMs, botToken }: DiscordRestConfig): REST =>
  new REST({
    api: apiBase,
    version: '10',
    timeout: timeoutMs,
    retries: 0,
    offset: 0,
    rejectOnRateLimit: () => true,
    makeRequest: fetch as unknown as RESTOptions['makeRequest'],
  }).setToken(botToken)

export function discordRest(config: DiscordRestConfig): DiscordRest {
  const rest = restOf(config)
  return {
    async attempt(run, signal) {
      if (signal?.aborted) return fail({ reason: 'unreachable' })
      try {
        return ok(await run(rest, signal))
      } catch (error) {
        return fail(failureOf(error))
      }
    },
  }
}

function failureOf(error: unknown): SendFailure {
  if (error instanceof RateLimitError)
    return failureOfAnswer({ status: 429, retryAfter: String(Math.ceil(error.retryAfter / 1000)) })
  if (error instanceof DiscordAPIError) {
    const code = String(error.code)
    return failureOfAnswer({ status: error.status, reason: failureReasons[code], code })
  }
  if (error instanceof HTTPError) return failureOfAnswer({ status: error.status })
  return failureOfError(error)
}
