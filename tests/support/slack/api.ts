import type { ApiAnswer, ApiRequest } from '../api-server.ts'

export interface SlackMessage {
  readonly channel: string
  readonly ts: string
  text: string
  blocks: readonly Block[]
  readonly thread: string | undefined
  readonly metadata: unknown
  edits: number
}

export interface Block {
  readonly type: string
  readonly text?: { readonly text: string }
  readonly elements?: readonly { readonly action_id: string; readonly value: string; readonly text: { text: string } }[]
}

export interface SlackWorkspace {
  readonly botToken: string
  readonly appToken: string
  readonly members: readonly string[]
  readonly deactivated: readonly string[]
  /** User groups and who is in them. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly socketUrl: () => string
  readonly now: () => Date
}

export interface SlackApi {
  readonly messages: readonly SlackMessage[]
  /** Forms that were opened, latest last. */
  readonly views: readonly { readonly trigger: string; readonly view: Record<string, unknown> }[]
  /** What commands were answered with afterwards, at the address that came with them. */
  readonly responses: readonly Record<string, unknown>[]
  /** Names of channels by id. */
  readonly channels: ReadonlyMap<string, string>
  /** What is said to be the topic of a channel, by its id. */
  readonly topics: ReadonlyMap<string, string>
  /** Somebody makes a channel that the app is not in. */
  makeChannel(id: string, name: string): void
  /** Somebody archives a channel. */
  archive(id: string): void
  play(request: ApiRequest): ApiAnswer
}

type Form = Readonly<Record<string, string>>
type Method = (form: Form) => Record<string, unknown> | string

/** Slack's Web API without its HTTP: a word is the error a request is refused with, at status 200 as Slack does. */
export function slackApi(workspace: SlackWorkspace): SlackApi {
  const messages: SlackMessage[] = []
  const views: { trigger: string; view: Record<string, unknown> }[] = []
  const channels = new Map<string, string>()
  const responses: Record<string, unknown>[] = []
  const topics = new Map<string, string>()
  const outside = new Set<string>()
  const archived = new Set<string>()
  const keptOut = (id: string): string | undefined =>
    archived.has(id) ? 'is_archived' : outside.has(id) ? 'not_in_channel' : undefined
  let counted = 0
  const conversationOf = (id: string): string | undefined => {
    if (workspace.members.includes(id)) return `D${id.slice(1)}`
    return channels.has(id) || /^D/.test(id) ? id : undefined
  }
  const methods: Readonly<Record<string, Method>> = {
    'chat.postMessage': (form) => {
      const channel = conversationOf(form.channel ?? '')
      const refusal =
        channel === undefined ? absence(form.channel ?? '', workspace) : (keptOut(channel) ?? refusalOf(form))
      if (refusal || !channel) return refusal ?? 'channel_not_found'
      const ts = `${Math.floor(workspace.now().getTime() / 1000)}.${String(++counted).padStart(6, '0')}`
      const { text = '', blocks, metadata, thread_ts: thread } = form
      if (thread !== undefined && !messages.some((one) => one.channel === channel && one.ts === thread))
        return 'thread_not_found'
      const message = { channel, ts, text, thread, blocks: json(blocks, []), metadata: json(metadata), edits: 0 }
      messages.push(message)
      return { channel, ts, message: { text } }
    },
    'chat.update': (form) => {
      const message = messages.find(({ channel, ts }) => channel === form.channel && ts === form.ts)
      const refusal = message ? refusalOf(form) : 'message_not_found'
      if (refusal || !message) return refusal ?? 'message_not_found'
      Object.assign(message, { text: form.text, edits: message.edits + 1, blocks: json(form.blocks, message.blocks) })
      return { channel: form.channel, ts: form.ts, text: form.text }
    },
    'conversations.open': ({ users = '' }) =>
      workspace.members.includes(users) ? { channel: { id: conversationOf(users) } } : 'user_not_found',
    'conversations.create': ({ name = '' }) => {
      if (!/^[a-z0-9_-]{1,80}$/.test(name)) return 'invalid_name_specials'
      if ([...channels.values()].includes(name)) return 'name_taken'
      const id = `C0${channels.size + 1}`
      channels.set(id, name)
      return { channel: { id, name } }
    },
    'conversations.list': ({ cursor = '0', limit = '100' }) => {
      const all = [...channels].map(([id, name]) => ({ id, name })).filter(({ id }) => !archived.has(id))
      const [from, size] = [Number(cursor), Number(limit)]
      const next_cursor = from + size < all.length ? String(from + size) : ''
      return { channels: all.slice(from, from + size), response_metadata: { next_cursor } }
    },
    'conversations.setTopic': ({ channel = '', topic = '' }) => {
      if (!channels.has(channel) || topic.length > 250) return 'channel_not_found'
      topics.set(channel, topic)
      return { channel: { id: channel } }
    },
    'conversations.join': ({ channel = '' }) => {
      if (!channels.has(channel)) return 'channel_not_found'
      outside.delete(channel)
      return { channel: { id: channel } }
    },
    'conversations.history': (form) =>
      listed(
        messages.filter(({ channel, thread }) => channel === form.channel && thread === undefined),
        form,
      ),
    'conversations.replies': (form) => {
      const { channel, ts } = form
      const isThere = messages.some((one) => one.channel === channel && one.ts === ts)
      const said = messages.filter((one) => one.channel === channel && (one.ts === ts || one.thread === ts))
      return isThere ? listed(said, form) : 'thread_not_found'
    },
    'usergroups.users.list': ({ usergroup = '' }) =>
      workspace.groups[usergroup] ? { users: workspace.groups[usergroup] } : 'no_such_subteam',
    'views.update': ({ view_id: id = '', view }) => {
      const before = views[Number(id.slice(1)) - 1]
      if (!before) return 'not_found'
      before.view = json(view, {})
      return { view: { id } }
    },
    'views.open': ({ trigger_id: trigger = '', view }) => {
      const asked: Record<string, unknown> = json(view, {})
      const title = (asked.title as { text?: string } | undefined)?.text ?? ''
      if (title.length === 0 || title.length > 24) return 'invalid_arguments'
      views.push({ trigger, view: asked })
      return { view: { id: `V${views.length}` } }
    },
  }
  return {
    messages,
    views,
    channels,
    topics,
    responses,
    makeChannel: (id, name) => {
      channels.set(id, name)
      outside.add(id)
    },
    archive: (id) => void archived.add(id),
    play({ path, headers, body }) {
      const method = path.replace('/', '')
      if (method === 'respond') {
        responses.push(JSON.parse(body))
        return { status: 200, body: {} }
      }
      const token = headers.authorization?.replace('Bearer ', '')
      if (method === 'apps.connections.open')
        return token === workspace.appToken ? ok({ url: workspace.socketUrl() }) : refused('invalid_auth')
      if (token !== workspace.botToken) return refused(token ? 'invalid_auth' : 'not_authed')
      const answer = methods[method]?.(Object.fromEntries(new URLSearchParams(body))) ?? 'unknown_method'
      return typeof answer === 'string' ? refused(answer) : ok(answer)
    },
  }
}

function listed(said: readonly SlackMessage[], { oldest = '0', limit = '100', include_all_metadata: all }: Form) {
  const since = said.filter((message) => Number(message.ts) >= Number(oldest))
  const page = since.toReversed().slice(0, Number(limit))
  const messages = page.map(({ ts, text, metadata }) => ({ ts, text, ...(all === 'true' ? { metadata } : {}) }))
  return { messages, has_more: since.length > page.length }
}

const ok = (body: object): ApiAnswer => ({ status: 200, body: { ok: true, ...body } })
export const refused = (error: string): ApiAnswer => ({ status: 200, body: { ok: false, error } })

function json<T>(text: string | undefined, otherwise?: T): T {
  return text === undefined ? (otherwise as T) : JSON.parse(text)
}

const absence = (id: string, { deactivated }: SlackWorkspace): string =>
  deactivated.includes(id) ? 'user_disabled' : 'channel_not_found'

const longest = { text: 40_000, section: 3_000, label: 75, value: 2_000, action: 255, blocks: 50, buttons: 25 }

function refusalOf({ text = '', blocks }: Form): string | undefined {
  const all = json<Block[]>(blocks, [])
  if (text === '' && all.length === 0) return 'no_text'
  if (text.length > longest.text) return 'msg_too_long'
  return all.length > longest.blocks || !all.every(isBlock) ? 'invalid_blocks' : undefined
}

function isBlock({ type, text, elements = [] }: Block): boolean {
  if (type === 'section') return text !== undefined && text.text.length >= 1 && text.text.length <= longest.section
  const actions = elements.map((element) => element.action_id)
  const fits = elements.every(
    (one) =>
      one.text.text.length <= longest.label &&
      one.value.length <= longest.value &&
      one.action_id.length <= longest.action,
  )
  const counts = elements.length >= 1 && elements.length <= longest.buttons
  return type === 'actions' && counts && fits && new Set(actions).size === actions.length
}
