import type { Point } from '../../core/geo/point.ts'
import type { Incident } from '../../core/incidents/incident.ts'
import type { Post, PostLanguage } from '../../core/incidents/post.ts'
import { type Db, rows } from './client.ts'

/** One post on one account in one language. */
export interface Publication {
  readonly id: string
  readonly incident: string
  readonly post: string
  readonly network: string
  readonly language: PostLanguage
  readonly externalId: string | null
}

const columns = 'id, incident_id AS incident, post_id AS post, network, language, external_id AS "externalId"'

type Posting = Incident & { readonly posts: readonly Post[] }

/** Incidents that have public posts. */
export async function incidentsWithPosts(db: Db, authority: string): Promise<readonly Posting[]> {
  const sql = `SELECT state FROM incidents WHERE authority_id = $1 AND state ? 'posts' ORDER BY id`
  return (await rows<{ state: Posting }>(db, sql, [authority])).map(({ state }) => state)
}

type Scheduled = Omit<Publication, 'externalId'> & { readonly authority: string; readonly now: Date }

/** Notes that a post is to go out here; nothing where that was noted before. */
export async function schedule(db: Db, given: Scheduled): Promise<void> {
  const sql = `INSERT INTO publications (id, authority_id, incident_id, post_id, network, language, since)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (post_id, network, language) DO NOTHING`
  const { id, authority, incident, post, network, language, now } = given
  await db.query(sql, [id, authority, incident, post, network, language, now])
}

export interface Claiming {
  readonly authority: string
  readonly network: string
  readonly state: 'due' | 'posted'
  /** Of these posts only. */
  readonly posts: readonly string[]
  readonly now: Date
}

/** Claims one publication for half a minute: nobody else tries it meanwhile. */
export async function claimPublication(db: Db, claiming: Claiming): Promise<Publication | undefined> {
  const sql = `UPDATE publications SET tried_at = $5 WHERE id = (
      SELECT id FROM publications WHERE authority_id = $1 AND network = $2 AND state = $3 AND post_id = ANY($4)
        AND (tried_at IS NULL OR tried_at <= $5::timestamptz - interval '30 seconds')
      ORDER BY since, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`
  const { authority, network, state, posts, now } = claiming
  return (await rows<Publication>(db, sql, [authority, network, state, posts, now]))[0]
}

/** `replaced`: another post stands in its place now. */
export type PublicationOutcome = 'posted' | 'removed' | 'failed' | 'replaced'

/** The same post on an account in a language, where it stands there. */
export async function standing(
  db: Db,
  { post, network, language }: Pick<Publication, 'post' | 'network' | 'language'>,
): Promise<Publication | undefined> {
  const sql = `SELECT ${columns} FROM publications WHERE post_id = $1 AND network = $2 AND language = $3 AND state = 'posted'`
  return (await rows<Publication>(db, sql, [post, network, language]))[0]
}

/** Notes what became of it, as a write for a unit's batch. */
export const publicationWrite = (
  id: string,
  given: { readonly state: PublicationOutcome; readonly externalId: string | null; readonly now: Date },
): readonly [string, readonly unknown[]] => [
  'UPDATE publications SET state = $2, external_id = coalesce($3, external_id), since = $4, tried_at = NULL WHERE id = $1',
  [id, given.state, given.externalId, given.now],
]

/** Where the postcodes of some outward codes lie: the middle of each of their sectors. */
export async function middlesOf(
  db: Db,
  outwards: readonly string[],
): Promise<readonly (Point & { outward: string })[]> {
  const sql = 'SELECT outward, lat, lon FROM place_sectors WHERE outward = ANY($1)'
  return rows(db, sql, [[...outwards]])
}

/** How many went out on an account since then. */
export async function postedSince(db: Db, network: string, since: Date): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM publications WHERE network = $1 AND external_id IS NOT NULL AND since > $2`
  return (await rows<{ n: number }>(db, sql, [network, since]))[0]?.n ?? 0
}
