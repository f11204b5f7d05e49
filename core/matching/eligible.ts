import { isTired, mostAsksADay, restS } from '../dispatch/order.ts'
import { kinds, vehicles, vettingLevels } from '../kinds.ts'
import type { Need } from '../needs/need.ts'
import { isBlockedFrom, type Person, reachableAddress, type Volunteer } from '../people/person.ts'
import { days, type Instant, minutes, plus, wallClock } from '../time.ts'
import type { Exclusion } from './exclusion.ts'
import { type Asked, type Hold, heldBy } from './hold.ts'
import { type HoursRange, isOpen } from './hours.ts'

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
  return isOpen(profile.hours, wallClock(now)) ? null : 'hours'
}

/** True when somebody whom nobody has approved yet may do it. */
export const mayBeUnconfirmed = (need: Need): boolean =>
  kinds[need.kind].openAir && need.vetting === 'none' && !need.requirements.includes('confirmed_only')

/**
 * Why this person cannot be asked for this need now, whoever they are; null if they can. `offered`: they are asked for
 * what they offered themselves, which no cap and no rest keeps from them.
 */
export function unavailable(need: Need, person: Person, now: Instant, offered = false): Exclusion | null {
  if (isBlockedFrom(person, need.reporter)) return 'blocked'
  if (need.weekly && kinds[need.kind].hygiene && (person.hygieneUntil ?? '') <= now) return 'hygiene'
  const except = exceptFor(need).get(person.id)
  if (except !== undefined) return except
  if (reachableAddress(person) === null) return 'opted_out'
  const holds = offered ? holdsOn(person).filter(({ why }) => !isTired(why)) : holdsOn(person)
  return heldBy(holds, askedFor(need, now))
}

/** Who is not asked for this need, whatever they are free for; `blocked`: whom its reporter is never matched with. */
export function exceptFor(need: Need, blocked: readonly string[] = []): ReadonlyMap<string, Exclusion> {
  const except = new Map<string, Exclusion>((need.never ?? []).map((person) => [person, 'planner_no']))
  for (const { person } of need.invitations) except.set(person, 'asked_before')
  for (const person of blocked) except.set(person, 'blocked')
  return except.set(need.reporter, 'own_need')
}

/** What somebody asked for this need at `now` would be asked for. */
export function askedFor(need: Need, now: Instant): Asked {
  const { from, to } = assignmentWindow(need, now)
  const lifeSafety = kinds[need.kind].lifeSafety || need.urgency === 'life'
  return { fromMs: Date.parse(from), toMs: Date.parse(to), kind: need.kind, lifeSafety }
}

const forever = Number.POSITIVE_INFINITY

/** A menu left lying for half an hour no longer keeps invitations away. */
const menuMs = minutes(30)

/** What keeps asks away from somebody for a time, the weightiest first. */
export function holdsOn({ muted, away, items, commitments, asks, restsFrom }: Person): Hold[] {
  const always = { fromMs: -forever, kinds: null, holdsForLife: true } as const
  const holds: Hold[] = []
  if (away) holds.push({ ...always, ...stretchOf(away), why: 'away' })
  if (muted.length > 0) holds.push({ ...always, why: 'muted', toMs: forever, kinds: muted })
  for (const { purpose, since } of items)
    if (purpose === 'menu')
      holds.push({ ...always, why: 'in_menu', toMs: Date.parse(since) + menuMs, holdsForLife: false })
  const tired = { ...always, holdsForLife: false }
  const third = asks.at(-mostAsksADay)
  if (third) holds.push({ ...tired, why: 'asked_enough', toMs: Date.parse(third.at) + days(1) })
  if (restsFrom) holds.push({ ...tired, why: 'resting', toMs: Date.parse(restsFrom) + restS * 1_000 })
  for (const { from, to } of commitments)
    holds.push({ ...always, why: 'overlap', fromMs: Date.parse(from), toMs: Date.parse(to) })
  return holds
}

const stretchOf = ({ from, until }: NonNullable<Person['away']>): Pick<Hold, 'fromMs' | 'toMs'> => ({
  fromMs: from === undefined ? -forever : Date.parse(from),
  toMs: until === null ? forever : Date.parse(until),
})

/** The stretch an assignment accepted at `now` would take: until arrival, and the work after it; later where a time is set. */
export function assignmentWindow(
  need: Need,
  now: Instant,
  arriveInMin = kinds[need.kind].arriveInMin,
): { from: Instant; to: Instant } {
  const { lastsMin } = kinds[need.kind]
  const wantedAt = need.weekly?.wantedAt
  if (wantedAt === undefined || wantedAt <= plus(now, minutes(arriveInMin)))
    return { from: now, to: plus(now, minutes(arriveInMin + lastsMin)) }
  return { from: plus(wantedAt, -minutes(arriveInMin)), to: plus(wantedAt, minutes(lastsMin)) }
}

/** The person without what they promised to `needs`: one pot may go to several tables in the same hours. */
export const besides = (person: Person, needs: readonly string[] = []): Person =>
  needs.length === 0 ? person : { ...person, commitments: person.commitments.filter((c) => !needs.includes(c.need)) }

/** True when the person has promised any of `window` to something else. Half-open: one may begin as another ends. */
export const overlaps = (person: Person, window: { from: Instant; to: Instant }): boolean =>
  person.commitments.some((c) => c.from < window.to && window.from < c.to)
