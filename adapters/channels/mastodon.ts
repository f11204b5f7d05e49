import { createRestAPIClient, MastoHttpError, type mastodon } from 'masto'
import type { Channel, ChannelEvent, Door, Message, Publisher, SendFailure, SentMessage } from '../../core/channel.ts'
import { sendFailures } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { mayBeSaid } from './asked-first.ts'
import { isApiBase } from './base-address.ts'
import { failureOfAnswer, failureOfError } from './failure.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { accountOf, messageOfStatus, plain, type Reader } from './mastodon-status.ts'
import { followMentions } from './mastodon-stream.ts'
import { accountsAsOne, parseAreaAccounts } from './several-accounts.ts'

export interface MastodonConfig {
  /** The server our account is on, such as `https://example.social`. */
  readonly url: string
  /** An access token with `read`, `write:statuses` and `write:accounts`. */
  readonly token: string
  readonly log: (line: string) => void
  /** For one request, in milliseconds. */
  readonly timeoutMs?: number
  /** How long a status may take to be listed among ours, in milliseconds. */
  readonly settleMs?: number
  /** How long to wait before a broken stream is opened again, in milliseconds. */
  readonly restMs?: number
  readonly now?: () => Date
}

/** Opens the channel with the settings that `live.ts` names. */
export async function openMastodon(settings: ChannelSettings, { log }: ChannelSurroundings): Promise<Door> {
  const areas = parseAreaAccounts(settings.MASTODON_AREAS ?? '')
  if (settings.MASTODON_AREAS !== undefined && !areas) throw new Error(areasRight)
  const configOf = (token: string) => ({ url: settings.MASTODON_URL ?? '', token, log })
  const own = configOf(settings.MASTODON_TOKEN ?? '')
  const others = (areas ?? []).map((one) => ({ ...one, config: configOf(one.account) }))
  return {
    channel: accountsAsOne([own, ...others.map(({ config }) => config)].map(mastodonChannel)),
    paths: [],
    publishers: [mastodonPublisher(own), ...others.map(({ config, areas }) => mastodonPublisher(config, areas))],
  }
}

const areasRight =
  'MASTODON_AREAS must be outward codes and the token of the account that speaks there, such as GL20+GL19=TOKEN, set apart by commas.'

/** The public posts of the account, in its own language each, folded under a warning where there is one. */
export function mastodonPublisher(config: MastodonConfig, areas?: readonly string[]): Publisher {
  const { url, token, timeoutMs = 10_000 } = checked(config)
  const rest = createRestAPIClient({ url, accessToken: token, timeout: timeoutMs })
  return {
    ...(areas ? { network: `mastodon ${areas.join('+')}`, areas } : { network: 'mastodon' }),
    async publish({ id, text, language, warning }) {
      const status = { status: text, visibility: 'public', language, spoilerText: warning ?? '' } as const
      const requestInit = { headers: { 'Idempotency-Key': id } }
      return taken(await attempt(() => rest.v1.statuses.create(status, { requestInit })))
    },
    async revise(externalId, { text, language, warning }) {
      const status = { status: text, language, spoilerText: warning ?? '' }
      const revised = await attempt(() => rest.v1.statuses.$select(externalId).update(status))
      return revised.ok ? ok(undefined) : revised
    },
    async remove(externalId) {
      const gone = await attempt(() => rest.v1.statuses.$select(externalId).remove())
      return gone.ok || gone.error.code === '404' ? ok(undefined) : gone
    },
  }
}

/** Servers let 300 requests through in five minutes. */
const perSecond = 1
/** Of the 500 that every server takes, what an account's name leaves. */
const maxLength = 400

/**
 * An account on a Mastodon server, which answers those who mention it or write to it, by a direct message, and nobody
 * else. A direct message is not encrypted: the server's people can read it.
 */
export function mastodonChannel(config: MastodonConfig): Channel {
  const {
    url,
    token,
    log,
    timeoutMs = 10_000,
    settleMs = 30_000,
    restMs = 5_000,
    now = () => new Date(),
  } = checked(config)
  const rest = createRestAPIClient({ url, accessToken: token, timeout: timeoutMs })
  const host = new URL(url).hostname
  /** The status of each account that we last read: our answer hangs below it. */
  const lastFrom = new Map<string, string>()
  let reader: Promise<Reader> | undefined
  const whoWeAre = (): Promise<Reader> => {
    reader ??= introduce(rest, host).catch((error) => {
      reader = undefined
      throw error
    })
    return reader
  }
  const read = async (status: mastodon.v1.Status): Promise<ChannelEvent[]> => {
    const events = messageOfStatus(status, await whoWeAre())
    for (const event of events) if (event.type === 'message') remember(lastFrom, event.from.id, status.id)
    return events
  }
  const missed = async (since: Date): Promise<ChannelEvent[]> => {
    const listed = await attempt(() => mentionsSince(rest, since))
    if (!listed.ok) throw unlisted(listed.error)
    return (await Promise.all(listed.value.map(read))).flat()
  }
  return {
    name: 'mastodon',
    can: { choices: false, maxLength, perSecond },
    async send(to, message, signal) {
      const may = mayBeSaid(message)
      if (!may.ok) return may
      if (signal.aborted) return fail({ reason: 'unreachable' })
      const direct = { status: addressed(to.id, message), visibility: 'direct', language: message.language } as const
      const post = (inReplyToId?: string) =>
        attempt(() =>
          rest.v1.statuses.create(
            { ...direct, ...(inReplyToId === undefined ? {} : { inReplyToId }) },
            { requestInit: { headers: { 'Idempotency-Key': message.messageId }, signal } },
          ),
        )
      const below = lastFrom.get(to.id)
      const sent = await post(below)
      const gone = below !== undefined && !sent.ok && sent.error.code === '404'
      return taken(gone ? await post() : sent)
    },
    async edit({ externalId }, message) {
      const status = await attempt(() => rest.v1.statuses.$select(externalId).fetch())
      if (!status.ok) return status
      const [named] = plain(status.value.content).split(/\s/, 1)
      const text = `${named} ${message.text}`
      const edited = await attempt(() =>
        rest.v1.statuses.$select(externalId).update({ status: text, language: message.language }),
      )
      return edited.ok ? ok(undefined) : edited
    },
    async find(message) {
      const own = await attempt(async () => {
        const { self } = await whoWeAre()
        return rest.v1.accounts.$select(self).statuses.list({ limit: 40 })
      })
      if (!own.ok) return { outcome: 'unknown' }
      const match = own.value.find((status) => isIt(status, message))
      if (match) return { outcome: 'sent', externalId: match.id }
      const settled = now().getTime() - message.attemptedAt.getTime() >= settleMs
      return { outcome: settled ? 'not_sent' : 'unknown' }
    },
    missed,
    listen: (deliver) =>
      followMentions({
        streamingUrl: async () => {
          await whoWeAre()
          return (await rest.v2.instance.fetch()).configuration.urls.streaming
        },
        token,
        read,
        missed,
        deliver,
        log,
        restMs,
        now,
      }),
  }
}

const remembered = 10_000

/** Keeps the latest of so many: who wrote longest ago is forgotten first. */
function remember(last: Map<string, string>, account: string, status: string): void {
  last.delete(account)
  last.set(account, status)
  if (last.size > remembered) last.delete(last.keys().next().value!)
}

/** Who we are there; marks the account as a bot where it is not yet. */
async function introduce(rest: mastodon.rest.Client, host: string): Promise<Reader> {
  const own = await rest.v1.accounts.verifyCredentials()
  if (!own.bot) await rest.v1.accounts.updateCredentials({ bot: true })
  return { self: own.id, us: accountOf(own, host), host }
}

const addressed = (account: string, { text }: Message): string => `@${account} ${text}`

/** A list may be a little behind its own clock. */
const clockMarginMs = 10_000

function isIt(status: mastodon.v1.Status, { to, text, attemptedAt }: SentMessage): boolean {
  const [name] = to.id.split('@')
  const words = plain(status.content)
  const isOurs = words.toLowerCase().startsWith(`@${name}`) && words.endsWith(text)
  return isOurs && new Date(status.createdAt).getTime() >= attemptedAt.getTime() - clockMarginMs
}

const pageSize = 40
const mostPages = 25

/** Mentions since then, oldest first. */
async function mentionsSince(rest: mastodon.rest.Client, since: Date): Promise<mastodon.v1.Status[]> {
  const found: mastodon.v1.Status[] = []
  let pages = 0
  for await (const page of rest.v1.notifications.list({ types: ['mention'], limit: pageSize })) {
    const mentions = page.flatMap((one) => (one.type === 'mention' && one.status ? [one.status] : []))
    const fresh = mentions.filter((status) => new Date(status.createdAt) >= since)
    found.push(...fresh)
    if (page.length === 0 || fresh.length < mentions.length || ++pages >= mostPages) break
  }
  return found.reverse()
}

const unlisted = (failure: SendFailure): Error =>
  new Error(`mastodon: what came in could not be listed: ${sendFailures[failure.reason].says}`)

const taken = (sent: Result<mastodon.v1.Status, SendFailure>): Result<{ externalId: string }, SendFailure> =>
  sent.ok ? ok({ externalId: sent.value.id }) : sent

/** Failures come back as data, without a word of the server's. */
async function attempt<T>(request: () => Promise<T>): Promise<Result<T, SendFailure>> {
  try {
    return ok(await request())
  } catch (error) {
    return fail(failureOf(error))
  }
}

function failureOf(error: unknown): SendFailure {
  if (!(error instanceof MastoHttpError)) return failureOfError(error)
  const headers = error.cause instanceof Response ? error.cause.headers : undefined
  const retryAfter = headers?.get('retry-after') ?? headers?.get('x-ratelimit-reset') ?? undefined
  return failureOfAnswer({ status: error.statusCode, code: String(error.statusCode), retryAfter })
}

function checked(config: MastodonConfig): MastodonConfig {
  if (!isApiBase(config.url))
    throw new Error(
      'MASTODON_URL must be the https address of a Mastodon server without a slash at the end; http is for this machine only.',
    )
  if (!/^[\w-]{20,}$/.test(config.token))
    throw new Error('MASTODON_TOKEN must be the access token of an application of our account, 20 letters or more.')
  return config
}
