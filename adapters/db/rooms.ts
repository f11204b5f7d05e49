import type { Entry } from '../../core/ledger/entry.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import type { Need } from '../../core/needs/need.ts'
import { type Db, rows } from './client.ts'

/** A channel of a chat in which an incident is told. */
export interface StoredRoom {
  readonly id: string
  readonly incident: string
  readonly network: string
  readonly server: string
  /** The channel's id there; null until it is made. */
  readonly place: string | null
  /** The index of the last entry that was looked at. */
  readonly toldTo: number
}

const roomColumns = 'id, incident_id AS incident, network, server, place, told_to AS "toldTo"'

/** A new room as a write for a unit's batch, and its predecessor in the same chat put aside. */
export const roomWrites = (
  room: Omit<StoredRoom, 'toldTo'>,
  authority: string,
): readonly (readonly [string, readonly unknown[]])[] => [
  [
    `UPDATE rooms SET state = 'replaced' WHERE incident_id = $1 AND network = $2 AND state <> 'replaced'`,
    [room.incident, room.network],
  ],
  [
    `INSERT INTO rooms (id, authority_id, incident_id, network, server, place, told_to)
     VALUES ($1, $2, $3, $4, $5, $6, coalesce((SELECT max(seq) FROM ledger_index WHERE authority_id = $2), -1))`,
    [room.id, authority, room.incident, room.network, room.server, room.place],
  ],
]

export async function openRooms(db: Db, authority: string, network: string): Promise<readonly StoredRoom[]> {
  const sql = `SELECT ${roomColumns} FROM rooms WHERE authority_id = $1 AND network = $2 AND state = 'open' ORDER BY id`
  return rows<StoredRoom>(db, sql, [authority, network])
}

/** The room of an incident in a chat that is told now; undefined where there is none. */
export async function roomOf(db: Db, incident: string, network: string): Promise<StoredRoom | undefined> {
  const sql = `SELECT ${roomColumns} FROM rooms WHERE incident_id = $1 AND network = $2 AND state = 'open'`
  return (await rows<StoredRoom>(db, sql, [incident, network]))[0]
}

export async function notePlace(db: Db, room: string, place: string): Promise<void> {
  await rows(db, 'UPDATE rooms SET place = $2 WHERE id = $1', [room, place])
}

/** Where the chat will not have it: nothing more is posted until a planner opens another. */
export const roomFailed: string = `UPDATE rooms SET state = 'failed' WHERE id = $1`

/** Entries of an incident after an index, in their order, and how far that was looked. */
export async function entriesAfter(
  db: Db,
  { authority, incident, toldTo }: { readonly authority: string; readonly incident: string; readonly toldTo: number },
): Promise<{ readonly entries: readonly Entry[]; readonly upTo: number }> {
  const sql = `SELECT l.seq, CASE WHEN e.incident = $3 THEN e.bytes END AS bytes
    FROM (SELECT seq, entry_id FROM ledger_index WHERE authority_id = $1 AND seq > $2 ORDER BY seq LIMIT 2000) l
    JOIN LATERAL (SELECT bytes, convert_from(bytes, 'UTF8')::jsonb->>'incident' AS incident FROM entries WHERE id = l.entry_id) e ON true
    ORDER BY l.seq`
  const found = await rows<{ seq: number; bytes: Buffer | null }>(db, sql, [authority, toldTo, incident])
  const entries = found.flatMap(({ bytes }) => (bytes ? [upcast(JSON.parse(bytes.toString('utf8')) as Entry)] : []))
  return { entries, upTo: found.at(-1)?.seq ?? toldTo }
}

/** What a need is now, with its version. */
export interface Shown {
  readonly need: Need
  readonly version: number
}

/** Needs of an incident that are not over. */
export async function needsGoingOn(db: Db, authority: string, incident: string): Promise<readonly Shown[]> {
  const sql = `SELECT state AS need, version FROM needs
    WHERE authority_id = $1 AND state->>'incident' = $2 AND state->>'status' <> 'closed' ORDER BY id`
  return rows<Shown>(db, sql, [authority, incident])
}

export async function needsWith(db: Db, ids: readonly string[]): Promise<readonly Shown[]> {
  const sql = 'SELECT state AS need, version FROM needs WHERE id = ANY($1) ORDER BY id'
  return ids.length === 0 ? [] : rows<Shown>(db, sql, [[...ids]])
}

/** One post in a room. */
export interface StoredPost {
  readonly id: string
  readonly about: string
  readonly need: string | null
  readonly said: string
  readonly words: string | null
  readonly externalId: string | null
  readonly triedAt: Date | null
}

const postColumns =
  'id, about, need_id AS need, said, words_ref AS words, external_id AS "externalId", tried_at AS "triedAt"'

export type DuePost = Pick<StoredPost, 'id' | 'about' | 'need' | 'said' | 'words'> & { readonly version: number }

/** Adds what is to be posted, and how far was looked; what was added before stays as it is. */
export async function addPosts(db: Db, room: string, posts: readonly DuePost[], upTo: number): Promise<void> {
  const sql = `INSERT INTO room_posts (id, room_id, about, need_id, said, words_ref, need_version)
    SELECT id, $1, about, need, said, words, version FROM jsonb_to_recordset($2::jsonb)
      AS p (id uuid, about text, need uuid, said text, words uuid, version int) ON CONFLICT (room_id, about) DO NOTHING`
  if (posts.length > 0) await rows(db, sql, [room, JSON.stringify(posts)])
  await rows(db, 'UPDATE rooms SET told_to = $2 WHERE id = $1 AND told_to < $2', [room, upTo])
}

export async function isBegun(db: Db, room: string): Promise<boolean> {
  return (await rows(db, 'SELECT 1 FROM room_posts WHERE room_id = $1 LIMIT 1', [room])).length > 0
}

/** What is next to be posted, in the order it was added, with the post its thread hangs under. */
export async function nextDue(
  db: Db,
  room: string,
): Promise<(StoredPost & { readonly head: string | null }) | undefined> {
  const sql = `SELECT ${postColumns}, (SELECT h.external_id FROM room_posts h
      WHERE h.room_id = p.room_id AND h.about = 'need/' || p.need_id AND h.id <> p.id) AS head
    FROM room_posts p WHERE room_id = $1 AND state = 'due' ORDER BY id LIMIT 1`
  return (await rows<StoredPost & { readonly head: string | null }>(db, sql, [room]))[0]
}

/** A head as it was posted, and its need as it is now. */
export interface Outdated extends Shown {
  readonly id: string
  readonly said: string
  readonly externalId: string
}

/** A head that shows an earlier version of its need; the first that was posted. */
export async function outdatedHead(db: Db, room: string): Promise<Outdated | undefined> {
  const sql = `SELECT p.id, p.said, p.external_id AS "externalId", n.state AS need, n.version
    FROM room_posts p JOIN needs n ON n.id = p.need_id
    WHERE room_id = $1 AND about = 'need/' || p.need_id AND p.state = 'posted' AND n.version <> p.need_version
    ORDER BY p.id LIMIT 1`
  return (await rows<Outdated>(db, sql, [room]))[0]
}

export async function noteTried(db: Db, post: string, at: Date | null): Promise<void> {
  await rows(db, 'UPDATE room_posts SET tried_at = $2 WHERE id = $1', [post, at])
}

export async function notePosted(db: Db, post: string, externalId: string): Promise<void> {
  const sql = `UPDATE room_posts SET state = 'posted', external_id = $2, tried_at = NULL WHERE id = $1`
  await rows(db, sql, [post, externalId])
}

export async function noteNotPosted(db: Db, post: string): Promise<void> {
  await rows(db, `UPDATE room_posts SET state = 'failed' WHERE id = $1`, [post])
}

/** What a head says by now, and which version of its need that is. */
export async function noteShown(
  db: Db,
  post: string,
  shown: { readonly said: string; readonly version: number },
): Promise<void> {
  await rows(db, 'UPDATE room_posts SET said = $2, need_version = $3 WHERE id = $1', [post, shown.said, shown.version])
}
