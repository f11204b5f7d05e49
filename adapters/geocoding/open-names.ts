import { foldName } from './fold-name.ts'
import { fromNationalGrid } from './national-grid.ts'

/** A name of OS Open Names with its position in WGS 84, and the forms it is looked for under. */
export interface OpenName {
  readonly id: string
  readonly folded: string
  readonly name: string
  readonly kind: 'settlement' | 'street' | 'other'
  readonly town: string
  readonly district: string
  readonly county: string
  readonly outward: string
  readonly lat: number
  readonly lon: number
  readonly radiusM: number
}

/** Where the 34 columns of OS Open Names have what we use. The files have no header. */
const column = {
  id: 0,
  name: 2,
  otherName: 4,
  type: 6,
  localType: 7,
  easting: 8,
  northing: 9,
  west: 12,
  south: 13,
  east: 14,
  north: 15,
  outward: 16,
  town: 18,
  district: 21,
  county: 24,
} as const

export const openNamesColumns = 34

/** Nobody says that they are at a numbered road; postcodes come from elsewhere, with more behind them. */
const unwanted = /^(?:Postcode|Numbered Road|Section Of Numbered Road)$/i

/** What a row is: its names, one or two; 'not kept' for what nobody would say; or why it cannot be read. */
export type OpenNameLine = readonly OpenName[] | 'not kept' | { readonly wrong: string }

export function readOpenName(fields: readonly string[]): OpenNameLine {
  if (fields.length !== openNamesColumns) return { wrong: `there are ${fields.length} columns, and 34 were expected` }
  const text = (name: keyof typeof column) => fields[column[name]]!.trim()
  if (unwanted.test(text('localType'))) return 'not kept'
  const point = fromNationalGrid(metres(text('easting')), metres(text('northing')))
  if (!point || text('id') === '') return { wrong: 'there is no id, or the position is no point in Great Britain' }
  const names = [text('name'), text('otherName')].filter((name) => foldName(name) !== '')
  if (names.length === 0) return { wrong: 'there is no name' }
  const kind = kindOf(text('type'), text('localType'))
  const sides = (['west', 'south', 'east', 'north'] as const).map((side) => metres(text(side)))
  const labels = { town: text('town'), district: text('district'), county: text('county'), outward: text('outward') }
  const rest = { id: text('id'), kind, ...labels, ...point, radiusM: radiusOf(sides, kind) }
  return names.map((name) => ({ ...rest, name, folded: foldName(name) }))
}

const metres = (text: string): number => (/^\d{1,7}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN)

function kindOf(type: string, localType: string): OpenName['kind'] {
  if (type === 'populatedPlace') return 'settlement'
  return /Named Road$/i.test(localType) ? 'street' : 'other'
}

const usualM = { settlement: 1_000, street: 300, other: 300 }

/** Half the diagonal of the rectangle around it, at least 100 m; what is usual where none is given. */
function radiusOf([west, south, east, north]: readonly number[], kind: OpenName['kind']): number {
  const half = Math.hypot(east! - west!, north! - south!) / 2
  return half > 0 && half < 50_000 ? Math.max(100, Math.round(half)) : usualM[kind]
}
