/** Times in entries and states are ISO 8601 in UTC with milliseconds, so that text order is time order. */
export type Instant = string

export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** `instant` moved by `ms` milliseconds. */
export const plus = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString()

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export interface WallClock {
  /** Monday is 1, Sunday is 7. */
  readonly weekday: number
  /** Minutes since local midnight. */
  readonly minute: number
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** What a clock on a wall in the United Kingdom shows at `instant`. */
export function wallClock(instant: Instant): WallClock {
  const part = Object.fromEntries(wall.formatToParts(new Date(instant)).map((p) => [p.type, p.value]))
  return {
    weekday: weekdays.indexOf(part.weekday ?? '') + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
  }
}

const dayMin = 24 * 60

/** When the clocks of the United Kingdom show `minute` after midnight, `daysAhead` days after the day of `instant`. */
export function wallTime(instant: Instant, daysAhead: number, minute: number): Instant {
  const start = new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString()
  const target = plus(start, minutes(daysAhead * dayMin + minute - wallClock(start).minute))
  const drift = (((wallClock(target).minute - minute) % dayMin) + dayMin) % dayMin // a change of the clocks fell in between
  return plus(target, -minutes(drift > dayMin / 2 ? drift - dayMin : drift))
}

const quietFromMin = 22 * 60
const quietToMin = 7 * 60

/** Null outside quiet hours (22:00 to 07:00 in the United Kingdom), otherwise when they end. */
export function quietUntil(instant: Instant): Instant | null {
  const { minute } = wallClock(instant)
  if (minute >= quietToMin && minute < quietFromMin) return null
  return wallTime(instant, minute < quietToMin ? 0 : 1, quietToMin)
}
