import type { Instant } from '../../../core/time.ts'

const zone = { timeZone: 'Europe/London', hourCycle: 'h23' } as const
const clock = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const toTheSecond = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** "14:30" on the day of `now`, "Mon 23 Nov, 07:00" on another. */
export function sayWhen(instant: Instant, now: Date): string {
  const date = new Date(instant)
  return plain((day.format(date) === day.format(now) ? clock : dayAndClock).format(date))
}

/** "22 Nov, 14:30:05". */
export const saySecond = (instant: Instant): string => plain(toTheSecond.format(new Date(instant)))

/** How long ago: "now", "5 min", "2 h 10 min", "3 days". */
export function sayAge(instant: Instant, now: Date): string {
  const min = Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / 60_000))
  if (min < 1) return 'now'
  if (min < 60) return `${min} min`
  if (min < 48 * 60) return `${Math.floor(min / 60)} h${min % 60 === 0 ? '' : ` ${min % 60} min`}`
  return `${Math.floor(min / 1440)} days`
}

const fields = new Intl.DateTimeFormat('sv-SE', {
  ...zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** As a field of a form for day and time holds it, in UK time: "2026-11-22T14:30". */
export const toField = (instant: Instant): string => plain(fields.format(new Date(instant))).replace(' ', 'T')

/** The instant of such a field; null when it is none. The hour that comes twice in October is the first. */
export function fromField(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null
  const wanted = [60, 0].map((offsetMin) => new Date(Date.parse(`${text}:00.000Z`) - offsetMin * 60_000))
  const found = wanted.find((date) => !Number.isNaN(date.getTime()) && toField(date.toISOString()) === text)
  return found?.toISOString() ?? null
}
