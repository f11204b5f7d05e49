import { type Vehicle, type Vetting, vehicles, vettingLevels } from '../kinds.ts'
import type { Exclusion } from '../matching/exclusion.ts'
import { type Asked, type Hold, heldBy } from '../matching/hold.ts'
import { type HoursRange, isOpen, partOf, partsIn } from '../matching/hours.ts'
import { type WallClock, wallClockAt } from '../time.ts'
import { metresBetween } from './distance.ts'
import { reachOnMap, toMap } from './flat-map.ts'
import { Interned } from './interned.ts'
import type { Point } from './point.ts'
import { isInside, type Polygon } from './polygon.ts'

/** A volunteer as the index needs to know them. Times are milliseconds since 1970, positions WGS 84. */
export interface Findable {
  readonly id: string
  readonly lat: number
  readonly lon: number
  /** How far they go. */
  readonly radiusM: number
  readonly skills: readonly string[]
  readonly vetting: Vetting
  /** The moment from which the check no longer counts; Infinity: never. */
  readonly vettingExpiresMs: number
  readonly vehicle: Vehicle
  readonly unconfirmed: boolean
  /** False: there is no address that we may write to. */
  readonly reachable: boolean
  /** False: away, and nobody knows until when. */
  readonly available: boolean
  /** By the clock in the United Kingdom; empty means always. */
  readonly hours: readonly HoursRange[]
  readonly holds: readonly Hold[]
}

/** What is wanted of whoever comes. */
export interface Wanted extends Asked {
  readonly lat: number
  readonly lon: number
  /** All of these; none: anybody. */
  readonly skills: readonly string[]
  readonly vetting: Vetting
  readonly vehicle: Vehicle
  /** True: those whom nobody has approved yet may come too, unless vetting is asked for. */
  readonly unconfirmedToo: boolean
  /** How far to look; Infinity: as far as people go. */
  readonly withinM: number
  /** People who are not asked for this one, by id, and why. */
  readonly except: ReadonlyMap<string, Exclusion>
  /** Nobody from inside these areas is asked. */
  readonly keptClear: readonly Polygon[]
}

/** `Wanted` in the terms of the table, made once for each search. */
export interface Terms extends Asked {
  readonly lat: number
  readonly lon: number
  readonly east: number
  readonly north: number
  /** The classes that may come, and the part of the week it is: somebody's mask must have a bit of each. */
  readonly classes: number
  readonly part: number
  readonly skillBits: number
  readonly skills: readonly number[]
  readonly vetting: number
  readonly vehicle: number
  readonly unconfirmedToo: boolean
  readonly clock: WallClock
  readonly except: ReadonlyMap<number, Exclusion>
  readonly keptClear: readonly Polygon[]
}

/**
 * What is known of a person stands in one cache line: twelve words of 32 bits, of which `reach` holds a fraction, and
 * four of 64 that begin at the ninth.
 */
export const record = { words: 16, east: 0, north: 1, mask: 2, skills: 3, reach: 4, set: 5, state: 6 } as const
const exact = { words: 8, lat: 4, lon: 5, radiusM: 6, expiresMs: 7 } as const

/** Parts of the word `state`; the two lowest bits are the vetting. */
const state = { vehicleShift: 2, unconfirmed: 1 << 5, unreachable: 1 << 6, gone: 1 << 7, held: 1 << 8, hoursShift: 9 }

/**
 * What somebody may do at all is one of 25 classes: confirmed people by vetting and vehicle (20), the unconfirmed by
 * vehicle alone (5). A class is a bit, what is wanted is a set of them, and a node of a tree holds those of all below it:
 * so one AND is exact for the three together, where a bit for each of the three would let pass a cell with a vetted
 * cyclist and an unvetted driver. The seven bits above are the parts of the week in which somebody is ever free.
 */
const classOf = (vetting: number, vehicle: number, unconfirmed: boolean): number =>
  1 << (unconfirmed ? 20 + vehicle : 5 * vetting + vehicle)
const partShift = 25

function classesThatMay(vetting: number, vehicle: number, unconfirmedToo: boolean): number {
  let classes = 0
  for (let w = vehicle; w < vehicles.length; w++) {
    for (let v = vetting; v < vettingLevels.length; v++) classes |= classOf(v, w, false)
    if (unconfirmedToo && vetting === 0) classes |= classOf(0, w, true)
  }
  return classes
}

/** Everybody by number: a number is given with `enter`, and given to somebody else after `leave`. */
export class PeopleTable {
  words = new Int32Array(record.words * 64)
  reaches = new Float32Array(this.words.buffer)
  #exact = new Float64Array(this.words.buffer)
  readonly ids: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #free: number[] = []
  /** Few people have any, so they have no column. */
  readonly #holds = new Map<number, readonly Hold[]>()
  readonly #hours = new Interned<readonly HoursRange[]>([])
  readonly #skillSets = new Interned<readonly number[]>([])

  get size(): number {
    return this.#numbers.size
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id)
  }

  /** The numbers of somebody's skills. */
  skillsOf(p: number): readonly number[] {
    return this.#skillSets.at(this.words[p * record.words + record.set]!)
  }

  /** Gives somebody new a number that nobody has; `write` must follow. */
  enter(id: string, p = this.#free.pop() ?? this.ids.length): number {
    const { size } = this
    if (this.#numbers.set(id, p).size === size) throw new Error(`index: person ${id} is entered twice`)
    if (p >= this.#room) this.reserve(p + 1 + (p >> 1))
    this.ids[p] = id
    this.words.fill(0, p * record.words, (p + 1) * record.words)
    return p
  }

  leave(p: number): void {
    const at = p * record.words
    this.#numbers.delete(this.ids[p]!)
    this.ids[p] = ''
    this.#free.push(p)
    this.#holds.delete(p)
    this.#hours.drop(this.words[at + record.state]! >>> state.hoursShift)
    this.#skillSets.drop(this.words[at + record.set]!)
  }

  /** True when that is where and what `p` already is, so that they stay in the same leaves. */
  isSettled(p: number, { lat, lon, skills }: Findable): boolean {
    const at = p * exact.words
    const set = this.#skillSets.numberOf(setKey(skills))
    return (
      this.#exact[at + exact.lat] === lat &&
      this.#exact[at + exact.lon] === lon &&
      this.words[p * record.words + record.set] === set
    )
  }

  /** Writes all that is known of somebody; `numberOfSkill` knows all their skills. */
  write(p: number, known: Findable, numberOfSkill: (skill: string) => number): void {
    const { words } = this
    const at = p * record.words
    const [before, set] = [words[at + record.state]!, words[at + record.set]!]
    words[at + record.state] = this.#stateOf(known)
    words[at + record.set] = this.#skillSets.take(setKey(known.skills), () =>
      [...new Set(known.skills)].map(numberOfSkill),
    )
    this.#hours.drop(before >>> state.hoursShift)
    this.#skillSets.drop(set)
    words[at + record.skills] = skillBits(this.skillsOf(p))
    this.reaches[at + record.reach] = roundedUp(reachOnMap(known.radiusM))
    this.#exact[p * exact.words + exact.radiusM] = known.radiusM
    this.#exact[p * exact.words + exact.expiresMs] = known.vettingExpiresMs
    if (known.holds.length > 0) this.#holds.set(p, known.holds)
    else if ((before & state.held) !== 0) this.#holds.delete(p)
    this.place(p, known.lat, known.lon)
    this.#mask(p)
  }

  #stateOf({ vetting, vehicle, unconfirmed, reachable, available, holds, hours }: Findable): number {
    return (
      vettingLevels.indexOf(vetting) |
      (vehicles.indexOf(vehicle) << state.vehicleShift) |
      (unconfirmed ? state.unconfirmed : 0) |
      (reachable ? 0 : state.unreachable) |
      (available ? 0 : state.gone) |
      (holds.length > 0 ? state.held : 0) |
      (this.#hours.take(hoursKey(hours), () => hours) << state.hoursShift)
    )
  }

  place(p: number, lat: number, lon: number): void {
    const { east, north } = toMap(lat, lon)
    this.words[p * record.words + record.east] = east
    this.words[p * record.words + record.north] = north
    this.#exact[p * exact.words + exact.lat] = lat
    this.#exact[p * exact.words + exact.lon] = lon
  }

  /** False when that changes nothing. */
  setAvailable(p: number, available: boolean): boolean {
    const at = p * record.words + record.state
    const before = this.words[at]!
    this.words[at] = available ? before & ~state.gone : before | state.gone
    this.#mask(p)
    return this.words[at] !== before
  }

  /** The mask of somebody who cannot be asked, whatever the moment, is empty: no search finds them. */
  #mask(p: number): void {
    const at = p * record.words
    const is = this.words[at + record.state]!
    const mask =
      classOf(is & 3, (is >> state.vehicleShift) & 7, (is & state.unconfirmed) !== 0) |
      (partsIn(this.#hours.at(is >>> state.hoursShift)) << partShift)
    this.words[at + record.mask] = (is & (state.unreachable | state.gone)) === 0 ? mask : 0
  }

  /** Exact metres from the place of a search. */
  metres(p: number, { lat, lon }: Point): number {
    const at = p * exact.words
    return metresBetween(lat, lon, this.#exact[at + exact.lat]!, this.#exact[at + exact.lon]!)
  }

  radiusM(p: number): number {
    return this.#exact[p * exact.words + exact.radiusM]!
  }

  /** A search in the table's terms; `skills` are the numbers of those wanted, -1 for one that nobody has. */
  terms(wanted: Wanted, skills: readonly number[]): Terms {
    const [vetting, vehicle] = [vettingLevels.indexOf(wanted.vetting), vehicles.indexOf(wanted.vehicle)]
    const clock = wallClockAt(wanted.fromMs)
    const { east, north } = toMap(wanted.lat, wanted.lon)
    return {
      lat: wanted.lat,
      lon: wanted.lon,
      east,
      north,
      fromMs: wanted.fromMs,
      toMs: wanted.toMs,
      clock,
      kind: wanted.kind,
      lifeSafety: wanted.lifeSafety,
      classes: classesThatMay(vetting, vehicle, wanted.unconfirmedToo),
      part: partOf(clock) << partShift,
      vetting,
      vehicle,
      unconfirmedToo: wanted.unconfirmedToo,
      skills,
      skillBits: skillBits(skills),
      except: this.#numbered(wanted.except),
      keptClear: wanted.keptClear,
    }
  }

  #numbered(people: ReadonlyMap<string, Exclusion>): ReadonlyMap<number, Exclusion> {
    if (people.size === 0) return nobody
    const numbered = new Map<number, Exclusion>()
    for (const [id, why] of people) {
      const p = this.#numbers.get(id)
      if (p !== undefined) numbered.set(p, why)
    }
    return numbered
  }

  /** True when all skills wanted are there: their bits tell, unless so many are known that some share one. */
  hasSkills(p: number, { skills, skillBits }: Terms): boolean {
    if ((this.words[p * record.words + record.skills]! & skillBits) !== skillBits) return false
    return skills.every((skill) => skill >= 0 && (skill < sharedBit || this.skillsOf(p).includes(skill)))
  }

  /** The first reason why somebody so far away is not asked, of whatever sort; null if they are. */
  whyNot(p: number, metres: number, terms: Terms): Exclusion | null {
    const is = this.words[p * record.words + record.state]!
    if (!this.hasSkills(p, terms)) return 'skill'
    if ((is & 3) < terms.vetting) return 'vetting'
    if (this.#ranOut(p, terms)) return 'vetting_expired'
    if (((is >> state.vehicleShift) & 7) < terms.vehicle) return 'vehicle'
    if ((is & state.unconfirmed) !== 0 && (terms.vetting > 0 || !terms.unconfirmedToo)) return 'unconfirmed'
    if (metres > this.radiusM(p)) return 'own_radius'
    return this.barred(p, terms)
  }

  /** The same for somebody whom masks, skills and own radius let through: what is of this moment or this need. */
  barred(p: number, terms: Terms): Exclusion | null {
    const is = this.words[p * record.words + record.state]!
    if (this.#ranOut(p, terms)) return 'vetting_expired'
    if (!isOpen(this.#hours.at(is >>> state.hoursShift), terms.clock)) return 'hours'
    const except = terms.except.size > 0 ? terms.except.get(p) : undefined
    if (except !== undefined) return except
    if ((is & state.unreachable) !== 0) return 'opted_out'
    if ((is & state.gone) !== 0) return 'away'
    const held = (is & state.held) !== 0 ? heldBy(this.#holds.get(p)!, terms) : null
    if (held !== null) return held
    return terms.keptClear.length > 0 && this.#isInside(p, terms.keptClear) ? 'kept_clear' : null
  }

  #ranOut(p: number, { vetting, fromMs }: Terms): boolean {
    return vetting > 0 && this.#exact[p * exact.words + exact.expiresMs]! <= fromMs
  }

  #isInside(p: number, areas: readonly Polygon[]): boolean {
    const at = p * exact.words
    return areas.some((area) => isInside(area, this.#exact[at + exact.lat]!, this.#exact[at + exact.lon]!))
  }

  /** Prepares an empty table for so many people: whoever enters them gives them the numbers below that themselves. */
  begin(people: number): void {
    this.#free.length = 0
    this.ids.length = 0
    for (let p = 0; p < people; p++) this.ids.push('')
    this.reserve(people)
  }

  /** Room for so many people. */
  reserve(people: number): void {
    if (people <= this.#room) return
    const words = new Int32Array(record.words * people)
    words.set(this.words)
    this.words = words
    this.reaches = new Float32Array(words.buffer)
    this.#exact = new Float64Array(words.buffer)
  }

  get #room(): number {
    return this.words.length / record.words
  }
}

const nobody: ReadonlyMap<number, Exclusion> = new Map()

/** The first skills have a bit each; those that come later share the last. */
const sharedBit = 31
function skillBits(skills: readonly number[]): number {
  let bits = 0
  for (const skill of skills) if (skill >= 0) bits |= 1 << Math.min(skill, sharedBit)
  return bits
}

/** Never below `value` once it is held in 32 bits. */
const roundedUp = (value: number): number => value * (1 + 2 ** -22)

const setKey = (skills: readonly string[]): string => skills.join('\n')

function hoursKey(ranges: readonly HoursRange[]): string {
  let key = ''
  for (const { weekdays, from, to } of ranges) key += `${weekdays.join('')}:${from}-${to};`
  return key
}
