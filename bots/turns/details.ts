import type { Point } from '../../core/geo/point.ts'
import type { RoughArea } from './house.ts'

/** What is sealed under a need's key: everything that tells where and who. */
export interface NeedDetails {
  readonly place: {
    readonly label: string
    readonly point: Point
    readonly radiusM: number
    readonly source: string
    readonly said: string
  }
  readonly area: RoughArea | null
  /** What was asked for, in the resident's words. */
  readonly words: string
  readonly vulnerable: readonly string[]
  /** Name and house as the resident gave them. */
  readonly contact: string | null
  /** What was said since: access, changes. */
  readonly notes: readonly string[]
  readonly doorstepWord: string
}

/** The sealed profile of a volunteer, and their first name. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

/** Easily heard, hard to confuse, without a second meaning at a door. */
const words = (
  'acorn amber anchor apple barley basket beacon berry bramble bridge button candle canvas castle cedar cherry clover cobble ' +
  'copper coral cotton daisy dolphin ember falcon feather fiddle garden ginger harbour hazel heron holly honey jigsaw kettle ' +
  'lantern lavender lemon magpie maple marble meadow mustard nutmeg olive orchard otter pebble pepper pillow plum primrose ' +
  'puffin pumpkin quilt rabbit ribbon robin rosemary saddle satchel silver sparrow teapot thimble thistle tulip velvet violet ' +
  'walnut willow windmill wren'
).split(' ')

/** A doorstep word: both sides know it, so that a stranger at the door can be told from the volunteer. */
export const doorstepWord = (pick: (n: number) => number): string => words[pick(words.length)]!
