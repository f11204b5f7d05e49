import { setTimeout as pause } from 'node:timers/promises'
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws'
import { GatewayIntentBits, Routes } from 'discord.js'
import type { ChannelEvent } from '../../core/channel.ts'
import { musterCommand } from './discord-desk.ts'
import { type ReadInteraction, readMessage } from './discord-inbound.ts'
import { type DiscordRestConfig, restOf } from './discord-rest.ts'

export interface DiscordGatewayConfig extends DiscordRestConfig {
  readonly read: ReadInteraction
  /** Whether planners' commands are answered, so that Discord is told of them. */
  readonly hasDesk: boolean
  readonly log: (line: string) => void
  /** How long until an event that could not be stored is tried again, in milliseconds: Discord does not send it twice. */
  readonly againMs: number
}

/** A token, shard, version or intent that Discord does not take: the library does not try again. */
const forGood: ReadonlySet<number> = new Set([4004, 4010, 4011, 4012, 4013, 4014])

/** What Discord sends over its gateway: `t` names it, `d` holds it. */
interface Dispatch {
  readonly t: string
  readonly d: { readonly id: string; readonly token: string; readonly application?: { readonly id: string } }
}

/**
 * Direct messages, and interactions where no address for them is set at Discord. One after the other, so that a person's
 * texts stay in order. Rejects when the first connection cannot be made; after that the library connects anew by itself, unless
 * Discord says that it is no use: then `ended` is called.
 * It is discord.js's own gateway without its client, which ends the process when an event lacks a field it looks at.
 */
export async function listenToDiscord(
  config: DiscordGatewayConfig,
  deliver: (event: ChannelEvent) => Promise<void>,
  ended: () => void,
): Promise<() => Promise<void>> {
  const { botToken, log } = config
  const stopping = new AbortController()
  const rest = restOf(config)
  const gateway = new WebSocketManager({ token: botToken, intents: GatewayIntentBits.DirectMessages, rest })
  let us = ''
  let handling = Promise.resolve()
  const handle = async ({ t, d }: Dispatch) => {
    if (t === 'READY') await ready(d.application?.id ?? '')
    if (t === 'MESSAGE_CREATE') await keep(readMessage(d, us))
    if (t === 'INTERACTION_CREATE') await interact(d)
  }
  const ready = async (application: string) => {
    us = application
    if (config.hasDesk) await rest.put(Routes.applicationCommands(us), { body: [musterCommand] })
  }
  const keep = async (events: readonly ChannelEvent[]) => {
    for (const event of events) await stored(() => deliver(event), config, stopping.signal)
  }
  const interact = async (d: Dispatch['d']) => {
    const brought = await config.read(d)
    if (!brought) return
    await keep(brought.events)
    await rest.post(Routes.interactionCallback(d.id, d.token), { body: brought.answer, auth: false })
  }
  gateway.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    handling = handling
      .then(() => handle(data as unknown as Dispatch))
      .catch(() => log('discord: an event could not be answered'))
  })
  gateway.on(WebSocketShardEvents.Closed, ({ code }) => {
    if (!forGood.has(code)) return
    log(`discord: the gateway was closed for good (${code})`)
    ended()
  })
  gateway.on(WebSocketShardEvents.Error, () => log('discord: the gateway had an error'))
  try {
    await gateway.connect()
  } catch (error) {
    await gateway.destroy()
    throw error
  }
  return async () => {
    await gateway.destroy()
    stopping.abort()
    await handling
  }
}

async function stored(
  store: () => Promise<void>,
  { againMs, log }: DiscordGatewayConfig,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await store()
    } catch {
      log('discord: what came in could not be stored, it is tried again')
      await pause(againMs, undefined, { signal })
    }
  }
}
