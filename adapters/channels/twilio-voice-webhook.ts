import { z } from 'zod'
import type { Address, ChannelEvent, DeliveryStatus, Message } from '../../core/channel.ts'
import {
  type CallStep,
  firstStep,
  goodbyeTwiml,
  greetingTwiml,
  heardTwiml,
  isSpokenOut,
  messageTwiml,
  type Speech,
  sayAgainTwiml,
  sealedTwiml,
  stepAfter,
  stepIn,
  waitingTwiml,
} from './twilio-voice-twiml.ts'
import { keysOf, repeatKey, voiceWords } from './twilio-voice-words.ts'
import { isSigned, lastOf, nothing, type Received, sid } from './twilio-webhook.ts'
import { isPhoneNumber } from './twilio-words.ts'

/**
 * What a call is in the middle of, in this process only: what was put into it from outside, in case Twilio asks us again
 * because its own question was on the way, and words that we read back. Where it is lost we ask again.
 */
export class CallsUnderWay {
  readonly #said = new Map<string, string>()
  readonly #heard = new Map<string, string>()

  said(callSid: string, twiml: string): void {
    keep(this.#said, callSid, twiml)
  }

  heard(callSid: string, words: string): void {
    keep(this.#heard, callSid, words)
  }

  takeSaid = (callSid: string): string | undefined => take(this.#said, callSid)
  takeHeard = (callSid: string): string | undefined => take(this.#heard, callSid)
}

const mostKept = 1000

function keep(kept: Map<string, string>, callSid: string, value: string): void {
  kept.delete(callSid)
  kept.set(callSid, value)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

function take(kept: Map<string, string>, callSid: string): string | undefined {
  const value = kept.get(callSid)
  kept.delete(callSid)
  return value
}

export interface VoiceWebhookConfig {
  readonly publicUrl: string
  readonly authTokens: readonly string[]
  readonly speech: Speech
  readonly recall: (messageId: string) => Promise<Message | undefined>
  readonly underWay: CallsUnderWay
}

const callForm = z.object({
  CallSid: sid,
  From: z.string(),
  To: z.string(),
  Direction: z.string().default('inbound'),
  CallStatus: z.string().default(''),
  Digits: z.string().default(''),
  SpeechResult: z.string().default(''),
  Confidence: z.coerce.number().catch(0),
  AnsweredBy: z.string().default(''),
})

type CallForm = z.infer<typeof callForm>

interface Called {
  readonly form: CallForm
  readonly step: CallStep
  readonly config: VoiceWebhookConfig
}

type Answered = { readonly events?: readonly ChannelEvent[]; readonly twiml?: string }

/**
 * What Twilio called about a call: `…/voice` when somebody rings, and below it what was pressed or said, how far a call
 * got, and whether a machine picked up. 403 where it is not signed, 400 where it makes no sense, 404 for other paths.
 */
export async function receiveCall(request: Request, config: VoiceWebhookConfig): Promise<Received> {
  const body = new URLSearchParams(await request.text())
  if (!isSigned(request, body, config)) return nothing(403)
  const handler = handlers.get(lastOf(request))
  if (!handler) return nothing(404)
  const { data: form } = callForm.safeParse(Object.fromEntries(body))
  const step = stepIn(new URL(request.url))
  if (!form || !step) return nothing(400)
  const { events = [], twiml } = await handler({ form, step, config })
  const reply =
    twiml === undefined
      ? new Response(null, { status: 204 })
      : new Response(twiml, { headers: { 'content-type': 'text/xml' } })
  return { events: [...events], reply }
}

type Handler = (called: Called) => Answered | Promise<Answered>

const handlers = new Map<string, Handler>([
  ['voice', ({ config }) => ({ twiml: greetingTwiml(config.speech, firstStep('en')) })],
  ['answer', answer],
  ['again', async (called) => ({ twiml: await again(called) })],
  ['wait', wait],
  ['status', ({ form }) => ({ events: statusOf(form) })],
  ['machine', ({ form }) => ({ events: machineOf(form) })],
])

/** Twilio asks us while we wait: what was put into the call meanwhile did not reach it. */
function wait({ form, step, config }: Called): Answered {
  return { twiml: config.underWay.takeSaid(form.CallSid) ?? waitingTwiml(config.speech, step) }
}

/** Something was pressed or said. */
async function answer(called: Called): Promise<Answered> {
  const { form, step, config } = called
  config.underWay.takeSaid(form.CallSid)
  const message = await messageOf(called)
  if (step.message !== undefined && message === undefined) return { twiml: goodbyeTwiml(step.language) }
  if (step.sealed && message) return opened(called, message)
  const heard = step.confirming ? confirmed(called) : undefined
  if (form.Digits === repeatKey) return { twiml: readOut(called, message, stepAfter(step)) }
  const text = heard ?? (form.Digits ? pressed(called, message) : form.SpeechResult.trim())
  if (text === null || text === '') return { twiml: missed(called, message) }
  if (!heard && !form.Digits && form.Confidence < sureEnough) {
    config.underWay.heard(form.CallSid, text)
    return { twiml: heardTwiml(config.speech, text, step) }
  }
  return { events: [...taken(called), said(called, text)], twiml: waitingTwiml(config.speech, stepAfter(step)) }
}

/** Below this what was heard is read back. */
const sureEnough = 0.5

const messageOf = ({ step, config }: Called): Promise<Message | undefined> =>
  step.message === undefined ? Promise.resolve(undefined) : config.recall(step.message)

/** Only a key opens what is for one person alone. */
function opened(called: Called, message: Message): Answered {
  const { form, step, config } = called
  const after = { ...stepAfter(step), sealed: false }
  if (!form.Digits) return { twiml: sealedTwiml(config.speech, message, { ...step, silent: step.silent + 1 }) }
  return { events: taken(called), twiml: messageTwiml(config.speech, message, after, false) }
}

const confirmed = ({ form, config }: Called): string | undefined =>
  form.Digits === '1' ? config.underWay.takeHeard(form.CallSid) : undefined

/** What a key means; null where it means nothing. */
function pressed({ form, step }: Called, message: Message | undefined): string | null {
  if (step.confirming || step.more) return null
  if (message) return keysOf(message).find(({ key }) => key === form.Digits)?.answer ?? null
  return voiceWords(step.language).kinds[Number(form.Digits) - 1]?.[1] ?? null
}

const otherLanguageKey = '8'

function missed(called: Called, message: Message | undefined): string {
  const { form, step, config } = called
  if (step.confirming || step.more) return sayAgainTwiml(config.speech, { ...step, more: false, confirming: false })
  const other = message === undefined && form.Digits === otherLanguageKey
  const language = other ? (step.language.startsWith('cy') ? 'en' : 'cy') : step.language
  return readOut(called, message, { ...stepAfter(step), language })
}

/** What was read out, once more. */
function readOut({ config }: Called, message: Message | undefined, step: CallStep): string {
  return message ? messageTwiml(config.speech, message, step, false) : greetingTwiml(config.speech, step)
}

async function again(called: Called): Promise<string> {
  const { step, config } = called
  const message = await messageOf(called)
  const gone = step.message !== undefined && message === undefined
  if (gone || isSpokenOut(step) || step.more || step.confirming) return goodbyeTwiml(step.language)
  if (!message) return greetingTwiml(config.speech, step)
  if (step.sealed) return sealedTwiml(config.speech, message, step)
  return messageTwiml(config.speech, message, step, !step.within)
}

/** Whoever rings without showing a number is somebody we know by this call alone. */
function personOf({ CallSid, From, To, Direction }: CallForm): Address {
  const theirs = Direction === 'inbound' ? From : To
  return isPhoneNumber(theirs) ? { channel: 'sms', id: theirs } : { channel: 'voice', id: CallSid }
}

function said({ form, step }: Called, text: string): ChannelEvent {
  const ours = form.Direction === 'inbound' ? form.To : form.From
  return {
    type: 'message',
    from: personOf(form),
    to: { channel: 'sms', id: ours },
    providerId: `${form.CallSid}/${step.message ?? 'greeting'}/${step.round}`,
    text,
  }
}

/** A key pressed or a word said after a message shows that somebody heard it. */
function taken({ form, step }: Called): ChannelEvent[] {
  if (step.message === undefined || step.more) return []
  const providerId = step.within ? `${form.CallSid}/${step.message}` : form.CallSid
  return [{ type: 'status', providerId, status: 'delivered' }]
}

/** How far a call got. That it was answered is not that a person heard it: voice mail answers too. */
const callStatuses: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['queued', 'queued'],
  ['initiated', 'queued'],
  ['ringing', 'sending'],
  ['in-progress', 'sent'],
  ['completed', 'sent'],
  ['busy', 'undelivered'],
  ['no-answer', 'undelivered'],
  ['failed', 'undelivered'],
  ['canceled', 'undelivered'],
])

function statusOf({ CallSid, CallStatus }: CallForm): ChannelEvent[] {
  const status = callStatuses.get(CallStatus)
  if (!status) return []
  const event = { type: 'status', providerId: CallSid, status } as const
  return [status === 'undelivered' ? { ...event, failure: { reason: 'rejected', code: CallStatus } } : event]
}

/** A machine took the call: nobody has heard it, and it may go another way. */
function machineOf({ CallSid, AnsweredBy }: CallForm): ChannelEvent[] {
  if (!/^(machine|fax)/.test(AnsweredBy)) return []
  const failure = { reason: 'rejected', code: 'machine' } as const
  return [{ type: 'status', providerId: CallSid, status: 'undelivered', failure }]
}
