import type pg from 'pg'
import type { Incident } from '../../core/incidents/incident.ts'
import type { Need } from '../../core/needs/need.ts'
import { type Db, rows } from './client.ts'

/** Addresses that nobody but these people has, given up ones included, and the key of each. */
export async function ownAddresses(db: Db, people: readonly string[]): Promise<{ address: string; key: string }[]> {
  const sql = `SELECT a.id AS address, a.key_id AS key FROM addresses a
    WHERE (a.key_id = ANY($1) OR a.id IN (SELECT address_id FROM person_addresses WHERE person_id = ANY($1)))
      AND NOT EXISTS (SELECT FROM person_addresses o WHERE o.address_id = a.id AND o.person_id <> ALL($1))`
  return rows(db, sql, [people])
}

/** Earlier records of a person, whose addresses were joined to this one. */
export async function joinedTo(db: Db, authority: string, person: string): Promise<string[]> {
  const sql = `SELECT id FROM people WHERE authority_id = $1 AND state->>'joined' = $2 ORDER BY id`
  return (await rows<{ id: string }>(db, sql, [authority, person])).map(({ id }) => id)
}

/** Needs a person asked for, open or over: as their own stream says. */
export async function needsAskedFor(db: Db, authority: string, person: string): Promise<Need[]> {
  const sql = `SELECT n.state FROM entries e JOIN needs n ON n.id = (convert_from(e.bytes, 'UTF8')::jsonb #>> '{body,need}')::uuid
    WHERE e.stream = $2 AND e.type = 'need_opened' AND e.authority_id = $1 ORDER BY n.id`
  return (await rows<{ state: Need }>(db, sql, [authority, `person/${person}`])).map(({ state }) => state)
}

/** Needs of others that a person was given. */
export async function needsGiven(db: Db, authority: string, person: string): Promise<Need[]> {
  const sql = `SELECT n.state FROM assignments a JOIN needs n ON n.id = a.need_id
    WHERE a.person_id = $2 AND a.authority_id = $1 ORDER BY n.id`
  return (await rows<{ state: Need }>(db, sql, [authority, person])).map(({ state }) => state)
}

export async function incidentsOf(db: Db, authority: string, needs: readonly Need[]): Promise<Incident[]> {
  const ids = [...new Set(needs.flatMap((need) => need.incident ?? []))]
  const sql = 'SELECT state FROM incidents WHERE authority_id = $1 AND id = ANY($2)'
  return (await rows<{ state: Incident }>(db, sql, [authority, ids])).map(({ state }) => state)
}

/** A stream and its last version. */
export interface StreamVersion {
  readonly stream: string
  readonly version: number
}

/** Messages to and from a person or about needs, offers of theirs, and needs: all with their versions. */
export async function streamsAbout(
  client: pg.PoolClient,
  authority: string,
  of: { readonly person: string; readonly needs: readonly string[] },
): Promise<StreamVersion[]> {
  const sql = `SELECT 'message/' || id AS stream, version FROM messages WHERE authority_id = $1
      AND (state->>'person' = $2 OR state->>'need' = ANY($3))
    UNION ALL SELECT 'offer/' || id, version FROM offers WHERE authority_id = $1 AND state->>'person' = $2
    UNION ALL SELECT 'need/' || id, version FROM needs WHERE authority_id = $1 AND id = ANY($3::uuid[]) ORDER BY 1`
  return rows<StreamVersion>(client, sql, [authority, of.person, of.needs])
}

/** Takes what is under way for a person off the queues; false while something is being sent to them. */
export async function clearQueues(client: pg.PoolClient, person: string): Promise<boolean> {
  const sending = `SELECT 1 FROM outbox WHERE person_id = $1 AND state = 'sending' LIMIT 1`
  if ((await rows(client, sending, [person])).length > 0) return false
  await client.query(
    `DELETE FROM delivery_reports r USING outbox o WHERE o.person_id = $1 AND r.provider_id = o.provider_id AND r.channel = o.channel`,
    [person],
  )
  for (const table of ['outbox', 'alert_recipients', 'conversations', 'own_links', 'link_codes'])
    await client.query(`DELETE FROM ${table} WHERE person_id = $1`, [person])
  return true
}
