import type { Bill } from '../../core/channel.ts'
import { type Db, rows } from './client.ts'

export interface Unbilled {
  readonly id: string
  readonly channel: string
  readonly providerId: string
}

/** A provider that cannot say yet is asked again after an hour, for so many days. */
const askedForDays = 3

/** Claims messages whose bill can be asked for, the longest due first; what nobody could say in three days is let go of. */
export async function claimBills(db: Db, channels: readonly string[], now: Date, limit: number): Promise<Unbilled[]> {
  const sql = `UPDATE outbox o SET bill_due_at = CASE WHEN o.sent_at > $2::timestamptz - interval '${askedForDays} days'
      THEN $2::timestamptz + interval '1 hour' END
    FROM (SELECT id FROM outbox WHERE channel = ANY($1) AND bill_due_at <= $2 ORDER BY bill_due_at LIMIT $3 FOR UPDATE SKIP LOCKED) n
    WHERE o.id = n.id RETURNING o.id, o.channel, o.provider_id AS "providerId"`
  return rows<Unbilled>(db, sql, [channels, now, limit])
}

/**
 * Notes what a message cost: a write for a unit's batch. In the currency of budgets the bill takes the place of what was
 * expected; a bill in another is kept beside it.
 */
export const billWrite = (
  id: string,
  { micros, currency, parts }: Bill,
  home: string,
): readonly [string, readonly unknown[]] => [
  `WITH before AS (SELECT *, CASE WHEN $3::text = $5 THEN $2::bigint - cost_micros ELSE 0 END AS more_micros, $4::int - parts AS more_parts
      FROM outbox WHERE id = $1 AND bill_due_at IS NOT NULL FOR UPDATE),
    corrected AS (UPDATE spending s SET micros = s.micros + f.more_micros, parts = s.parts + f.more_parts
      FROM before f WHERE s.authority_id = f.authority_id AND s.incident_id = f.incident_id AND s.day = f.charged_on
        AND s.channel = f.channel AND s.currency = $5 AND $3::text <> $5),
    counted AS (INSERT INTO spending AS s (authority_id, incident_id, day, channel, currency, micros, parts, billed, billed_micros)
      SELECT authority_id, incident_id, charged_on, channel, $3, more_micros, CASE WHEN $3::text = $5 THEN more_parts ELSE 0 END, 1, $2
      FROM before WHERE incident_id IS NOT NULL AND charged_on IS NOT NULL
      ON CONFLICT (authority_id, incident_id, day, channel, currency) DO UPDATE SET micros = s.micros + excluded.micros,
        parts = s.parts + excluded.parts, billed = s.billed + 1, billed_micros = s.billed_micros + excluded.billed_micros),
    budgeted AS (UPDATE budgets b SET spent_micros = b.spent_micros + f.more_micros, spent_parts = b.spent_parts + f.more_parts
      FROM before f WHERE b.authority_id = f.authority_id
        AND (b.scope = f.incident_id::text OR (b.scope = 'day' AND b.day = f.charged_on)))
  UPDATE outbox o SET bill_due_at = NULL, parts = $4, cost_micros = o.cost_micros + f.more_micros FROM before f WHERE o.id = f.id`,
  [id, micros, currency, parts, home],
]
