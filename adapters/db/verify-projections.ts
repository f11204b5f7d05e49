import type pg from 'pg'
import { type Aggregate, aggregates } from '../../core/ledger/streams.ts'
import { rows } from './client.ts'
import { type Folded, foldStreams } from './fold.ts'
import {
  canonicalRow,
  type Digest,
  keyOf,
  type ProjectionTable,
  projectionTables,
  type Row,
  rowsIn,
  TableDigest,
  tablesOf,
} from './projection-rows.ts'
import type { Witness } from './verify-ledger.ts'

/** One table as it is, and as it should be. */
export interface TableVerdict {
  readonly live: Digest
  readonly rebuilt: Digest
}

/** Compares every projection with what the entries say it should be. Nothing is written, nothing is kept in memory. */
export async function verifyProjections(
  client: pg.PoolClient,
  authorities: readonly string[],
  witness: Witness,
): Promise<TableVerdict[]> {
  const tables = new Map(projectionTables.map((table) => [table.name, new Comparison(table)]))
  for (const authority of authorities)
    for (const aggregate of aggregates.toSorted()) await compareStreams(client, authority, aggregate, tables, witness)
  for (const comparison of tables.values()) await comparison.finish(client, witness)
  return [...tables.values()].map((comparison) => comparison.verdict())
}

/** Streams and live rows are walked side by side: each chunk of streams against the rows from the last one's on. */
async function compareStreams(
  client: pg.PoolClient,
  authority: string,
  aggregate: Aggregate,
  tables: ReadonlyMap<string, Comparison>,
  witness: Witness,
): Promise<void> {
  const comparisons = tablesOf(aggregate).map((table) => tables.get(table.name)!)
  const compare = async (range: Range, chunk: readonly Folded[]) => {
    for (const comparison of comparisons) await comparison.take(client, range, chunk)
    witness.passed(chunk.length, 'streams')
  }
  const onBroken = ({ stream, version, error }: { stream: string; version: number; error: Error }) =>
    witness.wrong(`${stream}, version ${version}`, `cannot be folded (${error.message})`)
  let after = firstId
  for await (const chunk of foldStreams(client, { authority, aggregate, onBroken })) {
    const upTo = chunk.at(-1)!.id
    await compare({ authority, aggregate, after, upTo }, chunk)
    after = upTo
  }
  await compare({ authority, aggregate, after, upTo: lastId }, [])
}

const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Streams of an aggregate with an id after `after`, up to and with `upTo`. */
interface Range {
  readonly authority: string
  readonly aggregate: Aggregate
  readonly after: string
  readonly upTo: string
}

class Comparison {
  readonly #table: ProjectionTable
  readonly #live: TableDigest
  readonly #rebuilt: TableDigest
  #first: { readonly key: string; readonly what: string } | null = null
  #differing = 0

  constructor(table: ProjectionTable) {
    this.#table = table
    this.#live = new TableDigest(table.name)
    this.#rebuilt = new TableDigest(table.name)
  }

  async take(client: pg.PoolClient, range: Range, chunk: readonly Folded[]): Promise<void> {
    const expected = this.#note(
      this.#rebuilt,
      chunk.flatMap((of) => rowsIn(this.#table, range.authority, of)),
    )
    const live = this.#note(this.#live, await this.#read(client, range))
    for (const [key, form] of expected)
      if (live.get(key) !== form) this.#differs(key, live.has(key) ? 'is not what its entries say' : 'is missing')
    for (const key of live.keys()) if (!expected.has(key)) this.#differs(key, 'does not follow from any entry')
  }

  /** Tells what was found, rows that no stream could have led to included. */
  async finish(client: pg.PoolClient, witness: Witness): Promise<void> {
    const { name } = this.#table
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(client, `SELECT count(*) AS n FROM ${name}`)
    const strays = n - this.#live.result().rows
    if (strays > 0) witness.wrong(`table ${name}`, `${strays} rows belong to no authority or stream`)
    if (!this.#first) return
    const more = this.#differing > 1 ? ` (and ${this.#differing - 1} more rows of this table)` : ''
    witness.wrong(`table ${name}, row ${this.#first.key}`, `${this.#first.what}${more}`)
  }

  verdict(): TableVerdict {
    return { live: this.#live.result(), rebuilt: this.#rebuilt.result() }
  }

  #note(digest: TableDigest, found: readonly Row[]): Map<string, string> {
    const forms = found.map((row) => [keyOf(this.#table, row), canonicalRow(row)] as const)
    for (const [, form] of forms) digest.add(form)
    return new Map(forms)
  }

  #differs(key: string, what: string): void {
    this.#differing++
    if (this.#first === null || key < this.#first.key) this.#first = { key, what }
  }

  async #read(client: pg.PoolClient, { authority, aggregate, after, upTo }: Range): Promise<Row[]> {
    const { name, owner, key } = this.#table
    const byStream = owner === 'stream'
    const column = byStream ? `${owner} COLLATE "C"` : owner
    const order = key.map((k) => (isText(k) ? `${k} COLLATE "C"` : k)).join(', ')
    const sql = `SELECT * FROM ${name} WHERE authority_id = $1 AND ${column} > $2 AND ${column} <= $3 ORDER BY ${order}`
    const bound = (id: string) => (byStream ? `${aggregate}/${id}` : id)
    return rows<Row>(client, sql, [authority, bound(after), bound(upTo)])
  }
}

const isText = (column: string): boolean => !column.endsWith('id')
