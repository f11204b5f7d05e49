import { randomBytes } from 'node:crypto'
import { type Entry, encodeEntry } from '../../core/ledger/entry.ts'
import type { Batch } from './batch.ts'

const insertEntries = `INSERT INTO entries (id, authority_id, stream, version, type, exercise, recorded_at, bytes)
  SELECT id, $7, stream, version, type, exercise, $8, bytes
  FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::boolean[], $6::bytea[])
    AS e (id, stream, version, type, exercise, bytes)`

const insertSalts = 'INSERT INTO entry_salts (entry_id, salt) SELECT * FROM unnest($1::uuid[], $2::bytea[])'

const insertQueue = `INSERT INTO sequencer_queue (authority_id, entry_id)
  SELECT $2, id FROM unnest($1::uuid[]) WITH ORDINALITY AS q (id, n) ORDER BY n`

/**
 * Adds entries to a batch, each with a fresh salt and a place in the sequencer's queue, which keeps the order given. They
 * are inserted in the order of their streams, so that two units never wait for each other.
 */
export function addEntries(batch: Batch, entries: readonly Entry[], authority: string, at: Date): void {
  if (entries.length === 0) return
  const byStream = entries.toSorted((a, b) => compare(a.stream, b.stream) || a.version - b.version)
  const column = <K extends keyof Entry>(name: K) => byStream.map((e) => e[name])
  const described = [column('id'), column('stream'), column('version'), column('type'), column('exercise')]
  batch.main(insertEntries, [...described, byStream.map((e) => encodeEntry(e)), authority, at])
  const ids = entries.map((e) => e.id)
  const salts = randomBytes(saltBytes * ids.length)
  batch.add(insertSalts, [ids, ids.map((_, i) => salts.subarray(i * saltBytes, (i + 1) * saltBytes))])
  batch.add(insertQueue, [ids, authority])
}

const saltBytes = 32

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
