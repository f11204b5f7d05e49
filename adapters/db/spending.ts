import type { BudgetScope, Limits, Spent } from '../../core/incidents/budget.ts'
import { type Db, rows } from './client.ts'

/** The day of an instant in the United Kingdom, in SQL. */
export const dayOf = (instant: string): string => `(${instant}::timestamptz AT TIME ZONE 'Europe/London')::date`

/** Companions of a statement that charge rows of `from` (outbox rows) to their incident's day and to their budgets. */
export const chargeSql = (from: string, day: string, currency: string): string => `
  charged AS (INSERT INTO spending AS s (authority_id, incident_id, day, channel, currency, messages, parts, micros)
    SELECT authority_id, incident_id, ${day}, channel, ${currency}, count(*), sum(parts), sum(cost_micros) FROM ${from}
    WHERE incident_id IS NOT NULL GROUP BY authority_id, incident_id, channel
    ORDER BY authority_id, incident_id, channel
    ON CONFLICT (authority_id, incident_id, day, channel, currency) DO UPDATE
      SET messages = s.messages + excluded.messages, parts = s.parts + excluded.parts, micros = s.micros + excluded.micros),
  budgeted AS (UPDATE budgets b SET day = ${day}, spent_micros = kept.micros + f.micros, spent_parts = kept.parts + f.parts
    FROM (SELECT authority_id, incident_id::text AS scope, sum(cost_micros) AS micros, sum(parts) AS parts FROM ${from}
        WHERE incident_id IS NOT NULL GROUP BY 1, 2
      UNION ALL SELECT authority_id, 'day', sum(cost_micros), sum(parts) FROM ${from} GROUP BY 1) f,
      LATERAL (SELECT CASE WHEN l.scope = 'day' AND l.day IS DISTINCT FROM ${day} THEN 0 ELSE l.spent_micros END AS micros,
        CASE WHEN l.scope = 'day' AND l.day IS DISTINCT FROM ${day} THEN 0 ELSE l.spent_parts END AS parts
        FROM limits l WHERE l.authority_id = f.authority_id AND l.scope = f.scope) kept
    WHERE b.authority_id = f.authority_id AND b.scope = f.scope)`

/** Companions of a statement that take one message's charge (a row of `from`) back. */
export const giveBackSql = (from: string): string => `
  taken_back AS (UPDATE spending s SET messages = s.messages - 1, parts = s.parts - f.parts, micros = s.micros - f.cost_micros
    FROM ${from} f WHERE s.authority_id = f.authority_id AND s.incident_id = f.incident_id AND s.day = f.charged_on
      AND s.channel = f.channel AND s.messages > 0),
  freed AS (UPDATE budgets b SET spent_micros = b.spent_micros - f.cost_micros, spent_parts = b.spent_parts - f.parts
    FROM ${from} f WHERE f.charged_on IS NOT NULL AND b.authority_id = f.authority_id
      AND (b.scope = f.incident_id::text OR (b.scope = 'day' AND b.day = f.charged_on)))`

/** Takes all that waits under a spent limit off the queue, where it can be seen; what saves life stays. */
export async function stopOver(db: Db, { authority, scope }: { authority: string; scope: string }): Promise<void> {
  const sql = `UPDATE outbox SET state = 'over_budget'
    WHERE authority_id = $1 AND state = 'queued' AND NOT life_safety AND ($2 = 'day' OR incident_id::text = $2)`
  await rows(db, sql, [authority, scope])
}

/** Puts what waits back on the queue where its limits leave room again: a budget was raised, or a new day began. */
export async function resume(db: Db, authority: string, now: Date): Promise<number> {
  const room = (sum: string, cost: string) =>
    `(b.limit_${sum} IS NOT NULL AND b.spent_${sum} + o.${cost} > b.limit_${sum})`
  const sql = `UPDATE outbox o SET state = 'queued' WHERE o.authority_id = $1 AND o.state = 'over_budget' AND NOT EXISTS (
    SELECT FROM budgets b WHERE b.authority_id = o.authority_id
      AND (b.scope = o.incident_id::text OR (b.scope = 'day' AND b.day = ${dayOf('$2')}))
      AND (${room('micros', 'cost_micros')} OR ${room('parts', 'parts')})) RETURNING 1`
  return (await rows(db, sql, [authority, now])).length
}

/** Sets a limit, with what is spent of it already: a write for a unit's batch. */
export const limitWrite = (
  authority: string,
  scope: string,
  { micros, parts }: Limits,
  now: Date,
): readonly [string, readonly unknown[]] => [
  `INSERT INTO budgets AS b (authority_id, scope, day, limit_micros, limit_parts, spent_micros, spent_parts)
   SELECT $1, $2, CASE WHEN $2 = 'day' THEN ${dayOf('$5')} END, $3, $4, coalesce(sum(micros), 0), coalesce(sum(parts), 0)
   FROM spending WHERE authority_id = $1 AND CASE WHEN $2 = 'day' THEN day = ${dayOf('$5')} ELSE incident_id::text = $2 END
   ON CONFLICT (authority_id, scope) DO UPDATE SET limit_micros = excluded.limit_micros, limit_parts = excluded.limit_parts`,
  [authority, scope, micros, parts, now],
]

export interface Standing extends Limits {
  /** An incident's id, or `day`. */
  readonly scope: string
  /** `2026-11-22`; null for an incident's. */
  readonly day: string | null
  readonly spent: Spent
}

/** All limits, and what is spent of them: today, where they are a day's. */
export async function budgetsOf(db: Db, authority: string, now: Date): Promise<Standing[]> {
  const isOld = `(scope = 'day' AND day IS DISTINCT FROM ${dayOf('$2')})`
  const sql = `SELECT scope, CASE WHEN scope = 'day' THEN ${dayOf('$2')}::text END AS day,
      limit_micros AS micros, limit_parts AS parts,
      jsonb_build_object('micros', CASE WHEN ${isOld} THEN 0 ELSE spent_micros END,
        'parts', CASE WHEN ${isOld} THEN 0 ELSE spent_parts END) AS spent
    FROM budgets WHERE authority_id = $1`
  return rows<Standing>(db, sql, [authority, now])
}

export interface SpendingRow {
  readonly key: string
  readonly channel: string
  readonly currency: string
  readonly messages: number
  readonly parts: number
  readonly micros: number
  readonly billed: number
  readonly billedMicros: number
}

/** What texts cost, by incident or by day (the last 31), and by channel. */
export async function spendingBy(db: Db, authority: string, by: BudgetScope): Promise<SpendingRow[]> {
  const key = by === 'day' ? 'day::text' : 'incident_id::text'
  const sql = `SELECT ${key} AS key, channel, currency, sum(messages)::int AS messages, sum(parts)::int AS parts,
      sum(micros)::bigint AS micros, sum(billed)::int AS billed, sum(billed_micros)::bigint AS "billedMicros"
    FROM spending WHERE authority_id = $1 AND ($2 = 'incident' OR day > current_date - 31)
    GROUP BY 1, channel, currency ORDER BY 1 DESC, channel, currency`
  return rows<SpendingRow>(db, sql, [authority, by])
}

/** How many messages wait for a budget to be raised, by incident. */
export async function waitingForBudget(db: Db, authority: string): Promise<ReadonlyMap<string, number>> {
  const sql = `SELECT incident_id AS id, count(*)::int AS n FROM outbox
    WHERE authority_id = $1 AND state = 'over_budget' GROUP BY 1`
  return new Map((await rows<{ id: string; n: number }>(db, sql, [authority])).map(({ id, n }) => [id, n]))
}
