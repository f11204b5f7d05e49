/** Nothing but printable ASCII, no grave accent and no two spaces in a row. */
const simple = /^(?:[!-_a-~]| (?! ))*$/

/** The same function, which remembers what it made of the last text: a text is read by one reader after the other. */
export function lastKept<T>(make: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly made: T } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) }
    return last.made
  }
}

/** A text as the readers here see it: lower case, straight quotes, single spaces, no marks around it. */
export const fold = lastKept((text) =>
  simple.test(text)
    ? text.trim().toLowerCase()
    : text
        .normalize('NFKC')
        .replaceAll(/[‘’ʼ`´]/g, "'")
        .replaceAll(/[“”]/g, '"')
        .replaceAll(/[–—−]/g, '-')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .toLowerCase(),
)

/** The bare words of a text: folded, without punctuation, emoji kept. */
export const bare = lastKept((text) =>
  fold(text)
    .replaceAll(/[.,!?;:()"*_¿¡؟،؛।…]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim(),
)

/** True when a text is made of ASCII alone, so that it has no marks to leave out. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** True when `phrase` stands in `folded` as whole words. */
export function hasPhrase(folded: string, phrase: string): boolean {
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
    if (!isWordChar(folded[at - 1]) && !isWordChar(folded[at + phrase.length])) return true
  }
  return false
}

const isWordChar = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
