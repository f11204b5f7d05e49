import { days, type Instant, wallClock, wallTime } from '../../../core/time.ts'

/** A stretch of time that somebody names; `to` is the first moment after it. */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?'
const monthNames =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ordinal = '(?:st|nd|rd|th)'
const date = `(?:(?:the )?\\d{1,2}${ordinal}(?:(?: of)? ${monthNames})?|(?:the )?\\d{1,2}(?: of)? ${monthNames}|the \\d{1,2}|${monthNames} \\d{1,2}${ordinal}?|\\d{1,2}/\\d{1,2})`
const weeks = '(?:(?:all )?(?:this|next) (?:week|weekend|month)|all week|the weekend|(?:the )?week after next)'

/** A day, a week, a month or a part of today, as people name them; no groups are caught. */
export const named = `(?:(?:${weekday} )?${date}|(?:this |next |coming |this coming )?${weekday}|${weeks}|today|tonight|tomorrow|this afternoon|this evening)`
/** The same, and a month by its name, which is a name only where a word before it says so: "in March". */
export const namedOrMonth = `(?:${named}|${monthNames})`
/** The first of two days may be a bare number: "3 to 10 December". */
export const namedFirst = `(?:${named}|\\d{1,2})`

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const partsOfToday: Readonly<Record<string, readonly [daysAhead: number, minute: number]>> = {
  today: [1, 0],
  tonight: [1, 7 * 60],
  'this afternoon': [1, 0],
  'this evening': [1, 7 * 60],
}
const isNumber = /\d/

/**
 * When `said`, a text that `named` or `namedOrMonth` matches, is: the next after `now`, in London's time. What has begun
 * begins now, "tonight" lasts to 07:00. A date that is today counts only where `todayToo`.
 */
export function spanNamed(said: string, now: Instant, todayToo = false): Span {
  const part = partsOfToday[said]
  if (part) return { from: now, to: wallTime(now, ...part) }
  if (said === 'tomorrow') return daysFrom(now, 1, 1)
  if (isNumber.test(said)) return daysFrom(now, daysToDate(now, readDate(said), todayToo ? 0 : 1), 1)
  if (/week/.test(said)) return weekNamed(said, now)
  if (/month/.test(said)) return monthNamed(said, now)
  const word = said.split(' ').at(-1)!.slice(0, 3)
  const day = weekdays.indexOf(word)
  if (day < 0) return monthFrom(now, months.indexOf(word))
  const today = wallClock(now).weekday
  return daysFrom(now, said.startsWith('next ') ? 8 - today + day : (day + 1 - today + 7) % 7 || 7, 1)
}

/** The first of two dates takes its month from the second: "3 to 10 December". */
export function withMonthOf(first: string, second: string): string {
  const month = new RegExp(`${monthNames}(?= |$)`).exec(second)
  return /^(?:the )?\d{1,2}(?:st|nd|rd|th)?$/.test(first) && month ? `${first} ${month[0]}` : first
}

const daysFrom = (now: Instant, ahead: number, count: number): Span => ({
  from: ahead > 0 ? wallTime(now, ahead, 0) : now,
  to: wallTime(now, ahead + count, 0),
})

function weekNamed(said: string, now: Instant): Span {
  const nextMonday = 8 - wallClock(now).weekday
  const later = said.startsWith('next') || said.startsWith('all next') ? 7 : 0
  if (said.endsWith('weekend')) return daysFrom(now, nextMonday - 2 + later, 2)
  if (said.endsWith('after next')) return daysFrom(now, nextMonday + 7, 7)
  return later ? daysFrom(now, nextMonday, 7) : { from: now, to: wallTime(now, nextMonday, 0) }
}

function monthNamed(said: string, now: Instant): Span {
  const first = wallTime(now, daysToDate(now, { date: 1, month: null }, 1), 0)
  if (!said.includes('next')) return { from: now, to: first }
  return { from: first, to: wallTime(first, daysToDate(first, { date: 1, month: null }, 1), 0) }
}

/** All of the month with that number, the rest of it when it has begun. */
function monthFrom(now: Instant, month: number): Span {
  const to = wallTime(now, daysToDate(now, { date: 1, month: (month + 1) % 12 }, 1), 0)
  const from = wallTime(now, daysToDate(now, { date: 1, month }, 0), 0)
  return { from: from < to ? from : now, to }
}

interface DateSaid {
  readonly date: number
  /** 0 to 11; null: any. */
  readonly month: number | null
}

function readDate(said: string): DateSaid {
  const [date, slashed] = said.match(/\d{1,2}/g)!.map(Number) as [number, number | undefined]
  if (slashed !== undefined) return { date, month: slashed - 1 }
  const month = new RegExp(`\\b${monthNames}\\b`).exec(said)?.[0]
  return { date, month: month ? months.indexOf(month.slice(0, 3)) : null }
}

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

/** Days from today to the next such date, at least `least`; 1 where there is none. */
function daysToDate(now: Instant, { date, month }: DateSaid, least: number): number {
  const [year, thisMonth, today] = calendar.format(new Date(now)).split('-').map(Number) as [number, number, number]
  const start = Date.UTC(year, thisMonth - 1, today)
  for (let ahead = least; ahead <= 366; ahead++) {
    const then = new Date(start + days(ahead))
    if (then.getUTCDate() === date && (month === null || then.getUTCMonth() === month)) return ahead
  }
  return 1
}
