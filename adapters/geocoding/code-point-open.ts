import { parsePostcode } from '../../core/geo/postcode.ts'
import { fromNationalGrid } from './national-grid.ts'

/** A postcode of Code-Point Open with its position in WGS 84. */
export interface CodePoint {
  readonly postcode: string
  readonly lat: number
  readonly lon: number
  readonly quality: number
}

/** What a row is: a postcode, one without a position, the column headers, or why it is neither. */
export type CodePointLine = CodePoint | 'no position' | 'headers' | { readonly wrong: string }

const noPosition = 90

/** Never quotes the row: somebody may have given a file of people by mistake. */
export function readRow(fields: readonly string[]): CodePointLine {
  const [code = '', quality = '', easting = '', northing = ''] = fields
  if (/^(?:PC|Postcode)$/i.test(code.trim())) return 'headers'
  if (fields.length < 4) return { wrong: `there are ${fields.length} columns, and 10 were expected` }
  const postcode = parsePostcode(code)?.postcode
  if (!postcode) return { wrong: 'the first column is no postcode' }
  if (!/^[1-9]0$/.test(quality.trim())) return { wrong: 'the second column is no positional quality (10 to 90)' }
  if (Number(quality) === noPosition) return 'no position'
  const point =
    isMetres(easting) && isMetres(northing) ? fromNationalGrid(Number(easting), Number(northing)) : undefined
  if (!point || !isPlausible(point)) return { wrong: 'the easting and northing are no point in Great Britain' }
  return { postcode, lat: point.lat, lon: point.lon, quality: Number(quality) }
}

const isMetres = (text: string): boolean => /^\s*\d{1,7}(?:\.\d+)?\s*$/.test(text)

/** The corners of the grid lie in the Atlantic and in France; 0, 0 means that nobody knew. */
const isPlausible = ({ lat, lon }: { lat: number; lon: number }): boolean =>
  lat > 49.8 && lat < 61 && lon > -8.8 && lon < 1.9
