import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Address,
  type Channel,
  type ChannelEvent,
  type Message,
  type SentMessage,
  sendFailures,
} from '../../core/channel.ts'
import { allowOnlyLoopback, type LoopbackGuard } from '../support/loopback-only.ts'
import { messageOf } from '../support/message.ts'

/** What the provider's stand-in does with the next message it is given. */
export type Trouble =
  /** Asks to slow down for `retryAfterS` seconds. */
  | 'throttled'
  /** Refuses it for good, with a code. */
  | 'refused'
  /** Never answers, and does not take it. */
  | 'hung'
  /** Takes it, and never answers in time. */
  | 'answered_late'
  /** Takes it, and the connection breaks. */
  | 'cut_off'
  /** Answers 500, and does not take it. */
  | 'broken'

/** A webhook as the provider posts it, and what it means. Every call makes a fresh request. */
export interface RecordedWebhook {
  readonly request: () => Request
  readonly forged: () => Request
  readonly event: ChannelEvent
  /** The status that answers a forgery; 403 unless the provider insists on another (Discord: 401). */
  readonly refusal?: number
  readonly reply: { readonly status: number; readonly contentType: string | null; readonly body: string }
}

/** A channel with its provider's stand-in, opened afresh for every test. */
export interface ChannelBench {
  /** Gives up on a request within a fraction of a second. */
  readonly channel: Channel
  /** The same, with nobody listening where the provider should be. */
  readonly offline: Channel
  readonly to: Address
  /** Tokens, keys and anything else that must not be seen, besides the address and the text. */
  readonly secrets: readonly string[]
  readonly webhook?: RecordedWebhook
  /** What the channel asks of every message, such as that the person wrote first. */
  readonly message?: Partial<Message>
  readonly retryAfterS: number
  next(trouble: Trouble): void
  /** Texts that the provider has taken for `to`, oldest first. */
  taken(): readonly string[]
  close(): Promise<void>
}

const text = 'Sandbags at 12 Mill Lane, ask for Zoë 🌊'

/** Parts of the text that would show in a log however it was encoded. */
const traces = ['Mill Lane', 'Mill%20Lane', 'Mill+Lane']

const noFind = 'the provider cannot be asked for a message'

/**
 * What is true of every channel that speaks HTTP, whichever provider is behind it. What a channel
 * does not have is skipped with the reason.
 *
 * During all of it nothing secret, no address and no text is written to the console or stands in a failure, and no
 * connection leaves this machine.
 */
export function describeChannel(name: string, open: () => Promise<ChannelBench>): void {
  describe(`${name} keeps the channel contract`, () => {
    let bench: ChannelBench
    let guard: LoopbackGuard
    let watch: ReturnType<typeof watchOutput>

    beforeEach(async () => {
      guard = allowOnlyLoopback()
      watch = watchOutput()
      bench = await open()
    })

    afterEach(async () => {
      await bench.close()
      guard.lift()
      watch.stop()
      expect(guard.refused, 'connections beyond this machine').toEqual([])
      expectNoLeak(watch.seen, [...traces, bench.to.id, bench.to.id.replace(/^\+/, ''), ...bench.secrets])
    })

    const send = async (channel = bench.channel, signal = new AbortController().signal) => {
      const sent = await channel.send(bench.to, messageOf(text, bench.message), signal)
      watch.seen.push(JSON.stringify(sent))
      return sent
    }
    const attempt = (): SentMessage => ({ ...messageOf(text, bench.message), to: bench.to, attemptedAt: new Date() })

    it('hands a message over once and knows what the provider calls it', async () => {
      const sent = await send()
      expect(sent).toEqual({ ok: true, value: { externalId: expect.any(String) } })
      expect(bench.taken()).toEqual([text])
    })

    it('waits as long as a provider asks that is given too much', async () => {
      bench.next('throttled')
      const error = expect.objectContaining({ reason: 'throttled', retryAfterS: bench.retryAfterS })
      expect(await send()).toEqual({ ok: false, error })
      expect(bench.taken()).toEqual([])
    })

    it('says why a message is refused for good, with the code of the provider', async () => {
      bench.next('refused')
      const sent = await send()
      expect(sent).toEqual({ ok: false, error: { reason: expect.any(String), code: expect.any(String) } })
      expect(!sent.ok && sendFailures[sent.error.reason].retry).toBe(false)
      expect(!sent.ok && sent.error.reason).not.toBe('unconfirmed')
    })

    it('is sure that nothing left when nobody listens', async () => {
      expect(await send(bench.offline)).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
    })

    it('is sure that nothing left when it is stopped before it starts', async () => {
      expect(await send(bench.channel, AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { reason: 'unreachable' },
      })
      expect(bench.taken()).toEqual([])
    })

    it.each(['hung', 'broken'] as const)('does not guess when the provider is %s', async (trouble) => {
      bench.next(trouble)
      expect(await send()).toMatchObject({ ok: false, error: { reason: 'unconfirmed' } })
    })

    it.each(['answered_late', 'cut_off'] as const)('does not guess when a taken message is %s', async (trouble) => {
      bench.next(trouble)
      expect(await send()).toMatchObject({ ok: false, error: { reason: 'unconfirmed' } })
      expect(bench.taken()).toEqual([text])
    })

    it('does not wait for a hung provider when it is told to stop', async () => {
      bench.next('hung')
      expect(await send(bench.channel, AbortSignal.timeout(400))).toMatchObject({ error: { reason: 'unconfirmed' } })
    })

    it.for(['answered_late', 'cut_off'] as const)(
      'finds a message that was taken and %s',
      async (trouble, { skip }) => {
        if (!bench.channel.find) return skip(noFind)
        const attempted = attempt()
        bench.next(trouble)
        await send()
        expect(await bench.channel.find(attempted)).toEqual({ outcome: 'sent', externalId: expect.any(String) })
      },
    )

    it.for(['hung', 'broken', 'refused'] as const)('finds nothing that was %s', async (trouble, { skip }) => {
      if (!bench.channel.find) return skip(noFind)
      const attempted = attempt()
      bench.next(trouble)
      await send()
      expect(await bench.channel.find(attempted)).toEqual({ outcome: 'not_sent' })
    })

    it('does not know what became of a message while nobody listens', async ({ skip }) => {
      if (!bench.offline.find) return skip(noFind)
      expect(await bench.offline.find(attempt())).toEqual({ outcome: 'unknown' })
    })

    it('does not take an unread list for an empty one', async ({ skip }) => {
      if (!bench.offline.missed) return skip('the provider has no list of what came in')
      const failure: unknown = await bench.offline.missed(new Date(0)).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(Error)
      watch.seen.push(printed(failure))
    })

    it('reads a recorded webhook as exactly what it says', async ({ skip }) => {
      if (!bench.webhook || !bench.channel.receive) return skip('the channel has no webhook')
      const { events, reply } = await bench.channel.receive(bench.webhook.request())
      const answered = {
        status: reply.status,
        contentType: reply.headers.get('content-type'),
        body: await reply.text(),
      }
      expect({ events, answered }).toEqual({ events: [bench.webhook.event], answered: bench.webhook.reply })
    })

    it('refuses a forged webhook without a word or an event', async ({ skip }) => {
      if (!bench.webhook || !bench.channel.receive) return skip('the channel has no webhook')
      const { refusal: status = 403 } = bench.webhook
      const { events, reply } = await bench.channel.receive(bench.webhook.forged())
      expect({ events, status: reply.status, body: await reply.text() }).toEqual({ events: [], status, body: '' })
    })

    it('reads a replayed webhook as the same event again', async ({ skip }) => {
      if (!bench.webhook || !bench.channel.receive) return skip('the channel has no webhook')
      const first = await bench.channel.receive(bench.webhook.request())
      const second = await bench.channel.receive(bench.webhook.request())
      expect(second.events).toEqual(first.events)
    })
  })
}

/** Everything that is written while it watches, and what the tests add. */
function watchOutput() {
  const seen: string[] = []
  const note = (...written: unknown[]) => seen.push(written.map(printed).join(' '))
  const spies = [
    ...(['debug', 'error', 'info', 'log', 'trace', 'warn'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(note),
    ),
    ...[process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        note(String(chunk))
        return true
      }),
    ),
  ]
  return {
    seen,
    stop: () => {
      for (const spy of spies) spy.mockRestore()
    },
  }
}

/** An error with all that a logger would find in it. */
function printed(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 10, showHidden: true })
}

function expectNoLeak(seen: readonly string[], secrets: readonly string[]): void {
  for (const secret of secrets) {
    expect(seen.filter((line) => line.includes(secret)).length, 'lines that show a secret, an address or a text').toBe(
      0,
    )
  }
}
