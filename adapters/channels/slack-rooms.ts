import { z } from 'zod'
import type { RoomPost, Rooms } from '../../core/channel.ts'
import { fail, ok } from '../../core/result.ts'
import type { SlackWeb } from './slack-web.ts'
import { shown } from './slack-words.ts'

const made = z.object({ channel: z.object({ id: z.string().min(1) }) })
const posted = z.object({ ts: z.string().min(1) })
const channels = z.object({
  channels: z.array(z.looseObject({ id: z.string(), name: z.string().optional() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
})
const said = z.object({
  has_more: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      metadata: z.looseObject({ event_payload: z.looseObject({ id: z.unknown() }).optional() }).optional(),
    }),
  ),
})

export interface SlackRoomsConfig {
  readonly web: SlackWeb
  /** How long after an attempt a message that was taken may still be missing from what Slack lists. */
  readonly settleMs: number
  readonly now: () => Date
}

/** Slack's clock and ours, in seconds. */
const clockMarginS = 10
const page = 200
const mostPages = 50

/** Public channels of a workspace; whoever wants to follow one joins it. Nobody is mentioned and nothing unfurled. */
export function slackRooms({ web, settleMs, now }: SlackRoomsConfig): Rooms {
  return {
    network: 'slack',
    async make(_, name, topic) {
      const created = await web.call('conversations.create', { name })
      const channel = created.ok ? made.safeParse(created.value).data?.channel.id : undefined
      if (!created.ok && created.error.code !== 'name_taken') return created
      const id = channel ?? (await called(web, name))
      if (id === undefined) return fail({ reason: 'unconfirmed' })
      await web.call('conversations.setTopic', { channel: id, topic })
      return ok(id)
    },
    async post(channel, { id, text, below }) {
      const metadata = { event_type: roomEvent, event_payload: { id } }
      const thread = below === null ? {} : { thread_ts: below.externalId }
      const post = () => web.call('chat.postMessage', { channel, ...shown(text, []), ...thread, metadata })
      const first = await post()
      const isOutside = !first.ok && first.error.code === 'not_in_channel'
      const sent = isOutside && (await web.call('conversations.join', { channel })).ok ? await post() : first
      if (!sent.ok) return sent
      const ts = posted.safeParse(sent.value).data?.ts
      return ts === undefined ? fail({ reason: 'unconfirmed' }) : ok({ externalId: ts })
    },
    async edit(channel, ts, text) {
      const edited = await web.call('chat.update', { channel, ts, ...shown(text, []) })
      return edited.ok ? ok(undefined) : edited
    },
    find: (channel, post, since) => find({ web, channel, post, since, isSettled: isOver(since, settleMs, now) }),
  }
}

const roomEvent = 'muster_post'

const isOver = (since: Date, settleMs: number, now: () => Date): boolean =>
  now().getTime() - since.getTime() >= settleMs

/** The channel of that name that we made before, without hearing its id. */
async function called(web: SlackWeb, name: string): Promise<string | undefined> {
  let cursor: string | undefined
  for (let n = 0; n < mostPages; n++) {
    const form = { types: 'public_channel', exclude_archived: true, limit: page, ...(cursor ? { cursor } : {}) }
    const listed = await web.call('conversations.list', form)
    const found = listed.ok ? channels.safeParse(listed.value).data : undefined
    const it = found?.channels.find((one) => one.name === name)
    cursor = found?.response_metadata?.next_cursor
    if (it || !cursor) return it?.id
  }
  return undefined
}

interface Finding {
  readonly web: SlackWeb
  readonly channel: string
  readonly post: RoomPost
  readonly since: Date
  readonly isSettled: boolean
}

/** Looks through the channel, or the thread, for the message that carries our id. */
async function find({ web, channel, post, since, isSettled }: Finding) {
  const oldest = String(since.getTime() / 1000 - clockMarginS)
  const form = { channel, oldest, include_all_metadata: true, limit: page }
  const { below } = post
  const listed =
    below === null
      ? await web.call('conversations.history', form)
      : await web.call('conversations.replies', { ...form, ts: below.externalId })
  const found = listed.ok ? said.safeParse(listed.value).data : undefined
  const it = found?.messages.find(({ metadata }) => metadata?.event_payload?.id === post.id)
  if (it) return { outcome: 'sent', externalId: it.ts } as const
  return { outcome: found && !found.has_more && isSettled ? 'not_sent' : 'unknown' } as const
}
