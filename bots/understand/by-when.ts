import { type Instant, minutes, plus, wallClock } from '../../core/time.ts'
import { readNumber } from './quantities.ts'

const dayMinutes = 24 * 60
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** When the parts of a day are over, minutes after midnight. */
const partEnds: Readonly<Record<string, number>> = {
  morning: 12 * 60,
  lunchtime: 13 * 60,
  lunch: 13 * 60,
  noon: 12 * 60,
  midday: 12 * 60,
  afternoon: 17 * 60,
  teatime: 18 * 60,
  evening: 22 * 60,
  night: 22 * 60,
  midnight: 24 * 60,
  tonight: 22 * 60,
  day: 22 * 60,
}

const clock =
  /\b(by|before|at|for|till|until|around|about|from|tomorrow|today|tonight|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thurs?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?) (?:at |by )?(?:(half past|half|quarter past|quarter to) )?(\d{1,2})(?:[:.](\d\d))? ?(am|pm|a\.m\.?|p\.m\.?|o'?clock|this morning|in the morning|tonight|this evening)?(?![\d/]| ?(?:people|of us|portions|meals|persons|adults|kids|bags|sandbags|miles|yards|metres|mins?|minutes|hours?|hrs?|days?|weeks?|st|nd|rd|th|(?:[a-z']+ ){1,2}(?:road|street|lane|close|avenue|st|rd|ave|drive|way|terrace|gardens|place|court|crescent|hill|row|mews|gate|bank|view|walk|square|park|green|rise|grove|parade|fold|yard|cottages?|houses?|quay|wharf|vale|villas|buildings|fields?|meadows?|brow|end|side|croft|orchard)))\b/
/** 'half five', 'at nine', 'six pm'. */
const hourInWords =
  /(?<=\b(?:half|past|to|at|by|before|till|until|around|about) )(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?=[.,!?]|$| (?:tomorrow|tonight|today|please|o'?clock|am|pm|in the|this|on))/g
/** Before these a bare number is as likely a count: "meals for 6". */
const countingWords = new Set(['for', 'from', 'about', 'around'])
const inTime =
  /\b(?:in|within) (?:the )?(?:next )?(?:about )?(\d{1,2}|an?|one|two|three|four|half an) ?(mins?|minutes|hours?|hrs?|days?)\b/
const dayWord =
  /\b(tomorrow|today|tonight|this (?:morning|afternoon|evening)|(?:on |by |this |next )?(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?)\b/
const partWord = /\b(morning|lunchtime|noon|midday|afternoon|teatime|evening|midnight|night|tonight|lunch)\b/

/**
 * By when something is wanted, as a moment after `now`; null when the text does not say. A time on a clock is London's
 * and the next one that fits; a day or a part of it lasts to its end ("tomorrow morning" is 12:00, "tonight" 22:00).
 */
export function byWhen(said: string, now: Instant): Instant | null {
  const folded = said.replaceAll(hourInWords, (word) => String(readNumber(word)))
  const within = inTime.exec(folded)
  if (within) return plus(now, spanOf(within[1]!, within[2]!))
  const days = daysAhead(folded, now)
  const minute = clockMinute(folded, days, now) ?? partMinute(folded, days)
  if (minute === null) return null
  const past = days === 0 && minute <= wallClock(now).minute
  return past && !/\btoday|tonight|this\b/.test(folded)
    ? atMinute(now, 1, minute)
    : past
      ? null
      : atMinute(now, days ?? 0, minute)
}

function spanOf(said: string, unit: string): number {
  const n = said === 'half an' ? 0.5 : (readNumber(said) ?? 1)
  return minutes(n * (unit.startsWith('m') ? 1 : unit.startsWith('h') ? 60 : dayMinutes))
}

/** How many days ahead the day is that a text names; null when it names none. */
function daysAhead(folded: string, now: Instant): number | null {
  const match = dayWord.exec(folded)
  if (!match) return null
  const eve = /\bbefore $/.test(folded.slice(0, match.index)) && match[2] ? 1 : 0
  if (match[2]) return ((weekdays.indexOf(match[2]) + 1 - wallClock(now).weekday + 7) % 7 || 7) - eve
  return match[1] === 'tomorrow' ? 1 : 0
}

function clockMinute(folded: string, days: number | null, now: Instant): number | null {
  const match = clock.exec(folded)
  if (!match) return null
  const [, word, part, hour, past, half] = match
  if (!part && !past && !half && (Number(hour) > 12 || countingWords.has(word!))) return null
  const minute =
    (Number(hour) % 24) * 60 +
    (part ? { half: 30, 'half past': 30, 'quarter past': 15, 'quarter to': -15 }[part]! : Number(past ?? 0))
  if (Number(hour) > 24 || Number(past ?? 0) > 59) return null
  if (Number(hour) > 12 || (hour!.length === 2 && hour!.startsWith('0'))) return minute
  if (/^p|tonight|evening/.test(half ?? '')) return (minute % (dayMinutes / 2)) + dayMinutes / 2
  if (/^a|morning/.test(half ?? '')) return minute % (dayMinutes / 2)
  return unsaidHalf(minute % (dayMinutes / 2), days ?? 0, now)
}

/** "by 6" is the next six o'clock today; on another day it is by daylight. */
function unsaidHalf(minute: number, days: number, now: Instant): number {
  const [morning, afternoon] = [minute, minute + dayMinutes / 2]
  if (days > 0) return morning < 7 * 60 ? afternoon : morning
  const at = wallClock(now).minute
  return morning > at && morning >= 6 * 60 ? morning : afternoon
}

function partMinute(folded: string, days: number | null): number | null {
  const part = partWord.exec(folded)?.[1]
  if (days === null) return part === 'tonight' || part === 'midnight' ? partEnds[part]! : null
  return partEnds[part ?? 'day'] ?? partEnds.day!
}

/** London's clock at `minute` after midnight, `days` from today. */
function atMinute(now: Instant, days: number, minute: number): Instant {
  const start = new Date(Math.floor(Date.parse(now) / 60_000) * 60_000).toISOString()
  const target = plus(start, minutes(days * dayMinutes + minute - wallClock(start).minute))
  const drift = wallClock(target).minute - minute // a change of the clocks may fall in between
  return plus(
    target,
    -minutes(drift > dayMinutes / 2 ? drift - dayMinutes : drift < -dayMinutes / 2 ? drift + dayMinutes : drift),
  )
}
