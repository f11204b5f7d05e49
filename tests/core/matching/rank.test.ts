import { describe, expect, it } from 'vitest'
import { haversineM } from '../../../core/geo/distance.ts'
import { EligibleIndex } from '../../../core/geo/eligible-index.ts'
import { kindIds, kinds, vehicles, vettingLevels } from '../../../core/kinds.ts'
import { type Profile, unavailable, unfit } from '../../../core/matching/eligible.ts'
import { findable, rank } from '../../../core/matching/rank.ts'
import type { Need } from '../../../core/needs/need.ts'
import type { Person, Volunteer } from '../../../core/people/person.ts'
import { days, hours, minutes, plus } from '../../../core/time.ts'
import { oneOf, randomFrom } from '../../support/random.ts'
import { World } from '../../support/world.ts'

const now = '2026-11-22T14:00:00.000Z'
const at = { lat: 52, lon: -2 }

function somebody(): { need: Need; sam: Person } {
  const world = new World(now)
  world.meet('sam')
  world.report('n', 'flood_help', 1)
  return { need: world.need('n'), sam: world.person('sam') }
}

const { need, sam } = somebody()

const willing: Volunteer = {
  ...{ profile: 'sealed', skills: ['flood_help'], vetting: 'basic', vettingExpires: plus(now, days(1)) },
  ...{ vehicle: 'car', unconfirmed: false, introduced: true },
}
const home: Profile = {
  ...{ name: 'Sam', lat: 52, lon: -2, radiusM: 5_000, hours: [], languages: [], otherSkills: [] },
}

describe('the ranking', () => {
  const index = new EligibleIndex()
  const put = (id: string, lat: number, as: Partial<Volunteer> = {}, is: Partial<Person> = {}) =>
    index.put(findable({ ...sam, ...is, id }, { ...willing, ...as }, { ...home, lat }))
  put('far', 52.03)
  put('away_next_week', 52.02, {}, { away: { from: plus(now, days(7)), until: null } })
  put('b', 52.01)
  put('a', 52.01)
  put('unskilled', 52, { skills: [] })
  put('away', 52.001, {}, { away: { until: null } })
  put('away_for_now', 52.001, {}, { away: { until: plus(now, 1) } })
  put('away_soon', 52.001, {}, { away: { from: plus(now, 1), until: null } })
  put('too_far', 52.06)
  put('further_than_the_kind', 52.08)

  it('is nearest first, ties by id, and says why the others are not in it', () => {
    const ranking = rank(index, need, at, { now, k: 10 })
    expect(ranking.ranked.map((r) => r.person)).toEqual(['a', 'b', 'away_next_week', 'far'])
    expect(ranking.ranked[0]!.metres).toBe(1112)
    expect(ranking).toMatchObject({ considered: 9, excluded: { skill: 1, away: 3, own_radius: 1 } })
  })

  it('ends after so many as were asked for', () => {
    expect(rank(index, need, at, { now, k: 2 }).ranked.map((r) => r.person)).toEqual(['a', 'b'])
  })
})

type Random = (n: number) => number

const someVolunteer = (random: Random): Volunteer => ({
  ...willing,
  skills: kindIds.filter(() => random(3) === 0),
  vetting: oneOf(random, vettingLevels),
  vettingExpires: oneOf(random, [null, now, plus(now, 1)]),
  vehicle: oneOf(random, vehicles),
  unconfirmed: random(3) === 0,
})

function somePerson(random: Random, id: string): Person {
  const sometimes = <T>(value: T): T[] => (random(4) === 0 ? [value] : [])
  const from = plus(now, minutes(random(400) - 200))
  return {
    ...sam,
    id,
    muted: sometimes(oneOf(random, kindIds)),
    optedOut: Object.fromEntries(sometimes([sam.addresses[0]!, now])),
    away: oneOf(random, [null, null, { until: null }, { until: now }, { until: plus(now, 1) }, { from, until: null }]),
    commitments: sometimes({ need: 'other', from, to: plus(from, hours(1)) }),
    items: sometimes({ letter: 'A', purpose: 'menu', about: id, kind: null, since: plus(now, minutes(-random(60))) }),
  }
}

const someNeed = (random: Random): Need => ({
  ...need,
  kind: oneOf(random, kindIds),
  vetting: oneOf(random, vettingLevels),
  vehicle: oneOf(random, vehicles),
  reporter: `p${random(200)}`,
  requirements: random(3) === 0 ? ['confirmed_only'] : [],
  invitations: Array.from({ length: random(9) }, () => ({
    ...{ person: `p${random(200)}`, letter: 'A', wave: 1, metres: 0, offer: null, at: now, state: 'declined' as const },
    ...{ condition: null, inMin: null },
  })),
})

describe('of everybody around', () => {
  it('the index says the same as the rules for one person, and for the same reason', () => {
    const random = randomFrom(83)
    const people = Array.from({ length: 400 }, (_, i) => ({
      person: somePerson(random, `p${i}`),
      volunteer: someVolunteer(random),
      profile: { ...home, lat: 52 + random(1_000) / 5_000, lon: -2 + random(1_000) / 5_000, radiusM: random(20_000) },
    }))
    const index = new EligibleIndex()
    index.load(people.map(({ person, volunteer, profile }) => findable(person, volunteer, profile)))
    for (let n = 0; n < 200; n++) {
      const asked = someNeed(random)
      const place = { lat: 52 + random(1_000) / 5_000, lon: -2 + random(1_000) / 5_000 }
      const expected: Record<string, number> = {}
      for (const { person, volunteer, profile } of people) {
        const metres = haversineM(place, profile)
        if (metres > kinds[asked.kind].radiusM) continue
        const why = unfit(asked, volunteer, profile, metres, now) ?? unavailable(asked, person, now) ?? 'none'
        expected[why] = (expected[why] ?? 0) + 1
      }
      const { considered, excluded, ranked } = rank(index, asked, place, { now, k: 400 })
      const none = ranked.length > 0 ? { none: ranked.length } : {}
      expect({ ...excluded, ...none }).toEqual(expected)
      expect(considered).toBe(Object.values(expected).reduce((sum, count) => sum + count, 0))
    }
  })
})
