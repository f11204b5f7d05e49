import { parse } from 'csv-parse/sync'
import { fail, ok, type Result } from '../../core/result.ts'
import { textLines } from './text-lines.ts'

/** The cells of a record and the line it begins on, counted from 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** A record that cannot be used, and why. The reason holds nothing of what stands there. */
export interface BadRow {
  readonly line: number
  readonly reason: string
}

/** A file that holds nothing we can begin with: the message is one sentence that says what would be right. */
export class UnusableFile extends Error {}

/** The most lines one record may run over, by line ends inside quotes. */
const mostLines = 10

/**
 * The records of a comma-separated file; empty lines are passed over, cells are trimmed. A quote that is never closed
 * spoils the record it stands in and no other.
 */
export async function* csvRecords(input: AsyncIterable<Buffer | string>): AsyncGenerator<Result<CsvRecord, BadRow>> {
  const lines = new Lookahead(textLines(input))
  for (let line = 1; await lines.has(1); ) {
    const { cells, used } = await readRecord(lines)
    if (cells === null) yield fail({ line, reason: 'its quotes do not pair up' })
    else if (cells.some((cell) => cell !== '')) yield ok({ line, cells })
    lines.drop(used)
    line += used
  }
}

async function readRecord(lines: Lookahead): Promise<{ cells: string[] | null; used: number }> {
  let text = lines.at(0)
  if (!text.includes('"')) return { cells: text.split(',').map((cell) => cell.trim()), used: 1 }
  for (let used = 1; ; used++) {
    const cells = quotesPair(text) ? parseRecord(text) : null
    if (cells) return { cells, used }
    if (used === mostLines || !(await lines.has(used + 1))) return { cells: null, used: 1 }
    text += `\n${lines.at(used)}`
  }
}

const quotesPair = (text: string): boolean => text.split('"').length % 2 === 1

function parseRecord(text: string): string[] | null {
  try {
    const records = parse(text, { relax_quotes: true, trim: true, record_delimiter: '\u001e' })
    return records[0]?.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()) ?? null
  } catch {
    return null // what is wrong is said without the text, which is somebody's
  }
}

/** Lines that may be looked at before they are taken. */
class Lookahead {
  readonly #source: AsyncIterator<string>
  readonly #lines: string[] = []

  constructor(source: AsyncIterable<string>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async has(count: number): Promise<boolean> {
    while (this.#lines.length < count) {
      const next = await this.#source.next()
      if (next.done) return false
      this.#lines.push(next.value)
    }
    return true
  }

  at(index: number): string {
    return this.#lines[index]!
  }

  drop(count: number): void {
    this.#lines.splice(0, count)
  }
}
