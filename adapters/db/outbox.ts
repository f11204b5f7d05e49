import type { Choice, DeliveryStatus, Message as Sendable, SendFailure } from '../../core/channel.ts'
import type { Message, Purpose } from '../../core/messages/message.ts'
import { type Db, rows } from './client.ts'

/** A message whose sending is ours to settle. */
export interface Attempted {
  readonly id: string
  readonly channel: string
  readonly addressId: string
  readonly textId: string
  readonly attempts: number
  readonly attemptedAt: Date
  readonly language: string
  readonly choices: readonly Choice[]
  readonly purpose: Purpose
  readonly expiresAt: Date | null
  /** When whoever gets it last wrote to us on that channel. */
  readonly heardAt: Date | null
}

/** A message claimed for sending, with its sealed text: nobody else sends it while the lease lasts. */
export interface Claimed extends Attempted {
  readonly keyIds: readonly string[] | null
  readonly sealed: Buffer | null
  readonly version: number
  readonly message: Message
  readonly dueAt: Date
}

const columns = (table: string): string =>
  `${table}.id, ${table}.channel, ${table}.address_id AS "addressId", ${table}.text_id AS "textId", ${table}.attempts,
  ${table}.attempted_at AS "attemptedAt", ${table}.language, ${table}.choices, ${table}.purpose, ${table}.expires_at AS "expiresAt",
  (SELECT max(received_at) FROM inbox i WHERE i.address_id = ${table}.address_id AND i.channel = ${table}.channel) AS "heardAt"`

export const maxAttempts = 8
/** Longer than any attempt to send takes. */
const leaseS = 30

/**
 * Claims up to `limit` messages that are due: the best of each address (reply before invitation, then oldest), one in
 * flight per address. A message past its validity is never claimed.
 */
export async function claim(db: Db, now: Date, limit: number): Promise<Claimed[]> {
  const sql = `WITH waiting AS (
      SELECT DISTINCT ON (address_id) id, priority, ord FROM outbox o
      WHERE state = 'queued' AND due_at <= $1 AND (expires_at IS NULL OR expires_at > $1)
        AND NOT EXISTS (SELECT FROM outbox s WHERE s.address_id = o.address_id AND s.state = 'sending')
      ORDER BY address_id, priority, ord),
    best AS (SELECT o.id FROM outbox o JOIN waiting w ON w.id = o.id WHERE o.state = 'queued'
      ORDER BY w.priority, w.ord LIMIT $2 FOR UPDATE OF o SKIP LOCKED)
    UPDATE outbox o SET state = 'sending', attempts = o.attempts + 1, attempted_at = $1, lease_until = $1::timestamptz + interval '${leaseS} seconds'
    FROM best JOIN outbox b ON b.id = best.id
      LEFT JOIN sealed_values v ON v.id = b.text_id LEFT JOIN messages m ON m.id = b.id
    WHERE o.id = best.id
    RETURNING ${columns('o')}, v.key_ids AS "keyIds", v.sealed, m.version, m.state AS message, o.due_at AS "dueAt"`
  return rows<Claimed>(db, sql, [now, limit])
}

/** Whether a message came too late to be worth sending: marks all such and returns them. */
export async function expire(db: Db, now: Date): Promise<string[]> {
  const sql = `UPDATE outbox SET state = 'failed', failure = 'expired' WHERE state = 'queued' AND expires_at <= $1 RETURNING id`
  return (await rows<{ id: string }>(db, sql, [now])).map((row) => row.id)
}

export interface Sent {
  readonly id: string
  readonly providerId: string
}

/** Notes what the provider took: a write for a unit's batch, with the values it takes. */
export const sentWrite = (sent: readonly Sent[]): readonly [string, readonly unknown[]] => [
  `UPDATE outbox o SET state = 'sent', lease_until = NULL, provider_id = s.provider_id
   FROM unnest($1::uuid[], $2::text[]) AS s (id, provider_id) WHERE o.id = s.id`,
  [sent.map((s) => s.id), sent.map((s) => s.providerId)],
]

/** Puts a message back, to be tried again after `delayMs`: only when the provider cannot have it. */
export async function putBack(db: Db, id: string, failure: SendFailure, now: Date, delayMs: number): Promise<void> {
  const dueAt = new Date(now.getTime() + delayMs)
  await db.query(`UPDATE outbox SET state = 'queued', lease_until = NULL, failure = $2, due_at = $3 WHERE id = $1`, [
    id,
    failure.reason,
    dueAt,
  ])
}

export async function markFailed(db: Db, id: string, failure: SendFailure): Promise<void> {
  const sql = `UPDATE outbox SET state = 'failed', lease_until = NULL, failure = $2 WHERE id = $1`
  await db.query(sql, [id, failure.reason])
}

/** Nobody knows whether it went out: it is looked up from now on, and not sent again meanwhile. */
export async function markUnconfirmed(db: Db, id: string): Promise<void> {
  const sql = `UPDATE outbox SET state = 'unconfirmed', lease_until = NULL, failure = 'unconfirmed' WHERE id = $1`
  await db.query(sql, [id])
}

/** Messages whose sender died or hung while sending become unconfirmed: nobody knows whether they went out. */
export async function abandon(db: Db, now: Date): Promise<void> {
  const sql = `UPDATE outbox SET state = 'unconfirmed', lease_until = NULL, failure = 'unconfirmed'
    WHERE state = 'sending' AND lease_until < $1`
  await db.query(sql, [now])
}

/** Claims unconfirmed messages to look up, each at most every ten seconds. */
export async function claimUnconfirmed(db: Db, now: Date): Promise<Attempted[]> {
  const sql = `UPDATE outbox SET lease_until = $1::timestamptz + interval '10 seconds'
    WHERE state = 'unconfirmed' AND failure = 'unconfirmed' AND (lease_until IS NULL OR lease_until <= $1)
    RETURNING ${columns('outbox')}`
  return rows<Attempted>(db, sql, [now])
}

/** What a channel is handed of a message, and was handed. */
export const asMessage = (attempted: Attempted, text: string): Sendable => ({
  messageId: attempted.id,
  text,
  language: attempted.language,
  purpose: attempted.purpose,
  choices: attempted.choices,
  heardAt: attempted.heardAt,
  expiresAt: attempted.expiresAt,
})

/** A message as it was queued, whatever became of it since. */
export async function attempted(db: Db, id: string): Promise<Attempted | undefined> {
  return (await rows<Attempted>(db, `SELECT ${columns('outbox')} FROM outbox WHERE id = $1`, [id]))[0]
}

/** The provider could not tell either: a person decides. */
export async function leaveToPerson(db: Db, id: string): Promise<void> {
  await db.query(`UPDATE outbox SET failure = 'for_a_person', lease_until = NULL WHERE id = $1`, [id])
}

export interface MatchedReport {
  readonly ord: number
  readonly message: string
  readonly status: DeliveryStatus
  readonly failure: string | null
  readonly code: string | null
}

/** Delivery reports whose message is known by now; those that came before our own answer wait for it. */
export async function matchedReports(db: Db, limit: number): Promise<MatchedReport[]> {
  const sql = `SELECT r.ord, o.id AS message, r.status, r.failure, r.code FROM delivery_reports r
    JOIN outbox o ON o.provider_id = r.provider_id AND o.channel = r.channel ORDER BY r.ord LIMIT $1`
  return rows<MatchedReport>(db, sql, [limit])
}

/** Lets go of reports that were folded: a write for the same batch. */
export const forgetWrite = (ords: readonly number[]): readonly [string, readonly unknown[]] => [
  'DELETE FROM delivery_reports WHERE ord = ANY($1)',
  [ords],
]

/** How many automatic messages of these purposes went to an address since `since`. */
export async function sentLately(db: Db, addressId: string, purposes: readonly string[], since: Date): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM outbox WHERE address_id = $1 AND purpose = ANY($2) AND due_at > $3 AND state <> 'withheld'`
  const [row] = await rows<{ n: number }>(db, sql, [addressId, purposes, since])
  return row?.n ?? 0
}
