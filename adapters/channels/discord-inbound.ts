import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import type { ChannelEvent } from '../../core/channel.ts'
import type { DiscordDesk } from './discord-desk.ts'
import { isAnswer, longestText } from './discord-words.ts'

/** What an interaction brought, and what it is answered with: always something. */
export interface Brought {
  readonly events: ChannelEvent[]
  readonly answer: object
}

export type ReadInteraction = (interaction: unknown) => Promise<Brought | undefined>

/** The public key of a Discord application, 64 hexadecimal digits. */
export const publicKeyOf = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  })

/**
 * Reads an interaction that Discord posted. 401 where it is not signed with our application's key within five minutes of
 * `now`: Discord tries that itself, and shuts a door that lets it in. 400 where it is signed and makes no sense.
 */
export async function receiveDiscord(
  request: Request,
  { publicKey, now, read }: { publicKey: KeyObject; now: Date; read: ReadInteraction },
): Promise<{ events: ChannelEvent[]; reply: Response }> {
  const body = await request.text()
  if (!isSigned(request.headers, body, publicKey, now)) return nothing(401)
  const brought = await read(parsed(body))
  return brought ? { events: brought.events, reply: Response.json(brought.answer) } : nothing(400)
}

const nothing = (status: number) => ({ events: [], reply: new Response(null, { status }) })

const toleranceS = 300

function isSigned(headers: Headers, body: string, publicKey: KeyObject, now: Date): boolean {
  const signature = headers.get('x-signature-ed25519') ?? ''
  const timestamp = headers.get('x-signature-timestamp') ?? ''
  if (!/^[0-9a-f]{128}$/i.test(signature) || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceS) return false
  return verify(null, Buffer.from(timestamp + body), publicKey, Buffer.from(signature, 'hex'))
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Types of interactions, and of what they are answered with. */
const asked = { ping: 1, command: 2, press: 3, form: 5 } as const
export const answers = { pong: 1, say: 4, sayLater: 5, later: 6, form: 9 } as const

/** Only whoever did it sees it. */
export const ephemeral = 64

const id = z.string().regex(/^\d{1,20}$/)
const user = z.object({ id })

const interaction = z.object({
  id,
  application_id: id,
  type: z.number().int(),
  token: z.string().regex(/^[\w.-]{1,300}$/),
  guild_id: id.optional(),
  channel_id: id.optional(),
  user: user.optional(),
  member: z.object({ user, roles: z.array(id) }).optional(),
  data: z.looseObject({}).optional(),
})

export type Interaction = z.infer<typeof interaction>

export const whoActs = ({ user, member }: Interaction): string | undefined => (member?.user ?? user)?.id

/** Undefined where it is nothing that Discord says it sends. Commands and forms are the desk's, where there is one. */
export const readInteraction =
  (desk?: DiscordDesk): ReadInteraction =>
  async (payload) => {
    const { data } = interaction.safeParse(payload)
    if (!data) return undefined
    if (data.type === asked.ping) return { events: [], answer: { type: answers.pong } }
    if (data.type === asked.press) return pressed(data)
    return { events: [], answer: (await desk?.(data)) ?? say('That is not known here.') }
  }

export const say = (content: string) => ({
  type: answers.say,
  data: { content: content.slice(0, longestText), flags: ephemeral, allowed_mentions: { parse: [] } },
})

/** What the press says is answered by a message of its own. */
function pressed(interaction: Interaction): Brought | undefined {
  const { id: providerId, application_id: us, data } = interaction
  const who = whoActs(interaction)
  const customId = data?.custom_id
  if (who === undefined || typeof customId !== 'string') return undefined
  const message = { type: 'message', ...between(who, us), providerId, text: customId } as const
  return { events: isAnswer(customId) ? [message] : [], answer: { type: answers.later } }
}

const between = (from: string, to: string) => ({
  from: { channel: 'discord', id: from },
  to: { channel: 'discord', id: to },
})

const directMessage = z.object({
  id,
  guild_id: z.undefined().optional(),
  author: z.object({ id, bot: z.literal(false).optional() }),
  webhook_id: z.undefined().optional(),
  content: z.string().min(1),
  timestamp: z.iso.datetime({ offset: true }),
})

/** A message that a person wrote to us alone, from the gateway; nothing else is anything. */
export function readMessage(payload: unknown, us: string): ChannelEvent[] {
  const { data } = directMessage.safeParse(payload)
  if (!data) return []
  const { id: providerId, author, content: text, timestamp } = data
  return [{ type: 'message', ...between(author.id, us), providerId, text, sentAt: new Date(timestamp) }]
}
