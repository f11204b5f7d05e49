import type { Incident } from '../../core/incidents/incident.ts'
import type { Message } from '../../core/messages/message.ts'
import type { Need } from '../../core/needs/need.ts'
import { type Db, rows } from './client.ts'

/** What a retention class looks for: nothing later than `before`, ids after `after`, at most `limit`. */
export interface Outdated {
  readonly authority: string
  readonly before: Date
  readonly after: string
  readonly limit: number
}

/** The time of $2 as states hold it, so that an index on it serves. */
const iso = `to_char($2::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const states = async <T>(db: Db, sql: string, { authority, before, after, limit }: Outdated): Promise<T[]> =>
  (await rows<{ state: T }>(db, `${sql} LIMIT $4`, [authority, before, after, limit])).map(({ state }) => state)

/** Needs that were closed before then and still have their details. */
export const closedNeeds = (db: Db, of: Outdated): Promise<Need[]> =>
  states<Need>(
    db,
    `SELECT n.state FROM needs n WHERE n.authority_id = $1 AND n.state->>'status' = 'closed' AND n.state->>'erased' IS NULL AND n.id > $3
      AND EXISTS (SELECT FROM entries e WHERE e.stream = 'need/' || n.id AND e.type = 'need_closed' AND e.recorded_at <= $2) ORDER BY n.id`,
    of,
  )

/** Incidents that were closed before then and still have their decision log. */
export const closedIncidents = (db: Db, of: Outdated): Promise<Incident[]> =>
  states<Incident>(
    db,
    `SELECT n.state FROM incidents n WHERE n.authority_id = $1 AND n.state->>'open' = 'false' AND n.state->>'erased' IS NULL AND n.id > $3
      AND EXISTS (SELECT FROM entries e WHERE e.stream = 'incident/' || n.id AND e.type = 'incident_closed' AND e.recorded_at <= $2) ORDER BY n.id`,
    of,
  )

/** Messages from before then whose words can still be read. */
export const oldTexts = (db: Db, of: Outdated): Promise<Message[]> =>
  states<Message>(
    db,
    `SELECT m.state FROM messages m WHERE m.authority_id = $1 AND m.state->>'at' <= ${iso} AND m.id > $3 AND m.state->>'person' <> ''
      AND (EXISTS (SELECT FROM inbox i WHERE i.id = m.id AND i.sealed <> '')
        OR EXISTS (SELECT FROM sealed_values v WHERE v.id = (m.state->>'text')::uuid)) ORDER BY m.id`,
    of,
  )

const tending = `'volunteer_joined', 'volunteer_changed', 'volunteer_approved', 'committed', 'contact_given', 'need_opened'`

/** People of a sort from whom nothing was heard, and with whom nothing happened, since then. */
export async function silentPeople(db: Db, sort: 'volunteer' | 'resident', of: Outdated): Promise<string[]> {
  const sql = `SELECT p.id FROM people p WHERE p.authority_id = $1 AND p.state->>'erased' IS NULL AND p.state->>'joined' IS NULL AND p.id > $3
      AND p.state->>'metAt' <= ${iso} AND (p.state->>'volunteer' IS NOT NULL) = $5
      AND NOT EXISTS (SELECT FROM messages m WHERE m.state->>'person' = p.id::text AND m.state->>'direction' = 'in' AND m.state->>'at' > ${iso})
      AND NOT EXISTS (SELECT FROM entries e WHERE e.stream = 'person/' || p.id AND e.recorded_at > $2 AND e.type IN (${tending}))
    ORDER BY p.id LIMIT $4`
  const values = [of.authority, of.before, of.after, of.limit, sort === 'volunteer']
  return (await rows<{ id: string }>(db, sql, values)).map(({ id }) => id)
}

/** Texts that belong to a need and are not sealed under its key. */
export interface LooseTexts {
  readonly inbox: readonly string[]
  readonly values: readonly string[]
}

/**
 * By need: what came in about it, and what was said with its reporter in the day before it was made, when there was no
 * need yet that it could have been about.
 */
export async function looseTextsOf(
  db: Db,
  authority: string,
  needs: readonly string[],
): Promise<ReadonlyMap<string, LooseTexts>> {
  const sql = `SELECT n.id AS need, m.state FROM needs n JOIN messages m ON m.state->>'need' = n.id::text AND m.state->>'direction' = 'in'
      WHERE n.authority_id = $1 AND n.id = ANY($2)
    UNION ALL SELECT n.id, m.state FROM needs n JOIN messages m ON m.state->>'person' = n.state->>'reporter' AND m.state->>'need' IS NULL
        AND m.state->>'at' <= n.state->>'openedAt'
        AND m.state->>'at' > to_char((n.state->>'openedAt')::timestamptz AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      WHERE n.authority_id = $1 AND n.id = ANY($2)`
  const found = await rows<{ need: string; state: Message }>(db, sql, [authority, needs])
  const texts = (all: typeof found, way: Message['direction']) =>
    all.flatMap(({ state }) => (state.direction === way ? state.text : []))
  const byNeed = [...Map.groupBy(found, ({ need }) => need)]
  return new Map(byNeed.map(([need, all]) => [need, { inbox: texts(all, 'in'), values: texts(all, 'out') }]))
}

/** Which of these are kept by a legal hold: people, needs and incidents by id. */
export async function heldAmong(db: Db, authority: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const sql = ['people', 'needs', 'incidents']
    .map((table) => `SELECT id FROM ${table} WHERE authority_id = $1 AND id = ANY($2) AND state->>'hold' IS NOT NULL`)
    .join(' UNION ALL ')
  return new Set((await rows<{ id: string }>(db, sql, [authority, ids])).map(({ id }) => id))
}

/**
 * Takes today's turn of a daily job: true for the first who asks after `dueAt`, whichever process that is. The row
 * decides, not the clock that woke us.
 */
export async function takeTurnOf(db: Db, job: string, dueAt: Date, now: Date): Promise<boolean> {
  const sql = `INSERT INTO job_runs (name, last_at) VALUES ($1, $3) ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at
    WHERE job_runs.last_at < $2 RETURNING name`
  return (await rows(db, sql, [job, dueAt, now])).length === 1
}
