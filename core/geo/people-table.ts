import { vehicles, vettingLevels } from '../kinds.ts'
import type { Exclusion } from '../matching/exclusion.ts'
import { type Hold, heldBy } from '../matching/hold.ts'
import { type HoursRange, isOpen } from '../matching/hours.ts'
import { metresBetween } from './distance.ts'
import type { Findable, Wanted } from './findable.ts'
import { reachCode, toMap } from './flat-map.ts'
import { IdNumbers } from './id-numbers.ts'
import { Interned } from './interned.ts'
import type { Point } from './point.ts'
import { isInside, type Polygon } from './polygon.ts'
import { maskOf, sharedBit, skillBits, type Terms, termsOf } from './terms.ts'
import { grown, newWords } from './words.ts'

/**
 * What is known of a person stands in one cache line: eight words of 32 bits, and four of 64 that begin at the ninth.
 * `reach` is the code of how far they go; all holds on them lie between `heldFrom` and `heldTo`, minutes since 1970. Of somebody who cannot be asked, whatever the moment, `mask` is empty.
 */
export const record = {
  words: 16,
  east: 0,
  north: 1,
  mask: 2,
  skills: 3,
  reach: 4,
  state: 5,
  heldFrom: 6,
  heldTo: 7,
} as const
const exact = { words: 8, lat: 4, lon: 5, radiusM: 6, expiresMs: 7 } as const

/** Parts of the word `state`; the two lowest bits are the vetting. */
const state = { vehicleShift: 2, unconfirmed: 1 << 5, unreachable: 1 << 6, gone: 1 << 7, hoursShift: 8 }

/** More people than this have no number in a leaf. */
const mostPeople = 2 ** 24

/** Everybody by number: a number is given with `enter`, and given to somebody else after `leave`. */
export class PeopleTable {
  words = newWords(record.words * 64)
  #exact = inPairs(this.words)
  readonly ids: string[] = []
  readonly #numbers = new IdNumbers(this.ids)
  readonly #free: number[] = []
  readonly #holds: (readonly Hold[])[] = []
  readonly #hours = new Interned<readonly HoursRange[]>([])
  /** Of the few who have skills that share the last bit: the numbers of those. */
  readonly #laterSkills = new Map<number, readonly number[]>()

  get size(): number {
    return this.#numbers.size
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id)
  }

  /** The numbers of somebody's skills. */
  skillsOf(p: number): number[] {
    const skills: number[] = []
    for (let bits = this.words[p * record.words + record.skills]! & ~(1 << sharedBit); bits !== 0; bits &= bits - 1)
      skills.push(31 - Math.clz32(bits & -bits))
    return this.#laterSkills.size === 0 ? skills : skills.concat(this.#laterSkills.get(p) ?? [])
  }

  /** Gives somebody new a number that nobody has; `write` must follow. */
  enter(id: string, p = this.#free.pop() ?? this.ids.length): number {
    if (!this.#numbers.add(id, p)) throw new Error(`index: person ${id} is entered twice`)
    if (p >= this.#room) this.reserve(p + 1 + (p >> 1))
    this.ids[p] = id
    this.#holds[p] = noHolds
    return p
  }

  leave(p: number): void {
    this.#numbers.remove(this.ids[p]!)
    this.ids[p] = ''
    this.#free.push(p)
    this.#holds[p] = noHolds
    this.#laterSkills.delete(p)
    this.#hours.drop(this.words[p * record.words + record.state]! >>> state.hoursShift)
    this.words[p * record.words + record.state] = 0
  }

  /** True when that is where and what `p` already is, so that they stay in the same leaves. */
  isSettled(p: number, { lat, lon }: Point, skills: readonly number[]): boolean {
    const at = p * exact.words
    if (this.#exact[at + exact.lat] !== lat || this.#exact[at + exact.lon] !== lon) return false
    const now = this.skillsOf(p)
    return now.length === skills.length && skills.every((skill) => now.includes(skill))
  }

  /** Writes all that is known of somebody; `skills` are the numbers of theirs, each once. */
  write(p: number, known: Findable, skills: readonly number[]): void {
    const { words } = this
    const at = p * record.words
    const before = words[at + record.state]!
    words[at + record.state] = this.#stateOf(known)
    this.#hours.drop(before >>> state.hoursShift)
    words[at + record.skills] = skillBits(skills)
    const later = skills.filter((skill) => skill >= sharedBit)
    if (later.length > 0) this.#laterSkills.set(p, later)
    else if (this.#laterSkills.size > 0) this.#laterSkills.delete(p)
    words[at + record.reach] = reachCode(known.radiusM)
    this.#exact[p * exact.words + exact.radiusM] = known.radiusM
    this.#exact[p * exact.words + exact.expiresMs] = known.vettingExpiresMs
    this.#hold(p, known.holds)
    this.place(p, known.lat, known.lon)
    this.#mask(p)
  }

  #hold(p: number, holds: readonly Hold[]): void {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const { fromMs, toMs } of holds) {
      from = Math.min(from, Math.floor(fromMs / minuteMs))
      to = Math.max(to, Math.ceil(toMs / minuteMs))
    }
    this.#holds[p] = holds.length > 0 ? holds : noHolds
    this.words[p * record.words + record.heldFrom] = asWord(from)
    this.words[p * record.words + record.heldTo] = asWord(to)
  }

  #stateOf({ vetting, vehicle, unconfirmed, reachable, available, hours }: Findable): number {
    return (
      vettingLevels.indexOf(vetting) |
      (vehicles.indexOf(vehicle) << state.vehicleShift) |
      (unconfirmed ? state.unconfirmed : 0) |
      (reachable ? 0 : state.unreachable) |
      (available ? 0 : state.gone) |
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
    const may = {
      vetting: is & 3,
      vehicle: (is >> state.vehicleShift) & 7,
      unconfirmed: (is & state.unconfirmed) !== 0,
    }
    const canBeAsked = (is & (state.unreachable | state.gone)) === 0
    this.words[at + record.mask] = canBeAsked ? maskOf(may, this.#hours.at(is >>> state.hoursShift)) : 0
  }

  /** Exact metres from the place of a search. */
  metres(p: number, { lat, lon }: Point): number {
    const at = p * exact.words
    return metresBetween(lat, lon, this.#exact[at + exact.lat]!, this.#exact[at + exact.lon]!)
  }

  radiusM(p: number): number {
    return this.#exact[p * exact.words + exact.radiusM]!
  }

  /** A search in the index's terms; `skills` are the numbers of those wanted, -1 for one that nobody has. */
  terms(wanted: Wanted, skills: readonly number[]): Terms {
    return termsOf(wanted, skills, this.#numbered(wanted.except))
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
    const held = this.#mayBeHeld(p, terms) ? heldBy(this.#holds[p]!, terms) : null
    if (held !== null) return held
    return terms.keptClear.length > 0 && this.#isInside(p, terms.keptClear) ? 'kept_clear' : null
  }

  #mayBeHeld(p: number, { fromMs, toMs }: Terms): boolean {
    const at = p * record.words
    return fromMs < minuteMs * this.words[at + record.heldTo]! && toMs > minuteMs * this.words[at + record.heldFrom]!
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
    this.#holds.length = 0
    for (let p = 0; p < people; p++) {
      this.ids.push('')
      this.#holds.push(noHolds)
    }
    this.reserve(people)
    this.#numbers.reserve(people)
  }

  /** Room for so many people. */
  reserve(people: number): void {
    if (people <= this.#room) return
    if (people > mostPeople) throw new Error(`index: ${people} people are more than the ${mostPeople} it can hold`)
    this.words = grown(this.words, record.words * people)
    this.#exact = inPairs(this.words)
  }

  get #room(): number {
    return this.words.length / record.words
  }
}

const nobody: ReadonlyMap<number, Exclusion> = new Map()

const noHolds: readonly Hold[] = []
const minuteMs = 60_000

const asWord = (n: number): number => Math.min(2 ** 31 - 1, Math.max(-(2 ** 31), n))

/** The same memory as numbers of 64 bits. */
const inPairs = ({ buffer, byteOffset, length }: Int32Array<ArrayBuffer>): Float64Array<ArrayBuffer> =>
  new Float64Array(buffer, byteOffset, length / 2)

function hoursKey(ranges: readonly HoursRange[]): string {
  let key = ''
  for (const { weekdays, from, to } of ranges) key += `${weekdays.join('')}:${from}-${to};`
  return key
}
