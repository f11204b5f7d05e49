import type pg from 'pg'
import type { Alert, AlertCounts } from '../../core/alerts/alert.ts'
import type { Point } from '../../core/geo/point.ts'
import type { Person } from '../../core/people/person.ts'
import { type Db, rows, run, transaction } from './client.ts'
import { batches } from './cursor.ts'

/** All alerts, the last drafted first. */
export async function allAlerts(db: Db, authority: string): Promise<Alert[]> {
  const sql = 'SELECT state FROM alerts WHERE authority_id = $1 ORDER BY id DESC LIMIT 200'
  return (await rows<{ state: Alert }>(db, sql, [authority])).map(({ state }) => state)
}

export async function alertOf(db: Db, authority: string, id: string): Promise<Alert | undefined> {
  const sql = 'SELECT state FROM alerts WHERE authority_id = $1 AND id = $2'
  return (await rows<{ state: Alert }>(db, sql, [authority, id]))[0]?.state
}

/** Alerts that are on their way: approved, or being sent. */
export async function alertsUnderWay(db: Db, authority: string): Promise<Alert[]> {
  const sql = `SELECT state FROM alerts WHERE authority_id = $1 AND state->>'status' IN ('approved', 'sending') ORDER BY id`
  return (await rows<{ state: Alert }>(db, sql, [authority])).map(({ state }) => state)
}

/** People who are no volunteers, a batch at a time, each with the rough places (to a hundredth of a degree) of their requests. */
export async function eachResident(
  pool: pg.Pool,
  authority: string,
  work: (batch: readonly { person: Person; places: readonly Point[] }[]) => void,
): Promise<void> {
  const sql = `SELECT p.state AS person, coalesce((SELECT jsonb_agg(jsonb_build_object(
        'lat', (n.state->>'latE2')::float8 / 100, 'lon', (n.state->>'lonE2')::float8 / 100))
      FROM needs n WHERE n.authority_id = $1 AND n.state->>'reporter' = p.id::text), '[]') AS places
    FROM people p WHERE p.authority_id = $1 AND p.state->>'volunteer' IS NULL`
  await transaction(pool, async (client) => {
    for await (const batch of batches<{ person: Person; places: Point[] }>(client, sql, [authority], 2_000)) work(batch)
  })
}

/** Whose ids addresses are: address id → channel. */
export async function ownersOf(db: Db, addresses: readonly string[]): Promise<Record<string, string>> {
  const found = await rows<{ id: string; channel: string }>(
    db,
    'SELECT id, channel FROM addresses WHERE id = ANY($1)',
    [addresses],
  )
  return Object.fromEntries(found.map(({ id, channel }) => [id, channel]))
}

/** Keeps whom an alert is for until they are in the outbox: a write for a unit's batch. */
export const recipientsWrite = (alert: string, people: readonly string[]): readonly [string, readonly unknown[]] => [
  'INSERT INTO alert_recipients (alert_id, person_id) SELECT $1, id FROM unnest($2::uuid[]) AS r (id)',
  [alert, people],
]

/** Takes up to `limit` recipients who are not queued yet, while the alert is being sent; it cannot be withdrawn meanwhile. */
export async function takeRecipients(client: pg.PoolClient, alert: string, limit: number): Promise<Person[]> {
  const going = `SELECT 1 FROM alerts WHERE id = $1 AND state->>'status' = 'sending' FOR SHARE`
  if ((await rows(client, going, [alert])).length === 0) return []
  const sql = `WITH taken AS (DELETE FROM alert_recipients r USING (SELECT person_id FROM alert_recipients WHERE alert_id = $1
      LIMIT $2 FOR UPDATE SKIP LOCKED) n WHERE r.alert_id = $1 AND r.person_id = n.person_id RETURNING r.person_id)
    SELECT p.state FROM taken t JOIN people p ON p.id = t.person_id`
  return (await rows<{ state: Person }>(client, sql, [alert, limit])).map(({ state }) => state)
}

/** One message of an alert as it is queued. */
export interface AlertRow {
  readonly id: string
  readonly person: string
  readonly address: string
  readonly channel: string
  readonly text: string
  readonly language: string
  readonly parts: number
  readonly costMicros: number
}

export interface AlertHead {
  readonly authority: string
  readonly alert: string
  readonly cause: string
  readonly incident: string | null
  readonly purpose: 'alert' | 'digest'
  readonly priority: number
  readonly lifeSafety: boolean
  readonly dueAt: Date
  readonly expiresAt: Date
}

/** Queues messages of an alert; one to somebody who has it queued already is left out. */
export async function queueAlert(db: Db, head: AlertHead, messages: readonly AlertRow[]): Promise<void> {
  const sql = `INSERT INTO outbox (id, person_id, address_id, channel, text_id, language, parts, cost_micros,
      authority_id, alert_id, cause, incident_id, purpose, priority, life_safety, due_at, expires_at)
    SELECT m.*, $9, $10, $11, $12, $13, $14, $15, $16, $17
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::int[], $8::bigint[]) AS m
    ON CONFLICT (cause, person_id, purpose) DO NOTHING`
  const column = <K extends keyof AlertRow>(name: K) => messages.map((message) => message[name])
  await run(db, sql, [
    ...[column('id'), column('person'), column('address'), column('channel'), column('text'), column('language')],
    ...[column('parts'), column('costMicros'), head.authority, head.alert, head.cause, head.incident, head.purpose],
    ...[head.priority, head.lifeSafety, head.dueAt, head.expiresAt],
  ])
}

/** Takes back what has not gone: nobody else gets it. Waits for what is being queued. */
export async function takeBack(client: pg.PoolClient, alert: string): Promise<void> {
  await rows(client, 'SELECT 1 FROM alerts WHERE id = $1 FOR UPDATE', [alert])
  await rows(client, 'DELETE FROM alert_recipients WHERE alert_id = $1', [alert])
  const sql = `UPDATE outbox SET state = 'withheld', failure = 'withdrawn' WHERE alert_id = $1 AND state IN ('queued', 'over_budget')`
  await rows(client, sql, [alert])
}

/** Whether some of an alert is still to go out, or nobody knows whether it has. */
export async function isGoing(db: Db, alert: string): Promise<boolean> {
  const sql = `SELECT EXISTS (SELECT FROM alert_recipients WHERE alert_id = $1) OR EXISTS (SELECT FROM outbox
    WHERE alert_id = $1 AND state IN ('queued', 'sending', 'over_budget', 'unconfirmed')) AS going`
  return (await rows<{ going: boolean }>(db, sql, [alert]))[0]!.going
}

export interface Progress extends AlertCounts {
  /** Not in the outbox yet. */
  readonly toQueue: number
  readonly waiting: number
  readonly overBudget: number
  /** May or may not have gone out, and nobody can tell. */
  readonly unconfirmed: number
}

/** How far an alert is, counted from its messages. */
export async function progressOf(db: Db, alert: string): Promise<Progress> {
  const sql = `SELECT (SELECT count(*)::int FROM alert_recipients WHERE alert_id = $1) AS "toQueue",
      count(*) FILTER (WHERE state IN ('queued', 'sending'))::int AS waiting,
      count(*) FILTER (WHERE state = 'over_budget')::int AS "overBudget",
      count(*) FILTER (WHERE state = 'unconfirmed')::int AS unconfirmed,
      count(*) FILTER (WHERE state = 'sent')::int AS sent,
      count(*) FILTER (WHERE delivery = 'delivered')::int AS delivered,
      count(*) FILTER (WHERE state = 'failed' OR delivery = 'failed')::int AS failed,
      count(*) FILTER (WHERE state = 'withheld')::int AS kept
    FROM outbox WHERE alert_id = $1`
  return (await rows<Progress>(db, sql, [alert]))[0]!
}
