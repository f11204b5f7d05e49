import { kinds, vehicles, vettingLevels } from '../kinds.ts'
import type { Need } from '../needs/need.ts'
import { isAway, type Person, reachableAddress, type Volunteer } from '../people/person.ts'
import { type Instant, minutes, plus, wallClock } from '../time.ts'

/** A stretch of the week: `weekdays` (Monday 1 … Sunday 7), minutes since local midnight; `to` ≤ `from` ends next day. */
export interface HoursRange {
  readonly weekdays: readonly number[]
  readonly from: number
  readonly to: number
}

/** What is sealed about a volunteer and needed to match them. */
export interface Profile {
  readonly name: string
  readonly lat: number
  readonly lon: number
  readonly radiusM: number
  /** Empty means always. */
  readonly hours: readonly HoursRange[]
  readonly languages: readonly string[]
  /** Skills as they stood in an import that are no kind of ours; free text, kept for planners. */
  readonly otherSkills: readonly string[]
}

/** Why somebody was not asked; the words are in `whyNot`. */
export type Exclusion =
  | 'skill'
  | 'vetting'
  | 'vetting_expired'
  | 'vehicle'
  | 'own_radius'
  | 'kind_radius'
  | 'hours'
  | 'away'
  | 'overlap'
  | 'opted_out'
  | 'muted'
  | 'asked_before'
  | 'unconfirmed'
  | 'own_need'
  | 'in_menu'

/** Why this volunteer does not fit this need at `now`, for reasons that no transaction is needed to see; null if they do. */
export function unfit(
  need: Need,
  volunteer: Volunteer,
  profile: Profile,
  metres: number,
  now: Instant,
): Exclusion | null {
  if (!volunteer.skills.includes(need.kind)) return 'skill'
  if (vettingLevels.indexOf(volunteer.vetting) < vettingLevels.indexOf(need.vetting)) return 'vetting'
  if (need.vetting !== 'none' && volunteer.vettingExpires !== null && volunteer.vettingExpires <= now)
    return 'vetting_expired'
  if (vehicles.indexOf(volunteer.vehicle) < vehicles.indexOf(need.vehicle)) return 'vehicle'
  if (volunteer.unconfirmed && !mayBeUnconfirmed(need)) return 'unconfirmed'
  if (metres > profile.radiusM) return 'own_radius'
  if (metres > kinds[need.kind].radiusM) return 'kind_radius'
  return isWithinHours(profile.hours, now) ? null : 'hours'
}

const mayBeUnconfirmed = (need: Need): boolean =>
  kinds[need.kind].openAir && need.vetting === 'none' && !need.requirements.includes('confirmed_only')

/** Why this person cannot be asked for this need now, whoever they are; null if they can. */
export function unavailable(need: Need, person: Person, now: Instant): Exclusion | null {
  if (person.id === need.reporter) return 'own_need'
  if (reachableAddress(person) === null) return 'opted_out'
  if (person.muted.includes(need.kind)) return 'muted'
  if (isAway(person, now)) return 'away'
  if (need.invitations.some((i) => i.person === person.id)) return 'asked_before'
  if (!kinds[need.kind].lifeSafety && isInMenu(person, now)) return 'in_menu'
  return overlaps(person, assignmentWindow(need, now)) ? 'overlap' : null
}

/** A menu left lying for half an hour no longer keeps invitations away. */
const menuMs = minutes(30)

const isInMenu = (person: Person, now: Instant): boolean =>
  person.items.some((item) => item.purpose === 'menu' && plus(item.since, menuMs) > now)

/** The stretch an assignment accepted at `now` would take: until arrival, and the work after it. */
export function assignmentWindow(
  need: Need,
  now: Instant,
  arriveInMin = kinds[need.kind].arriveInMin,
): { from: Instant; to: Instant } {
  return { from: now, to: plus(now, minutes(arriveInMin + kinds[need.kind].lastsMin)) }
}

/** True when the person has promised any of `window` to something else. Half-open: one may begin as another ends. */
export const overlaps = (person: Person, window: { from: Instant; to: Instant }): boolean =>
  person.commitments.some((c) => c.from < window.to && window.from < c.to)

/** True when `now`, as a wall clock in the United Kingdom shows it, falls in one of the ranges, or there are none. */
export function isWithinHours(ranges: readonly HoursRange[], now: Instant): boolean {
  if (ranges.length === 0) return true
  const { weekday, minute } = wallClock(now)
  const dayBefore = weekday === 1 ? 7 : weekday - 1
  return ranges.some(({ weekdays, from, to }) =>
    from < to
      ? weekdays.includes(weekday) && minute >= from && minute < to
      : (weekdays.includes(weekday) && minute >= from) || (weekdays.includes(dayBefore) && minute < to),
  )
}
