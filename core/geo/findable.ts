import type { Vehicle, Vetting } from '../kinds.ts'
import type { Exclusion } from '../matching/exclusion.ts'
import type { Asked, Hold } from '../matching/hold.ts'
import type { HoursRange } from '../matching/hours.ts'
import type { Polygon } from './polygon.ts'

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
