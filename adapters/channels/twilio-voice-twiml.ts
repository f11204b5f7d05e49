import twilio from 'twilio'
import type { SayAttributes } from 'twilio/lib/twiml/VoiceResponse.js'
import type { Message } from '../../core/channel.ts'
import type { Purpose } from '../../core/messages/message.ts'
import { spoken, type VoiceWords, voiceWords } from './twilio-voice-words.ts'

/** What a step of a call is about: it stands in the address that Twilio calls next, and so is nothing but ids and codes. */
export interface CallStep {
  /** The message that was read out; none while we greet. */
  readonly message?: string | undefined
  /** It was read out in a call that was there already, instead of one of its own. */
  readonly within?: boolean | undefined
  /** Only that there is a message was said so far: a key opens it. */
  readonly sealed?: boolean | undefined
  /** We read back what we heard, and wait for key 1. */
  readonly confirming?: boolean | undefined
  /** The question is only whether there is anything else. */
  readonly more?: boolean | undefined
  /** Counts what was answered, so that every answer of a call has an id of its own. */
  readonly round: number
  /** How many times in a row nothing was pressed or said. */
  readonly silent: number
  /** How many times we have waited for what the conversation answers. */
  readonly waited: number
  readonly language: string
}

export interface Speech {
  /** Where Twilio calls us about calls; no slash at its end. */
  readonly base: string
  readonly us: string
}

/** Twilio takes no more in a request. */
export const longestTwiml = 4000

/** How often something is read out to somebody who presses nothing. */
const rounds = 2

/** How long we wait for what the conversation answers, before we say that it is kept. */
const waitS = 4
const waits = 4

const numbers = { r: 'round', n: 'silent', w: 'waited' } as const
const flags = { in: 'within', s: 'sealed', c: 'confirming', e: 'more' } as const

/** The first step about a message; about whatever is said where there is none. */
export const firstStep = (language: string, message?: string): CallStep => ({
  message,
  round: 0,
  silent: 0,
  waited: 0,
  language,
})

/** The step after an answer was taken. */
export const stepAfter = ({ message, within, round, language }: CallStep): CallStep => ({
  ...firstStep(language, message),
  within,
  round: round + 1,
})

export function addressOf({ base }: Speech, what: 'answer' | 'again' | 'wait', step: CallStep): string {
  const query = new URLSearchParams({ l: step.language })
  if (step.message !== undefined) query.set('m', step.message)
  for (const [name, field] of Object.entries(numbers)) query.set(name, String(step[field]))
  for (const [name, field] of Object.entries(flags)) if (step[field]) query.set(name, '1')
  return `${base}/${what}?${query}`
}

/** The step that an address stands for; undefined where it is none of ours. */
export function stepIn(url: URL): CallStep | undefined {
  const query = url.searchParams
  const message = query.get('m') ?? undefined
  const counts = Object.keys(numbers).map((name) => query.get(name) ?? '0')
  if (counts.some((count) => !/^\d{1,3}$/.test(count))) return undefined
  if (message !== undefined && !/^[\w-]{1,64}$/.test(message)) return undefined
  const counted = Object.entries(numbers).map(([name, field]) => [field, Number(query.get(name) ?? 0)])
  const flagged = Object.entries(flags).map(([name, field]) => [field, query.has(name)])
  return { ...firstStep(query.get('l') ?? 'en', message), ...Object.fromEntries([...counted, ...flagged]) }
}

/** What somebody's own voice mail, or whoever else picks up, may hear: what says nothing about a person. */
const forAnyone: ReadonlySet<Purpose> = new Set(['invitation', 'introduction', 'stand_down', 'alarm', 'danger'])

/** What tells one person about another: it goes only to a number that we rang, since who rings can pretend to be anyone. */
const aboutOthers: ReadonlySet<Purpose> = new Set(['accepted', 'relay', 'news'])

/** Answers to what was just said or pressed: whoever gets them is no machine. */
const afterTheirs: ReadonlySet<Purpose> = new Set(['reply', 'question', 'clarification', 'briefing', 'danger'])

export const isForAnyone = ({ purpose }: Message): boolean => forAnyone.has(purpose)
export const isAboutOthers = ({ purpose }: Message): boolean => aboutOthers.has(purpose)
export const isAfterTheirs = ({ purpose }: Message): boolean => afterTheirs.has(purpose)

/** Reads a message out and takes the answer; `keysOnly`: a machine may have picked up, whose words are no answer. */
export function messageTwiml(speech: Speech, message: Message, step: CallStep, keysOnly: boolean): string {
  const words = voiceWords(message.language)
  const opened = { ...step, language: message.language }
  return asking(speech, { text: spoken(message, words), step: opened, keysOnly, words })
}

/** Says that there is a message; it is read out once a key was pressed. */
export function sealedTwiml(speech: Speech, message: Message, step: CallStep): string {
  const words = voiceWords(message.language)
  const sealed = { ...step, sealed: true, language: message.language }
  return asking(speech, { text: words.somethingForYou(speech.us), step: sealed, keysOnly: true, words })
}

export function greetingTwiml(speech: Speech, step: CallStep): string {
  const words = voiceWords(step.language)
  const menu = words.kinds.map(([label], i) => words.press(String(i + 1), label)).join(' ')
  const other = voiceWords(step.language.startsWith('cy') ? 'en' : 'cy')
  const twiml = new twilio.twiml.VoiceResponse()
  const gather = twiml.gather(gathering(speech, step, false))
  gather.say(said(words), `${words.greeting(speech.us)} ${menu}`)
  gather.say(said(other), words.otherLanguage)
  gather.say(said(words), words.repeat)
  return ending(twiml, speech, step)
}

export const heardTwiml = (speech: Speech, heard: string, step: CallStep): string =>
  saying(speech, voiceWords(step.language).heard(heard), { ...stepAfter(step), confirming: true })

export const sayAgainTwiml = (speech: Speech, step: CallStep): string =>
  saying(speech, voiceWords(step.language).sayAgain, stepAfter(step))

const saying = (speech: Speech, text: string, step: CallStep): string =>
  asking(speech, { text, step, keysOnly: false, words: voiceWords(step.language) })

/** Waits for what the conversation answers, which is put into the call from outside; then says that all is kept. */
export function waitingTwiml(speech: Speech, step: CallStep): string {
  const words = voiceWords(step.language)
  if (step.waited >= waits) return saying(speech, words.anythingElse, { ...step, waited: 0, more: true })
  const twiml = new twilio.twiml.VoiceResponse()
  if (step.waited === 0) twiml.say(said(words), words.oneMoment)
  twiml.pause({ length: waitS })
  twiml.redirect({ method: 'POST' }, addressOf(speech, 'wait', { ...step, waited: step.waited + 1 }))
  return twiml.toString()
}

export const hangUpTwiml = (text: string, language: string): string => {
  const twiml = new twilio.twiml.VoiceResponse()
  twiml.say(said(voiceWords(language)), text)
  twiml.hangup()
  return twiml.toString()
}

export const goodbyeTwiml = (language: string): string => hangUpTwiml(voiceWords(language).goodbye, language)

interface Asking {
  readonly text: string
  readonly step: CallStep
  readonly keysOnly: boolean
  readonly words: VoiceWords
}

function asking(speech: Speech, { text, step, keysOnly, words }: Asking): string {
  const twiml = new twilio.twiml.VoiceResponse()
  twiml.gather(gathering(speech, step, keysOnly)).say(said(words), text)
  return ending(twiml, speech, step)
}

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>

/** Where nothing is pressed and nothing said, we are called again. */
function ending(twiml: VoiceResponse, speech: Speech, step: CallStep): string {
  twiml.redirect({ method: 'POST' }, addressOf(speech, 'again', { ...step, silent: step.silent + 1 }))
  return twiml.toString()
}

/** Nobody has answered, however often it was read out. */
export const isSpokenOut = ({ silent }: CallStep): boolean => silent >= rounds

/** Words are heard as English in Welsh too: names of places and postcodes are, and Twilio hears no Welsh. */
function gathering(speech: Speech, step: CallStep, keysOnly: boolean) {
  const input: ('dtmf' | 'speech')[] = keysOnly ? ['dtmf'] : ['dtmf', 'speech']
  const hearing = keysOnly ? {} : { language: 'en-GB' as const, speechTimeout: 'auto', profanityFilter: false }
  return { input, ...hearing, numDigits: 1, timeout: 6, method: 'POST', action: addressOf(speech, 'answer', step) }
}

const said = ({ language, voice }: VoiceWords) => ({ language, voice }) as SayAttributes
