import { setTimeout as pause } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { ChannelEvent } from '../../core/channel.ts'
import { codeOf } from './failure.ts'
import type { ReadSlack } from './slack-inbound.ts'
import { clientOptions, type SlackWebConfig, silent } from './slack-web.ts'

export interface SlackSocketConfig extends Omit<SlackWebConfig, 'token'> {
  readonly appToken: string
  readonly read: ReadSlack
  readonly log: (line: string) => void
  /** How long after a connection ended the next one is tried, in milliseconds. */
  readonly againMs: number
}

/**
 * Socket Mode: Slack is called by us, so that no door need be open. Each envelope is acknowledged once what it brought
 * is stored; one that is not is sent again by Slack. Rejects when the first connection cannot be made.
 *
 * The client's own reconnecting is off: where Slack cannot be reached meanwhile it ends in a rejection that nobody can
 * catch.
 */
export async function listenToSlack(
  config: SlackSocketConfig,
  deliver: (event: ChannelEvent) => Promise<void>,
): Promise<() => Promise<void>> {
  const stopping = new AbortController()
  const { signal } = stopping
  let receiver = await connected(config, deliver)
  const again = async () => {
    while (!signal.aborted) {
      await new Promise((resolve) => {
        receiver.client.once('disconnected', resolve)
        signal.addEventListener('abort', resolve, { once: true })
      })
      receiver = await reconnected(config, deliver, signal).catch(() => receiver)
    }
  }
  const connecting = again()
  return async () => {
    stopping.abort()
    await connecting
    await receiver.stop()
  }
}

async function reconnected(
  config: SlackSocketConfig,
  deliver: (event: ChannelEvent) => Promise<void>,
  signal: AbortSignal,
): Promise<SocketModeReceiver> {
  for (;;) {
    await pause(config.againMs, undefined, { signal })
    try {
      return await connected(config, deliver)
    } catch (error) {
      config.log(`slack: the socket cannot be opened, it is tried again: ${codeOf(error) ?? 'no answer'}`)
    }
  }
}

async function connected(
  { appToken, read, log, ...web }: SlackSocketConfig,
  deliver: (event: ChannelEvent) => Promise<void>,
): Promise<SocketModeReceiver> {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silent,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(web) },
    processEventErrorHandler: async () => {
      log('slack: what came in could not be stored, Slack sends it again')
      return false
    },
  })
  const processEvent = async ({ body, ack }: { body: unknown; ack: (answer?: object) => Promise<void> }) => {
    const { events, answer } = (await read(body)) ?? { events: [] }
    for (const event of events) await deliver(event)
    await ack(answer)
  }
  receiver.init({ processEvent } as unknown as Parameters<typeof receiver.init>[0])
  await receiver.start()
  return receiver
}
