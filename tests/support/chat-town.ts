import { discord, roomsInDiscord } from '../../adapters/channels/discord.ts'
import { plannerDesk } from '../../adapters/channels/planner-desk.ts'
import { roomsInSlack, slack } from '../../adapters/channels/slack.ts'
import { listen } from '../../adapters/http/server.ts'
import type { Channel, Door, Rooms } from '../../core/channel.ts'
import { type DiscordStandIn, discordStandIn } from './discord-stand-in.ts'
import { type SlackStandIn, slackStandIn } from './slack-stand-in.ts'
import { openTown, type Town } from './town.ts'

export interface ChatTown {
  readonly town: Town
  readonly slack: SlackStandIn
  readonly discord: DiscordStandIn
  readonly channels: readonly Channel[]
  readonly rooms: readonly Rooms[]
  /** Where it is called. */
  readonly url: string
  /** A second passes, then everything that follows from what was done. */
  after<T>(done: Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface ChatTownSetup {
  readonly members: readonly string[]
  readonly users: readonly string[]
  /** Members of the user group `S0PLAN`. */
  readonly planners?: readonly string[]
  /** Doors beside theirs. */
  readonly more?: readonly Door[]
  /** Where people reach us with a browser; nowhere unless given. */
  readonly publicUrl?: string
}

const startsAt = '2026-11-22T14:00:00.000Z'

/** However busy the machine is, an answer is never said to follow. */
const answerMs = 60_000

/** The role of a Discord server whose holders are planners. */
export const plannerRole = '555'

/** A Muster on a real database that is reached by Slack and Discord, each played over sockets of this machine. */
export async function openChatTown({
  members,
  users,
  planners = [],
  more = [],
  ...given
}: ChatTownSetup): Promise<ChatTown> {
  let town: Town | undefined
  const now = () => town?.now() ?? new Date(startsAt)
  const slackApp = await slackStandIn({ members, groups: { S0PLAN: planners }, now })
  const discordApp = await discordStandIn({ users, now })
  const desk = plannerDesk(() => town!.muster.planners, 'https://muster.example.org')
  const slackSettings = { ...slackApp, apiBase: slackApp.baseUrl, appToken: undefined, timeoutMs: 1_000, now, answerMs }
  const discordSettings = { ...discordApp, apiBase: discordApp.baseUrl, now, answerMs }
  const bySlack = slack({ ...slackSettings, desk, roles: 'S0PLAN=planner' })
  const byDiscord = discord({ ...discordSettings, desk, roles: `${plannerRole}=planner` })
  const channels: readonly Channel[] = [{ ...bySlack, can: { ...bySlack.can, perSecond: 1_000 } }, byDiscord]
  const doors = [
    { channel: channels[0]!, paths: ['/webhooks/slack'], rooms: roomsInSlack(slackSettings) },
    { channel: channels[1]!, paths: ['/webhooks/discord'], rooms: roomsInDiscord(discordSettings) },
  ]
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  const opened = await openTown({ places, startsAt, doors: [...doors, ...more], ...given })
  town = opened
  const server = await listen(opened.muster.app, '127.0.0.1', 0)
  slackApp.connect(`http://127.0.0.1:${server.port}/webhooks/slack`)
  discordApp.connect(`http://127.0.0.1:${server.port}/webhooks/discord`)
  const stopListening = await byDiscord.listen((event) => opened.muster.deliver('discord', event))
  return {
    town: opened,
    slack: slackApp,
    discord: discordApp,
    channels,
    url: `http://127.0.0.1:${server.port}`,
    rooms: doors.map(({ rooms }) => rooms),
    after: async (done) => {
      opened.skip(1 / 60)
      const value = await done
      await opened.settle()
      return value
    },
    async close() {
      await stopListening()
      await server.close()
      await opened.close()
      await slackApp.close()
      await discordApp.close()
    },
  }
}
