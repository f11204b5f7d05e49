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
  ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' },
})

export interface WallClock {
  /** Monday is 1, Sunday is 7. */
  readonly weekday: number
  /** Minutes since local midnight. */
  readonly minute: number
}

/** What a clock on a wall in the United Kingdom shows at `instant`. */
export const wallClock = (instant: Instant): WallClock => wallClockAt(Date.parse(instant))

/** The same for milliseconds since 1970. */
export function wallClockAt(ms: number): WallClock {
  const minute = Math.floor(ms / minutes(1)) + minutesAhead(ms)
  const day = Math.floor(minute / 1440)
  return { weekday: ((day + 3) % 7) + 1, minute: minute - day * 1440 } // 1 January 1970 was a Thursday
}

/** By the hour since 1970; emptied when it has a year's worth. */
const aheadAt = new Map<number, number>()

/** By how many minutes the clocks are ahead of UTC: they change on the hour, so an hour's answer holds all through it. */
function minutesAhead(ms: number): number {
  const hour = Math.floor(ms / hours(1))
  const known = aheadAt.get(hour)
  if (known !== undefined) return known
  const part = Object.fromEntries(wall.formatToParts(hour * hours(1)).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute)
  const ahead = shown / minutes(1) - hour * 60
  if (aheadAt.size > 366 * 24) aheadAt.clear()
  aheadAt.set(hour, ahead)
  return ahead
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

/** True between 22:00 and 07:00 in the United Kingdom. */
export const isNight = (instant: Instant): boolean => quietUntil(instant) !== null
