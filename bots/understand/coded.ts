import { letterAlphabet } from '../../core/people/letters.ts'
import { bare, fold } from './fold.ts'

/** An answer by letter, such as "A1" or "c 3.": every number after the letter, the digit first, as a menu takes several. */
export interface Code {
  readonly letter: string
  readonly digit: number
  readonly numbers: readonly number[]
}

const codeOf = (digits: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])([${letterAlphabet}]{1,2})[ \\-.:#)]{0,2}(${digits})(?![\\p{L}\\p{N}])`, 'giu')
const oneDigit = codeOf('\\d')
const menuNumber = codeOf('\\d{1,2}')
const spokenDigits: Readonly<Record<string, string>> = {
  one: '1',
  won: '1',
  two: '2',
  to: '2',
  too: '2',
  three: '3',
  four: '4',
  for: '4',
  five: '5',
  six: '6',
  seven: '7',
}

/**
 * The codes in a text, in the order they stand. Only letters in `known` count when there is more in the text than the
 * code, so that "the M5" or "GL2 4" is never one; a text that is nothing but a code always is. A menu has numbers of two
 * digits ("A12"), a question only digits.
 */
export function codesIn(text: string, known: readonly string[], of: 'digits' | 'menu' = 'digits'): Code[] {
  const folded = fold(spoken(text)).replaceAll(/['"]/g, '')
  const found = [...folded.matchAll(of === 'menu' ? menuNumber : oneDigit)].filter(
    (match) => known.includes(match[1]!.toUpperCase()) || isOnly(match, folded),
  )
  return found.map((match, i) => {
    const rest = folded.slice(match.index + match[0].length, found[i + 1]?.index)
    const digit = Number(match[2])
    return {
      letter: match[1]!.toUpperCase(),
      digit,
      numbers: [digit, ...[...rest.matchAll(/\d+/g)].map((m) => Number(m[0]))],
    }
  })
}

const isOnly = (match: RegExpMatchArray, folded: string): boolean =>
  match[0].length === folded.replaceAll(/[.!?]+$/g, '').trim().length

/** "A one" as dictation writes it; only when that is the whole text. */
function spoken(text: string): string {
  const match = new RegExp(`^([${letterAlphabet}]) (${Object.keys(spokenDigits).join('|')})$`, 'i').exec(bare(text))
  return match ? `${match[1]}${spokenDigits[match[2]!]}` : text
}

/** A text without the codes of one letter: they belong to a menu, which is read by who put it. */
export const withoutCodes = (text: string, letter: string): string =>
  text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${letter}[ \\-.:#)]{0,2}\\d{1,2}(?![\\p{L}\\p{N}])`, 'giu'), ' ')
