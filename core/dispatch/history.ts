import type { Person } from '../people/person.ts'
import { days, type Instant, plus } from '../time.ts'
import { type Terms, type Tired, tired } from './order.ts'

/** How often somebody was asked lately, and how long they have waited for a turn. */
export function asksOf(person: Person, now: Instant): Pick<Terms, 'askedDay' | 'askedWeek' | 'idleDays'> {
  const since = (ms: number) => person.asks.filter(({ at }) => plus(at, ms) > now).length
  const idleMs = Date.parse(now) - Date.parse(person.askedAt ?? person.metAt)
  return { askedDay: since(days(1)), askedWeek: since(days(7)), idleDays: Math.max(0, Math.floor(idleMs / days(1))) }
}

/** Why somebody is left alone for now, unless life is at risk; null when they are not. */
export function tiredOf(person: Person, now: Instant): Tired | null {
  const restedS = person.restsFrom ? Math.floor((Date.parse(now) - Date.parse(person.restsFrom)) / 1_000) : null
  return tired({ ...asksOf(person, now), restedS })
}
