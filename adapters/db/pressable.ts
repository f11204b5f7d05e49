import { type Db, rows } from './client.ts'

/** A message that went out with something to press, which nobody should press any more. */
export interface Pressable {
  readonly id: string
  readonly channel: string
  readonly providerId: string
  readonly language: string
  /** What became of what it asked; null where it was answered and something else is asked under that letter since. */
  readonly outcome: string | null
  /** What became of the need it is about; null while that is open, and where there is none. */
  readonly needOutcome: string | null
}

/**
 * The oldest such messages on these channels. A choice is `A1`: the letter of an open item and a digit; it is over when
 * the item was closed after the message was written, or became something else.
 */
export async function noLongerPressable(db: Db, channels: readonly string[], limit: number): Promise<Pressable[]> {
  const sql = `SELECT o.id, o.channel, o.provider_id AS "providerId", o.language, closed.outcome, n.state->>'outcome' AS "needOutcome"
    FROM outbox o JOIN people p ON p.id = o.person_id JOIN messages m ON m.id = o.id
    LEFT JOIN needs n ON n.id = (m.state->>'need')::uuid
    CROSS JOIN LATERAL (SELECT rtrim(o.choices->0->>'answer', '0123456789') AS letter) its
    LEFT JOIN LATERAL (SELECT c->>'outcome' AS outcome FROM jsonb_array_elements(p.state->'closed') c
      WHERE c->>'letter' = its.letter AND (c->>'at')::timestamptz >= o.due_at ORDER BY c->>'at' LIMIT 1) closed ON true
    WHERE o.state = 'sent' AND o.choices <> '[]'::jsonb AND o.channel = ANY($1) AND (closed.outcome IS NOT NULL
      OR EXISTS (SELECT FROM jsonb_array_elements(p.state->'items') i
        WHERE i->>'letter' = its.letter AND (i->>'since')::timestamptz > o.due_at))
    ORDER BY o.ord LIMIT $2`
  return rows<Pressable>(db, sql, [channels, limit])
}

/** Notes that nothing can be pressed under a message any more. */
export async function noteNothingToPress(db: Db, id: string): Promise<void> {
  await db.query(`UPDATE outbox SET choices = '[]' WHERE id = $1`, [id])
}
