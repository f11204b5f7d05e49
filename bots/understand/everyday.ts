// What looks like a postcode and is everyday English. A place that is missed is asked for; one that is made up sends
// people to it.
import { letterAlphabet } from '../../core/people/letters.ts'
import { literalPostcode } from './postcodes.ts'

const code = `\\s*[${letterAlphabet}]{1,2}\\s?\\d{1,2}`
const time = '(?:in\\s)?\\d{1,3}\\s?(?:m|mins?|minutes?|h|hrs?|hours?|am|pm)?'
const answer = new RegExp(`^${code}[\\s.,:]+${time}[\\s.!]*(?:please|thanks|thx|ta|x)?[\\s.!]*$`, 'i')
const shortAnswer = new RegExp(`^\\s*[${letterAlphabet}]\\s?\\d{1,2}[\\s.!?]*$`, 'i')

/** 'HX7 8TA' or 'M1 2HR', and 'hx7 8ta', but not 'm1 2hr': as likely two hours. */
const wholePostcode = (message: string): boolean =>
  literalPostcode(message.replace(/[\s.!]+$/, '')) !== undefined && /^\s*[A-Za-z]{2}|[A-Z]{2}[\s.!]*$/.test(message)

/**
 * True when the whole of a message is a letter of ours and a digit, perhaps with a time: 'A1', 'A1 30', 'C2 5 min',
 * 'HX7 30', 'm1 2hr'. Not 'HX7' or 'GL20 5': two letters are our last resort, and two digits are no answer. Nor what is
 * a postcode as it stands: 'HX7 8TA', 'M1 2HR'.
 */
export const isAnswer = (message: string): boolean =>
  shortAnswer.test(message) || (answer.test(message) && !/^\s*[a-z]{2}\d\d\s/i.test(message) && !wholePostcode(message))

/** '1st', '5th', '2hr', '3ft': the end of a postcode by its form. */
const counted = /^\d(?:st|nd|rd|th|hr|ft|yd|lb)$/i
const afterCounted =
  /^[\s-]*(?:floor|flat|left|right|turning|door|house|street|st|road|rd|avenue|ave|lane|of|deep|high|water|above|below|queue|delay|wait|drive|walk|ago|late|long|wide|away|tall|old|time|from|bags?|or|and)\b/i

/** True for '2nd' in 'B4 2nd' or 'b4 2nd floor', false for the end of 'b1 2hr' or 'Gl1 1st'. `after` is what follows. */
export function isCounted(outward: string, inward: string, after: string): boolean {
  if (!counted.test(inward)) return false
  return (/^[A-Z]+\d/.test(outward) && /[a-z]/.test(inward)) || afterCounted.test(after)
}

export const looksCounted = (inward: string): boolean => counted.test(inward)

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words and names of three letters that a look-alike digit would turn into the end of a postcode. */
const threeLetterWords = wordsOf(
  'ODD OLD ONE OUR OUT OAR OAT OWE OWN OPT OFF ORE ILL INN ITS IRE LAB LAD LAG LAP LAW LAX LAY LED LEG LET LUG LYE ' +
    'SAD SAG SAP SAT SAW SAY SEA SEE SET SEX SHE SHY SPA SUB SUE SUN SPY BAD BAG BAN BAR BAT BAY BED BEE BEG BET ' +
    'BRA BUG BUN BUS BUT BUY BYE ZAP LEE LES LEA LYN BEA BEN BEX BUD SAL SYD STU ZED IAN IRA IDA IST SUP SUR',
)

/** True for 'bus', 'Bus' and 'BUS', false for 'bUS'. */
export const isWord = (text: string): boolean =>
  /^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+)$/.test(text) && threeLetterWords.has(text.toUpperCase())

/** Words that a code typed in pieces would start with ('me 2 4us') or end with ('GL20 5 by the river'). */
export const firstWords = wordsOf('B E G L M N S W AL DE SO ME HA PA LA ST CM HR ML IP OX')
export const lastWords = wordsOf(
  'DE BY AT US WE HE BE AN AS UP FT HR YD LB ST ND RD TH PT HA AD EX RE ED LA PA YA YE TA',
)

/** Outward codes that people write when they mean something else: carbon and sulphur dioxide, 'me too', 'anyone', a Mark 2. */
export const everydayCodes = wordsOf('CO2 SO2 ME2 NE1 WD40 PH7 MK1 MK2')
