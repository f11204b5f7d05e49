import { en, type Phrases } from './en.ts'

const languages: Readonly<Record<string, Phrases>> = { en }

/** What we say in a person's language, or in English where we do not have it. */
export const phrasesIn = (language: string): Phrases => languages[language] ?? en

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** A time as it is said in the United Kingdom: "14:30" today, "Mon, 23 Nov, 07:00" on another day. No curly spaces. */
export function sayTime(instant: string, now: string): string {
  const date = new Date(instant)
  const sameDay = day.format(date) === day.format(new Date(now))
  return (sameDay ? clock : dayAndClock).format(date).replaceAll(/[\u00a0\u202f]/g, ' ')
}
