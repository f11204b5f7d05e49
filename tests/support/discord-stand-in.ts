import { type ApiServer, serveApi } from './api-server.ts'
import { conversationOf, type DiscordApi, type DiscordMessage, discordApi } from './discord/api.ts'
import { type DiscordGateway, discordGateway } from './discord/gateway.ts'
import { pressInteraction, publicKey, signedRequest, writtenMessage } from './discord/signed-request.ts'

export interface DiscordStandInOptions {
  readonly users?: readonly string[]
  readonly closed?: readonly string[]
  readonly now?: () => Date
}

export interface DiscordAnswer {
  readonly status: number
  readonly body: string
}

export interface DiscordStandIn extends Omit<DiscordApi, 'play'> {
  /** For DISCORD_API_BASE. */
  readonly baseUrl: string
  readonly botToken: string
  readonly publicKey: string
  readonly fail: ApiServer['fail']
  readonly requested: ApiServer['requested']
  readonly gateway: DiscordGateway
  /** Sets the door that interactions are posted to; without one they go over the gateway. */
  connect(door: string): void
  /** Somebody writes to the bot. Resolves when it went over the gateway. */
  write(user: string, text: string, more?: object): Promise<void>
  press(user: string, answer: string, how?: { readonly forged?: boolean }): Promise<DiscordAnswer>
  /** Any other interaction. */
  interact(interaction: object, how?: { readonly forged?: boolean }): Promise<DiscordAnswer>
  to(user: string): readonly DiscordMessage[]
  close(): Promise<void>
}

const botToken = 'MTIz.stand-in.token'

/** Plays Discord on this machine: its REST API, its gateway, and interactions posted signed to a door. */
export async function discordStandIn(options: DiscordStandInOptions = {}): Promise<DiscordStandIn> {
  const { users = ['107700900000000001'], closed = [], now = () => new Date() } = options
  const gatewayUrl = () => server.baseUrl.replace('http:', 'ws:')
  const api = discordApi({ botToken, users, closed, gatewayUrl, now })
  const server = await serveApi(api.play)
  const gateway = discordGateway(server.server, { botToken, url: gatewayUrl })
  let door: string | undefined
  let counted = 500_000
  const interact: DiscordStandIn['interact'] = async (interaction, { forged = false } = {}) => {
    if (door === undefined) return overGateway(interaction as { id: string })
    const answer = await fetch(signedRequest(JSON.stringify(interaction), { url: door, at: now(), forged }))
    return { status: answer.status, body: await answer.text() }
  }
  const overGateway = async (interaction: { id: string }): Promise<DiscordAnswer> => {
    await gateway.dispatch('INTERACTION_CREATE', interaction)
    const answer = await answered(() => api.callbacks.get(interaction.id))
    return { status: 204, body: JSON.stringify(answer) }
  }
  return {
    ...api,
    baseUrl: server.baseUrl,
    botToken,
    publicKey,
    fail: server.fail,
    requested: server.requested,
    gateway,
    connect: (to) => {
      door = to
    },
    write: (user, text, more = {}) =>
      gateway.dispatch('MESSAGE_CREATE', writtenMessage({ user, text, id: String(++counted), more })),
    press: (user, answer, how) => interact(pressInteraction({ user, answer, id: String(++counted) }), how),
    interact,
    to: (user) => api.messages.filter(({ channel }) => channel === conversationOf(user)),
    async close() {
      gateway.close()
      await server.close()
    },
  }
}

/** Waits for what comes over a socket, three seconds at most: as long as Discord waits. */
async function answered<T>(look: () => T | undefined): Promise<T> {
  const until = Date.now() + 3_000
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (Date.now() > until) throw new Error('discord stand-in: the interaction was not answered within 3 seconds')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
