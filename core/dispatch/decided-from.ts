import type { Manner, Terms, Tired } from './order.ts'
import type { ResponseTable } from './response.ts'

/** Somebody who could be asked, as the choice saw them. */
export interface Considered extends Terms {
  readonly person: string
  readonly offer: string | null
  /** How much likelier than usual they say yes to this, in parts per million. */
  readonly factorPpm: number
  /** The cap or rest that keeps them from being asked for anything but life. */
  readonly tired: Tired | null
  /** Needs that portions of the same offer are promised to: they keep nobody from one more. */
  readonly promisedTo?: readonly string[]
}

/** Needs that wanted the same people and were decided at once. */
export interface Together {
  /** Names this plan in the rounds of all its needs. */
  readonly plan: string
  /** The needs in it that people were asked for, in the order of their ids. */
  readonly needs: readonly string[]
  /** How many this need would have asked had it been alone. */
  readonly wants: number
}

/** Somebody near the front who was not asked, why, and by how much: metres too far, or times asked. */
export interface PassedOver {
  readonly person: string
  readonly metres: number
  readonly why: string
  readonly by: number | null
}

/**
 * Everything a wave was decided from, in whole numbers: with it the same choice can be made again when positions, names
 * and people are gone. Times are seconds, chances parts per million, distances metres.
 */
export interface DecidedFrom {
  readonly manner: Manner
  readonly leftS: number
  readonly targetPpm: number
  readonly least: number
  readonly most: number
  /** Seats that might stay empty, and that would on average, in parts per million of one seat. */
  readonly allowedPpm: number
  readonly emptyPpm: number
  readonly reviewS: number
  readonly table: ResponseTable
  /** People asked before who had not answered. */
  readonly waiting: readonly { readonly person: string; readonly ageS: number; readonly factorPpm: number }[]
  /** In the order in which they would be asked: a planner's own choice, offers, then by cost. */
  readonly candidates: readonly Considered[]
  /** Of `candidates`, whom a planner wanted next. */
  readonly wantedNext: readonly string[]
  readonly passedOver: readonly PassedOver[]
  /** Who did it last week and is asked first, alone. */
  readonly usual?: string
  /** Absent where it was decided alone. */
  readonly together?: Together
  /** Of `candidates`, whom another need of the same plan got, and which. */
  readonly kept?: readonly { readonly person: string; readonly need: string }[]
}
