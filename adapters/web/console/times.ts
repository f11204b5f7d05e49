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
