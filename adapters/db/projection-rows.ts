import { createHash, type Hash } from 'node:crypto'
import { canonical, type Json } from '../../core/ledger/canonical.ts'
import { type Aggregate, aggregates } from '../../core/ledger/streams.ts'
import { derivedRows, derivedTables, type Loaded, tableOf } from './projections.ts'

type Derived = keyof typeof derivedTables
export type Row = Readonly<Record<string, unknown>>

/** A projection table: `owner` is the column that says which stream a row follows from, `key` tells its rows apart. */
export interface ProjectionTable {
  readonly name: string
  readonly owner: string
  readonly key: readonly string[]
}

const derivedNames = Object.keys(derivedTables) as Derived[]

const stateTable = (aggregate: Aggregate): ProjectionTable => ({ name: tableOf[aggregate], owner: 'id', key: ['id'] })

const derivedTable = (name: Derived): ProjectionTable => {
  const { table, owner, key } = derivedTables[name]
  return { name: table, owner, key: [owner, ...key.filter((column) => column !== owner)] }
}

/** All of them, states first. */
export const projectionTables: readonly ProjectionTable[] = [
  ...aggregates.map(stateTable),
  ...derivedNames.map(derivedTable),
]

const ownerAggregates: Readonly<Record<string, Aggregate>> = { need_id: 'need', person_id: 'person' }

/** The tables that hold rows of an aggregate's streams. */
export const tablesOf = (aggregate: Aggregate): ProjectionTable[] => [
  stateTable(aggregate),
  ...derivedNames.map(derivedTable).filter(({ owner }) => (ownerAggregates[owner] ?? aggregate) === aggregate),
]

/** The rows of one table that follow from a stream's state, in the order of the table's key. */
export function rowsIn(table: ProjectionTable, authority: string, of: Loaded): Row[] {
  const { id, version, state } = of
  if (table.name === tableOf[of.aggregate]) return [{ id, authority_id: authority, version, state }]
  const derived = derivedNames.find((name) => derivedTables[name].table === table.name)!
  const rows = derivedRows(authority, derived, of, state)
  return rows.toSorted((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))
}

/** What tells a row apart in its table, as text; also how it is named to an operator. */
export const keyOf = ({ key }: ProjectionTable, row: Row): string => key.map((column) => row[column]).join(' ')

/** A row in RFC 8785 form, the same whether it was read from the database or follows from a state. */
export const canonicalRow = (row: Row): string => canonical(JSON.parse(JSON.stringify(row)) as Json)

export interface Digest {
  readonly table: string
  readonly rows: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** SHA-256 over the rows of a table in canonical form, a line each, in the order of its key (bytewise). */
export class TableDigest {
  readonly #table: string
  readonly #hash: Hash = createHash('sha256')
  #rows = 0

  constructor(table: string) {
    this.#table = table
  }

  add(canonicalForm: string): void {
    this.#hash.update(canonicalForm).update('\n')
    this.#rows++
  }

  result(): Digest {
    return { table: this.#table, rows: this.#rows, sha256: this.#hash.copy().digest('hex') }
  }
}
