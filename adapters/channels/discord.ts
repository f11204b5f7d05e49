import { Routes, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'
import type { Channel, ChannelEvent, Door, Rooms, SendFailure, SentMessage } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { isApiBase } from './base-address.ts'
import type { ChatConfig } from './chat-config.ts'
import { answeringInTime, discordDesk } from './discord-desk.ts'
import { listenToDiscord } from './discord-gateway.ts'
import { publicKeyOf, readInteraction, readMessage, receiveDiscord } from './discord-inbound.ts'
import { type DiscordRest, discordRest } from './discord-rest.ts'
import { discordRooms } from './discord-rooms.ts'
import { longestText, nonceOf, shown } from './discord-words.ts'
import { answerWithinMs } from './in-time.ts'
import type { ChannelSettings, ChannelSurroundings } from './live.ts'
import { plannerDesk } from './planner-desk.ts'
import { parseRoleGroups } from './role-groups.ts'
import { checkRules, type SettingRule } from './setting-rules.ts'

export interface DiscordConfig extends ChatConfig {
  /** The application's, 64 hexadecimal digits: what interactions posted to us are signed with; without it there is no door. */
  readonly publicKey?: string | undefined
  /** Which roles of a server are planners: `123456=planner`, set apart by commas. */
  readonly roles?: string | undefined
  /** Ids of those who wrote lately, the last first: nobody, unless given. */
  readonly heardLately?: (() => Promise<readonly string[]>) | undefined
  /** How long until an event that could not be stored is tried again. */
  readonly againMs?: number | undefined
}

export type Discord = Channel & Required<Pick<Channel, 'find' | 'edit' | 'listen' | 'missed'>>

/**
 * Direct messages in Discord. Throws one sentence naming the setting that is wrong.
 *
 * An address is a user's id. Texts come in over the gateway (`listen`), presses too, unless their address at Discord is
 * `/webhooks/discord`, which `receive` serves. Somebody whose direct messages are closed is a `bad_address`. Discord
 * lists no conversations to a bot, so what came in while nobody listened is looked up with those who wrote lately.
 */
export function discord(config: DiscordConfig): Discord {
  const settings = checked(config)
  const { now } = settings
  const publicKey = settings.publicKey === undefined ? undefined : publicKeyOf(settings.publicKey)
  const rest = discordRest(settings)
  const { desk, planners } = settings
  const hasDesk = desk !== undefined && planners.length > 0
  const read = readInteraction(
    hasDesk ? answeringInTime(discordDesk(desk, planners), rest, settings.answerMs) : undefined,
  )
  const conversationWith = conversations(rest)
  return {
    name: 'discord',
    can: { choices: true, maxLength: longestText, perSecond: 10 },
    async send(to, { messageId, text, choices }, signal) {
      const channel = await conversationWith(to.id, signal)
      if (!channel.ok) return channel.error.reason === 'unconfirmed' ? fail({ reason: 'unreachable' }) : channel
      const body = { ...shown(text, choices), nonce: nonceOf(messageId), enforce_nonce: true }
      const path = Routes.channelMessages(channel.value)
      const sent = await rest.attempt((api, signal) => api.post(path, { body, signal }), signal)
      if (!sent.ok) return sent
      const posted = identified.safeParse(sent.value).data
      return posted ? ok({ externalId: `${channel.value}:${posted.id}` }) : fail({ reason: 'unconfirmed' })
    },
    async edit({ externalId }, { text, choices }) {
      const [channel = '', message = ''] = externalId.split(':')
      const body = shown(text, choices)
      const edited = await rest.attempt((api) => api.patch(Routes.channelMessage(channel, message), { body }))
      return edited.ok ? ok(undefined) : edited
    },
    find: async (message) => {
      const channel = await conversationWith(message.to.id)
      return channel.ok ? find(rest, settings, channel.value, message) : { outcome: 'unknown' }
    },
    listen: (deliver: (event: ChannelEvent) => Promise<void>, ended: () => void) =>
      listenToDiscord({ ...settings, read, hasDesk }, deliver, ended),
    missed: (since) => missed({ rest, conversationWith, heardLately: settings.heardLately }, since),
    ...(publicKey ? { receive: (request: Request) => receiveDiscord(request, { publicKey, now: now(), read }) } : {}),
  }
}

/** Turned on by DISCORD_BOT_TOKEN. Throws one sentence naming the setting that is wrong. */
export function openDiscord(values: ChannelSettings, { heardLately, ...surroundings }: ChannelSurroundings): Door {
  const { log, planners, publicUrl } = surroundings
  const config = {
    heardLately: heardLately && (() => heardLately('discord')),
    botToken: values.DISCORD_BOT_TOKEN ?? '',
    publicKey: values.DISCORD_PUBLIC_KEY,
    apiBase: values.DISCORD_API_BASE,
    roles: values.DISCORD_ROLES,
    desk: planners && plannerDesk(planners, publicUrl || null),
    log,
  }
  const channel = discord(config)
  return { channel, paths: channel.receive ? ['/webhooks/discord'] : [], rooms: roomsInDiscord(config) }
}

/** Channels of servers that the bot is in. Throws one sentence naming the setting that is wrong. */
export function roomsInDiscord(config: DiscordConfig): Rooms {
  const { settleMs, now, ...settings } = checked(config)
  return discordRooms({ rest: discordRest(settings), settleMs, now })
}

type Settings = ReturnType<typeof checked>

function checked(config: DiscordConfig) {
  const { botToken, publicKey, apiBase = 'https://discord.com/api' } = config
  const { timeoutMs = 10_000, settleMs = 30_000, againMs = 1_000, answerMs = answerWithinMs } = config
  const { now = () => new Date(), log = () => undefined } = config
  const { desk, roles, heardLately = async () => [] } = config
  const groups = roles === undefined ? new Map() : parseRoleGroups(roles, /^\d{1,20}$/)
  if (!groups) throw new Error(rolesRight)
  const rest = { timeoutMs, settleMs, againMs, answerMs, now, log, desk, heardLately, planners: [...groups.keys()] }
  const settings = { botToken, publicKey, apiBase, ...rest }
  checkRules(settings, settingRules)
  return settings
}

const rolesRight = 'DISCORD_ROLES must be ids of roles and what they are, such as 123456=planner, set apart by commas.'

type Checked = Pick<Settings, 'botToken' | 'publicKey' | 'apiBase'>

/** The values are not in the sentences: they are secrets, and sentences end up in a log. */
const settingRules: readonly SettingRule<Checked>[] = [
  [
    ({ botToken }) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(botToken),
    'DISCORD_BOT_TOKEN must be the bot’s token from the Discord developer portal: three parts with dots between them.',
  ],
  [
    ({ publicKey }) => publicKey === undefined || /^[0-9a-f]{64}$/i.test(publicKey),
    'DISCORD_PUBLIC_KEY must be the public key of the application: 64 hexadecimal digits.',
  ],
  [
    ({ apiBase }) => isApiBase(apiBase),
    'DISCORD_API_BASE must be an https address without a slash at the end; http is for this machine only.',
  ],
]

const identified = z.looseObject({ id: z.string().regex(/^\d{1,20}$/) })

/** Where a person is written to: asked for once, it stays the same for ever. */
function conversations(rest: DiscordRest) {
  const known = new Map<string, string>()
  return async (user: string, signal?: AbortSignal): Promise<Result<string, SendFailure>> => {
    const before = known.get(user)
    if (before !== undefined && !signal?.aborted) return ok(before)
    const body = { recipient_id: user }
    const opened = await rest.attempt((api, signal) => api.post(Routes.userChannels(), { body, signal }), signal)
    if (!opened.ok) return opened
    const channel = identified.safeParse(opened.value).data?.id
    if (channel === undefined) return fail({ reason: 'unreachable' })
    known.set(user, channel)
    return ok(channel)
  }
}

/** Discord's clock and ours. */
const clockMarginMs = 10_000
const page = 100
const mostPages = 10

interface Missing {
  readonly rest: DiscordRest
  readonly conversationWith: (user: string) => Promise<Result<string, SendFailure>>
  readonly heardLately: () => Promise<readonly string[]>
}

/** What those who wrote lately have written since, oldest first with each. */
async function missed({ rest, conversationWith, heardLately }: Missing, since: Date): Promise<ChannelEvent[]> {
  const events: ChannelEvent[] = []
  const application = await rest.attempt((api) => api.get(Routes.currentApplication()))
  const us = application.ok ? identified.safeParse(application.value).data?.id : undefined
  if (us === undefined) throw new Error('discord: what came in could not be listed')
  for (const user of await heardLately()) {
    const channel = await conversationWith(user)
    if (channel.ok)
      events.push(...(await writtenSince(rest, channel.value, since)).flatMap((one) => readMessage(one, us)))
  }
  return events
}

async function writtenSince(rest: DiscordRest, channel: string, since: Date): Promise<unknown[]> {
  const found: unknown[] = []
  let after = String(SnowflakeUtil.generate({ timestamp: since.getTime() - clockMarginMs }))
  for (let n = 0; n < mostPages; n++) {
    const query = new URLSearchParams({ limit: String(page), after })
    const listed = await rest.attempt((api) => api.get(Routes.channelMessages(channel), { query }))
    const said = listed.ok ? z.array(identified).safeParse(listed.value).data : undefined
    if (!said) throw new Error('discord: what came in could not be listed')
    const oldestFirst = said.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    found.push(...oldestFirst)
    if (said.length < page) break
    after = oldestFirst.at(-1)!.id
  }
  return found
}

const listing = z.array(
  z.looseObject({
    id: z.string(),
    content: z.string(),
    timestamp: z.iso.datetime({ offset: true }),
    author: z.looseObject({ bot: z.boolean().optional() }),
  }),
)

/** In a conversation of two the bot is us. The same text twice within `settleMs` is not told apart. */
async function find(rest: DiscordRest, settings: Settings, channel: string, { text, attemptedAt }: SentMessage) {
  const fromMs = attemptedAt.getTime() - clockMarginMs
  const query = new URLSearchParams({
    limit: String(page),
    after: String(SnowflakeUtil.generate({ timestamp: fromMs })),
  })
  const listed = await rest.attempt((api) => api.get(Routes.channelMessages(channel), { query }))
  const said = listed.ok ? listing.safeParse(listed.value).data : undefined
  if (!said) return { outcome: 'unknown' } as const
  const untilMs = attemptedAt.getTime() + settings.settleMs + clockMarginMs
  const it = said.find(
    ({ author, content, timestamp }) => author.bot && content === text && Date.parse(timestamp) <= untilMs,
  )
  if (it) return { outcome: 'sent', externalId: `${channel}:${it.id}` } as const
  const isSettled = settings.now().getTime() - attemptedAt.getTime() >= settings.settleMs
  return { outcome: isSettled && said.length < page ? 'not_sent' : 'unknown' } as const
}
