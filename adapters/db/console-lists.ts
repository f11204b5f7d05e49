import type pg from 'pg'
import type { Alarm } from '../../core/alerts/alarm.ts'
import type { DutyList } from '../../core/alerts/duty-list.ts'
import type { Message } from '../../core/messages/message.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Account } from '../../core/people/account.ts'
import type { Person } from '../../core/people/person.ts'
import { rows } from './client.ts'
import { prismaOn } from './prisma.ts'

export interface Counted<T> {
  readonly total: number
  /** The first of them. */
  readonly shown: readonly T[]
}

interface Row<T> {
  readonly state: T
  readonly total: number
}

const counted = <T>(found: readonly Row<T>[]): Counted<T> => ({
  total: found[0]?.total ?? 0,
  shown: found.map((row) => row.state),
})

/** Needs that are not closed, most urgent first, then newest. */
export async function openNeeds(pool: pg.Pool, authority: string, limit = 300): Promise<Counted<Need>> {
  const sql = `SELECT state, count(*) OVER ()::int AS total FROM needs
    WHERE authority_id = $1 AND state->>'status' IN ('open', 'filled', 'done')
    ORDER BY array_position(ARRAY['life', 'urgent', 'soon', 'routine'], state->>'urgency'), id DESC LIMIT $2`
  return counted(await rows<Row<Need>>(pool, sql, [authority, limit]))
}

/** Closed needs, the last opened first. */
export async function closedNeeds(pool: pg.Pool, authority: string, limit = 200): Promise<Counted<Need>> {
  const sql = `SELECT state, count(*) OVER ()::int AS total FROM needs
    WHERE authority_id = $1 AND state->>'status' = 'closed' ORDER BY id DESC LIMIT $2`
  return counted(await rows<Row<Need>>(pool, sql, [authority, limit]))
}

/** Alarms that nobody has taken on, oldest first. */
export async function openAlarms(pool: pg.Pool, authority: string, limit = 100): Promise<Counted<Alarm>> {
  const sql = `SELECT state, count(*) OVER ()::int AS total FROM alarms
    WHERE authority_id = $1 AND state->>'acknowledgedBy' IS NULL ORDER BY state->>'raisedAt' LIMIT $2`
  return counted(await rows<Row<Alarm>>(pool, sql, [authority, limit]))
}

/** Messages that wait for a person: not understood, not handled, or to be told by voice. Oldest first. */
export async function waitingMessages(pool: pg.Pool, authority: string, limit = 100): Promise<Counted<Message>> {
  const sql = `SELECT state, count(*) OVER ()::int AS total FROM (
      SELECT state FROM messages WHERE authority_id = $1 AND state->>'status' IN ('not_understood', 'unhandled', 'to_join', 'reported', 'asks_ring')
      UNION ALL SELECT state FROM messages WHERE authority_id = $1 AND state->>'status' = 'call_back') waiting
    ORDER BY state->>'at' LIMIT $2`
  return counted(await rows<Row<Message>>(pool, sql, [authority, limit]))
}

/** Volunteers who joined by themselves and whom nobody has approved, longest waiting first. */
export async function unconfirmedVolunteers(pool: pg.Pool, authority: string, limit = 50): Promise<Counted<Person>> {
  const sql = `SELECT state, count(*) OVER ()::int AS total FROM people
    WHERE authority_id = $1 AND state->'volunteer'->>'unconfirmed' = 'true' ORDER BY id LIMIT $2`
  return counted(await rows<Row<Person>>(pool, sql, [authority, limit]))
}

export async function dutyList(pool: pg.Pool, authority: string): Promise<DutyList> {
  const found = await prismaOn(pool).dutyList.findUnique({ where: { id: authority } })
  return (found?.state as unknown as DutyList | undefined) ?? { id: authority, authority, people: [], names: {} }
}

export async function allAccounts(pool: pg.Pool, authority: string): Promise<readonly Account[]> {
  const found = await prismaOn(pool).account.findMany({ where: { authorityId: authority }, orderBy: { id: 'asc' } })
  return found.map((row) => row.state as unknown as Account)
}

export interface Box {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

const fewSectors = 60

/** Where people live in a box, for the background of a map: postcode sectors, or groups of postcodes where those are few. */
export async function homesWithin(pool: pg.Pool, box: Box): Promise<readonly { lat: number; lon: number }[]> {
  const { south, north, west, east } = box
  const sectors = await prismaOn(pool).placeSector.findMany({
    where: { lat: { gte: south, lte: north }, lon: { gte: west, lte: east } },
    select: { lat: true, lon: true },
    orderBy: { sector: 'asc' },
    take: 1500,
  })
  return sectors.length > fewSectors ? sectors : postcodesWithin(pool, box)
}

function postcodesWithin(pool: pg.Pool, { south, north, west, east }: Box) {
  const sql = `SELECT avg(lat) AS lat, avg(lon) AS lon FROM places WHERE lat BETWEEN $1 AND $2 AND lon BETWEEN $3 AND $4
    GROUP BY floor(lat / $5::float8), floor(lon / $5::float8) LIMIT 1500`
  return rows<{ lat: number; lon: number }>(pool, sql, [south, north, west, east, (north - south) / 60])
}

/** The index of the last entry; -1 before the first. */
export async function lastSeq(pool: pg.Pool, authority: string): Promise<number> {
  const sql = 'SELECT max(seq) AS seq FROM ledger_index WHERE authority_id = $1'
  return (await rows<{ seq: number | null }>(pool, sql, [authority]))[0]?.seq ?? -1
}
