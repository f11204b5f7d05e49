import type { Choice, DeliveryStatus, Message as Sendable, SendFailure } from '../../core/channel.ts'
import type { BudgetScope } from '../../core/incidents/budget.ts'
import type { Message, Purpose } from '../../core/messages/message.ts'
import type { Pace } from './claim.ts'
import { type Db, rows } from './client.ts'
import { giveBackSql } from './spending.ts'

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
  /** Segments. */
  readonly parts: number
  readonly expiresAt: Date | null
  readonly personId: string
  /** The alert it is one message of: then it has no stream of its own. */
  readonly alertId: string | null
  /** When whoever gets it last wrote to us on that channel. */
  readonly heardAt: Date | null
}

/** A message claimed for sending, with its sealed text: nobody else sends it while the lease lasts. */
export interface Claimed extends Attempted {
  readonly keyIds: readonly string[] | null
  readonly sealed: Buffer | null
  readonly version: number | null
  /** Null: an alert's. */
  readonly message: Message | null
  /** An alert's recipient who has left its topic, or said STOP, since it was written. */
  readonly hasLeft: boolean
  readonly dueAt: Date
  /** Which spent budget it goes past for the sake of life; null: none. */
  readonly passes: BudgetScope | null
}

export const columns = (table: string): string =>
  `${table}.id, ${table}.channel, ${table}.address_id AS "addressId", ${table}.text_id AS "textId", ${table}.attempts,
  ${table}.attempted_at AS "attemptedAt", ${table}.language, ${table}.choices, ${table}.purpose, ${table}.parts,
  ${table}.person_id AS "personId", ${table}.alert_id AS "alertId", ${table}.expires_at AS "expiresAt",
  (SELECT max(received_at) FROM inbox i WHERE i.address_id = ${table}.address_id AND i.channel = ${table}.channel) AS "heardAt"`

/** Lets a channel send, from a full bucket; nothing where it does already. */
export async function startPace(db: Db, now: Date, paces: readonly Pace[]): Promise<void> {
  const sql = `INSERT INTO channel_pace (channel, tokens, at) SELECT channel, greatest(per_second, 1), $3
    FROM unnest($1::text[], $2::float8[]) AS c (channel, per_second) ON CONFLICT (channel) DO NOTHING`
  await db.query(sql, [paces.map((pace) => pace.channel), paces.map((pace) => pace.perSecond), now])
}

const firstPauseS = 2
const longestPauseS = 60

/**
 * Holds a whole channel back: for as long as its provider asks, otherwise twice as long with every time in a row. Each
 * of many messages in flight tells of the same trouble, so a channel that is held back is not held back again.
 */
export async function pauseChannel(db: Db, channel: string, now: Date, askedS: number | undefined): Promise<void> {
  const sql = `UPDATE channel_pace SET strikes = strikes + 1,
      blocked_until = $2::timestamptz + coalesce($3::float8, least(${longestPauseS}, ${firstPauseS} * 2 ^ least(strikes, 10))) * interval '1 second'
    WHERE channel = $1 AND (blocked_until IS NULL OR blocked_until <= $2)`
  await db.query(sql, [channel, now, askedS ?? null])
}

/** The provider takes messages again: a write for a unit's batch. */
export const calmWrite = (channels: readonly string[]): readonly [string, readonly unknown[]] => [
  'UPDATE channel_pace SET strikes = 0 WHERE channel = ANY($1) AND strikes > 0',
  [channels],
]

/** Whether a message came too late to be worth sending: marks all such, and returns those that have streams of their own. */
export async function expire(db: Db, now: Date): Promise<string[]> {
  const sql = `UPDATE outbox SET state = 'failed', failure = 'expired' WHERE state IN ('queued', 'over_budget') AND expires_at <= $1 RETURNING id, alert_id`
  const found = await rows<{ id: string; alert_id: string | null }>(db, sql, [now])
  return found.flatMap(({ id, alert_id }) => (alert_id === null ? id : []))
}

export interface Sent {
  readonly id: string
  readonly channel: string
  readonly providerId: string
  readonly alertId: string | null
}

/** Without a receipt the provider is asked for its bill after this long. */
const billAskedAfter = '1 hour'

/** Notes what the provider took: a write for a unit's batch, with the values it takes. */
export const sentWrite = (sent: readonly Sent[], now: Date): readonly [string, readonly unknown[]] => [
  `UPDATE outbox o SET state = 'sent', lease_until = NULL, provider_id = s.provider_id, sent_at = $3,
     bill_due_at = $3::timestamptz + interval '${billAskedAfter}'
   FROM unnest($1::uuid[], $2::text[]) AS s (id, provider_id) WHERE o.id = s.id`,
  [sent.map((s) => s.id), sent.map((s) => s.providerId), now],
]

/** Puts a message back, to be tried again: only when the provider cannot have it. `dueAt`: not before then; as it was unless given. */
export const putBack = (db: Db, id: string, failure: SendFailure, dueAt?: Date): Promise<void> =>
  notSent(db, id, { state: 'queued', dueAt }, failure)

export const markFailed = (db: Db, id: string, failure: SendFailure): Promise<void> =>
  notSent(db, id, { state: 'failed' }, failure)

/** Who has left since is not written to. */
export const withhold = (db: Db, id: string): Promise<void> =>
  notSent(db, id, { state: 'withheld' }, { reason: 'opted_out' })

/** What did not go out costs nothing. */
async function notSent(
  db: Db,
  id: string,
  { state, dueAt }: { state: 'queued' | 'failed' | 'withheld'; dueAt?: Date | undefined },
  failure: SendFailure,
): Promise<void> {
  const sql = `WITH before AS (SELECT * FROM outbox WHERE id = $1 FOR UPDATE),
    ${giveBackSql('before')}
    UPDATE outbox SET state = $2, lease_until = NULL, failure = $3, charged_on = NULL,
      due_at = coalesce($4, due_at) WHERE id = $1`
  await rows(db, sql, [id, state, failure.reason, dueAt ?? null])
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

/** In which ways these sealed words went out, or were to. */
export async function triedWays(db: Db, textId: string): Promise<{ address: string; channel: string }[]> {
  return rows(db, 'SELECT address_id AS address, channel FROM outbox WHERE text_id = $1', [textId])
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

/** Folds reports of alerts' messages that arrived, or are on their way, all at once; returns how many. */
export async function foldAlertReports(db: Db, limit: number): Promise<number> {
  const sql = `WITH gone AS (DELETE FROM delivery_reports d USING (SELECT r.ord, o.id FROM delivery_reports r
      JOIN outbox o ON o.provider_id = r.provider_id AND o.channel = r.channel
      WHERE o.alert_id IS NOT NULL AND r.failure IS NULL ORDER BY r.ord LIMIT $1) n
      WHERE d.ord = n.ord RETURNING n.id, d.status, d.received_at),
    arrived AS (SELECT id, min(received_at) AS at FROM gone WHERE status IN ('delivered', 'read') GROUP BY id),
    noted AS (UPDATE outbox o SET receipt_at = coalesce(o.receipt_at, a.at), delivery = 'delivered',
      bill_due_at = least(o.bill_due_at, a.at + interval '1 minute') FROM arrived a WHERE o.id = a.id)
    SELECT count(*)::int AS n FROM gone`
  return (await rows<{ n: number }>(db, sql, [limit]))[0]!.n
}

/** Notes when the first word came of what became of messages: a write for the same batch. Their bill is asked for soon. */
export const receiptWrite = (ords: readonly number[]): readonly [string, readonly unknown[]] => [
  `UPDATE outbox o SET receipt_at = coalesce(o.receipt_at, r.at), delivery = r.delivery,
     bill_due_at = least(o.bill_due_at, r.at + interval '1 minute')
   FROM (SELECT o.id, min(r.received_at) AS at,
     CASE WHEN bool_or(r.status IN ('delivered', 'read')) OR o.delivery = 'delivered' THEN 'delivered' ELSE 'failed' END AS delivery FROM delivery_reports r
     JOIN outbox o ON o.provider_id = r.provider_id AND o.channel = r.channel
     WHERE r.ord = ANY($1) AND r.status IN ('delivered', 'undelivered', 'failed', 'read') GROUP BY o.id) r
   WHERE o.id = r.id`,
  [ords],
]

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
