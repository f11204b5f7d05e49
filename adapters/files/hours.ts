import type { HoursRange } from '../../core/matching/hours.ts'
import { fail, ok, type Result } from '../../core/result.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const form = /^([a-z]{3,9})(?: ?- ?([a-z]{3,9}))? +(\d{1,2})[:.](\d{2}) ?- ?(\d{1,2})[:.](\d{2})$/

/** Reads "Mon-Fri 18:00-22:00;Sat 09:00-12:00". Empty means always. Fails with the part that cannot be read. */
export function parseHours(text: string): Result<HoursRange[], string> {
  const ranges: HoursRange[] = []
  for (const part of text
    .split(';')
    .map((p) => p.trim().toLowerCase())
    .filter((p) => p !== '')) {
    const range = parseRange(part)
    if (!range) return fail(part)
    ranges.push(range)
  }
  return ok(ranges)
}

function parseRange(part: string): HoursRange | null {
  if (['always', 'any', 'anytime', '24/7'].includes(part)) return { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }
  const match = form.exec(part)
  if (!match) return null
  const [first, last] = [dayOf(match[1]!), dayOf(match[2] ?? match[1]!)]
  const [from, to] = [minuteOf(match[3]!, match[4]!), minuteOf(match[5]!, match[6]!)]
  if (first < 0 || last < 0 || from === null || to === null) return null
  const weekdays = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => ((first + i) % 7) + 1)
  return { weekdays, from, to }
}

const dayOf = (name: string): number => days.indexOf(name.slice(0, 3))

function minuteOf(hour: string, minute: string): number | null {
  const total = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && total <= 1440 ? total : null
}
