/** A text as the readers here see it: lower case, straight quotes, single spaces, no marks around it. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/** The bare words of a text: folded, without punctuation, emoji kept. */
export const bare = (text: string): string =>
  fold(text)
    .replaceAll(/[.,!?;:()"*_¿¡؟،؛।…]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** True when `phrase` stands in `folded` as whole words. */
export function hasPhrase(folded: string, phrase: string): boolean {
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) {
    if (!isWordChar(folded[at - 1]) && !isWordChar(folded[at + phrase.length])) return true
  }
  return false
}

const isWordChar = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
