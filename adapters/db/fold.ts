import type pg from 'pg'
import { decodeEntry, type Entry } from '../../core/ledger/entry.ts'
import { aggregateOfType } from '../../core/ledger/entry-types.ts'
import { type Aggregate, evolve } from '../../core/ledger/streams.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import { batches } from './cursor.ts'
import type { Loaded } from './projections.ts'

/** A stream as its entries alone give it. */
export type Folded = Loaded

interface Row {
  readonly stream: string
  readonly version: number
  readonly bytes: Buffer
}

/** Called with the first entry of a stream that cannot be read or folded; the rest of the stream is passed over. */
export type OnBroken = (broken: { stream: string; version: number; error: Error }) => void

export interface FoldSettings {
  readonly authority: string
  readonly aggregate: Aggregate
  readonly onBroken: OnBroken
}

const chunk = 500

/**
 * All streams of one aggregate, folded from their entries and nothing else, in the order of their names (bytewise), some
 * hundreds at a time. Entries that have no index yet are among them. Inside a transaction only.
 */
export async function* foldStreams(client: pg.PoolClient, settings: FoldSettings): AsyncGenerator<Folded[]> {
  const { authority, aggregate, onBroken } = settings
  const sql = `SELECT stream, version, bytes FROM entries
    WHERE authority_id = $1 AND stream COLLATE "C" > $2 AND stream COLLATE "C" < $3 ORDER BY stream COLLATE "C", version`
  const folding = new Folding(aggregate, onBroken)
  for await (const batch of batches<Row>(client, sql, [authority, `${aggregate}/`, `${aggregate}0`])) {
    for (const row of batch) folding.add(row)
    if (folding.finished.length >= chunk) yield folding.take()
  }
  folding.end()
  if (folding.finished.length > 0) yield folding.take()
}

/** The entry as today's code reads it. Throws on what `evolve` might take for something else. */
function readable(entry: Entry, aggregate: Aggregate): Entry {
  if (aggregateOfType(entry.type) !== aggregate) throw new Error('its type is not known to this Muster')
  return upcast(entry)
}

class Folding {
  readonly #aggregate: Aggregate
  readonly #onBroken: OnBroken
  #stream = ''
  #current: Folded | null = null
  finished: Folded[] = []

  constructor(aggregate: Aggregate, onBroken: OnBroken) {
    this.#aggregate = aggregate
    this.#onBroken = onBroken
  }

  add({ stream, version, bytes }: Row): void {
    if (stream !== this.#stream) this.#begin(stream)
    if (!this.#current) return // broken before
    try {
      this.#current.state = evolve(this.#current.state as never, readable(decodeEntry(bytes), this.#aggregate))
      this.#current.version = version
    } catch (error) {
      this.#current = null
      this.#onBroken({ stream, version, error: error as Error })
    }
  }

  #begin(stream: string): void {
    this.end()
    this.#stream = stream
    const id = stream.slice(this.#aggregate.length + 1)
    this.#current = { aggregate: this.#aggregate, id, before: undefined, state: undefined, version: 0, readVersion: 0 }
  }

  end(): void {
    if (this.#current) this.finished.push(this.#current)
    this.#current = null
  }

  take(): Folded[] {
    const taken = this.finished
    this.finished = []
    return taken
  }
}
