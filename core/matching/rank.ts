import type { EligibleIndex } from '../geo/eligible-index.ts'
import type { Findable, Wanted } from '../geo/findable.ts'
import type { Point } from '../geo/point.ts'
import type { Polygon } from '../geo/polygon.ts'
import { kinds } from '../kinds.ts'
import type { Need } from '../needs/need.ts'
import { type Person, reachableAddress, type Volunteer } from '../people/person.ts'
import type { Instant } from '../time.ts'
import { askedFor, exceptFor, holdsOn, mayBeUnconfirmed, type Profile } from './eligible.ts'
import type { Exclusion } from './exclusion.ts'

export interface Ranking {
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  /** Nearest first, in whole metres; ties by id. */
  readonly ranked: readonly { readonly person: string; readonly metres: number }[]
  /** The nearest who were passed over, and the first reason why. */
  readonly passedOver: readonly { readonly person: string; readonly metres: number; readonly why: Exclusion }[]
}

export interface Looking {
  readonly now: Instant
  /** How many are wanted. */
  readonly k: number
  /** Whom whoever reported the need is never matched with. */
  readonly blocked?: readonly string[]
  /** Areas in which nobody is asked. */
  readonly keptClear?: readonly Polygon[]
}

/** How many of those passed over are named: enough for questions about who is near, few enough to write down. */
const passedOverShown = 20

/**
 * The `k` nearest volunteers who fit a need at `now`, and how many were passed over for which reason.
 *
 * Everybody within the kind's radius is considered. Distance is metres, great circle: a river may lie between.
 */
export function rank(index: EligibleIndex, need: Need, at: Point, looking: Looking): Ranking {
  const wanted = wantedFor(need, at, looking)
  const ranked = index.nearest(wanted, looking.k).map(({ id, metres }) => ({ person: id, metres: Math.round(metres) }))
  const { considered, excluded, passedOver } = index.tally(wanted, passedOverShown)
  return {
    ...{ considered, excluded },
    passedOver: passedOver.map(({ id, metres, why }) => ({
      ...{ person: id, metres: Math.round(metres), why: why as Exclusion },
    })),
    ranked: ranked.sort((a, b) => a.metres - b.metres || (a.person < b.person ? -1 : 1)),
  }
}

/** What a need at a place asks of whoever comes, in the index's terms. */
export const wantedFor = (need: Need, { lat, lon }: Point, { now, blocked, keptClear }: Looking): Wanted => ({
  ...askedFor(need, now),
  lat,
  lon,
  skills: [need.kind],
  vetting: need.vetting,
  vehicle: need.vehicle,
  unconfirmedToo: mayBeUnconfirmed(need),
  withinM: kinds[need.kind].radiusM,
  except: exceptFor(need, blocked),
  keptClear: keptClear ?? [],
})

/** A volunteer, with what is sealed about them, as the index takes them in. */
export function findable(person: Person, volunteer: Volunteer, { lat, lon, radiusM, hours }: Profile): Findable {
  const { skills, vetting, vettingExpires, vehicle, unconfirmed } = volunteer
  return {
    ...{ id: person.id, lat, lon, radiusM, hours, skills, vetting, vehicle, unconfirmed },
    vettingExpiresMs: vettingExpires === null ? Number.POSITIVE_INFINITY : Date.parse(vettingExpires),
    reachable: reachableAddress(person) !== null,
    available: person.away === null || person.away.until !== null || person.away.from !== undefined,
    holds: holdsOn(person),
  }
}
