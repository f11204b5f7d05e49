// Everything we say, one file per language. One more language is one more file: `pl.ts` with `export const pl: Phrases`,
// and its name in the table below; the compiler names each sentence that is missing, tests/bots/phrases/ what is too
// long for its segments. A language that is not here is answered in English.
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
