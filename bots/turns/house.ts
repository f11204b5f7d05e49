import type pg from 'pg'
import type { Erasures } from '../../adapters/db/erasures.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Vault } from '../../adapters/db/vault.ts'
import type { VolunteerIndex } from '../../adapters/db/volunteer-index.ts'
import type { Metrics } from '../../adapters/http/metrics.ts'
import type { Learnt } from '../../core/dispatch/learning.ts'
import type { Geocoder } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import type { Prices } from '../../core/messages/cost.ts'
import type { TriageModel } from '../understand/triage/model.ts'

/** A stretch of country with at least 50 postcodes: all that is said of a place before somebody accepts. */
export interface RoughArea {
  readonly label: string
  readonly centre: Point
}

/** What every turn needs to know about the Muster it runs in: one authority, its places, its people, its clock. */
export interface House {
  readonly authority: string
  /** What we call ourselves in a text. */
  readonly us: string
  readonly standingIncident: string
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly volunteers: VolunteerIndex
  /** How people have answered, as this process last read it. */
  readonly answers: { learnt: Learnt }
  /** Carries erasures into this process. */
  readonly erasures: Erasures
  readonly geocoder: Geocoder
  readonly roughArea: (point: Point) => Promise<RoughArea | undefined>
  /** Adds labels to texts where rules say nothing. */
  readonly triage: TriageModel
  /** The channels that are set up in this process. */
  readonly channels: ReadonlySet<string>
  /** What texts are expected to cost. */
  readonly prices: Prices
  /** Where people reach us with a browser; null when nobody can. */
  readonly publicUrl: string | null
  /** Whether people have pages of their own there. */
  readonly pages: boolean
  /** What one transaction reads and writes, as of now. */
  readonly openUnit: (client: pg.PoolClient) => UnitOfWork
  readonly newId: () => string
  /** What nobody can guess: 128 bits, safe in an address. */
  readonly newToken: () => string
  readonly now: () => Date
  /** A whole number from 0 below `n`: picks doorstep words. */
  readonly pick: (n: number) => number
  readonly log: (line: string) => void
  readonly metrics: Metrics
}

/** The channel whose address a phone number is, whichever of them reach it. */
export const phonesOf = ({ channels }: Pick<House, 'channels'>): string =>
  channels.has('simulated') ? 'simulated' : 'sms'
