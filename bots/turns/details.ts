export type { NeedDetails } from '../../core/needs/details.ts'

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
