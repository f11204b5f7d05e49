import type { WallClock } from '../time.ts'

/** A stretch of the week: `weekdays` (Monday 1 … Sunday 7), minutes since local midnight; `to` ≤ `from` ends next day. */
export interface HoursRange {
  readonly weekdays: readonly number[]
  readonly from: number
  readonly to: number
}

const dayMin = 24 * 60

/** True when the clock shows a time in one of the ranges, or there are none. */
export const isOpen = (ranges: readonly HoursRange[], { weekday, minute }: WallClock): boolean =>
  ranges.length === 0 ||
  ranges.some(({ weekdays, from, to }) =>
    from < to
      ? weekdays.includes(weekday) && minute >= from && minute < to
      : (weekdays.includes(weekday) && minute >= from) || (weekdays.includes(dayBefore(weekday)) && minute < to),
  )

const dayBefore = (weekday: number): number => (weekday === 1 ? 7 : weekday - 1)

/** The parts of the week: where each begins, in minutes since midnight, on Monday to Friday and at the weekend. */
const parts = { working: [0, 6 * 60, 12 * 60, 18 * 60], weekend: [0, 6 * 60, 18 * 60] } as const
export const partsOfWeek = parts.working.length + parts.weekend.length
const everyPart = (1 << partsOfWeek) - 1

/** Which part of the week the clock is in, as one of 7 bits. */
export function partOf({ weekday, minute }: WallClock): number {
  if (weekday < 6) return 1 << parts.working.findLastIndex((begins) => begins <= minute)
  return 1 << (parts.working.length + parts.weekend.findLastIndex((begins) => begins <= minute))
}

/** The parts of the week in which any minute is in one of the ranges, as bits; all where there are no ranges. */
export function partsIn(ranges: readonly HoursRange[]): number {
  let bits = ranges.length === 0 ? everyPart : 0
  for (const { weekdays, from, to } of ranges) {
    for (const weekday of weekdays) {
      bits |= partsBetween(weekday, from, from < to ? to : dayMin)
      if (from >= to) bits |= partsBetween((weekday % 7) + 1, 0, to)
    }
  }
  return bits
}

function partsBetween(weekday: number, from: number, to: number): number {
  const begins = weekday < 6 ? parts.working : parts.weekend
  let bits = 0
  for (const minute of [from, ...begins]) if (minute >= from && minute < to) bits |= partOf({ weekday, minute })
  return bits
}
