import type { KindId } from '../../../core/kinds.ts'
import { shortAnswer } from '../words/index.ts'
import type { Language } from '../words.ts'
import { kindNoun, kindsOfNoun, type Other, phrases, type Spoken, spokenOf } from './vocabulary.ts'

interface Span {
  readonly at: number
  readonly end: number
}

/** One piece of an answer. `letter` without a digit is `shaky` where it may be a plain word: "a", "u", a kiss. */
export type Token = Span &
  (
    | { readonly t: 'code'; readonly letter: string; readonly digit: number }
    | { readonly t: 'letter'; readonly letter: string; readonly shaky: boolean }
    | { readonly t: 'kind'; readonly kinds: readonly KindId[] }
    | { readonly t: 'said'; readonly said: Spoken; readonly minutes: number | null }
    | { readonly t: 'minutes'; readonly minutes: number }
    | { readonly t: 'number'; readonly n: number }
    | { readonly t: Other | 'break' | 'mark' }
  )

export interface Lexed {
  /** As it was said, in one line, with straight quotes. */
  readonly said: string
  readonly tokens: readonly Token[]
}

export const inOneLine = (text: string): string =>
  text
    .replaceAll('🅰', 'A')
    .replaceAll(/\ufe0e|\ufe0f|\u20e3|\u200d|\u2060|\u200b/g, '')
    .normalize('NFKC')
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[“”"]/g, ' ')
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim()

/** The pieces of a text, the longest phrase first; `letters` are those that stand or stood for something. */
export function lex(text: string, letters: readonly string[], language: Language | null): Lexed {
  const said = inOneLine(text)
  const lower = said.toLowerCase().length === said.length ? said.toLowerCase() : said
  const tokens: Token[] = []
  const codes = codesIn(said, letters)
  for (let at = 0; at < lower.length; ) {
    const token = codes.get(at) ?? tokenAt(said, lower, at, letters, language)
    if (token) tokens.push(token)
    at = token?.end ?? at + 1
  }
  return { said, tokens }
}

const punctuation = /[.,;!:()\n\u2026¡¿]+|-+(?= )|\?+/uy
const wordRun = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'-]*/uy
const span =
  /(?:in |about |around |within |be |abt |approx |roughly )*(?:(\d{1,3}) ?(m|mins?|minutes?|h|hrs?|hours?)|(half an hour|half hour|an hour|one hour|two hours|a couple of hours|couple of hours))(?![\p{L}\p{N}'])|in (\d{1,2})(?= ?(?:$|[.,!?;]|please|thanks|ok|x))/uy
const soon =
  /(?:i'?ll |i will |will |can )?(?:be )?(?:there|with (?:you|them|her|him|u)) in (?:about |around |approx )?(\d{1,3}) ?(m|mins?|minutes?|h|hrs?|hours?)?(?![\p{L}\p{N}'])|(\d{1,3}) ?(?:mins?|minutes) away(?![\p{L}\p{N}'])/uy
const spans: Readonly<Record<string, number>> = { h: 30, a: 60, o: 60, t: 120, c: 120 }

function put(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function tokenAt(
  said: string,
  lower: string,
  at: number,
  letters: readonly string[],
  language: Language | null,
): Token | null {
  if (said[at] === ' ') return null
  const mark = put(punctuation, lower, at)
  if (mark) return { t: mark[0].startsWith('?') ? 'mark' : 'break', at, end: at + mark[0].length }
  return (
    longest([letterAt(said, at, letters), timeAt(lower, at), ...phrasesAt(lower, at), kindAt(lower, at)]) ??
    foreign(lower, at, language) ??
    wordAt(lower, at)
  )
}

const longest = (found: readonly (Token | null)[]): Token | null =>
  found.reduce((best, one) => (one && (!best || one.end > best.end) ? one : best), null)

function* phrasesAt(lower: string, at: number): Generator<Token> {
  for (const [name, pattern] of phrases) {
    const match = put(pattern, lower, at)
    if (!match || match[0] === '') continue
    const said = spokenOf(name)
    const end = at + match[0].length
    if (said) yield { t: 'said', said, minutes: null, at, end }
    else yield { t: name as Other, at, end }
  }
}

function timeAt(lower: string, at: number): Token | null {
  const near = put(soon, lower, at)
  if (near) {
    const minutes = Number(near[1] ?? near[3]) * (near[2]?.startsWith('h') ? 60 : 1)
    return { t: 'said', said: 'on_the_way', minutes, at, end: at + near[0].length }
  }
  const match = put(span, lower, at)
  if (!match) return null
  const end = at + match[0].length
  if (match[4]) return { t: 'minutes', minutes: Number(match[4]), at, end }
  if (match[3]) return { t: 'minutes', minutes: spans[match[3][0]!]!, at, end }
  return { t: 'minutes', minutes: Number(match[1]) * (match[2]!.startsWith('h') ? 60 : 1), at, end }
}

function kindAt(lower: string, at: number): Token | null {
  const match = put(kindNoun, lower, at)
  return match && { t: 'kind', kinds: kindsOfNoun(match[1]!), at, end: at + match[0].length }
}

/** Letters that are also a word, a kiss or a short form: they count only beside what can only be of a letter. */
const alsoWords = 'XYNKUR'
const singleLetter = /([A-Za-z]{1,2})(?![\p{L}\p{N}'])/uy

function letterAt(said: string, at: number, letters: readonly string[]): Token | null {
  const match = put(singleLetter, said, at)
  const letter = match?.[1]?.toUpperCase() ?? ''
  if (!match || !letters.includes(letter)) return null
  const upper = match[1] === letter
  if (alsoWords.includes(letter) && !(upper && isNamed(said, at)))
    return upper && letter === 'X' && /\b(?:yes|no) $/i.test(said.slice(0, at)) ? { t: 'word', at, end: at + 1 } : null
  const shaky = !upper || (letter === 'A' && startsSentence(said, at) && !isNamed(said, at))
  return { t: 'letter', letter, shaky, at, end: at + letter.length }
}

/** "to X", "not X", "no K", "X yes", "X: no", and X as the whole text; "yes X" may be a kiss. */
const isNamed = (said: string, at: number): boolean =>
  said.length === 1 ||
  (said[at] !== 'X' && /\b(?:yes|no),? $/i.test(said.slice(0, at))) ||
  /\b(?:to|for|letter|option|of|not|or|do|doing|done|finished) $/i.test(said.slice(0, at)) ||
  /(?:^|[ ,])[A-Z](?:,| and| &| \+| or) ?$/.test(said.slice(0, at)) ||
  /^[:, -]{1,3}(?:yes|no|yep|nope|and [A-Z]\b|or [A-Z]\b|done|sorted|is|all|finished|one)\b/i.test(said.slice(at + 1))

const startsSentence = (said: string, at: number): boolean => at === 0 || /[.!?\n] ?$/.test(said.slice(0, at))

function foreign(lower: string, at: number, language: Language | null): Token | null {
  if (language === null || language === 'en') return null
  const match = put(wordRun, lower, at)
  const said = match && shortAnswer(match[0], language)
  return said === 'yes' || said === 'no' ? { t: 'said', said, minutes: null, at, end: at + match![0].length } : null
}

function wordAt(lower: string, at: number): Token | null {
  const match = put(wordRun, lower, at)
  if (!match) return null
  const end = at + match[0].length
  if (/^\d+$/.test(match[0])) return { t: 'number', n: Number(match[0]), at, end }
  return { t: 'word', at, end }
}

const roadOrRoom =
  /\b(?:the|on|via|near|along|junction|flat|room|unit|block|house|bus|gate|platform|apartment|apt|bay|ward|building|no|route|road|motorway|seat|row|plot) ?$/i
const traffic =
  /^ ?(?:is|was|are|has|looks|southbound|northbound|eastbound|westbound|road|roundabout|junction|traffic|motorway|closed|shut|blocked|flooded|paper|to (?!be\b)[a-z]+)\b/i

/** Letters with a digit: known ones anywhere, unknown ones where the text is nothing but codes. Not roads and rooms. */
function codesIn(said: string, letters: readonly string[]): ReadonlyMap<number, Token> {
  const found = new Map<number, Token>()
  const only = onlyCodes.test(said)
  for (const match of said.matchAll(aCode)) {
    const letter = match[1]!.toUpperCase()
    if (!letters.includes(letter) && !only) continue
    if (!only && !standsForItself(said, match)) continue
    found.set(match.index, {
      t: 'code',
      letter,
      digit: Number(match[3]),
      at: match.index,
      end: match.index + match[0].length,
    })
  }
  return found
}

const beside = /^ ?(?:please|pls|thanks|ta|mate|and|but|yes|no|if|in|after|x+|lol|[a-z] ?\d)\b/i
const counted =
  /^ ?(?:am|pm|people|of|beds?|hours?|hrs?|mins?|miles?|bags?|times?|more|days?|weeks?|o'?clock|foot|feet|ft)\b/i

const aCode =
  /(?<![\p{L}\p{N}'])([A-Za-z]{1,2})([ \-.:#)=]{0,2})(\d)(?=x{1,3}(?!\p{L})|(?:yes|ok|please|pls|thanks|ta)(?!\p{L})|(?![\p{L}\p{N}]))(?! ?[\d][A-Za-z]{2}(?<!hr)(?![\p{L}\p{N}]))/giu
const onlyCodes =
  /^[("' ]*(?:[A-Za-z]{1,2}[ \-.:#)=]{0,2}\d[\s,.;&+/!)]*(?:and )?)+(?:please|pls|thanks|thx|ta|x+|👍|🙏|[\s.!])*$/iu

function standsForItself(said: string, match: RegExpExecArray): boolean {
  const [code, letter, gap] = [match[0], match[1]!, match[2]!]
  const before = said.slice(0, match.index)
  const after = said.slice(match.index + code.length)
  if (traffic.test(after) || (roadOrRoom.test(before) && !/\b(?:yes|reply|answer|no) $/i.test(before))) return false
  const spaced = gap.includes(' ') && letter === letter.toLowerCase()
  if (!spaced || !/^ ?\p{L}/u.test(after)) return true
  return /^[aknruxy]$/.test(letter) ? beside.test(after) : !counted.test(after)
}
