import * as everyday from './everyday-places.ts'
import { unreadable } from './spot.ts'

/** Words that may be the name of a street or a place; which of them there are is for the table of names to say. */
export interface NameMention {
  /** 'street' has a word such as 'Lane' in it; 'place' follows 'in' or 'near'; 'answer' is a short text as a whole. */
  readonly form: 'street' | 'place' | 'answer'
  /** What the name may be, the longest first. */
  readonly names: readonly string[]
  /** The towns and villages it may be in, the likeliest first. */
  readonly within: readonly string[]
  /** What it is near, in words: 'near the church'. */
  readonly beside: string
  readonly start: number
  readonly end: number
}

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  /** What stands between it and the word before is not just a space. */
  readonly broken: boolean
}

const mostWords = 4

/**
 * Finds what may be names: 'Mill Lane, Hebden Bridge', 'in Twyning', 'near the church in Twyning', and a text of one to
 * five words as a whole. Most of what it proposes is no place, and is dropped when the table does not know it.
 */
export function findNames(text: string): NameMention[] {
  const words = wordsOf(text)
  const streets = words.flatMap((_, i) => streetAt(words, i))
  const places = words.flatMap((_, i) => placeAt(words, i)).filter((place) => !streets.some((s) => overlap(s, place)))
  const named = [...streets, ...places]
  return named.length > 0 ? inEachOther(streets, places) : wholeText(text, words)
}

function wordsOf(text: string): Word[] {
  let end = 0
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’.-]\p{L}+)*/gu)].map((match) => {
    const broken = !/^\s*$/.test(text.slice(end, match.index))
    end = match.index + match[0].length
    return { text: match[0], start: match.index, end, broken }
  })
}

const isCapital = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word.text)

/** 'Mill Lane' from its 'Lane': back to a stop, and what follows for the town. */
function streetAt(words: readonly Word[], at: number): NameMention[] {
  const type = words[at]!
  if (!everyday.streetTypes.has(type.text.toLowerCase())) return []
  const before = backwards(words, at)
  const first = before[0]
  if (!first || (everyday.weakTypes.has(type.text.toLowerCase()) && !isNamed(before, type))) return []
  const names = before
    .map((_, i) => joined([...before.slice(i), type]))
    .filter((name) => !/^the \p{L}+$/iu.test(name) || isTitled(type))
  if (names.length === 0) return []
  return [{ form: 'street', names, within: townsFrom(words, at + 1), beside: '', start: first.start, end: type.end }]
}

/** The words before a street's type that may belong to its name. */
function backwards(words: readonly Word[], at: number): Word[] {
  const found: Word[] = []
  for (let i = at - 1; i >= 0 && found.length < mostWords && !words[i + 1]!.broken; i--) {
    const word = words[i]!
    if (/\d/.test(word.text) || everyday.stops.has(word.text.toLowerCase())) break
    found.unshift(word)
  }
  const the = words[at - 1]
  return found.length === 0 && the && /^the$/i.test(the.text) && !words[at]!.broken ? [the] : found
}

const isNamed = (before: readonly Word[], type: Word): boolean => isCapital(type) && isCapital(before.at(-1))

const joined = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ')

/** The names of towns that may follow: ', Hebden Bridge', ' in Hebden Bridge', ' Hebden Bridge please'. */
function townsFrom(words: readonly Word[], at: number): string[] {
  const start = /^(?:in|at|near)$/i.test(words[at]?.text ?? '') ? at + 1 : at
  return prefixes(words, start)
}

/** Up to four words from `at`, the longest run first: each could be a name. */
function prefixes(words: readonly Word[], at: number): string[] {
  const run: Word[] = []
  for (let i = at; i < words.length && run.length < mostWords; i++) {
    const word = words[i]!
    if ((run.length > 0 && word.broken) || /\d/.test(word.text)) break
    if (run.length === 0 ? !begins(word, words[i + 1]) : !goesOn(word)) break
    run.push(word)
  }
  return run
    .map((_, i) => run.slice(0, run.length - i))
    .filter(mayBeName)
    .map(joined)
}

const isStop = ({ text }: Word): boolean => everyday.stops.has(text.toLowerCase())
const isJoiner = ({ text }: Word): boolean => everyday.joiners.has(text.toLowerCase())
const isTitled = ({ text }: Word): boolean => /^\p{Lu}\p{Ll}/u.test(text)

/** No stop begins a name but 'The' of 'The Green'. */
const begins = (word: Word, next: Word | undefined): boolean =>
  (!isStop(word) && !isJoiner(word)) || (/^the$/i.test(word.text) && next !== undefined && isTitled(next))

const goesOn = (word: Word): boolean => !isStop(word) || isJoiner(word) || isTitled(word)

/** Everyday words in small letters, or shouted, are no name: 'home', 'the bath'. */
function mayBeName(run: readonly Word[]): boolean {
  if (isJoiner(run.at(-1)!)) return false
  const own = run.filter((word) => !isJoiner(word))
  return (
    own.some((word) => isTitled(word) || !everyday.commonWords.has(word.text.toLowerCase())) &&
    own.some(({ text }) => text.length > 2)
  )
}

function placeAt(words: readonly Word[], at: number): NameMention[] {
  if (!everyday.locatives.has(words[at]!.text.toLowerCase())) return []
  const names = prefixes(words, at + 1)
  const length = names[0]?.split(' ').length ?? 0
  if (length === 0 || words[at + 1]!.broken) return []
  const beside = besideBefore(words, at)
  const start = words[at - (beside === '' ? -1 : beside.split(' ').length)]!.start
  return [{ form: 'place', names, within: [], beside, start, end: words[at + length]!.end }]
}

/** 'near the church' in 'near the church in Twyning'. */
function besideBefore(words: readonly Word[], at: number): string {
  for (let i = at - 2; i >= 0 && i >= at - 6 && !words[i + 1]!.broken; i--) {
    if (everyday.besides.has(words[i]!.text.toLowerCase())) return joined(words.slice(i, at))
    if (isStop(words[i]!) && !isJoiner(words[i]!)) return ''
  }
  return ''
}

const overlap = (a: NameMention, b: NameMention): boolean => a.start < b.end && b.start < a.end

/** A street is looked for in the places that are named beside it. */
function inEachOther(streets: readonly NameMention[], places: readonly NameMention[]): NameMention[] {
  const around = places.flatMap(({ names }) => names)
  const apart = places.filter((place) => !streets.some(({ end }) => place.start >= end && place.start - end < 8))
  return [...streets.map((street) => ({ ...street, within: [...new Set([...street.within, ...around])] })), ...apart]
}

const mostWordsAlone = 5

function wholeText(text: string, words: readonly Word[]): NameMention[] {
  const [first, last] = [words[0], words.at(-1)]
  if (
    text.includes(unreadable) ||
    !first ||
    !last ||
    words.length > mostWordsAlone ||
    words.some((word) => /[\d.]/.test(word.text))
  )
    return []
  const comma = words.findIndex((word, i) => i > 0 && word.broken)
  const name = joined(comma > 0 ? words.slice(0, comma) : words)
  if (everyday.commonWords.has(name.toLowerCase()) || /\?\s*$/.test(text)) return []
  const within = comma > 0 ? [joined(words.slice(comma))] : []
  return [{ form: 'answer', names: [name], within, beside: '', start: first.start, end: last.end }]
}
