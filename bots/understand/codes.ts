import { isOutward } from '../../core/geo/postcode.ts'
import * as everyday from './everyday.ts'
import { literalPostcode, readPostcode, strangePostcode } from './postcodes.ts'
import { type Token, tokensOf } from './tokens.ts'

/** A postcode or an outward code in a text. `start` and `end` are positions in the text. */
export interface CodeMention {
  readonly source: 'postcode' | 'outward'
  /** What it may mean, most literal first: postcodes 'GL20 5BY', or one outward code 'GL20'. */
  readonly candidates: readonly string[]
  /** Nothing was repaired: the only candidate is what was typed. */
  readonly exact: boolean
  readonly start: number
  readonly end: number
}

/** Some tokens in a row that were taken for a code. */
interface Match {
  readonly source: 'postcode' | 'outward'
  readonly candidates: readonly string[]
  readonly exact: boolean
  readonly count: number
}

type Reader = (tokens: readonly Token[], at: number, text: string) => Match | undefined

/** Every code has one, typed right or mistyped; full-width ones count. */
const anyDigit = /[\d０-９]/

/**
 * Finds full postcodes and outward codes alone, the literal ones first.
 *
 * A postcode typed right has one candidate. One with look-alikes in it (O/0, I/1/L, S/5, B/8, Z/2) has those it may
 * stand for, and nothing else is guessed: which of them exist is for the caller to find out. An outward code is only
 * what looks like one. Roads ('M5'), times, prices and phone numbers are no places.
 */
export function findCodes(text: string): CodeMention[] {
  if (!anyDigit.test(text)) return []
  const tokens = tokensOf(text)
  const found: CodeMention[] = []
  const free = tokens.map(() => true)
  for (const reader of readers) take(reader, tokens, free, text, found)
  return found
}

/** Lets one reader look at every place in the text whose tokens no reader before it has taken. */
function take(reader: Reader, tokens: readonly Token[], free: boolean[], text: string, found: CodeMention[]): void {
  for (let at = 0; at < tokens.length; at++) {
    const match = free[at] ? reader(tokens, at, text) : undefined
    if (!match || !free.slice(at, at + match.count).every(Boolean)) continue
    free.fill(false, at, at + match.count)
    const [start, end] = [tokens[at]!.start, tokens[at + match.count - 1]!.end]
    const { source, candidates, exact } = match
    found.push({ source, candidates, exact, start, end })
  }
}

const postcode = (candidates: readonly string[], exact: boolean, count: number): Match | undefined =>
  candidates.length > 0 ? { source: 'postcode', candidates, exact, count } : undefined

/** The halves of a postcode that may start at a token: in one piece ('gl205by'), or in two ('GL20 5BY', 'GL20-5BY'). */
interface Halves {
  readonly outward: string
  readonly inward: string
  readonly count: 1 | 2
  readonly after: string
}

const betweenHalves = /^(?:\s{1,3}|\s?[-–]\s?|[.,])$/

function halvesAt(tokens: readonly Token[], at: number, text: string): Halves[] {
  const [one, two] = [tokens[at]!, tokens[at + 1]]
  const halves: Halves[] = []
  if (one.text.length >= 5 && one.text.length <= 7) {
    halves.push({ outward: one.text.slice(0, -3), inward: one.text.slice(-3), count: 1, after: text.slice(one.end) })
  }
  if (two && one.text.length >= 2 && one.text.length <= 4 && two.text.length === 3 && betweenHalves.test(two.gap)) {
    halves.push({ outward: one.text, inward: two.text, count: 2, after: text.slice(two.end) })
  }
  return halves.filter((half) => isCode(half))
}

/** 'GL27ND and' in one piece is a code, where 'GL2 7nd floor' and 'b12hr' are not. */
const isCode = ({ outward, inward, count, after }: Halves): boolean =>
  (count === 1 && outward.length > 2) || !everyday.isCounted(outward, inward, after)

/** A reader of one or two tokens that takes what `read` makes of the halves. */
const ofHalves =
  (read: (halves: Halves) => readonly string[], exact: boolean): Reader =>
  (tokens, at, text) =>
    halvesAt(tokens, at, text)
      .map((halves) => postcode(read(halves), exact, halves.count))
      .find((match) => match !== undefined)

const listed = (code: string | undefined): string[] => (code === undefined ? [] : [code])

const literal = ofHalves(({ outward, inward }) => listed(literalPostcode(outward + inward)), true)
const strange = ofHalves(({ outward, inward }) => listed(strangePostcode(outward + inward)), true)
const mistyped = ofHalves((halves) => {
  const { outward, inward } = halves
  return mayBeMistyped(halves) ? readPostcode(outward.toUpperCase(), inward.toUpperCase()) : []
}, false)

const hasDigit = (text: string): boolean => /\d/.test(text)
const hasLetter = (text: string): boolean => /[a-z]/i.test(text)
const endOfClause = /^\s*(?:$|[.,;:!?)\]\n])/

/** Enough of a code to repair: not a word, a house number ('GL20 12a High Street') or a count ('hall 3ft'). */
function mayBeMistyped({ outward, inward, count, after }: Halves): boolean {
  if (!hasLetter(outward) || !hasLetter(inward) || !hasDigit(outward + inward)) return false
  if (everyday.looksCounted(inward) && !/^[a-z].*\d/i.test(outward)) return false
  if (count === 2 && !hasDigit(outward) && outward.length === 2) return false
  if (count === 2 && everyday.isWord(inward)) return false
  return !hasDigit(inward.slice(1)) || endOfClause.test(after)
}

const betweenPieces = /^(?:\s{1,2}|[-.])$/
const mostPieces = 7

/** A postcode in pieces: 'GL 20 5BY', 'GL20 5 BY', 'H X 7 8 A A'. */
const inPieces: Reader = (tokens, at, text) => {
  let joined = tokens[at]!.text
  for (let count = 2; count <= mostPieces && at + count <= tokens.length; count++) {
    const next = tokens[at + count - 1]!
    joined += next.text
    if (next.text === '' || !betweenPieces.test(next.gap) || joined.length > 7) return undefined
    const code = literalPostcode(joined)
    if (code && !readsAsWords(tokens.slice(at, at + count), text.slice(next.end))) return postcode([code], true, count)
  }
  return undefined
}

function readsAsWords(pieces: readonly Token[], after: string): boolean {
  if (pieces.every(({ text }) => text.length === 1)) return false
  const [first, last] = [pieces[0]!, pieces.at(-1)!]
  const capitals = (token: Token) => token.text === token.upper
  if (everyday.firstWords.has(first.upper) && !capitals(first)) return true
  if (everyday.isCounted(first.text, last.text, after)) return true
  return everyday.lastWords.has(last.upper) && !(capitals(last) && endOfClause.test(after))
}

const asked = /\b(?:post\s?code|area)(?: is)?\s?[:=]?\s?$/i
const within = /\bin\s$/i
const thenDigits = /^[.,]\d/
const thenTime = /^\s\d{1,3}\s?(?:m|mins?|minutes?|h|hrs?|hours?)\b/i

/** An outward code alone. One letter and digits is a road or an answer, unless what stands before it says otherwise. */
const outwardAlone: Reader = (tokens, at, text) => {
  const { upper, start, end } = tokens[at]!
  const after = text.slice(end)
  if (!isOutward(upper) || thenDigits.test(after) || (upper.length === 3 && thenTime.test(after))) return undefined
  const before = text.slice(Math.max(0, start - 20), start)
  const clear = /^[A-Z]{2}/.test(upper) && !everyday.everydayCodes.has(upper)
  const likely = within.test(before) && upper.length >= 3 && !upper.startsWith('M')
  if (!clear && !likely && !asked.test(before)) return undefined
  return { source: 'outward', candidates: [upper], exact: true, count: 1 }
}

const readers: readonly Reader[] = [literal, inPieces, mistyped, strange, outwardAlone]
