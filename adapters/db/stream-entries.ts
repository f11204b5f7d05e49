import { decodeEntry, type Entry } from '../../core/ledger/entry.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import { type Db, rows } from './client.ts'

/** All entries of these streams as today's code reads them, each stream's in order. */
export async function streamEntries(db: Db, streams: readonly string[]): Promise<ReadonlyMap<string, Entry[]>> {
  const sql = 'SELECT stream, bytes FROM entries WHERE stream = ANY($1) ORDER BY stream, version'
  const found = await rows<{ stream: string; bytes: Buffer }>(db, sql, [streams])
  const entries = new Map<string, Entry[]>(streams.map((stream) => [stream, []]))
  for (const { stream, bytes } of found) entries.get(stream)!.push(upcast(decodeEntry(bytes)))
  return entries
}
