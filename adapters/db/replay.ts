import { decodeEntry } from '../../core/ledger/entry.ts'
import { evolve } from '../../core/ledger/streams.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import type { Need } from '../../core/needs/need.ts'
import { type Db, rows } from './client.ts'

export interface Replayed {
  readonly needs: readonly Need[]
  /** Entries that were folded, and the time of the last of them. */
  readonly entries: number
  readonly lastAt: string | null
}

/**
 * The needs of an incident as they stood at a time: folded from what had been recorded by then, and from nothing else.
 * A need counts as the incident's when it was filed under it at that time.
 */
export async function needsAt(db: Db, authority: string, incident: string, until: Date): Promise<Replayed> {
  const sql = `SELECT bytes FROM entries e WHERE authority_id = $1 AND recorded_at <= $3 AND stream IN (
      SELECT DISTINCT stream FROM entries WHERE authority_id = $1 AND type IN ('need_reported', 'need_filed') AND recorded_at <= $3
        AND (convert_from(bytes, 'UTF8')::jsonb ->> 'incident' = $2 OR convert_from(bytes, 'UTF8')::jsonb #>> '{body,incident}' = $2))
    ORDER BY stream COLLATE "C", version`
  const found = await rows<{ bytes: Buffer }>(db, sql, [authority, incident, until])
  const entries = found.map(({ bytes }) => upcast(decodeEntry(bytes)))
  const needs = [...Map.groupBy(entries, ({ stream }) => stream).values()].map((own) =>
    own.reduce<Need | undefined>((need, entry) => evolve<'need'>(need, entry), undefined),
  )
  const lastAt = entries.reduce<string | null>((last, { at }) => (last === null || at > last ? at : last), null)
  return { needs: needs.filter((need): need is Need => need?.incident === incident), entries: entries.length, lastAt }
}
