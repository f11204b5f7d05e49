import { once } from 'node:events'
import type http from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export interface DiscordGateway {
  /** Sends an event to whoever listens, once somebody does; kept for those who resume. */
  dispatch(t: string, d: object): Promise<void>
  connected(): Promise<void>
  /** How often somebody began anew, and how often they went on where they were. */
  readonly sessions: { identified: number; resumed: number }
  /** Breaks every line, or closes them with a code. */
  breakOff(code?: number): void
  close(): void
}

const op = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, hello: 10, acknowledged: 11 } as const
const authenticationFailed = 4004

export interface GatewayOptions {
  readonly botToken: string
  readonly url: () => string
}

/** Discord's gateway: hello, identify, resume with what was missed, heartbeats, events. */
export function discordGateway(server: http.Server, { botToken, url }: GatewayOptions): DiscordGateway {
  const sockets = new WebSocketServer({ server })
  const sessions = { identified: 0, resumed: 0 }
  const sent: { s: number; t: string; d: object }[] = []
  const ready = new Set<WebSocket>()
  const say = (socket: WebSocket, packet: object) => socket.send(JSON.stringify(packet))

  const identify = (socket: WebSocket) => {
    sessions.identified++
    sent.length = 0
    say(socket, { op: op.dispatch, ...next('READY', readyOf(url())) })
    welcome(socket)
  }
  const resume = (socket: WebSocket, seq: number) => {
    sessions.resumed++
    for (const event of sent.filter(({ s }) => s > seq)) say(socket, { op: op.dispatch, ...event })
    say(socket, { op: op.dispatch, ...next('RESUMED', {}) })
    welcome(socket)
  }
  const next = (t: string, d: object) => {
    const event = { s: sent.length + 1, t, d }
    sent.push(event)
    return event
  }
  const welcome = (socket: WebSocket) => {
    ready.add(socket)
    sockets.emit('welcomed', socket)
  }
  sockets.on('connection', (socket) => {
    say(socket, { op: op.hello, d: { heartbeat_interval: 41_250 } })
    socket.on('close', () => ready.delete(socket))
    socket.on('message', (data) => {
      const { op: asked, d } = JSON.parse(String(data))
      if (asked === op.heartbeat) say(socket, { op: op.acknowledged })
      else if (d.token !== botToken) socket.close(authenticationFailed)
      else if (asked === op.identify) identify(socket)
      else if (asked === op.resume) resume(socket, d.seq)
    })
  })
  const listener = async (): Promise<WebSocket> => {
    const [there] = ready
    return there ?? (await once(sockets, 'welcomed'))[0]
  }
  return {
    sessions,
    connected: async () => void (await listener()),
    dispatch: async (t, d) => {
      const socket = await listener()
      say(socket, { op: op.dispatch, ...next(t, d) })
    },
    breakOff: (code) => {
      for (const socket of sockets.clients) code === undefined ? socket.terminate() : socket.close(code)
      ready.clear()
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

const readyOf = (url: string) => ({
  v: 10,
  user: { id: '1', username: 'muster', discriminator: '0000', bot: true },
  guilds: [],
  session_id: 'session-1',
  resume_gateway_url: url,
  application: { id: '1', flags: 0 },
})
