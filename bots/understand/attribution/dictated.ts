import { inOneLine } from './tokens.ts'

/** How a phone that takes dictation writes our letters. Only sounds that no answer of its own is made of. */
const letterSounds: Readonly<Record<string, string>> = {
  a: 'A',
  eh: 'A',
  ay: 'A',
  hey: 'A',
  see: 'C',
  sea: 'C',
  c: 'C',
  d: 'D',
  dee: 'D',
  e: 'E',
  f: 'F',
  g: 'G',
  gee: 'G',
  h: 'H',
  aitch: 'H',
  j: 'J',
  jay: 'J',
  k: 'K',
  kay: 'K',
  m: 'M',
  em: 'M',
  n: 'N',
  p: 'P',
  pea: 'P',
  pee: 'P',
  q: 'Q',
  queue: 'Q',
  cue: 'Q',
  r: 'R',
  t: 'T',
  tea: 'T',
  tee: 'T',
  u: 'U',
  v: 'V',
  vee: 'V',
  w: 'W',
  x: 'X',
  ex: 'X',
  y: 'Y',
} // prettier-ignore

const digitSounds: Readonly<Record<string, number>> = {
  one: 1,
  won: 1,
  wun: 1,
  two: 2,
  to: 2,
  too: 2,
  three: 3,
  four: 4,
  for: 4,
  fore: 4,
  five: 5,
  six: 6,
  seven: 7,
} // prettier-ignore

/** What sounds like a letter and a digit and is also said for itself, or cut off: it is taken for a question. */
const saying = /^(?:u|you) (?:two|too|to|for|four)$|^(?:a|eh|ay|c|see|sea|n|r|y|t|tea|k|kay) (?:to|too|for|fore)$/

const pair = new RegExp(
  `\\b(${Object.keys(letterSounds).join('|')})[ -](${Object.keys(digitSounds).join('|')})\\b`,
  'gi',
)
const around = /^(?:[\s.,!;&]|\b(?:and|please|thanks|thank you|yes|ok)\b)*$/i

/**
 * A text that is nothing but letters and digits as dictation writes them ("eh won", "see two and a one") with the codes
 * put in, for letters in `letters`, with a question mark where it may be a slip; any other text as it is.
 */
export function undictated(text: string, letters: readonly string[]): string {
  const said = inOneLine(text)
  const wrong = /^(\d) ?([a-z])[.!]*$/i.exec(said)
  if (wrong && letters.includes(wrong[2]!.toUpperCase())) return `${wrong[2]!.toUpperCase()}${wrong[1]}`
  const twice = /^([a-z])(\d)\2[.!]*$/i.exec(said)
  if (twice && letters.includes(twice[1]!.toUpperCase())) return `${twice[1]!.toUpperCase()}${twice[2]}?`
  const looksLike = /^([A-GJ-Za-gj-z])[ -]?[Il|][.!]*$/.exec(said)
  if (looksLike && letters.includes(looksLike[1]!.toUpperCase())) return `${looksLike[1]!.toUpperCase()}1`
  if (!around.test(said.replaceAll(pair, ' '))) return text
  return said.replaceAll(pair, (whole, letter: string, digit: string) => {
    const meant = letterSounds[letter.toLowerCase()]!
    const doubt = saying.test(whole.toLowerCase()) ? '?' : ''
    return letters.includes(meant) ? `${meant}${digitSounds[digit.toLowerCase()]}${doubt}` : whole
  })
}
