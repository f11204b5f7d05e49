import { SegmentedMessage } from 'sms-segments-calculator'

/** The characters of GSM 03.38's default alphabet that take seven bits each and are the same in Unicode. */
const sevenBits = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÉÑÖØÜßàäåæèéìñòöøùü]*$/
const alone = 160
const inParts = 153

/**
 * How many SMS segments a text takes: GSM-7 where it fits, otherwise UCS-2. Nearly all that we say is of seven-bit
 * characters, which are only counted; what may not be split takes looking at each character.
 */
export function segmentsOf(text: string): number {
  if (!sevenBits.test(text)) return new SegmentedMessage(text).segmentsCount
  return text.length <= alone ? 1 : Math.ceil(text.length / inParts)
}

/** The first of several ways to say something that fits one segment; the last where none does. */
export const firstToFit = (ways: readonly string[]): string =>
  ways.find((text) => segmentsOf(text) === 1) ?? ways.at(-1)!
