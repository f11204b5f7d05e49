import type { ChannelEvent, Message } from '../../core/channel.ts'
import type { EmailTokens, LinkToken } from './email-tokens.ts'
import { emailWords, escaped } from './email-words.ts'

export interface EmailPages {
  readonly us: string
  readonly domain: string
  readonly tokens: EmailTokens
  readonly recall: (messageId: string) => Promise<Message | undefined>
  readonly now: () => Date
}

interface Received {
  readonly events: ChannelEvent[]
  readonly reply: Response
}

/**
 * The page behind a link in an e-mail. Looking at it does nothing: mail programs and scanners follow links. Its button,
 * and a mail program's own one-click unsubscribing (RFC 8058), post to it; posting twice is once.
 */
export async function answerPage(request: Request, pages: EmailPages): Promise<Received> {
  const token = new URL(request.url).pathname.split('/').at(-1) ?? ''
  const link = pages.tokens.open(token)
  if (!link) return { events: [], reply: page('en-GB', 404, pages.us, emailWords('en').ended) }
  const words = emailWords(link.language)
  const label = link.answer === null ? words.stop(pages.us) : await labelOf(link, pages)
  if (label === undefined) return { events: [], reply: page(link.language, 410, pages.us, words.ended) }
  if (request.method !== 'POST') return { events: [], reply: askPage(link, label, pages.us) }
  const done = link.answer === null ? words.stopped : words.sent
  return { events: [eventOf(link, pages)], reply: page(link.language, 200, pages.us, done) }
}

async function labelOf({ messageId, answer, expiresMs }: LinkToken, { recall, now }: EmailPages) {
  if (now().getTime() > expiresMs) return undefined
  return (await recall(messageId))?.choices.find((choice) => choice.answer === answer)?.label
}

/** An answer counts once for its message; who has come back and stops again another day has stopped again. */
function eventOf({ address, messageId, answer }: LinkToken, { domain, now }: EmailPages): ChannelEvent {
  const day = now().toISOString().slice(0, 10)
  return {
    type: 'message',
    from: { channel: 'email', id: address },
    to: { channel: 'email', id: domain },
    providerId: answer === null ? `stop-${messageId}-${day}` : `press-${messageId}-${answer}`,
    text: answer ?? 'STOP',
    ...(answer === null ? { carrierKeyword: 'stop' } : {}),
  }
}

function askPage({ language, answer }: LinkToken, label: string, us: string): Response {
  const words = emailWords(language)
  const button = answer === null ? label : words.press(label)
  const note = answer === null ? `<p>${escaped(words.stopNote)}</p>` : ''
  return page(language, 200, us, '', `${note}<form method="post"><button>${escaped(button)}</button></form>`)
}

const page = (language: string, status: number, us: string, said: string, more = ''): Response =>
  new Response(
    `<!doctype html><html lang="${escaped(language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="robots" content="noindex"><title>${escaped(us)}</title><h1>${escaped(us)}</h1><p>${escaped(said)}</p>${more}</html>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
      },
    },
  )
