import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Answered, type Asked, faultyServer, type ServerFault } from './faulty-server.ts'

export interface StoredStatus {
  readonly id: string
  readonly author: string
  text: string
  readonly visibility: string
  readonly language: string | null
  spoiler: string
  edits: number
  readonly inReplyTo: string | null
  readonly createdAt: string
}

export interface MastodonStandIn {
  readonly baseUrl: string
  /** What our account has posted, oldest first; deleted ones are gone. */
  readonly posted: readonly StoredStatus[]
  readonly requested: readonly string[]
  isBot(): boolean
  fail(fault: ServerFault): void
  /** Somebody mentions us. Not streamed where `stream` is false: the list alone has it. */
  mention(from: string, html: string, more?: { stream?: boolean; bot?: boolean; visibility?: string }): string
  remove(id: string): void
  /** Breaks every open stream. */
  breakStreams(): void
  /** Resolves when a stream is subscribed to. */
  subscribed(): Promise<void>
  close(): Promise<void>
}

const refused = (status: number, error: string): Answered => ({ status, body: { error } })
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const self = '1'

/** Plays a Mastodon server on this machine: its REST API and its streaming socket, for one account called muster. */
export async function mastodonStandIn({
  token,
  now = () => new Date(),
}: {
  token: string
  now?: () => Date
}): Promise<MastodonStandIn> {
  const statuses: StoredStatus[] = []
  const html = new Map<string, { content: string; bot: boolean }>()
  const keys = new Map<string, string>()
  const notifications: { id: string; status: string }[] = []
  const sockets = new Set<WebSocket>()
  let waiting: (() => void)[] = []
  let ids = 100
  let bot = false
  const nextId = () => String(++ids)

  const account = (acct: string, isBot: boolean) => ({
    id: acct === 'muster' ? self : `a-${acct}`,
    acct,
    username: acct.split('@')[0],
    bot: isBot,
  })
  const shown = (status: StoredStatus) => ({
    id: status.id,
    created_at: status.createdAt,
    visibility: status.visibility,
    language: status.language,
    spoiler_text: status.spoiler,
    in_reply_to_id: status.inReplyTo,
    content: html.get(status.id)?.content ?? `<p>${escaped(status.text).replaceAll('\n', '<br />')}</p>`,
    account: account(status.author, status.author === 'muster' ? bot : (html.get(status.id)?.bot ?? false)),
  })
  const notice = ({ id, status }: { id: string; status: string }) => {
    const found = statuses.find((one) => one.id === status)
    return (
      found && { id, type: 'mention', created_at: found.createdAt, account: shown(found).account, status: shown(found) }
    )
  }

  function create(asked: Asked): Answered {
    const given = asked.body as Record<string, string | undefined>
    const key = String(asked.headers['idempotency-key'] ?? '')
    const before = statuses.find((one) => one.id === keys.get(key))
    if (before) return { status: 200, body: shown(before) }
    const text = given.status ?? ''
    if (text === '') return refused(422, "Validation failed: Text can't be blank")
    if ([...text].length > 500) return refused(422, 'Validation failed: Text character limit of 500 exceeded')
    if (given.language != null && !/^[a-z]{2,3}(-[A-Za-z]+)?$/.test(given.language))
      return refused(422, 'Validation failed: Language is invalid')
    const above = given.in_reply_to_id
    if (above != null && !statuses.some((one) => one.id === above)) return refused(404, 'Record not found')
    const status: StoredStatus = {
      id: nextId(),
      author: 'muster',
      text,
      visibility: given.visibility ?? 'public',
      language: given.language ?? null,
      spoiler: given.spoiler_text ?? '',
      edits: 0,
      inReplyTo: above ?? null,
      createdAt: now().toISOString(),
    }
    statuses.push(status)
    if (key) keys.set(key, status.id)
    return { status: 200, body: shown(status) }
  }

  function one(asked: Asked, id: string): Answered {
    const status = statuses.find((candidate) => candidate.id === id)
    if (!status) return refused(404, 'Record not found')
    if (asked.method !== 'GET' && status.author !== 'muster') return refused(403, 'This action is not allowed')
    if (asked.method === 'PUT') revise(status, asked.body as { status: string; spoiler_text?: string })
    if (asked.method === 'DELETE') statuses.splice(statuses.indexOf(status), 1)
    return { status: 200, body: shown(status) }
  }

  function revise(
    status: StoredStatus,
    { status: text, spoiler_text: spoiler }: { status: string; spoiler_text?: string },
  ) {
    status.text = text
    status.edits++
    if (spoiler !== undefined) status.spoiler = spoiler
  }

  function list(asked: Asked): Answered {
    const limit = Math.min(80, Number(asked.url.searchParams.get('limit') ?? 40))
    const below = asked.url.searchParams.get('max_id')
    const newestFirst = notifications.filter(({ id }) => below === null || Number(id) < Number(below)).reverse()
    const page = newestFirst.slice(0, limit)
    const next = `${served.baseUrl}/api/v1/notifications?limit=${limit}&max_id=${page.at(-1)?.id}`
    const headers: Record<string, string> = newestFirst.length > limit ? { link: `<${next}>; rel="next"` } : {}
    return { status: 200, body: page.flatMap((given) => notice(given) ?? []), headers }
  }

  function answer(asked: Asked): Answered {
    if (asked.headers.authorization !== `Bearer ${token}`) return refused(401, 'The access token is invalid')
    const { method, url } = asked
    const path = `${method} ${url.pathname}`
    if (path === 'GET /api/v1/accounts/verify_credentials') return { status: 200, body: account('muster', bot) }
    if (path === 'PATCH /api/v1/accounts/update_credentials') {
      bot = /name="bot"\s+true\s/.test(String(asked.body))
      return { status: 200, body: account('muster', bot) }
    }
    if (path === 'GET /api/v2/instance') {
      const { port } = served.server.address() as AddressInfo
      return { status: 200, body: { configuration: { urls: { streaming: `ws://127.0.0.1:${port}` } } } }
    }
    if (path === 'POST /api/v1/statuses') return create(asked)
    if (path === 'GET /api/v1/notifications') return list(asked)
    if (path === `GET /api/v1/accounts/${self}/statuses`)
      return {
        status: 200,
        body: statuses
          .filter(({ author }) => author === 'muster')
          .map(shown)
          .reverse(),
      }
    const id = /^\/api\/v1\/statuses\/([^/]+)$/.exec(url.pathname)?.[1]
    return id === undefined ? refused(404, 'Not found') : one(asked, id)
  }

  const served = await faultyServer(
    answer,
    ({ method, url }) => method === 'POST' && url.pathname === '/api/v1/statuses',
  )
  const streams = new WebSocketServer({
    noServer: true,
    handleProtocols: (protocols) => (protocols.has(token) ? token : false),
  })
  served.server.on('upgrade', (request, socket, head) => {
    if (!(request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/).includes(token))
      return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    streams.handleUpgrade(request, socket, head, (stream) => {
      stream.on('message', (said) => {
        const { type, stream: name } = JSON.parse(String(said)) as { type: string; stream: string }
        if (type !== 'subscribe' || name !== 'user:notification') return
        sockets.add(stream)
        for (const done of waiting) done()
        waiting = []
      })
      stream.on('close', () => sockets.delete(stream))
    })
  })

  return {
    baseUrl: served.baseUrl,
    get posted() {
      return statuses.filter(({ author }) => author === 'muster')
    },
    requested: served.requested,
    isBot: () => bot,
    fail: served.fail,
    mention(from, content, { stream = true, bot: isBot = false, visibility = 'public' } = {}) {
      const status: StoredStatus = {
        id: nextId(),
        author: from,
        text: '',
        visibility,
        language: null,
        spoiler: '',
        edits: 0,
        inReplyTo: null,
        createdAt: now().toISOString(),
      }
      statuses.push(status)
      html.set(status.id, { content, bot: isBot })
      const notification = { id: nextId(), status: status.id }
      notifications.push(notification)
      const payload = JSON.stringify(notice(notification))
      if (stream)
        for (const socket of sockets)
          socket.send(JSON.stringify({ stream: ['user:notification'], event: 'notification', payload }))
      return status.id
    },
    remove: (id) =>
      void statuses.splice(
        statuses.findIndex((status) => status.id === id),
        1,
      ),
    breakStreams: () => {
      for (const socket of sockets) socket.terminate()
      sockets.clear()
    },
    subscribed: () => (sockets.size > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: async () => {
      for (const socket of sockets) socket.terminate()
      streams.close()
      await served.close()
    },
  }
}
