import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type CsvError, parse } from 'csv-parse'
import { type CodePointLine, readRow } from './code-point-open.ts'
import { isOnspdHeader, type OnspdLine, onspdReader } from './onspd.ts'
import { type OpenNameLine, openNamesColumns, readOpenName } from './open-names.ts'

/** What a line of a file is: a postcode, names, one that is left out and why, the column headers, or why it is neither. */
export type Line = CodePointLine | OnspdLine | OpenNameLine

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
 * Reads a file of Code-Point Open (no header; postcode, quality, easting, northing and six more columns), of OS Open
 * Names (no header, 34 columns) or of the ONS Postcode Directory (by its header), and hands it on in order, waiting for
 * `take`. A row that cannot be read is handed on with the reason, and the next one is read. Throws when a column of the
 * directory is missing.
 */
export async function readPlaceFile(file: string, take: (read: Read) => Promise<void> | undefined): Promise<void> {
  const parser = parse({ ...csvForm, info: true })
  const unread: Read[] = []
  let read: ((fields: readonly string[]) => Line) | undefined
  parser.on('skip', (error: CsvError) => unread.push({ line: unreadable, number: Number(error.lines) }))
  await pipeline(createReadStream(file), parser, async (rows: AsyncIterable<CsvRow>) => {
    for await (const { record, info } of rows) {
      const headed = read === undefined && isOnspdHeader(record)
      read ??= readerFor(record)
      const busy = take({ line: headed ? 'headers' : read(record), number: info.lines })
      if (busy) await busy
      for (const one of unread.splice(0)) await take(one)
    }
  })
  for (const one of unread) await take(one)
}

/** What a file is shows in its first row. */
function readerFor(first: readonly string[]): (fields: readonly string[]) => Line {
  if (isOnspdHeader(first)) return onspdReader(first)
  return first.length === openNamesColumns ? readOpenName : readRow
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
