const opening = /^(hi|hello|hey)?[, ]*(my name is|my name'?s|i'?m|i am|it'?s|this is|just)\s+/i

/** The name in an answer to "What is your first name?"; null when the text is none. At most 40 characters. */
export function nameIn(text: string): string | null {
  const said = text
    .trim()
    .replace(opening, '')
    .replace(/[.!,]+$/, '')
  return /\p{L}/u.test(said) && said.length <= 40 && said.split(/\s+/).length <= 4 && !/\d|\?/.test(said) ? said : null
}
