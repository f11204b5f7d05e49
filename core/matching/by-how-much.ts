import type { PassedOver } from '../dispatch/decided-from.ts'
import { asksOf } from '../dispatch/history.ts'
import { kinds } from '../kinds.ts'
import type { Need } from '../needs/need.ts'
import type { Person } from '../people/person.ts'
import { days, type Instant, minutes } from '../time.ts'
import type { Profile } from './eligible.ts'
import type { Exclusion } from './exclusion.ts'

/** Somebody who was left out, as they were known. */
export interface LeftOut {
  readonly person: Person
  readonly profile: Profile | null
  readonly metres: number
  readonly why: Exclusion
}

/**
 * Why somebody was left out, with how much was missing where that is a number: metres beyond a radius, asks in 24 hours,
 * minutes since a no or a job, days since a check ran out.
 */
export function passedOver(need: Need, leftOut: LeftOut, now: Instant): PassedOver {
  const { person, metres, why } = leftOut
  return { person: person.id, metres, why, by: byHowMuch(need, leftOut, now) }
}

function byHowMuch(need: Need, { person, profile, metres, why }: LeftOut, now: Instant): number | null {
  const since = (then: Instant | null | undefined, unitMs: number) =>
    then ? Math.max(0, Math.floor((Date.parse(now) - Date.parse(then)) / unitMs)) : null
  if (why === 'own_radius') return profile ? Math.max(0, Math.round(metres - profile.radiusM)) : null
  if (why === 'kind_radius') return Math.max(0, metres - kinds[need.kind].radiusM)
  if (why === 'asked_enough') return asksOf(person, now).askedDay
  if (why === 'resting') return since(person.restsFrom, minutes(1))
  return why === 'vetting_expired' ? since(person.volunteer?.vettingExpires, days(1)) : null
}
