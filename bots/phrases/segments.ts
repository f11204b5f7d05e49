import { SegmentedMessage } from 'sms-segments-calculator'

/** How many SMS segments a text takes: GSM-7 where it fits, otherwise UCS-2. */
export const segmentsOf = (text: string): number => new SegmentedMessage(text).segmentsCount
