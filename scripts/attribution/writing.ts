import type { Chance } from './chance.ts'
import { endings, greetings, late, names } from './sayings.ts'

const spelledDigits = ['', 'one', 'two', 'three', 'four', 'five', 'six']
const dictatedDigits = ['', 'won', 'to', 'three', 'for', 'five', 'six']
const dictatedLetters: Readonly<Record<string, string>> = { A: 'eh', C: 'see', D: 'dee', G: 'gee', J: 'jay', T: 'tea', P: 'pea', Q: 'queue', K: 'kay', M: 'em', V: 'vee', X: 'ex' } // biome-ignore format: a table

/** A code as people and their phones write it. `garbled` ones a person would still read. */
export function writeCode(chance: Chance, letter: string, digit: number): string {
  const roll = chance.below(100)
  const [upper, lower] = [`${letter}${digit}`, `${letter.toLowerCase()}${digit}`]
  if (roll < 45) return upper
  if (roll < 70) return lower
  return chance.one([
    `${letter} ${digit}`,
    `${letter.toLowerCase()} ${digit}`,
    `${letter}-${digit}`,
    `${letter}.${digit}`,
    `${letter}: ${digit}`,
    `"${upper}"`,
    `(${upper})`,
    `${upper}.`,
    `${letter}=${digit}`,
    `#${upper}`,
    `${letter}${digit}\ufe0f\u20e3`,
    ` ${upper} `,
  ])
}

/** A code on its own as a phone that takes dictation writes it; the plain code where that would be a saying. */
export function dictateCode(chance: Chance, letter: string, digit: number): string {
  const sound = chance.in100(50) ? dictatedLetters[letter] : undefined
  const number = chance.in100(50) ? dictatedDigits[digit] : spelledDigits[digit]
  return `${sound ?? letter.toLowerCase()} ${number}`
}

/** What stands around an answer: a greeting, why it is late, thanks, a name. */
export function dress(chance: Chance, text: string, off: boolean): string {
  const opening = off && chance.in100(45) ? chance.one(late) : chance.in100(9) ? chance.one(greetings) : ''
  const name = chance.one(names)
  const signed = chance.in100(5) ? chance.one([` - ${name}`, `, ${name}`, `\n${name}`, ` from ${name}`]) : ''
  const presented =
    signed === '' && opening === '' && chance.in100(4)
      ? chance.one([
          `${name} here, `,
          `This is ${name}, `,
          `its ${name} `,
          `It's ${name} on ${chance.one(names)}'s phone. `,
        ])
      : ''
  return `${presented}${opening}${text}${signed === '' ? chance.one(endings) : signed}`
}

const neighbours: Readonly<Record<string, string>> = { a: 's', e: 'r', i: 'o', o: 'p', s: 'd', t: 'y', n: 'm', r: 't', h: 'j', l: 'k', p: 'o', c: 'v', d: 'f', g: 'h' } // biome-ignore format: a table

/** One slip of the thumb in one of the longer words: a letter lost, doubled, swapped or its neighbour. */
export function slip(chance: Chance, text: string): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)]
  if (words.length === 0) return text
  const { 0: word, index } = chance.one(words)
  const at = chance.between(1, word.length - 2)
  const [a, b] = [word[at]!, word[at + 1]!]
  const put = chance.one(['', a + a + b, b + a, (neighbours[a] ?? a) + b]) || b
  return `${text.slice(0, index)}${word.slice(0, at)}${put}${word.slice(at + 2)}${text.slice(index + word.length)}`
}
