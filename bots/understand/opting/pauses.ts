import { days, hours, type Instant, minutes, plus, wallClock, wallTime } from '../../../core/time.ts'
import { bare } from '../fold.ts'
import { readNumber } from '../quantities.ts'

const reach = '(?:text|message|msg|ask|contact|bother)'
const texts = '(?:texts?|messages?|jobs|requests|asks)'
const span =
  '(?:about |another |the next )?(\\d{1,3}|an?|half an|one|two|three|four|five|six|ten|twelve|a few|few|couple of|a couple of)? ?(m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|wks?|fortnight|months?)'
const day = '(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?'
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const courtesy = '(?: please| pls| thanks| thank you| sorry| ta)*'
const away =
  "(?:(?:i'?m|i am|we'?re|we are|i'?ll be|i will be) )?(?:off |away |gone )?(?:away|on holiday|on hols|abroad|off|in hospital|out of action)"
const noTexts = `(?:no (?:more )?${texts}|(?:please )?(?:don'?t|do not|stop) ${reach}(?:ing)? (?:me|us)(?: any ?more| again)?|leave (?:me|us) alone|nothing(?: please)?|not)`

/** "MUTE 2h", "away for two weeks", "don't text me for 3 days": a stretch from now. */
const stretches = [
  `^(?:please )?(?:mute|pause|snooze|away|holiday|quiet)(?: me| texts| for)* ${span}${courtesy}$`,
  `^${away}(?: for)? ${span}${courtesy}$`,
  `^(?:please )?(?:don'?t|do not|stop) ${reach}(?:ing)? (?:me|us) for ${span}${courtesy}$`,
  `^(?:no (?:more )?${texts}|nothing)(?: please)? for ${span}${courtesy}$`,
  `^(?:i'?m |i'?d |i )?(?:need(?:ing)?|taking|like|want|having) a (?:break|rest|pause) (?:for|of) ${span}${courtesy}$`,
].map((pattern) => new RegExp(pattern))

/** "AWAY", "mute", "pause please": until they say BACK. */
const openEnded = new RegExp(`^(?:please )?(?:mute|pause|snooze|away|holiday)(?: me| texts)?${courtesy}$`)

/** "not this week", "no more texts today", "leave me alone tonight": to the end of what is named. */
const windows = new RegExp(
  `^(?:sorry |please |hi )*(?:${noTexts}|${away}|(?:i'?m |we'?re )?(?:really |very |too )?busy(?: all)?|no more|i can'?t do (?:anything|any)) ?(?:for )?((?:all |this )week|this month|today|tonight|this weekend|tomorrow|this afternoon|this evening)\\b(.*)$`,
)
const tryLater = /\b(?:try|ask|text) (?:me|us) (?:again )?(tomorrow|next week)\b/

/** "away until Monday", "not before the 5th", "back on 4 January". */
const untils = [
  `^(?:sorry |please )*(?:${away}|${noTexts}|pause|mute|(?:i'?m |i'?ll be |i am )?(?:not )?(?:back|free|available|around|home)(?: again)?)(?: ${texts})? (?:until|till?|til|before|on|from) (?:the )?(?:${day}|(\\d{1,2})(?:st|nd|rd|th)?(?: of)?(?: (${monthNames}))?|(tomorrow|next week|next month))\\b(?! (?:at|we|the|there|is|i have)\\b)`,
].map((pattern) => new RegExp(pattern))

const unitMs: Readonly<Record<string, number>> = {
  m: minutes(1),
  h: hours(1),
  d: days(1),
  w: days(7),
  f: days(14),
  o: days(30),
}

const spanMs = (said: string | undefined, unit: string): number => {
  const n =
    said === 'half an' ? 0.5 : said?.endsWith('couple of') ? 2 : said?.endsWith('few') ? 3 : (readNumber(said) ?? 1)
  return n * unitMs[unit.startsWith('mo') ? 'o' : unit[0]!]!
}

/**
 * Until when somebody asks not to be asked: a moment, `'open'` until they say BACK, or null when the text asks for no
 * pause. "Tonight" lasts to 07:00, a day to its end, a weekday to its beginning, all in London's time.
 */
export function pauseIn(text: string, now: Instant): Instant | 'open' | null {
  const words = bare(text)
  if (openEnded.test(words)) return 'open'
  const stretch = stretches.map((pattern) => pattern.exec(words)).find((match) => match !== null)
  if (stretch) return plus(now, spanMs(stretch[1], stretch[2]!))
  const until = untils.map((pattern) => pattern.exec(words)).find((match) => match !== null)
  if (until) return untilDate(until, now)
  const window = windows.exec(words)
  if (window) return isRefusalOnly(words, window[1]!) ? null : endOf(window[1]!, now)
  const again = tryLater.exec(words)?.[1]
  return again ? endOf(again === 'tomorrow' ? 'today' : 'this week', now) : null
}

/** "not today", "not tonight sorry" only answer what was asked. */
const isRefusalOnly = (words: string, window: string): boolean =>
  /^(?:sorry |please )*not /.test(words) && !/week|month/.test(window) && !tryLater.test(words)

function endOf(window: string, now: Instant): Instant {
  const { weekday } = wallClock(now)
  if (window === 'this week' || window === 'all week' || window === 'this weekend') return wallTime(now, 8 - weekday, 0)
  if (window === 'this month') return wallTime(now, daysToDate(now, 1, null), 0)
  if (window === 'tonight' || window === 'this evening') return wallTime(now, 1, 7 * 60)
  return wallTime(now, window === 'tomorrow' ? 2 : 1, 0)
}

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function untilDate([, weekday, date, month, word]: RegExpExecArray, now: Instant): Instant {
  if (weekday) {
    const ahead = (weekdayNames.indexOf(weekday.slice(0, 3)) + 1 - wallClock(now).weekday + 7) % 7 || 7
    return wallTime(now, ahead, 0)
  }
  if (word)
    return word === 'tomorrow' ? wallTime(now, 1, 0) : endOf(word === 'next week' ? 'this week' : 'this month', now)
  return wallTime(now, daysToDate(now, Number(date), month ? months.indexOf(month.slice(0, 3)) : null), 0)
}

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

/** Days from today to the next `date` of `month` (0 to 11), or of any month. */
function daysToDate(now: Instant, date: number, month: number | null): number {
  const [year, thisMonth, today] = calendar.format(new Date(now)).split('-').map(Number) as [number, number, number]
  const start = Date.UTC(year, thisMonth - 1, today)
  for (let ahead = 1; ahead <= 366; ahead++) {
    const then = new Date(start + days(ahead))
    if (then.getUTCDate() === date && (month === null || then.getUTCMonth() === month)) return ahead
  }
  return 1
}
