/** An address of what3words as somebody gave it. */
export interface ThreeWords {
  /** '///filled.count.soap', however it was spelt. */
  readonly said: string
  readonly start: number
  readonly end: number
}

const word = '(\\p{L}{3,})'
const forms = [
  new RegExp(`(?:https?://)?(?:www\\.)?(?:what3words\\.com|w3w\\.co)/(?:[a-z]{2}/)?${word}\\.${word}\\.${word}`, 'giu'),
  new RegExp(`(?<![:/])/{2,3}\\s?${word}[.·。\\s]\\s?${word}[.·。\\s]\\s?${word}`, 'giu'),
  new RegExp(
    `\\b(?:what\\s?(?:3|three)\\s?words?|w3w)(?:\\s(?:address|location|code))?(?:\\s(?:is|says?|are))?[\\s:=/-]{1,4}${word}[.·\\s,]{1,2}${word}[.·\\s,]{1,2}${word}`,
    'giu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}./@:-])${word}\\.${word}\\.${word}(?![\\p{L}\\p{N}/@-]|\\.\\p{L})`, 'gu'),
]
const website = /^www$|^(?:com|org|net|uk|gov|co|io|eu|wales|cymru|scot|london|info|app|html?)$/i

/** Words joined by dots, slashes before them, or the name: one of these is in every form. */
const mayHold = /\p{L}[.·。]\s?\p{L}|\/\/|w3w|what\s?(?:3|three)/iu

/**
 * Finds what3words addresses: '///filled.count.soap', 'what3words filled count soap', a link. They are kept as they were
 * said: only their owner can tell where they are, so that a second form has to be asked for.
 */
export function findThreeWords(text: string): ThreeWords[] {
  if (!mayHold.test(text)) return []
  const found: ThreeWords[] = []
  for (const match of forms.flatMap((form) => [...text.matchAll(form)])) {
    const words = match.slice(1, 4).map((one) => one.toLowerCase())
    const [start, end] = [match.index, match.index + match[0].length]
    if (found.some((other) => start < other.end && end > other.start)) continue
    if (words.some((one) => website.test(one)) || (isBare(match[0]) && !/^[\p{Ll}.]+$/u.test(match[0]))) continue
    found.push({ said: `///${words.join('.')}`, start, end })
  }
  return found
}

/** Nothing but the words: in small letters only, others are the end of a sentence without a space. */
const isBare = (text: string): boolean => /^\p{L}+\.\p{L}+\.\p{L}+$/u.test(text)
