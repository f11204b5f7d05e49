import { vehicles, vettingLevels } from '../kinds.ts'
import type { Exclusion } from '../matching/exclusion.ts'
import type { Asked } from '../matching/hold.ts'
import { type HoursRange, partOf, partsIn } from '../matching/hours.ts'
import { type WallClock, wallClockAt } from '../time.ts'
import type { Wanted } from './findable.ts'
import { toMap } from './flat-map.ts'
import type { Polygon } from './polygon.ts'

/** `Wanted` in the terms of the index, made once for each search. */
export interface Terms extends Asked {
  readonly lat: number
  readonly lon: number
  readonly east: number
  readonly north: number
  /** The classes that may come, and the part of the week it is: somebody's mask must have a bit of each. */
  readonly classes: number
  readonly part: number
  readonly skillBits: number
  /** The numbers of the skills wanted, -1 for one that nobody has. */
  readonly skills: readonly number[]
  readonly vetting: number
  readonly vehicle: number
  readonly unconfirmedToo: boolean
  readonly clock: WallClock
  readonly except: ReadonlyMap<number, Exclusion>
  readonly keptClear: readonly Polygon[]
}

export function termsOf(wanted: Wanted, skills: readonly number[], except: Terms['except']): Terms {
  const [vetting, vehicle] = [vettingLevels.indexOf(wanted.vetting), vehicles.indexOf(wanted.vehicle)]
  const { east, north } = toMap(wanted.lat, wanted.lon)
  const clock = wallClockAt(wanted.fromMs)
  return {
    lat: wanted.lat,
    lon: wanted.lon,
    east,
    north,
    fromMs: wanted.fromMs,
    toMs: wanted.toMs,
    kind: wanted.kind,
    lifeSafety: wanted.lifeSafety,
    clock,
    classes: classesThatMay(vetting, vehicle, wanted.unconfirmedToo),
    part: partOf(clock) << partShift,
    vetting,
    vehicle,
    unconfirmedToo: wanted.unconfirmedToo,
    skills,
    skillBits: skillBits(skills),
    except,
    keptClear: wanted.keptClear,
  }
}

/**
 * What somebody may do at all is one of 25 classes: confirmed people by vetting and vehicle (20), the unconfirmed by
 * vehicle alone (5). A class is a bit, what is wanted is a set of them, and a node of a tree holds those of all below it:
 * so one AND is exact for the three together, where a bit for each of the three would let pass a cell with a vetted
 * cyclist and an unvetted driver. The seven bits above are the parts of the week in which somebody is ever free.
 */
export const maskOf = (
  { vetting, vehicle, unconfirmed }: { vetting: number; vehicle: number; unconfirmed: boolean },
  hours: readonly HoursRange[],
): number => classOf(vetting, vehicle, unconfirmed) | (partsIn(hours) << partShift)

const partShift = 25
const classOf = (vetting: number, vehicle: number, unconfirmed: boolean): number =>
  1 << (unconfirmed ? 20 + vehicle : 5 * vetting + vehicle)

function classesThatMay(vetting: number, vehicle: number, unconfirmedToo: boolean): number {
  let classes = 0
  for (let w = vehicle; w < vehicles.length; w++) {
    for (let v = vetting; v < vettingLevels.length; v++) classes |= classOf(v, w, false)
    if (unconfirmedToo && vetting === 0) classes |= classOf(0, w, true)
  }
  return classes
}

/** The first skills have a bit each; those that come later share the last. */
export const sharedBit = 31
export function skillBits(skills: readonly number[]): number {
  let bits = 0
  for (const skill of skills) if (skill >= 0) bits |= 1 << Math.min(skill, sharedBit)
  return bits
}
