import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ChannelEvent } from '../../core/channel.ts'
import { deliveryOf } from './notify-words.ts'

export type NotifyKind = 'sms' | 'email'

interface Received {
  readonly events: ChannelEvent[]
  readonly reply: Response
}

/**
 * Reads what Notify called back with: a delivery receipt at `…/status`, a text at `…/texts`. A service has one address
 * for the receipts of texts and e-mails alike, so both channels are shown each and take their own. 403 without our
 * token, 400 where it makes no sense: never an event with those, nor a word of the request.
 */
export async function receiveNotify(request: Request, kind: NotifyKind, token: string): Promise<Received> {
  if (!isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) return nothing(403)
  const said: unknown = await request.json().catch(() => undefined)
  const isText = new URL(request.url).pathname.endsWith('/texts')
  const events = isText ? readText(said) : readReceipt(said, kind)
  return events ? { events, reply: new Response(null, { status: 204 }) } : nothing(400)
}

const nothing = (status: number): Received => ({ events: [], reply: new Response(null, { status }) })

/** In the same time whatever differs, their length too. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(a!, b!)
}

const receipt = z.object({ id: z.uuid(), status: z.string(), notification_type: z.string() })

/** A status that Notify invents after this was written is taken in and left alone. */
function readReceipt(said: unknown, kind: NotifyKind): ChannelEvent[] | undefined {
  const { data } = receipt.safeParse(said)
  if (!data) return undefined
  const delivery = data.notification_type === kind ? deliveryOf(data.status) : undefined
  return delivery ? [{ type: 'status', providerId: data.id, ...delivery }] : []
}

const instant = z.iso.datetime({ offset: true, local: true }).transform((text) => new Date(text))

const text = z.object({
  id: z.uuid(),
  source_number: z.string().min(1),
  destination_number: z.string().min(1),
  message: z.string(),
  date_received: instant.optional().catch(undefined),
})

function readText(said: unknown): ChannelEvent[] | undefined {
  const { data } = text.safeParse(said)
  if (!data) return undefined
  const { id, source_number: from, destination_number: to, message, date_received: sentAt } = data
  return [textEvent({ id, from, to, text: message, sentAt })]
}

export interface NotifyText {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly sentAt?: Date | undefined
}

/** Notify acts on no word by itself: STOP is ours to heed. */
export function textEvent({ id, from, to, text, sentAt }: NotifyText): ChannelEvent {
  return {
    type: 'message',
    from: { channel: 'sms', id: withPlus(from) },
    to: { channel: 'sms', id: withPlus(to) },
    providerId: id,
    text,
    ...(sentAt ? { sentAt } : {}),
  }
}

/** Notify gives numbers without the plus; names of senders and short codes stay as they are. */
const withPlus = (number: string): string => (/^[1-9]\d{9,14}$/.test(number) ? `+${number}` : number)
