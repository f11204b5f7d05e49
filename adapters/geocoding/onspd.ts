import { parsePostcode } from '../../core/geo/postcode.ts'
import type { CodePoint } from './code-point-open.ts'

/** What we use of the ONS Postcode Directory. Its columns are renamed from release to release: the first that fits counts. */
const wanted = {
  postcode: { patterns: [/^pcds$/i, /^pcd8$/i, /^pcd2$/i, /^pcd7$/i, /^pcd$/i], what: 'postcode (pcds)' },
  terminated: { patterns: [/^do_?term$/i], what: 'date of termination (doterm)' },
  quality: { patterns: [/^(?:os)?gri?d_?ind$/i], what: 'grid reference quality (osgrdind)' },
  lat: { patterns: [/^lat(?:itude)?$/i], what: 'latitude (lat)' },
  lon: { patterns: [/^long?(?:itude)?$/i, /^lng$/i], what: 'longitude (long)' },
} as const

type Column = keyof typeof wanted

/** True for a first row that is the header of the ONS Postcode Directory. */
export const isOnspdHeader = (fields: readonly string[]): boolean =>
  fields.some((name) => /^pcd(?:s|2|7|8)?$/i.test(name.trim())) && fields.length > 4

/** A row of the directory: `terminated` postcodes are no longer in use and none lives there by that name. */
export type OnspdLine = CodePoint | 'no position' | 'terminated' | { readonly wrong: string }

/**
 * A reader of the rows under `header`. Throws one sentence that names the column when there is none for something
 * that we need. Latitude 99.999999 is the directory's way to say that nobody knows.
 */
export function onspdReader(header: readonly string[]): (fields: readonly string[]) => OnspdLine {
  const at = Object.fromEntries(Object.keys(wanted).map((name) => [name, columnOf(name as Column, header)])) as Record<
    Column,
    number
  >
  return (fields) => {
    const text = (name: Column) => fields[at[name]]?.trim() ?? ''
    const postcode = parsePostcode(text('postcode'))?.postcode
    if (!postcode) return { wrong: 'the column of the postcode holds none' }
    if (text('terminated') !== '') return 'terminated'
    const [lat, lon, quality] = [Number(text('lat')), Number(text('lon')), Number(text('quality'))]
    if (text('lat') === '' || lat > 99 || quality === 9) return 'no position'
    if (!(lat > 49 && lat < 62 && lon > -9 && lon < 3))
      return { wrong: 'the latitude and longitude are no point in the United Kingdom' }
    if (!(quality >= 1 && quality <= 8)) return { wrong: 'the quality of the position is not 1 to 9' }
    return { postcode, lat, lon, quality: quality * 10 }
  }
}

function columnOf(name: Column, header: readonly string[]): number {
  for (const pattern of wanted[name].patterns) {
    const at = header.findIndex((column) => pattern.test(column.trim()))
    if (at >= 0) return at
  }
  throw new Error(`There is no column for the ${wanted[name].what} in this file of the ONS Postcode Directory.`)
}
