import type { PlaceSource } from '../../core/geo/geocoder.ts'
import type { Point } from '../../core/geo/point.ts'
import { findCodes } from './codes.ts'
import * as everyday from './everyday.ts'
import { findGridReferences } from './grid-references.ts'
import { findMapLinks, type MapLink } from './map-links.ts'
import { findNames } from './place-names.ts'
import { findPlusCodes } from './plus-codes.ts'
import { findPositions } from './positions.ts'
import { type PlaceRole, rolesIn } from './roles.ts'
import { type Spot, without } from './spot.ts'
import { findThreeWords } from './three-words.ts'

/** Something in a text that names a place. `start` and `end` are positions in the text; `said` is what stands there. */
export interface PlaceMention {
  /** 'what3words' and 'short_link' can be read by their owners only: a second form has to be asked for. */
  readonly source: PlaceSource | 'what3words' | 'short_link'
  readonly said: string
  readonly role: PlaceRole
  /**
   * What it may mean, likeliest first: postcodes 'GL20 5BY', one outward code 'GL20', a short plus code, names, three
   * words; none for a position.
   */
  readonly candidates: readonly string[]
  /** Nothing was repaired: the only candidate is what was typed. */
  readonly exact: boolean
  /** For a position; `radiusM` is what its figures leave open, metres. */
  readonly point?: Point
  readonly radiusM?: number
  /** The same with the minus sign it may have lost. */
  readonly orElse?: Point
  /** For a name or a short plus code: the towns it may be in. */
  readonly within?: readonly string[]
  /** For a name: 'near the church'. */
  readonly beside?: string
  /** For a name: what makes it look like one. 'answer' counts only as an answer to "where?". */
  readonly form?: 'street' | 'place' | 'answer'
  readonly start: number
  readonly end: number
}

type Unplaced = Omit<PlaceMention, 'said' | 'role'>

/**
 * Finds the places that a text mentions, in the order they stand: postcodes, outward codes alone, positions, references
 * to the national grid, links to maps, plus codes, what3words, and what may be names. Nothing is fetched and nothing
 * guessed; what does not exist is for the tables to say. Answers by letter ('A1', 'A1 30') are no places.
 */
export function findPlaces(text: string): PlaceMention[] {
  if (everyday.isAnswer(text)) return []
  const found: Unplaced[] = []
  for (const read of readers) found.push(...read(without(text, found)))
  const inOrder = found.toSorted((a, b) => a.start - b.start)
  const roles = rolesIn(text, inOrder)
  return inOrder.map((mention, i) => ({ ...mention, said: text.slice(mention.start, mention.end), role: roles[i]! }))
}

const spotOf = (source: PlaceSource, { point, radiusM, start, end, ...more }: Spot & { orElse?: Point }): Unplaced => ({
  source,
  candidates: [],
  exact: true,
  point,
  radiusM,
  ...more,
  start,
  end,
})

/** Each sees only what those before it have left. */
const readers: readonly ((text: string) => Unplaced[])[] = [
  (text) =>
    findThreeWords(text).map((w) => ({
      source: 'what3words',
      candidates: [w.said],
      exact: true,
      start: w.start,
      end: w.end,
    })),
  (text) => findMapLinks(text).flatMap(ofLink),
  (text) => findPlusCodes(text).map((code) => ofPlusCode(code, text)),
  (text) => findPositions(text).map((spot) => spotOf('latlon', spot)),
  (text) => findGridReferences(text).map((spot) => spotOf('grid', spot)),
  (text) => findCodes(text),
  (text) => findNames(text).map(({ names, ...name }) => ({ source: 'name', candidates: names, exact: true, ...name })),
]

function ofPlusCode({ code, spot, start, end }: ReturnType<typeof findPlusCodes>[number], text: string): Unplaced {
  if (spot) return spotOf('plus_code', { ...spot, start, end })
  const around = text.slice(end).trim() === '' ? text.slice(0, start) : text.slice(end)
  const within = findNames(`in ${around.replace(/^[\s,]+(?:in |at |near )?/, '')}`).flatMap(({ names }) => names)
  return { source: 'plus_code', candidates: [code], exact: true, within, start, end }
}

/** What a link searches for is read like a text; where that says nothing, what it shows. */
function ofLink({ spot, words, short, start, end }: MapLink): Unplaced[] {
  if (short) return [{ source: 'short_link', candidates: [], exact: true, start, end }]
  const searched = words === undefined ? [] : findCodes(words).filter(({ source }) => source === 'postcode')
  if (searched.length > 0) return searched.map((code) => ({ ...code, start, end }))
  const plus = words === undefined ? [] : findPlusCodes(words)
  if (plus.length > 0) return plus.map((code) => ({ ...ofPlusCode(code, words!), start, end }))
  if (spot) return [spotOf('map_link', { ...spot, start, end })]
  const name = words?.split(',')[0]
  if (name === undefined) return [{ source: 'short_link', candidates: [], exact: true, start, end }]
  const within = words!
    .split(',')
    .slice(1)
    .map((part) => part.trim())
  return [{ source: 'name', candidates: [name], exact: true, within, form: 'street', start, end }]
}
