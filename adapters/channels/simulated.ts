import { type Channel, type ChannelEvent, isPhoneNumber, type Message } from '../../core/channel.ts'
import { fail, ok } from '../../core/result.ts'

/** A text on a simulated phone. */
export interface PhoneText {
  readonly phone: string
  readonly direction: 'to_phone' | 'from_phone'
  readonly text: string
  readonly at: Date
}

export interface SimulatedPhones extends Channel {
  /** Every text so far, oldest first. */
  readonly texts: readonly PhoneText[]
  /** Calls `listener` for each further text; returns how to stop. */
  onText(listener: (text: PhoneText) => void): () => void
  /** Puts back the texts from before this process, oldest first; no listener hears them. */
  restore(earlier: readonly PhoneText[]): void
}

export interface SimulatedConfig {
  /** The number that Muster has on these phones. */
  readonly number: string
  readonly now: () => Date
}

const stopWords = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE']
const startWords = ['START', 'YES', 'UNSTOP']

/**
 * Phones that exist in this process only, for the demo and for trying conversations: texts come in by a webhook like any
 * provider's, as a form with `id`, `from` and `text`. The carrier's words work as they do on a real network.
 */
export function simulatedPhones({ number, now }: SimulatedConfig): SimulatedPhones {
  const texts: PhoneText[] = []
  const listeners = new Set<(text: PhoneText) => void>()
  const stopped = new Set<string>()
  const keep = (text: PhoneText) => {
    texts.push(text)
    for (const listener of listeners) listener(text)
  }
  const noteKeyword = (from: string, text: string) => {
    const carrierKeyword = keywordOf(text)
    if (carrierKeyword === 'stop') stopped.add(from)
    if (carrierKeyword === 'start') stopped.delete(from)
    return carrierKeyword
  }
  return {
    name: 'simulated',
    can: { choices: false, maxLength: 1600, perSecond: 1_000 },
    texts,
    onText: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    restore: (earlier) => {
      texts.unshift(...earlier)
      for (const { phone, direction, text } of earlier) if (direction === 'from_phone') noteKeyword(phone, text)
    },
    async send(to, message: Message) {
      if (stopped.has(to.id)) return fail({ reason: 'opted_out' })
      keep({ phone: to.id, direction: 'to_phone', text: message.text, at: now() })
      return ok({ externalId: `simulated-${message.messageId}` })
    },
    async receive(request) {
      const form = new URLSearchParams(await request.text())
      const [id, from, text] = [form.get('id'), form.get('from'), form.get('text')]
      if (!id || !from || text === null || !isPhoneNumber(from))
        return { events: [], reply: new Response('', { status: 400 }) }
      const carrierKeyword = noteKeyword(from, text)
      keep({ phone: from, direction: 'from_phone', text, at: now() })
      const event: ChannelEvent = {
        type: 'message',
        from: { channel: 'simulated', id: from },
        to: { channel: 'simulated', id: number },
        providerId: id,
        text,
        ...(carrierKeyword ? { carrierKeyword } : {}),
      }
      return { events: [event], reply: new Response(null, { status: 204 }) }
    },
  }
}

function keywordOf(text: string): 'stop' | 'start' | undefined {
  const word = text.trim().toUpperCase()
  return stopWords.includes(word) ? 'stop' : startWords.includes(word) ? 'start' : undefined
}
