import { SegmentedMessage } from 'sms-segments-calculator'

/** How many SMS segments a text takes: GSM-7 where it fits, otherwise UCS-2. */
export const segmentsOf = (text: string): number => new SegmentedMessage(text).segmentsCount

/** The first of several ways to say something that fits one segment; the last where none does. */
export const firstToFit = (ways: readonly string[]): string =>
  ways.find((text) => segmentsOf(text) === 1) ?? ways.at(-1)!
