import type { Findable, Wanted } from '../../core/geo/findable.ts'
import type { Point } from '../../core/geo/point.ts'
import { type Polygon, polygonOf } from '../../core/geo/polygon.ts'
import { type KindId, kindIds, type Vehicle, type Vetting } from '../../core/kinds.ts'
import type { Exclusion } from '../../core/matching/exclusion.ts'
import type { Hold } from '../../core/matching/hold.ts'
import type { HoursRange } from '../../core/matching/hours.ts'
import { days, hours, minutes } from '../../core/time.ts'
import { Chance } from './chance.ts'
import { cities } from './cities.ts'

const begins = Date.parse('2026-11-23T00:00:00Z')
const kmPerDegree = 111.195

interface Town extends Point {
  readonly people: number
  readonly spreadKm: number
}

/** The cities, and 600 smaller towns by the rule that the n-th largest has an n-th of the people. */
function towns(chance: Chance): (readonly [Town, number])[] {
  const large = cities.map(([lat, lon, people]) => ({ lat, lon, people }))
  const small = Array.from({ length: 600 }, (_, n) => ({ ...somewhere(chance), people: 9_000 / (n + 60) }))
  return [...large, ...small].map((town) => [{ ...town, spreadKm: 0.25 * Math.sqrt(town.people) }, town.people])
}

const somewhere = (chance: Chance): Point => ({ lat: 50.3 + 6.5 * chance.next(), lon: -4.8 + 5.6 * chance.next() })

function near({ lat, lon }: Point, spreadKm: number, chance: Chance): Point {
  return {
    lat: lat + (spreadKm * chance.normal()) / kmPerDegree,
    lon: lon + (spreadKm * chance.normal()) / kmPerDegree / Math.cos((lat * Math.PI) / 180),
  }
}

/** Where people live: one in eight in the open country, the others in towns. */
export function homes(seed: number): () => Point {
  const chance = new Chance(seed)
  const all = towns(new Chance(7))
  const total = all.reduce((sum, [, people]) => sum + people, 0)
  const ladder = all.flatMap(([town, people]) => Array<Town>(Math.round((8_192 * people) / total)).fill(town))
  return () => {
    if (chance.below(8) === 0) return somewhere(chance)
    const town = chance.oneOf(ladder)
    return near(town, town.spreadKm, chance)
  }
}

const skills: readonly (readonly [KindId, number])[] = kindIds.map((kind, i) => [kind, 10 / (i + 2)])
const radiiKm = [
  [1, 5],
  [2, 10],
  [3, 20],
  [5, 30],
  [8, 15],
  [10, 10],
  [15, 6],
  [25, 3],
  [50, 1],
] as const
const vettings = [
  ['none', 50],
  ['basic', 25],
  ['standard', 15],
  ['enhanced', 10],
] as const satisfies readonly (readonly [Vetting, number])[]
const vehicles = [
  ['none', 35],
  ['cycle', 15],
  ['car', 40],
  ['van', 7],
  ['4x4', 3],
] as const satisfies readonly (readonly [Vehicle, number])[]
const working = [1, 2, 3, 4, 5]
const week = [1, 2, 3, 4, 5, 6, 7]
const hoursOf: readonly (readonly [readonly HoursRange[], number])[] = [
  [[], 50],
  [[{ weekdays: working, from: 18 * 60, to: 22 * 60 }], 15],
  [[{ weekdays: [6, 7], from: 9 * 60, to: 18 * 60 }], 10],
  [[{ weekdays: working, from: 9 * 60, to: 17 * 60 }], 10],
  [[{ weekdays: week, from: 7 * 60, to: 23 * 60 }], 10],
  [[{ weekdays: [5, 6], from: 21 * 60 + 30, to: 2 * 60 }], 5],
]

/** So many volunteers, with everything on that a search looks at: an eighth have a hold, one in ten is away or gone. */
export function makeVolunteers(count: number, seed: number): Findable[] {
  const chance = new Chance(seed)
  const home = homes(seed + 1)
  return Array.from({ length: count }, (_, i) => ({
    id: idOf(i, chance),
    ...home(),
    ...able(chance),
    reachable: chance.below(50) > 0,
    available: chance.below(12) > 0,
    hours: chance.weighted(hoursOf),
    holds: holds(chance),
  }))
}

/** In the form of the ids that people have, in no order; each in one piece of memory, as what is read from outside. */
function idOf(i: number, chance: Chance): string {
  const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0')
  return [hex(chance.below(2 ** 32), 8), hex(chance.below(2 ** 16), 4), '7000', '8000', hex(i, 12)].join('-')
}

function able(chance: Chance) {
  const vetting = chance.weighted(vettings)
  const own = Array.from({ length: 1 + chance.below(4) }, () => chance.weighted(skills))
  return {
    radiusM: 1000 * chance.weighted(radiiKm),
    skills: [...new Set(own)],
    vetting,
    vettingExpiresMs: vetting === 'none' ? Number.POSITIVE_INFINITY : begins + days(chance.below(1_000) - 50),
    vehicle: chance.weighted(vehicles),
    unconfirmed: vetting === 'none' && chance.below(6) === 0,
  }
}

function holds(chance: Chance): Hold[] {
  if (chance.below(8) > 0) return []
  const fromMs = begins + hours(chance.below(7 * 24))
  const always = { fromMs: Number.NEGATIVE_INFINITY, kinds: null, holdsForLife: true }
  return [
    chance.weighted<Hold>([
      [{ ...always, why: 'away', toMs: fromMs }, 3],
      [{ ...always, why: 'resting', toMs: fromMs, holdsForLife: false }, 4],
      [{ ...always, why: 'muted', toMs: Number.POSITIVE_INFINITY, kinds: [chance.oneOf(kindIds)] }, 2],
      [{ ...always, why: 'overlap', fromMs, toMs: fromMs + hours(2) }, 2],
      [{ ...always, why: 'in_menu', toMs: fromMs + minutes(30), holdsForLife: false }, 1],
    ]),
  ]
}

/**
 * Needs where people live, at any time of one week: one or two skills, half with a check asked for, three in ten with a
 * vehicle; a few people around were asked already, and for one in ten an area near by is kept clear.
 */
export function makeNeeds(count: number, volunteers: readonly Findable[], seed: number): Wanted[] {
  const chance = new Chance(seed)
  return Array.from({ length: count }, () => {
    const at = near(chance.oneOf(volunteers), 0.5, chance)
    const fromMs = begins + chance.below(days(7))
    const kind = chance.weighted(skills)
    const second = chance.below(3) === 0 ? [chance.weighted(skills)] : []
    const vetting = chance.weighted(vettings)
    return {
      ...at,
      ...{ fromMs, toMs: fromMs + hours(2), kind, skills: [...new Set([kind, ...second])], vetting },
      vehicle: chance.weighted<Vehicle>([
        ['none', 70],
        ['car', 22],
        ['van', 6],
        ['4x4', 2],
      ]),
      lifeSafety: chance.below(10) === 0,
      unconfirmedToo: vetting === 'none' && chance.below(3) === 0,
      withinM: Number.POSITIVE_INFINITY,
      except: asked(volunteers, chance),
      keptClear: chance.below(10) === 0 ? [flooded(at, chance)] : [],
    }
  })
}

const asked = (volunteers: readonly Findable[], chance: Chance): ReadonlyMap<string, Exclusion> =>
  new Map(Array.from({ length: chance.below(4) }, () => [chance.oneOf(volunteers).id, 'asked_before']))

/** An area with 24 corners about a place near by. */
function flooded(at: Point, chance: Chance): Polygon {
  const centre = near(at, 1, chance)
  const corners = Array.from({ length: 24 }, (_, i) => {
    const [km, turn] = [0.5 + chance.next(), (2 * Math.PI * i) / 24]
    return { lat: centre.lat + (km / kmPerDegree) * Math.cos(turn), lon: centre.lon + (km / 65) * Math.sin(turn) }
  })
  return polygonOf([corners])
}
