import { discord } from '../../adapters/channels/discord.ts'
import { plannerDesk } from '../../adapters/channels/planner-desk.ts'
import { slack } from '../../adapters/channels/slack.ts'
import { listen } from '../../adapters/http/server.ts'
import type { Channel } from '../../core/channel.ts'
import { type DiscordStandIn, discordStandIn } from './discord-stand-in.ts'
import { type SlackStandIn, slackStandIn } from './slack-stand-in.ts'
import { openTown, type Town } from './town.ts'

export interface ChatTown {
  readonly town: Town
  readonly slack: SlackStandIn
  readonly discord: DiscordStandIn
  readonly channels: readonly Channel[]
  /** A second passes, then everything that follows from what was done. */
  after<T>(done: Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface ChatTownSetup {
  readonly members: readonly string[]
  readonly users: readonly string[]
  /** Members of the user group `S0PLAN`. */
  readonly planners?: readonly string[]
}

/** The role of a Discord server whose holders are planners. */
export const plannerRole = '555'

/** A Muster on a real database that is reached by Slack and Discord, each played over sockets of this machine. */
export async function openChatTown({ members, users, planners = [] }: ChatTownSetup): Promise<ChatTown> {
  const slackApp = await slackStandIn({ members, groups: { S0PLAN: planners } })
  const discordApp = await discordStandIn({ users })
  const desk = plannerDesk(() => town.muster.planners, 'https://muster.example.org')
  const slackSettings = { ...slackApp, apiBase: slackApp.baseUrl, appToken: undefined, timeoutMs: 1_000 }
  const bySlack = slack({ ...slackSettings, desk, roles: 'S0PLAN=planner' })
  const byDiscord = discord({ ...discordApp, apiBase: discordApp.baseUrl, desk, roles: `${plannerRole}=planner` })
  const channels: readonly Channel[] = [{ ...bySlack, can: { ...bySlack.can, perSecond: 1_000 } }, byDiscord]
  const doors = [
    { channel: channels[0]!, paths: ['/webhooks/slack'] },
    { channel: channels[1]!, paths: ['/webhooks/discord'] },
  ]
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  const town: Town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z', doors })
  const server = await listen(town.muster.app, '127.0.0.1', 0)
  slackApp.connect(`http://127.0.0.1:${server.port}/webhooks/slack`)
  discordApp.connect(`http://127.0.0.1:${server.port}/webhooks/discord`)
  const stopListening = await byDiscord.listen((event) => town.muster.deliver('discord', event))
  return {
    town,
    slack: slackApp,
    discord: discordApp,
    channels,
    after: async (done) => {
      town.skip(1 / 60)
      const value = await done
      await town.settle()
      return value
    },
    async close() {
      await stopListening()
      await server.close()
      await town.close()
      await slackApp.close()
      await discordApp.close()
    },
  }
}
