/** One run of letters and digits in a text: where it stands, and what lies between it and the one before. */
export interface Token {
  /** As typed; empty where it is not plain letters and digits, so that it matches nothing. */
  readonly text: string
  readonly upper: string
  readonly gap: string
  readonly start: number
  readonly end: number
}

/** A word with what hangs on to it: "don't" and "a_b" are one, so that their ends are never taken for codes. */
const word = /[\p{L}\p{N}_@]+(?:['’]\p{L}+)*/gu
const plain = /^[A-Za-z0-9]+$/

/** The tokens of a text, in order; full-width letters and digits count as plain ones. Positions are of `text`. */
export function tokensOf(text: string): Token[] {
  const narrow = text.replaceAll(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  let last = 0
  return [...narrow.matchAll(word)].map((match) => {
    const said = match[0].replace(/['’]s$/i, '')
    const kept = plain.test(said) ? said : ''
    const gap = narrow.slice(last, match.index)
    last = match.index + match[0].length
    return { text: kept, upper: kept.toUpperCase(), gap, start: match.index, end: match.index + said.length }
  })
}
