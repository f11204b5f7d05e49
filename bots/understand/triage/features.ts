import { fold, isAscii } from '../fold.ts'
import { conceptsIn } from './concepts.ts'

/** Features are numbers below two to the power of this: where a word or a group of letters falls by its hash. */
export const featureBits = 17

/** What a text is made of: numbers, each once, how much each weighs, and the length of that as a vector. */
export interface Features {
  readonly at: Uint32Array
  readonly values: Float32Array
  readonly length: number
  /** Half of the commonest words are English, as far as there are any. */
  readonly isEnglish: boolean
}

const mask = (1 << featureBits) - 1
const [prime, basis] = [0x01000193, 0x811c9dc5]
const [wordSalt, pairSalt, groupSalt, conceptSalt, conceptPairSalt] = [1, 2, 3, 4, 8]
/** What a word weighs is one; letters say less, and what it means says more. */
const weights = { concept: 7, conceptPair: 3, word: 1, pair: 0.7, group: 0.5 }
const [shortestGroup, longestGroup] = [3, 4]
const mostCharacters = 1000

const mix = (hash: number, code: number): number => Math.imul(hash ^ code, prime)

/** Spreads the last bits of a hash over all of it, so that the lowest can be taken. */
function spread(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 13)) & mask
}

function goOn(from: number, word: string): number {
  let hash = from
  for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at))
  return hash
}

const hashOf = (word: string, salt: number): number => goOn(mix(basis, salt), word)

/**
 * What a text is made of: what it speaks of (see concepts.ts), two such things together, its words, pairs of words, and
 * the groups of three or four letters in each word, which a misspelt one still shares with the right one. Marks are left
 * out, numbers are all alike. A text without a letter has none. Only the first 1,000 characters count.
 */
export function featuresOf(text: string): Features {
  const words = wordsIn(text)
  const found = collector()
  const concepts = conceptsIn(words)
  for (const concept of concepts) found.add(spread(mix(hashOf('', conceptSalt), concept)), weights.concept)
  for (const a of concepts)
    for (const b of concepts)
      if (a < b) found.add(spread(mix(mix(hashOf('', conceptPairSalt), a), b)), weights.conceptPair)
  let previous = ''
  for (const word of words) {
    const hashes = hashesOf(word)
    found.add(hashes[0]!, weights.word)
    found.add(spread(goOn(goOn(goOn(mix(basis, pairSalt), previous), ' '), word)), weights.pair)
    for (let i = 1; i < hashes.length; i++) found.add(hashes[i]!, weights.group)
    previous = word
  }
  return found.features(isEnglish(words))
}

const marks = /\p{M}+/gu
const letters = /[\p{L}\p{N}]+/gu

function wordsIn(text: string): readonly string[] {
  const folded = fold(text.slice(0, mostCharacters))
  if (isAscii(folded)) return folded.replaceAll(/\d+/g, '0').match(/[a-z0-9]+/g) ?? []
  return folded.normalize('NFD').replaceAll(marks, '').replaceAll(/\d+/g, '0').match(letters) ?? []
}

const commonEnglish = new Set(
  'the of to and a in is for on are we i you my that this have with from it be at no not they our can help need please am me has do what was there all or if but will how your who as an by any so get t s'.split(
    ' ',
  ),
)
const commonOther = new Set(
  'nou mwen nan pou ki pa yo yon gen se la moun sa m ta ap de ka fe ak jwenn an te li ou le je des et ke les mon est que qu une un du sur pas il ce vous nous por los el en para con del las una es hai ka ki ke ko aur mein se he'.split(
    ' ',
  ),
)

function isEnglish(words: readonly string[]): boolean {
  const count = (list: ReadonlySet<string>) => words.reduce((n, word) => n + (list.has(word) ? 1 : 0), 0)
  return count(commonEnglish) >= count(commonOther)
}

/** The same number again counts once, with the weight it had first. */
const seen = new Uint32Array(1 << featureBits)
let collecting = 0

function collector() {
  collecting++
  const at: number[] = []
  const values: number[] = []
  let square = 0
  return {
    add(feature: number, value: number): void {
      if (seen[feature] === collecting) return
      seen[feature] = collecting
      at.push(feature)
      values.push(value)
      square += value * value
    },
    features: (english: boolean): Features => ({
      at: Uint32Array.from(at),
      values: Float32Array.from(values),
      length: Math.sqrt(Math.max(1, square)),
      isEnglish: english,
    }),
  }
}

/** Half of what people write are the same few thousand words. */
const hashed = new Map<string, readonly number[]>()
const mostHashed = 8192

/** Where a word falls, and then its groups of letters. */
function hashesOf(word: string): readonly number[] {
  const known = hashed.get(word)
  if (known) return known
  if (hashed.size >= mostHashed) hashed.clear()
  const found = [spread(hashOf(word, wordSalt)), ...groupsOf(` ${word} `)]
  hashed.set(word, found)
  return found
}

function groupsOf(word: string): number[] {
  const found: number[] = []
  for (let from = 0; from + shortestGroup <= word.length; from++) {
    let hash = mix(basis, groupSalt)
    for (let to = from; to < Math.min(word.length, from + longestGroup); to++) {
      hash = mix(hash, word.charCodeAt(to))
      if (to - from + 1 >= shortestGroup) found.push(spread(hash))
    }
  }
  return found
}
