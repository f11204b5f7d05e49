// Everything we say, one file per language. One more language is one more file: `pl.ts` with `export const pl: Phrases`,
// and its name in the table below; the compiler names each sentence that is missing, tests/bots/phrases/ what is too
// long for its segments. A language that is not here is answered in English.
import type { HoursRange } from '../../core/matching/hours.ts'
import { cy } from './cy.ts'
import { en, type Phrases } from './en.ts'

/** The languages we write, by their BCP 47 tag. */
export const phraseBooks: Readonly<Record<string, Phrases>> = { en, cy }

/** True when we can write in this language. */
export const isSpoken = (language: string): boolean => Object.hasOwn(phraseBooks, language)

/** What we say in a person's language, or in English where we do not have it. */
export const phrasesIn = (language: string): Phrases => (isSpoken(language) ? phraseBooks[language]! : en)

const hourAndMinute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const timeZone = 'Europe/London'

const formatsOf = (locale: string) => ({
  clock: new Intl.DateTimeFormat(locale, { timeZone, ...hourAndMinute }),
  dayAndClock: new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...hourAndMinute,
  }),
})
const formats = new Map(Object.values(phraseBooks).map(({ locale }) => [locale, formatsOf(locale)]))

/** A stretch of the week in the words of `p`: "Sat, Sun", "Mon-Fri 18:00-22:00", "07:00-21:00". */
export function sayHours({ weekdays, from, to }: HoursRange, p: Pick<Phrases, 'locale'> = en): string {
  const name = new Intl.DateTimeFormat(p.locale, { timeZone: 'UTC', weekday: 'short' })
  const names = weekdays.map((n) => name.format(new Date(Date.UTC(2024, 0, n)))) // 1 January 2024 was a Monday
  const inRow = weekdays.length > 2 && weekdays.every((n, i) => i === 0 || n === weekdays[i - 1]! + 1)
  const said = weekdays.length === 7 ? '' : inRow ? `${names[0]}-${names.at(-1)}` : names.join(', ')
  const times = from === 0 && to === 24 * 60 ? '' : `${clockOf(from)}-${clockOf(to)}`
  return [said, times].filter(Boolean).join(' ')
}

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const day = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })

/**
 * A time as it is said in the United Kingdom, in the words of `p`: "14:30" today, "Mon 23 Nov, 07:00" on another day.
 * No curly spaces.
 */
export function sayTime(instant: string, now: string, p: Pick<Phrases, 'locale'> = en): string {
  const date = new Date(instant)
  const sameDay = day.format(date) === day.format(new Date(now))
  const { clock, dayAndClock } = formats.get(p.locale)!
  return (sameDay ? clock : dayAndClock).format(date).replaceAll(/[\u00a0\u202f]/g, ' ')
}
