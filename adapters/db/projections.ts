import type pg from 'pg'
import { type DerivedRows, rowsOf } from '../../core/ledger/rows.ts'
import type { Aggregate, States } from '../../core/ledger/streams.ts'
import { Batch } from './batch.ts'

/** A stream's state as a unit of work holds it: as read, and as it is now. */
export interface Loaded<A extends Aggregate = Aggregate> {
  readonly aggregate: A
  readonly id: string
  readonly before: States[A] | undefined
  /** The version it had when it was read; a fact that changes nothing still raises `version`. */
  readonly readVersion: number
  state: States[A] | undefined
  version: number
}

/** The table that holds each aggregate's state. */
export const tableOf: { readonly [A in Aggregate]: string } = {
  need: 'needs',
  person: 'people',
  offer: 'offers',
  message: 'messages',
  alarm: 'alarms',
  alert: 'alerts',
  duty: 'duty_lists',
  account: 'accounts',
  incident: 'incidents',
  ledger: 'ledgers',
}

type Derived = keyof DerivedRows
type Row = Readonly<Record<string, unknown>>

/** How each derived table names the stream a row came from, and what tells its rows apart. */
export const derivedTables: {
  readonly [D in Derived]: { table: string; owner: string; key: readonly string[]; rest: readonly string[] }
} = {
  invitations: {
    table: 'invitations',
    owner: 'need_id',
    key: ['need_id', 'person_id'],
    rest: ['state', 'wave', 'metres', 'at'],
  },
  assignments: {
    table: 'assignments',
    owner: 'need_id',
    key: ['need_id', 'person_id'],
    rest: ['state', 'starts_at', 'ends_at', 'due_at'],
  },
  letters: { table: 'letters', owner: 'person_id', key: ['person_id', 'letter'], rest: ['purpose', 'about', 'since'] },
  addresses: { table: 'person_addresses', owner: 'person_id', key: ['address_id', 'person_id'], rest: [] },
  timers: { table: 'timers', owner: 'stream', key: ['stream', 'name'], rest: ['due_at'] },
}

/** Writes the changed states and their derived rows, and nothing that has not changed. The only writer of projections. */
export async function writeProjections(
  client: pg.PoolClient,
  authority: string,
  changed: readonly Loaded[],
): Promise<void> {
  const batch = new Batch()
  addProjections(batch, authority, changed)
  await batch.run(client)
}

/** The same as part of a larger batch. */
export function addProjections(batch: Batch, authority: string, changed: readonly Loaded[]): void {
  for (const [aggregate, group] of Map.groupBy(changed, (l) => l.aggregate))
    upsertStates(batch, authority, aggregate, group)
  for (const name of Object.keys(derivedTables) as Derived[]) addDerived(batch, authority, name, changed)
}

function upsertStates(batch: Batch, authority: string, aggregate: Aggregate, group: readonly Loaded[]): void {
  const table = tableOf[aggregate]
  const sql = `INSERT INTO ${table} (id, authority_id, version, state)
    SELECT id, $4, version, state FROM unnest($1::uuid[], $2::int[], $3::jsonb[]) AS s (id, version, state)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`
  const sorted = group.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  batch.add(sql, [
    sorted.map((l) => l.id),
    sorted.map((l) => l.version),
    sorted.map((l) => JSON.stringify(l.state)),
    authority,
  ])
}

function addDerived(batch: Batch, authority: string, name: Derived, changed: readonly Loaded[]): void {
  const { table, key, rest } = derivedTables[name]
  const { removed, written } = difference(authority, name, changed)
  if (removed.length > 0) {
    const same = key.map((column) => `t.${column} = g.${column}`).join(' AND ')
    const sql = `DELETE FROM ${table} t USING jsonb_populate_recordset(NULL::${table}, $1::jsonb) g WHERE ${same}`
    batch.add(sql, [JSON.stringify(removed)])
  }
  if (written.length > 0) {
    const update =
      rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}`
    const sql = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
      ON CONFLICT (${key.join(', ')}) DO ${update}`
    batch.add(sql, [JSON.stringify(written)])
  }
}

function difference(authority: string, name: Derived, changed: readonly Loaded[]): { removed: Row[]; written: Row[] } {
  const removed: Row[] = []
  const written: Row[] = []
  const keyOf = (row: Row) => derivedTables[name].key.map((column) => row[column]).join(' ')
  for (const loaded of changed) {
    const before = new Map(derivedRows(authority, name, loaded, loaded.before).map((row) => [keyOf(row), row]))
    for (const row of derivedRows(authority, name, loaded, loaded.state)) {
      if (JSON.stringify(before.get(keyOf(row))) !== JSON.stringify(row)) written.push(row)
      before.delete(keyOf(row))
    }
    removed.push(...before.values())
  }
  return { removed, written }
}

/** The rows of one derived table that follow from a state, with their owner and authority. */
export function derivedRows(
  authority: string,
  name: Derived,
  of: { aggregate: Aggregate; id: string },
  state: Loaded['state'],
): Row[] {
  const owner = name === 'timers' ? `${of.aggregate}/${of.id}` : of.id
  return rowsOf(of.aggregate, state as never)[name].map((row) => ({
    ...row,
    [derivedTables[name].owner]: owner,
    authority_id: authority,
  }))
}
