import type { Message } from '../../core/channel.ts'

/** What we say on the telephone in one language, besides the messages themselves. */
export interface VoiceWords {
  /** For `<Say>`: the language and who speaks it. */
  readonly language: 'en-GB' | 'cy-GB'
  readonly voice: string
  /** First of all to whoever rings. */
  readonly greeting: (us: string) => string
  /** What the keys of the greeting stand for, the first on key 1: what is read out, and what pressing it says. */
  readonly kinds: readonly (readonly [readOut: string, says: string])[]
  readonly otherLanguage: string
  readonly press: (key: string, label: string) => string
  readonly repeat: string
  readonly somethingForYou: (us: string) => string
  readonly oneMoment: string
  readonly anythingElse: string
  readonly heard: (words: string) => string
  readonly sayAgain: string
  readonly ringBack: string
  readonly goodbye: string
  /** What is written for somebody who reads, as it is said to somebody who hears. */
  readonly rewritten: readonly (readonly [written: RegExp, said: string])[]
}

const en: VoiceWords = {
  language: 'en-GB',
  voice: 'Polly.Amy',
  greeting: (us) =>
    `This is ${us}. If life is at risk, hang up and call 9 9 9 first. Otherwise say in a few words what you need, and the postcode.`,
  kinds: [
    ['flood help', 'I need flood help'],
    ['help to get out', 'I need help to get out of my house'],
    ['food', 'I need food shopping'],
    ['medicine', 'I need a prescription picked up'],
    ['someone checked on', 'Please check on someone'],
  ],
  otherLanguage: 'I siarad Cymraeg, pwyswch 8.',
  press: (key, label) => `Press ${key}: ${label}.`,
  repeat: 'Press 9 to hear this again.',
  somethingForYou: (us) => `This is ${us}, with a message for you alone. Press 1 to hear it.`,
  oneMoment: 'Thank you. One moment.',
  anythingElse:
    'We have what you said. If there is anything else, say it now. Otherwise you can hang up. If life is at risk call 9 9 9.',
  heard: (words) => `We heard: ${words}. Press 1 if that is right, or say it again.`,
  sayAgain: 'Sorry, we did not hear that well. Please say it again.',
  ringBack: 'We ring you straight back with the details. Please hang up now.',
  goodbye: 'Goodbye. If life is at risk call 9 9 9.',
  rewritten: [
    [/\btext (you|us|when|only)\b/g, 'ring $1'],
    [/\bText us\b/g, 'Ring us'],
    [/\b([Pp]lease|or) text\b/g, '$1 say'],
    [/\bText ([A-Z]{2,})/g, 'Say $1'],
    [/\blook at our text and reply again\b/g, 'press again'],
  ],
}

const cy: VoiceWords = {
  language: 'cy-GB',
  voice: 'Polly.Gwyneth',
  greeting: (us) =>
    `${us} sydd yma. Os oes bywyd mewn perygl, rhowch y ffôn i lawr a ffoniwch 9 9 9 yn gyntaf. Fel arall, dywedwch mewn ychydig eiriau beth sydd ei angen, a'r cod post.`,
  kinds: [
    ['cymorth llifogydd', 'I need flood help'],
    ['help i adael', 'I need help to get out of my house'],
    ['bwyd', 'I need food shopping'],
    ['meddyginiaeth', 'I need a prescription picked up'],
    ['gweld bod rhywun yn iawn', 'Please check on someone'],
  ],
  otherLanguage: 'For English, press 8.',
  press: (key, label) => `Pwyswch ${key}: ${label}.`,
  repeat: 'Pwyswch 9 i glywed hyn eto.',
  somethingForYou: (us) => `${us} sydd yma, gyda neges i chi yn unig. Pwyswch 1 i'w chlywed.`,
  oneMoment: 'Diolch. Un eiliad.',
  anythingElse:
    'Mae gennym yr hyn a ddywedoch. Os oes rhywbeth arall, dywedwch ef nawr. Fel arall, cewch roi’r ffôn i lawr. Os oes bywyd mewn perygl ffoniwch 9 9 9.',
  heard: (words) => `Clywsom: ${words}. Pwyswch 1 os yw hynny'n iawn, neu dywedwch ef eto.`,
  sayAgain: 'Sori, ni chlywsom hynny yn dda. Dywedwch ef eto.',
  ringBack: "Byddwn yn eich ffonio yn ôl yn syth gyda'r manylion. Rhowch y ffôn i lawr nawr.",
  goodbye: 'Hwyl fawr. Os oes bywyd mewn perygl ffoniwch 9 9 9.',
  rewritten: [
    [/\bTecstiwn\b/g, 'Ffoniwn'],
    [/\btecstiwn\b/g, 'ffoniwn'],
    [/\beich tecstio\b/g, 'eich ffonio'],
    [/\btecstiwch (y cod post|yr enw|ef)\b/gi, 'dywedwch $1'],
    [/\bTecstiwch ([A-Z]{2,})/g, 'Dywedwch $1'],
    [/\bTecstiwch\b/g, 'Ffoniwch'],
    [/\btecstiwch\b/g, 'ffoniwch'],
  ],
}

export const voiceWords = (language: string): VoiceWords => (language.startsWith('cy') ? cy : en)

/** A key, what pressing it answers, and what is read out of it where the words do not say so themselves. */
export interface Key {
  readonly key: string
  readonly answer: string
  readonly label: string | null
}

/** 9 says it again, so no answer has that key. */
export const repeatKey = '9'

const anAnswer = /\b([A-HJ-NP-Z]{1,2})([1-8])\b/g
const asks = /\b(Reply|Atebwch)\b/

/**
 * The keys that answer a message: its choices, or where it has none the answers its words ask for. Answers of one letter
 * keep their digit; of several letters, they are numbered in the order they come.
 */
export function keysOf({ text, choices }: Pick<Message, 'text' | 'choices'>): Key[] {
  const told = choices.length > 0 ? choices : askedIn(text).map((answer) => ({ answer, label: null }))
  const answers = told.slice(0, 8)
  const digits = answers.map(({ answer }) => /^[A-Z]{1,2}([1-8])$/.exec(answer)?.[1])
  const own = new Set(answers.map(({ answer }) => answer.replace(/\d$/, ''))).size === 1 && !digits.includes(undefined)
  return answers.map(({ answer, label }, i) => ({ key: own ? digits[i]! : String(i + 1), answer, label }))
}

/** 'A1', 'A2' where the words say "Reply A1 …"; a code with another letter in their midst may be half a postcode. */
function askedIn(text: string): string[] {
  const asked = sentencesOf(text).find((sentence) => asks.test(sentence))
  const found = [...(asked?.matchAll(anAnswer) ?? [])]
  const first = found.filter(([, letter]) => letter === found[0]![1])
  return [...new Set((first.length > 1 ? first : found).map(([answer]) => answer))]
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!])\s+/)

/** What is read out of a message: keys instead of codes, codes letter by letter, no link. */
export function spoken(message: Message, words: VoiceWords): string {
  const keys = keysOf(message)
  const labelled = keys.filter(({ label }) => label !== null)
  const text = labelled.length > 0 ? withoutAnswers(message.text, keys) : withKeys(message.text, keys, words)
  const parts = [sayable(text, words), ...labelled.map(({ key, label }) => words.press(key, label!)), words.repeat]
  return parts.filter(Boolean).join(' ')
}

const withoutAnswers = (text: string, keys: readonly Key[]): string =>
  sentencesOf(text)
    .filter((sentence) => !(asks.test(sentence) && keys.some(({ answer }) => sentence.includes(answer))))
    .join(' ')

function withKeys(text: string, keys: readonly Key[], words: VoiceWords): string {
  const verb = words.press('', '').split(' ')[0]!
  const keyOf = new Map(keys.map(({ answer, key }) => [answer, key]))
  return text
    .replaceAll(new RegExp(`${asks.source} (?=${anAnswer.source})`, 'g'), '')
    .replaceAll(anAnswer, (code) => (keyOf.has(code) ? `${verb} ${keyOf.get(code)}:` : code))
}

const postcode = /\b([A-Z]{1,2}\d[A-Z\d]?)( ?\d(?:[A-Z]{2})?)?\b/g

const letters = (code: string): string => [...code.trim()].join(' ')

function sayable(text: string, { rewritten }: VoiceWords): string {
  const said = rewritten.reduce((so, [written, heard]) => so.replace(written, heard), text)
  return said
    .replaceAll(/https?:\S+/g, '')
    .replaceAll(postcode, (_, outward: string, inward = '') =>
      [outward, inward].filter(Boolean).map(letters).join(', '),
    )
    .replaceAll(/\b999\b/g, '9 9 9')
    .replaceAll(/\p{Extended_Pictographic}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
