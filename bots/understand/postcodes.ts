import { areaOf, isOutward, parsePostcode } from '../../core/geo/postcode.ts'

/** What a digit is typed as, and what a letter is typed as, when the two look alike. */
const digitFor: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', B: '8', Z: '2' }
const lettersFor: Readonly<Record<string, string>> = { 0: 'O', 1: 'IL', 5: 'S', 8: 'B', 2: 'Z', I: 'L', L: 'I' }

const outwardForms: Readonly<Record<number, readonly string[]>> = {
  2: ['A9'],
  3: ['A99', 'AA9', 'A9A'],
  4: ['AA99', 'AA9A'],
}

const mostSlips = 2
const mostCandidates = 8

interface Reading {
  readonly text: string
  readonly slips: number
}

/**
 * The postcodes that `outward` and `inward`, in capitals and without spaces, may stand for: the literal one alone where
 * it has the form of a real area, otherwise those that are the fewest look-alikes away (O/0, I/1/L, S/5, B/8, Z/2), two
 * at most; never more than 8. Whether one exists is for the place table to say.
 */
export function readPostcode(outward: string, inward: string): string[] {
  const literal = literalPostcode(outward + inward)
  if (literal) return [literal]
  const readings = (outwardForms[outward.length] ?? [])
    .flatMap((form) => readAs(`${form}9AA`, outward + inward))
    .filter(({ text, slips }) => slips <= mostSlips && literalPostcode(text) !== undefined)
  const fewest = Math.min(...readings.map(({ slips }) => slips))
  const nearest = readings.filter(({ slips }) => slips === fewest).map(({ text }) => parsePostcode(text)!.postcode)
  return [...new Set(nearest)].sort().slice(0, mostCandidates)
}

/** The postcode that `text` is as it stands, with an outward code of a form in use. */
export function literalPostcode(text: string): string | undefined {
  const parsed = parsePostcode(text)
  return parsed && isOutward(parsed.outward) ? parsed.postcode : undefined
}

/** A postcode in form, of an area or a district that there is not: 'XX1 1AA'. Two letters, so that 'A1 2ND' is none. */
export function strangePostcode(text: string): string | undefined {
  const parsed = parsePostcode(text)
  return parsed && areaOf(parsed.outward).length === 2 && !isOutward(parsed.outward) ? parsed.postcode : undefined
}

/** Every way to read `text` as `form` ('AA99' is two letters and two digits), with the number of look-alikes used. */
function readAs(form: string, text: string): Reading[] {
  let readings: Reading[] = [{ text: '', slips: 0 }]
  for (const [i, char] of [...text].entries()) {
    const choices = form[i] === '9' ? asDigit(char) : asLetter(char)
    readings = readings.flatMap((r) =>
      choices.map((c) => ({ text: r.text + c, slips: r.slips + (c === char ? 0 : 1) })),
    )
  }
  return readings
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9'

const asDigit = (char: string): string[] => (isDigit(char) ? [char] : [...(digitFor[char] ?? '')])

const asLetter = (char: string): string[] => [...(isDigit(char) ? '' : char), ...(lettersFor[char] ?? '')]
