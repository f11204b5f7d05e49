import type { RememberedErasure } from './erasures-file.ts'

/** What must not come back, from all erasures that are remembered outside the database. */
export interface Erased {
  readonly keys: ReadonlySet<string>
  readonly values: ReadonlySet<string>
  readonly inbox: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
}

export function erasedIn(erasures: readonly RememberedErasure[]): Erased {
  const all = <K extends 'keys' | 'values' | 'inbox' | 'addresses'>(what: K) =>
    new Set(erasures.flatMap((erasure) => erasure[what]))
  return { keys: all('keys'), values: all('values'), inbox: all('inbox'), addresses: all('addresses') }
}

/** One row of a backup by column, as COPY writes it; returns the row to load, or null to leave it out. */
export type Filter = (cells: string[]) => string[] | null

/** What becomes of each row of a table when what was erased is not to be loaded; null where every row is. */
export function filterOf(table: string, columns: readonly string[], erased: Erased): Filter | null {
  const at = (column: string) => columns.indexOf(column)
  const unless = (column: string, gone: ReadonlySet<string>): Filter => {
    const i = at(column)
    return (cells) => (gone.has(cells[i]!) ? null : cells)
  }
  switch (table) {
    case 'keys':
      return unless('id', erased.keys)
    case 'addresses':
      return unless('id', erased.addresses)
    case 'conversations':
    case 'outbox':
      return unless('person_id', erased.keys)
    case 'inbox_work':
      return unless('address_id', erased.addresses)
    case 'sealed_values':
      return withoutErasedKeys(at('id'), at('key_ids'), erased)
    case 'inbox':
      return withoutErasedTexts({ id: at('id'), key: at('key_id'), sealed: at('sealed') }, erased)
    default:
      return null
  }
}

const withoutErasedKeys =
  (id: number, keyIds: number, { keys, values }: Erased): Filter =>
  (cells) => {
    const under = cells[keyIds]!.slice(1, -1).split(',')
    return values.has(cells[id]!) || under.some((key) => keys.has(key)) ? null : cells
  }

const emptyBytes = '\\\\x'

/** That a text came stays, so that it is not taken in once more; its words do not. */
const withoutErasedTexts =
  (column: { id: number; key: number; sealed: number }, { inbox, keys }: Erased): Filter =>
  (cells) =>
    inbox.has(cells[column.id]!) || keys.has(cells[column.key]!)
      ? cells.map((cell, i) => (i === column.sealed ? emptyBytes : cell))
      : cells
