import type { Findable, Wanted } from '../../core/geo/findable.ts'
import type { Point } from '../../core/geo/point.ts'

/** A way to find the nearest who fit, filled with volunteers. They are told apart by where they stand in the list. */
export interface Filled {
  /** Ids, nearest first. */
  nearest(need: Wanted, k: number): readonly string[] | Promise<readonly string[]>
  toggle?(volunteer: number, available: boolean): void | Promise<void>
  move?(volunteer: number, to: Point): void | Promise<void>
  /** What it holds outside of this process, in bytes. */
  bytes?(): Promise<number>
  close?(): Promise<void>
}

export interface System {
  readonly name: string
  fill(volunteers: readonly Findable[]): Filled | Promise<Filled>
}

/** Nobody goes further than this. */
export const furthestM = 50_000
