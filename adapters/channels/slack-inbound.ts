import { isValidSlackRequest } from '@slack/bolt'
import { z } from 'zod'
import type { ChannelEvent } from '../../core/channel.ts'
import type { SlackDesk } from './slack-desk.ts'
import { answering, asWritten } from './slack-words.ts'

/** What Slack brought, and what it is answered with besides that it was taken: nothing, mostly. */
export interface Brought {
  readonly events: ChannelEvent[]
  readonly answer?: object | undefined
}

export type ReadSlack = (payload: unknown) => Promise<Brought | undefined>

/**
 * Reads what Slack posted: events, presses, commands, all at one address. 403 where it is not signed with our secret
 * within five minutes of `now`, 400 where it is and makes no sense: never an event with those.
 */
export async function receiveSlack(
  request: Request,
  { signingSecret, now, read }: { signingSecret: string; now: Date; read: ReadSlack },
): Promise<{ events: ChannelEvent[]; reply: Response }> {
  const body = await request.text()
  if (!isSigned(request.headers, body, signingSecret, now)) return nothing(403)
  const payload = payloadIn(request.headers.get('content-type') ?? '', body)
  const brought = payload === undefined ? undefined : await read(payload)
  if (!brought) return nothing(400)
  const { events, answer } = brought
  const isSaid = answer !== undefined && Object.keys(answer).length > 0
  return { events, reply: isSaid ? Response.json(answer) : new Response(null, { status: 200 }) }
}

const nothing = (status: number) => ({ events: [], reply: new Response(null, { status }) })

const toleranceS = 300

/** Bolt looks for requests that are too old; one dated later than we are would stay good for as long as it claims. */
function isSigned(headers: Headers, body: string, signingSecret: string, now: Date): boolean {
  const signature = headers.get('x-slack-signature')
  const timestamp = headers.get('x-slack-request-timestamp')
  if (!signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false
  const nowMilliseconds = now.getTime()
  const seconds = Number(timestamp)
  if (Math.abs(nowMilliseconds / 1000 - seconds) > toleranceS) return false
  const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds }
  return isValidSlackRequest({ signingSecret, body, headers: signed, nowMilliseconds })
}

/** Events come as JSON, presses and forms as JSON in a field, commands as the fields themselves. */
function payloadIn(contentType: string, body: string): unknown {
  if (contentType.startsWith('application/json')) return parsed(body)
  const form = new URLSearchParams(body)
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : parsed(payload)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const id = z.string().regex(/^[A-Z0-9]{2,40}$/)

const verification = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) })

const callback = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: z.string().regex(/^\w{1,64}$/),
  event: z.looseObject({ type: z.string() }),
})

/** A message that a person wrote to us alone: edits, joins and what a bot wrote have a subtype or a `bot_id`. */
const directMessage = z.object({
  type: z.literal('message'),
  channel_type: z.literal('im'),
  user: id,
  text: z.string(),
  ts: z.string().regex(/^\d+\.\d+$/),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  bot_id: z.undefined().optional(),
})

const press = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id }),
  team: z.object({ id }),
  trigger_id: z.string().regex(/^[\w.]{1,128}$/),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })),
})

/**
 * Undefined where it is nothing that Slack says it sends. What Slack sends and we have no use for brings nothing. Commands
 * and forms are the desk's, where there is one.
 */
export const readSlack =
  (desk?: SlackDesk): ReadSlack =>
  async (payload) => {
    const asked = verification.safeParse(payload).data
    if (asked) return { events: [], answer: { challenge: asked.challenge } }
    const told = callback.safeParse(payload).data
    if (told) return { events: written(told) }
    const pressed = press.safeParse(payload).data
    if (pressed) return { events: answersIn(pressed) }
    const answer = await desk?.(payload)
    if (answer) return { events: [], answer }
    return z.looseObject({ type: z.string() }).safeParse(payload).success ? { events: [] } : undefined
  }

function written({ team_id: team, event_id: providerId, event }: z.infer<typeof callback>): ChannelEvent[] {
  const { data } = directMessage.safeParse(event)
  if (!data) return []
  const { user, text, ts } = data
  const sentAt = new Date(Number(ts) * 1000)
  return [{ ...message(user, team), providerId, text: asWritten(text), sentAt }]
}

const answersIn = ({ user, team, trigger_id: trigger, actions }: z.infer<typeof press>): ChannelEvent[] =>
  actions
    .filter(({ action_id: action }) => action.startsWith(answering))
    .map(({ value = '' }) => ({ ...message(user.id, team.id), providerId: `press/${trigger}`, text: value }))

const message = (user: string, team: string) => ({
  type: 'message' as const,
  from: { channel: 'slack', id: user },
  to: { channel: 'slack', id: team },
})
