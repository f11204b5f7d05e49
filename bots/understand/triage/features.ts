import { fold } from '../fold.ts'
import { conceptsIn } from './concepts.ts'

/** Features are numbers below two to the power of this: where a word or a group of letters falls by its hash. */
export const featureBits = 17

const mask = (1 << featureBits) - 1
const [prime, basis] = [0x01000193, 0x811c9dc5]
const [wordSalt, pairSalt, groupSalt, conceptSalt] = [1, 2, 3, 4]
/** A concept weighs as much as this many words. */
const conceptCopies = 24
const [shortestGroup, longestGroup] = [3, 4]
const mostCharacters = 1000

const mix = (hash: number, code: number): number => Math.imul(hash ^ code, prime)

/** Spreads the last bits of a hash over all of it, so that the lowest can be taken. */
function spread(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 13)) & mask
}

function hashOf(word: string, salt: number): number {
  let hash = mix(basis, salt)
  for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at))
  return hash
}

/**
 * What a text is made of, as numbers: its words, its pairs of words, and the groups of three or four letters in each
 * word, which a misspelt one still shares with the right one. Marks are left out, numbers are all alike. Each number
 * once; a text without a letter has none. Only the first 1,000 characters count.
 */
export function featuresOf(text: string): Uint32Array {
  const found = new Set<number>()
  let previous = ''
  const words = wordsIn(text)
  for (const concept of conceptsIn(words.join(' '))) addConcept(concept, found)
  for (const word of words) {
    found.add(spread(hashOf(word, wordSalt)))
    found.add(spread(hashOf(`${previous} ${word}`, pairSalt)))
    addGroups(` ${word} `, found)
    previous = word
  }
  return Uint32Array.from(found)
}

const wordsIn = (text: string): string[] =>
  fold(text.slice(0, mostCharacters))
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/\d+/g, '0')
    .match(/[\p{L}\p{N}]+/gu) ?? []

function addConcept(concept: number, found: Set<number>): void {
  for (let copy = 0; copy < conceptCopies; copy++) found.add(spread(mix(mix(mix(basis, conceptSalt), concept), copy)))
}

function addGroups(word: string, found: Set<number>): void {
  for (let from = 0; from + shortestGroup <= word.length; from++) {
    let hash = mix(basis, groupSalt)
    for (let to = from; to < Math.min(word.length, from + longestGroup); to++) {
      hash = mix(hash, word.charCodeAt(to))
      if (to - from + 1 >= shortestGroup) found.add(spread(hash))
    }
  }
}
