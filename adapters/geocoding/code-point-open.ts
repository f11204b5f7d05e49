import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type CsvError, parse } from 'csv-parse'
import { parsePostcode } from '../../core/geo/postcode.ts'
import { fromNationalGrid } from './national-grid.ts'

/** A postcode of Code-Point Open with its position in WGS 84. */
export interface CodePoint {
  readonly postcode: string
  readonly lat: number
  readonly lon: number
  readonly quality: number
}

/** What a line of a file is: a postcode, a postcode without a position, the column headers, or why it is neither. */
export type Line = CodePoint | 'no position' | 'headers' | { readonly wrong: string }

/**
 * The files to read: those named, and every .csv below the folders named, in order of name.
 * Throws one sentence when a name is neither.
 */
export async function csvFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(csvFilesAt))
  return found.flat()
}

async function csvFilesAt(path: string): Promise<string[]> {
  const there = await stat(path).catch((cause: unknown) => {
    throw new Error(`There is no file or folder ${path}.`, { cause })
  })
  if (!there.isDirectory()) return [path]
  const names = await readdir(path, { recursive: true })
  return names
    .filter((name) => /\.csv$/i.test(name))
    .sort()
    .map((name) => join(path, name))
}

/** A piece of a file, and the number of the line where it ends, from 1. */
export interface Read {
  readonly line: Line
  readonly number: number
}

/**
 * Reads a file of Code-Point Open (no header; postcode, quality, easting, northing and six more columns) and hands it
 * on in order, waiting for `take`. A row that cannot be read is handed on with the reason, and the next one is read.
 */
export async function readCodePointOpen(file: string, take: (read: Read) => Promise<void> | undefined): Promise<void> {
  const parser = parse({ ...csvForm, info: true })
  const unread: Read[] = []
  parser.on('skip', (error: CsvError) => unread.push({ line: unreadable, number: Number(error.lines) }))
  await pipeline(createReadStream(file), parser, async (rows: AsyncIterable<CsvRow>) => {
    for await (const { record, info } of rows) {
      const busy = take({ line: readRow(record), number: info.lines })
      if (busy) await busy
      for (const read of unread.splice(0)) await take(read)
    }
  })
  for (const read of unread) await take(read)
}

interface CsvRow {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

const csvForm = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  max_record_size: 10_000,
}
const unreadable: Line = { wrong: 'the quotes do not match' }
const noPosition = 90

/** Never quotes the row: somebody may have given a file of people by mistake. */
export function readRow(fields: readonly string[]): Line {
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
