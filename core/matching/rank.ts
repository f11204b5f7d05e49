import type { Point } from '../geo/point.ts'
import { kinds } from '../kinds.ts'
import type { Need } from '../needs/need.ts'
import type { Volunteer } from '../people/person.ts'
import type { Instant } from '../time.ts'
import { type Exclusion, type Profile, unfit } from './eligible.ts'
import type { NearestIndex, Placed } from './nearest.ts'

/** What the index knows of a volunteer; it proposes, the transaction checks the person again. */
export interface Indexed extends Placed {
  readonly volunteer: Volunteer
  readonly profile: Profile
  readonly blocked: (need: Need, now: Instant) => Exclusion | null
}

export interface Ranking {
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  /** Nearest first; ties by id. */
  readonly ranked: readonly { readonly person: string; readonly metres: number }[]
}

/**
 * The `k` nearest volunteers who fit a need at `now`, and how many were passed over for which reason.
 *
 * Everybody within the kind's radius is considered. Distance is metres, great circle: a river may lie between.
 */
export function rank(index: NearestIndex<Indexed>, need: Need, at: Point, now: Instant, k: number): Ranking {
  const near = index.within(at, kinds[need.kind].radiusM)
  const excluded: Record<string, number> = {}
  const ranked: { person: string; metres: number }[] = []
  for (const { item, metres } of near) {
    const why = unfit(need, item.volunteer, item.profile, metres, now) ?? item.blocked(need, now)
    if (why) excluded[why] = (excluded[why] ?? 0) + 1
    else if (ranked.length < k) ranked.push({ person: item.id, metres })
  }
  return { considered: near.length, excluded, ranked }
}
