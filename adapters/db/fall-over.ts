import { type Arrivals, slowMs, trialEveryS } from '../../core/messages/fall-over.ts'
import { type Db, rows } from './client.ts'

/** A channel that has stood aside: whether it does, and when that changed last. */
export interface Turned {
  readonly isAside: boolean
  readonly at: Date
}

/** The channels that have ever stood aside. */
export async function turnedChannels(db: Db): Promise<ReadonlyMap<string, Turned>> {
  const sql = `SELECT channel, falls_to IS NOT NULL AS "isAside", turned_at AS at FROM channel_pace WHERE turned_at IS NOT NULL`
  const found = await rows<Turned & { channel: string }>(db, sql)
  return new Map(found.map((one) => [one.channel, one]))
}

/** How messages sent after `since` arrived. A channel that has given no receipt within a day says nothing. */
export async function arrivals(db: Db, channel: string, since: Date, now: Date): Promise<Arrivals> {
  const slow = `interval '${slowMs} milliseconds'`
  const sql = `SELECT count(*) FILTER (WHERE coalesce(receipt_at, $3) - sent_at > ${slow})::int AS slow,
      count(*) FILTER (WHERE receipt_at IS NOT NULL OR $3 - sent_at > ${slow})::int AS of
    FROM outbox WHERE channel = $1 AND sent_at > $2 AND sent_at <= $3::timestamptz
      AND EXISTS (SELECT FROM outbox r WHERE r.channel = $1 AND r.sent_at > $3::timestamptz - interval '1 day' AND r.receipt_at IS NOT NULL)`
  return (await rows<Arrivals>(db, sql, [channel, since, now]))[0]!
}

/** From now on a channel stands aside for another, or for none: false where another process was first. */
export async function standAside(db: Db, channel: string, to: string | null, now: Date): Promise<boolean> {
  const sql = `UPDATE channel_pace SET falls_to = $2, turned_at = $3,
      tokens = least(tokens, 0), at = $3 WHERE channel = $1 AND (falls_to IS NULL) <> ($2::text IS NULL) RETURNING 1`
  return (await rows(db, sql, [channel, to, now])).length > 0
}

/**
 * Moves what waits on a channel to another, all but the least urgent where it is time to try whether it is well again.
 * Returns the ids of those that have streams.
 */
export async function divert(
  db: Db,
  { from, to, microsPerPart, now }: { from: string; to: string; microsPerPart: number; now: Date },
): Promise<string[]> {
  const sql = `UPDATE outbox SET channel = $2, cost_micros = parts * $3::bigint WHERE channel = $1 AND state = 'queued'
      AND id <> ALL (SELECT id FROM outbox WHERE channel = $1 AND state = 'queued' ORDER BY priority DESC, ord DESC
        LIMIT CASE WHEN EXISTS (SELECT FROM outbox WHERE channel = $1 AND sent_at > $4::timestamptz - interval '${trialEveryS} seconds') THEN 0 ELSE 1 END)
    RETURNING id, alert_id`
  const found = await rows<{ id: string; alert_id: string | null }>(db, sql, [from, to, microsPerPart, now])
  return found.flatMap(({ id, alert_id }) => (alert_id === null ? id : []))
}
