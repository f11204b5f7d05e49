import { once } from 'node:events'
import { type WebSocket, WebSocketServer } from 'ws'
import { type ApiServer, serveApi } from './api-server.ts'
import { type SlackApi, type SlackMessage, slackApi } from './slack/api.ts'
import { form, pressPayload, signedRequest, writtenEvent } from './slack/signed-request.ts'

export interface SlackStandInOptions {
  readonly members?: readonly string[]
  readonly deactivated?: readonly string[]
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly now?: () => Date
}

export interface PostedOptions {
  /** Makes Slack's id for it; the same one again is a retry. */
  readonly event?: string
  readonly forged?: boolean
}

export interface SlackAnswer {
  readonly status: number
  readonly body: string
}

export interface SlackStandIn extends Omit<SlackApi, 'play'> {
  /** For SLACK_API_BASE. */
  readonly baseUrl: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly fail: ApiServer['fail']
  readonly requested: ApiServer['requested']
  /** Sets the door that events, presses and commands are posted to; without one they go over the socket. */
  connect(door: string): void
  /** Somebody writes to the app. */
  write(user: string, text: string, options?: PostedOptions): Promise<SlackAnswer>
  /** Somebody presses the button with this answer under the latest message to them that has it, or ever had. */
  press(user: string, answer: string): Promise<SlackAnswer>
  /** Anything else Slack posts. */
  post(
    payload: object,
    options?: PostedOptions & { readonly as?: 'event' | 'interactive' | 'command' },
  ): Promise<SlackAnswer>
  to(user: string): readonly SlackMessage[]
  /** Resolves when somebody is connected in Socket Mode. */
  connected(): Promise<void>
  /** Asks whoever is connected to connect anew, as Slack does every few hours, or breaks the line. */
  disconnect(how: 'asked' | 'broken'): void
  close(): Promise<void>
}

const botToken = 'xoxb-1-stand-in'
const appToken = 'xapp-1-stand-in'
const signingSecret = '8f742231b10e8888abcd99eee1112233'

/** Plays Slack on this machine: its Web API, what it posts signed to a door, and Socket Mode. */
export async function slackStandIn(options: SlackStandInOptions = {}): Promise<SlackStandIn> {
  const { members = ['U0SAM'], deactivated = [], groups = {}, now = () => new Date() } = options
  const socketUrl = () => `${server.baseUrl.replace('http:', 'ws:')}/link`
  const api = slackApi({ botToken, appToken, members, deactivated, groups, socketUrl, now })
  const server = await serveApi(api.play)
  const sockets = new WebSocketServer({ server: server.server })
  sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello', num_connections: 1 })))
  let door: string | undefined
  let counted = 0
  const id = (prefix: string) => `${prefix}${String(++counted).padStart(6, '0')}`

  const post: SlackStandIn['post'] = async (payload, { as = 'event', forged = false } = {}) => {
    if (door === undefined) return overSocket(await socketOf(sockets), payload, id('envelope-'), as)
    const body = as === 'event' ? JSON.stringify(payload) : asForm(payload, as)
    const contentType = as === 'event' ? 'application/json' : form
    const secret = forged ? 'another-secret' : signingSecret
    const answer = await fetch(signedRequest(body, { secret, url: door, contentType, at: now() }))
    return { status: answer.status, body: await answer.text() }
  }
  return {
    ...api,
    baseUrl: server.baseUrl,
    botToken,
    appToken,
    signingSecret,
    fail: server.fail,
    requested: server.requested,
    connect: (to) => {
      door = to
    },
    post,
    write: (user, text, how = {}) => post(writtenEvent({ user, text, event: how.event ?? id('Ev') }), how),
    press: (user, answer) => post(pressPayload({ user, answer, trigger: id('trigger.') }), { as: 'interactive' }),
    to: (user) => api.messages.filter(({ channel }) => channel === `D${user.slice(1)}`),
    connected: async () => void (await socketOf(sockets)),
    disconnect: (how) => {
      for (const socket of sockets.clients) {
        if (how === 'broken') socket.terminate()
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
      }
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      await server.close()
    },
  }
}

const asForm = (payload: object, as: 'interactive' | 'command'): string =>
  as === 'interactive'
    ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    : new URLSearchParams(payload as Record<string, string>).toString()

async function socketOf(sockets: WebSocketServer): Promise<WebSocket> {
  const [open] = [...sockets.clients].filter((socket) => socket.readyState === socket.OPEN)
  if (open) return open
  const [socket] = await once(sockets, 'connection')
  return socket
}

const envelopes = { event: 'events_api', interactive: 'interactive', command: 'slash_commands' } as const

/** Resolves when the envelope is acknowledged; with 0 when the line breaks first. */
async function overSocket(
  socket: WebSocket,
  payload: object,
  envelope: string,
  as: keyof typeof envelopes,
): Promise<SlackAnswer> {
  const answered = new Promise<SlackAnswer>((resolve) => {
    socket.on('close', () => resolve({ status: 0, body: '' }))
    socket.on('message', (data) => {
      const { envelope_id, payload: body } = JSON.parse(String(data))
      if (envelope_id === envelope) resolve({ status: 200, body: body ? JSON.stringify(body) : '' })
    })
  })
  const accepts_response_payload = as !== 'event'
  socket.send(JSON.stringify({ envelope_id: envelope, type: envelopes[as], payload, accepts_response_payload }))
  return answered
}
