import type { StandingWish } from '../../core/offers/standing.ts'
import { fold } from './fold.ts'

/** A time of the week. Monday 1 … Sunday 7, minutes since local midnight. */
export interface Weekly {
  readonly weekday: number
  readonly minute: number
}

const days = [
  'monday|mon|llun',
  'tuesday|tues|tue|mawrth',
  'wednesday|weds|wed|mercher',
  'thursday|thurs|thur|thu|iau',
  'friday|fri|gwener',
  'saturday|sat|sadwrn',
  'sunday|sun|sul',
]
const anyDay = days.join('|')
const every = new RegExp(`\\b(?:every|each|bob|pob) (?:week on (?:a )?)?(?:dydd )?(${anyDay})s?\\b`)
const onDays = new RegExp(`\\bon (${anyDay})s\\b`)
const clock = /\b(?:at|by|for|around|about|am) (\d{1,2})(?:[:.](\d{2}))? ?(am|pm|o'?clock)?\b/
const noonMin = 12 * 60

const numberOf = (said: string): number => 1 + days.findIndex((names) => names.split('|').includes(said))

/** "Every Tuesday at 5": the time of the week; noon where none is said, and the afternoon for a bare 1 to 7. */
export function weeklyIn(text: string): Weekly | null {
  const words = fold(text)
  const day = (every.exec(words) ?? onDays.exec(words))?.[1]
  return day === undefined ? null : { weekday: numberOf(day), minute: minuteIn(words) }
}

function minuteIn(words: string): number {
  const said = clock.exec(words)
  const hour = Number(said?.[1] ?? 99)
  if (!said || hour > 23) return noonMin
  const afternoon = said[3] === 'pm' || (said[3] !== 'am' && hour >= 1 && hour <= 7)
  return ((hour % 12) + (afternoon || (hour >= 12 && said[3] !== 'am') ? 12 : 0)) * 60 + Number(said[2] ?? 0)
}

const wishes: readonly (readonly [StandingWish, RegExp])[] = [
  ['skip', new RegExp(`^(?:please )?(?:skip|miss|leave out) (?:this |next |the |on )?(?:dydd )?(${anyDay})s?\\b`)],
  ['pause', new RegExp(`^(?:please )?pause (?:the |my |our |on )?(?:dydd )?(${anyDay})s?\\b`)],
  ['resume', new RegExp(`^(?:please )?(?:resume|restart|start) (?:the |my |our )?(?:dydd )?(${anyDay})s?\\b`)],
  ['end', new RegExp(`^(?:please )?(?:no more|end|finish) (?:the |my |our )?(?:dydd )?(${anyDay})s?\\b`)],
]

/** SKIP TUESDAY, PAUSE TUESDAY, RESUME TUESDAY, NO MORE TUESDAYS. */
export function standingWishIn(text: string): { wish: StandingWish; weekday: number } | null {
  const words = fold(text).trim()
  for (const [wish, pattern] of wishes) {
    const day = pattern.exec(words)?.[1]
    if (day !== undefined) return { wish, weekday: numberOf(day) }
  }
  return null
}
