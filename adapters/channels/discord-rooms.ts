import { Routes, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'
import type { RoomPost, Rooms, SendFailure } from '../../core/channel.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { DiscordRest } from './discord-rest.ts'
import { nonceOf, shown } from './discord-words.ts'

const id = z.string().regex(/^\d{1,20}$/)
const identified = z.looseObject({ id })
const channels = z.array(z.looseObject({ id, name: z.string().nullish() }))
const said = z.array(z.looseObject({ id, content: z.string(), author: z.looseObject({ bot: z.boolean().optional() }) }))

export interface DiscordRoomsConfig {
  readonly rest: DiscordRest
  /** How long after an attempt a message that was taken may still be missing from what Discord lists. */
  readonly settleMs: number
  readonly now: () => Date
}

const textChannel = 0
const aDayMin = 1_440
const clockMarginMs = 10_000
const page = 100
/** So long a message that was taken is not taken again: trying it once more is safe, and tells more than a list. */
const nonceKeptMs = 120_000
const hasThread = '160004'

/**
 * Text channels of a server. A need's thread is made under its head when something is first said there, and has the same
 * id as the head: Discord makes it so.
 */
export function discordRooms({ rest, settleMs, now }: DiscordRoomsConfig): Rooms {
  const threaded = new Set<string>()
  const threadUnder = async (place: string, below: RoomPost['below']): Promise<Result<string, SendFailure>> => {
    if (below === null || threaded.has(below.externalId)) return ok(below?.externalId ?? place)
    const body = { name: below.called.slice(0, 100), auto_archive_duration: aDayMin }
    const path = Routes.threads(place, below.externalId)
    const opened = await rest.attempt((api) => api.post(path, { body }))
    if (!opened.ok && opened.error.code !== hasThread) return opened
    threaded.add(below.externalId)
    return ok(below.externalId)
  }
  return {
    network: 'discord',
    async make(server, name, topic) {
      const before = await rest.attempt((api) => api.get(Routes.guildChannels(server)))
      if (!before.ok) return before
      const it = channels.safeParse(before.value).data?.find((one) => one.name === name)
      if (it) return ok(it.id)
      const body = { name, topic, type: textChannel }
      const created = await rest.attempt((api) => api.post(Routes.guildChannels(server), { body }))
      if (!created.ok) return created
      const channel = identified.safeParse(created.value).data
      return channel ? ok(channel.id) : fail({ reason: 'unconfirmed' })
    },
    async post(place, { id: ours, text, below }) {
      const channel = await threadUnder(place, below)
      if (!channel.ok) return channel.error.reason === 'unconfirmed' ? fail({ reason: 'unreachable' }) : channel
      const body = { ...shown(text, []), nonce: nonceOf(ours), enforce_nonce: true }
      const sent = await rest.attempt((api) => api.post(Routes.channelMessages(channel.value), { body }))
      if (!sent.ok) return sent
      const posted = identified.safeParse(sent.value).data
      return posted ? ok({ externalId: posted.id }) : fail({ reason: 'unconfirmed' })
    },
    async edit(place, message, text) {
      const body = shown(text, [])
      const edited = await rest.attempt((api) => api.patch(Routes.channelMessage(place, message), { body }))
      return edited.ok ? ok(undefined) : edited
    },
    async find(place, { text, below }, since) {
      const agoMs = now().getTime() - since.getTime()
      if (agoMs < nonceKeptMs) return { outcome: 'not_sent' } as const
      const after = String(SnowflakeUtil.generate({ timestamp: since.getTime() - clockMarginMs }))
      const query = new URLSearchParams({ limit: String(page), after })
      const path = Routes.channelMessages(below?.externalId ?? place)
      const listed = await rest.attempt((api) => api.get(path, { query }))
      const found = listed.ok ? said.safeParse(listed.value).data : undefined
      const it = found?.find(({ author, content }) => author.bot && content === text)
      if (it) return { outcome: 'sent', externalId: it.id } as const
      return { outcome: found && found.length < page && agoMs >= settleMs ? 'not_sent' : 'unknown' } as const
    },
  }
}
