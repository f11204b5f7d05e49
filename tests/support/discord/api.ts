import { SnowflakeUtil } from 'discord.js'
import type { ApiAnswer, ApiRequest } from '../api-server.ts'

export interface DiscordMessage {
  readonly id: string
  readonly channel: string
  readonly nonce: string | undefined
  readonly timestamp: string
  /** Whoever wrote it; the bot, unless given. */
  readonly author?: string
  content: string
  components: readonly Row[]
  /** Whether what it says could have pinged somebody. */
  pings: boolean
  edits: number
}

export interface RegisteredCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly { readonly name: string; readonly description: string }[]
}

const isCommand = ({ name, description, options }: RegisteredCommand): boolean =>
  [{ name, description }, ...options].every(
    (one) => /^[a-z-]{1,32}$/.test(one.name) && one.description.length >= 1 && one.description.length <= 100,
  )

interface Row {
  readonly components: readonly { readonly custom_id: string; readonly label: string }[]
}

export interface DiscordServer {
  readonly botToken: string
  readonly users: readonly string[]
  /** Users who take no direct messages. */
  readonly closed: readonly string[]
  readonly gatewayUrl: () => string
  readonly now: () => Date
}

export interface DiscordApi {
  readonly messages: readonly DiscordMessage[]
  /** What interactions of the gateway were answered with, by the interaction's id. */
  readonly callbacks: ReadonlyMap<string, { readonly type: number; readonly data?: Record<string, unknown> }>
  /** What an interaction that was told to wait was answered with, by its token. */
  readonly followUps: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Channels of the server and threads in them, by id. */
  readonly places: ReadonlyMap<string, { readonly name: string; readonly topic: string }>
  /** Somebody writes to the bot while its gateway says nothing of it. */
  writeUnheard(user: string, text: string): void
  /** Somebody deletes a channel. */
  deleteChannel(id: string): void
  /** What the application said it answers. */
  readonly commands: readonly RegisteredCommand[]
  /** After the next answer that many seconds must pass before the same is asked again. */
  exhaust(resetAfterS: number): void
  play(request: ApiRequest): ApiAnswer
}

type Body = Readonly<Record<string, unknown>>
type Route = readonly [pattern: RegExp, play: (parts: readonly string[], asked: Asked) => ApiAnswer]

interface Asked {
  readonly body: Body
  readonly query: URLSearchParams
}

/** Nothing of the user's id shows in it. */
export const conversationOf = (user: string): string => `9${[...user].reverse().join('')}`

/** Discord's REST API without its HTTP. */
export function discordApi(server: DiscordServer): DiscordApi {
  const messages: DiscordMessage[] = []
  const callbacks = new Map<string, { type: number }>()
  const commands: RegisteredCommand[] = []
  const places = new Map<string, { name: string; topic: string }>()
  const followUps = new Map<string, Body>()
  const deleted = new Set<string>()
  const unanswerable = new Set<string>()
  let resetAfterS: number | undefined
  const closed = new Set(server.closed.map(conversationOf))
  let counted = 0n
  const snowflake = () => String((SnowflakeUtil.generate({ timestamp: server.now() }) & ~4095n) + (++counted % 4096n))

  const routes: readonly Route[] = [
    [
      /^GET \/v10\/gateway\/bot$/,
      () => {
        const session_start_limit = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 }
        return ok({ url: server.gatewayUrl(), shards: 1, session_start_limit })
      },
    ],
    [/^GET \/v10\/applications\/@me$/, () => ok({ id: '1' })],
    [
      /^PUT \/v10\/applications\/1\/commands$/,
      (_, { body }) => {
        commands.splice(0, commands.length, ...(body as unknown as RegisteredCommand[]))
        return commands.every(isCommand) ? ok(commands) : invalid
      },
    ],
    [
      /^POST \/v10\/users\/@me\/channels$/,
      (_, { body }) => {
        const user = String(body.recipient_id)
        const isThere = server.users.includes(user) || server.closed.includes(user)
        return isThere ? ok({ id: conversationOf(user), type: 1 }) : refused(400, 50033, 'Invalid Recipient(s)')
      },
    ],
    [
      /^PATCH \/v10\/webhooks\/1\/([\w-]+)\/messages\/@original$/,
      ([, token = ''], { body }) => {
        followUps.set(token, body)
        return ok({ id: snowflake() })
      },
    ],
    [/^GET \/v10\/guilds\/8\/channels$/, () => ok([...places].map(([id, { name }]) => ({ id, name, type: 0 })))],
    [
      /^POST \/v10\/guilds\/8\/channels$/,
      (_, { body }) => {
        const { name = '', topic = '' } = body as { name?: string; topic?: string }
        if (!/^[a-z0-9_-]{1,100}$/.test(name) || topic.length > 1_024) return invalid
        const id = snowflake()
        places.set(id, { name, topic })
        return ok({ id, name, type: 0 })
      },
    ],
    [
      /^POST \/v10\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      ([, channel, id = ''], { body }) => {
        const isThere = messages.some((one) => one.channel === channel && one.id === id)
        if (!isThere) return refused(404, 10008, 'Unknown Message')
        if (places.has(id)) return refused(400, 160004, 'A thread has already been created for this message')
        const { name = '' } = body as { name?: string }
        if (name.length < 1 || name.length > 100) return invalid
        places.set(id, { name, topic: '' })
        return { status: 201, body: { id, name, type: 11 } }
      },
    ],
    [
      /^POST \/v10\/channels\/(\d+)\/messages$/,
      ([, channel = ''], { body }) => {
        if (closed.has(channel)) return refused(403, 50007, 'Cannot send messages to this user')
        if (deleted.has(channel)) return refused(404, 10003, 'Unknown Channel')
        const refusal = refusalOf(body)
        if (refusal) return refusal
        const nonce = body.nonce as string | undefined
        const before = body.enforce_nonce ? messages.find((one) => one.nonce === nonce) : undefined
        const message = before ?? {
          id: snowflake(),
          channel,
          nonce,
          timestamp: server.now().toISOString(),
          edits: 0,
          ...said(body),
        }
        if (!before) messages.push(message)
        return ok(listed(message))
      },
    ],
    [
      /^PATCH \/v10\/channels\/(\d+)\/messages\/(\d+)$/,
      ([, channel, id], { body }) => {
        const message = messages.find((one) => one.channel === channel && one.id === id)
        if (!message) return refused(404, 10008, 'Unknown Message')
        const refusal = refusalOf(body)
        if (refusal) return refusal
        Object.assign(message, said(body), { edits: message.edits + 1 })
        return ok(listed(message))
      },
    ],
    [
      /^GET \/v10\/channels\/(\d+)\/messages$/,
      ([, channel], { query }) => {
        const after = BigInt(query.get('after') ?? 0)
        const found = messages.filter((one) => one.channel === channel && BigInt(one.id) > after)
        return ok(
          found
            .slice(0, Number(query.get('limit') ?? 50))
            .toReversed()
            .map(listed),
        )
      },
    ],
    [
      /^POST \/v10\/interactions\/(\d+)\/([\w-]+)\/callback$/,
      ([, id = ''], { body }) => {
        if (unanswerable.has(id)) return refused(400, 40060, 'Interaction has already been acknowledged')
        unanswerable.add(id)
        callbacks.set(id, body as { type: number })
        return { status: 204 }
      },
    ],
  ]
  return {
    messages,
    callbacks,
    places,
    followUps,
    writeUnheard: (user, content) => {
      const own = {
        id: snowflake(),
        channel: conversationOf(user),
        timestamp: server.now().toISOString(),
        author: user,
      }
      messages.push({ ...own, nonce: undefined, content, components: [], pings: false, edits: 0 })
    },
    deleteChannel: (id) => void deleted.add(id),
    commands,
    exhaust: (seconds) => {
      resetAfterS = seconds
    },
    play({ method, path, query, headers, body }) {
      const isCallback = path.includes('/interactions/') || path.includes('/webhooks/')
      if (!isCallback && headers.authorization !== `Bot ${server.botToken}`) return refused(401, 0, '401: Unauthorized')
      const asked = { query, body: body === '' ? {} : JSON.parse(body) }
      const found = routes.flatMap(([pattern, play]) => {
        const parts = pattern.exec(`${method} ${decodeURIComponent(path)}`)
        return parts ? [() => play(parts, asked)] : []
      })[0]
      const answer = found?.() ?? refused(404, 0, '404: Not Found')
      const withLimits = { ...answer, headers: { ...answer.headers, ...limits(method, path, resetAfterS) } }
      resetAfterS = undefined
      return withLimits
    },
  }
}

const limits = (method: string, path: string, resetAfterS: number | undefined) => ({
  'x-ratelimit-bucket': Buffer.from(`${method}${path.replace(/\d+/g, '')}`)
    .toString('hex')
    .slice(0, 32),
  'x-ratelimit-limit': '5',
  'x-ratelimit-remaining': resetAfterS === undefined ? '4' : '0',
  'x-ratelimit-reset-after': String(resetAfterS ?? 1),
  'x-ratelimit-reset': String(Date.now() / 1000 + (resetAfterS ?? 1)),
})

const ok = (body: unknown): ApiAnswer => ({ status: 200, body })

export const refused = (status: number, code: number, message: string): ApiAnswer => ({
  status,
  body: { code, message },
})

/** 429 as Discord writes it. */
export const slowDown = (seconds: number): ApiAnswer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global: false },
  headers: { 'retry-after': String(seconds), 'x-ratelimit-scope': 'user' },
})

const listed = ({ id, channel, content, components, timestamp, author }: DiscordMessage) => ({
  id,
  channel_id: channel,
  content,
  components,
  timestamp: timestamp.replace('Z', '000+00:00'),
  author: author ? { id: author, username: 'sam' } : { id: '1', username: 'muster', discriminator: '0000', bot: true },
})

function said({ content = '', components = [], allowed_mentions: allowed }: Body) {
  const silenced = JSON.stringify(allowed) === '{"parse":[]}'
  return {
    content: String(content),
    components: components as readonly Row[],
    pings: !silenced && /@everyone|@here|<@/.test(String(content)),
  }
}

const invalid = refused(400, 50035, 'Invalid Form Body')

function refusalOf({ content, components = [], nonce }: Body): ApiAnswer | undefined {
  if (typeof content !== 'string' || content === '') return refused(400, 50006, 'Cannot send an empty message')
  const rows = components as readonly Row[]
  const buttons = rows.flatMap((row) => row.components)
  const ids = new Set(buttons.map((one) => one.custom_id))
  const fits =
    content.length <= 2_000 &&
    String(nonce ?? '').length <= 25 &&
    rows.length <= 5 &&
    rows.every((row) => row.components.length >= 1 && row.components.length <= 5) &&
    buttons.every((one) => one.custom_id.length <= 100 && one.label.length <= 80) &&
    ids.size === buttons.length
  return fits ? undefined : invalid
}
