import type pg from 'pg'
import type { Entry } from '../../core/ledger/entry.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import type { Message } from '../../core/messages/message.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { rows } from './client.ts'
import { prismaOn } from './prisma.ts'

export async function needOf(pool: pg.Pool, authorityId: string, id: string): Promise<Need | undefined> {
  const found = await prismaOn(pool).need.findUnique({ where: { id, authorityId } })
  return found?.state as unknown as Need | undefined
}

export async function needsOf(pool: pg.Pool, authorityId: string, ids: readonly string[]): Promise<readonly Need[]> {
  const found = await prismaOn(pool).need.findMany({ where: { authorityId, id: { in: [...ids] } } })
  return found.map((row) => row.state as unknown as Need)
}

export async function peopleOf(
  pool: pg.Pool,
  authorityId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const found = await prismaOn(pool).person.findMany({ where: { authorityId, id: { in: [...ids] } } })
  return new Map(found.map((row) => [row.id, row.state as unknown as Person]))
}

/** What was passed on about a need between a person and somebody else, oldest first: at most the last 50. */
export async function passedOnBetween(
  pool: pg.Pool,
  authority: string,
  { person, other, need }: Pick<Message, 'person' | 'other' | 'need'>,
): Promise<Message[]> {
  const sql = `SELECT state FROM messages WHERE authority_id = $1 AND state->>'person' = ANY($2) AND state->>'need' = $3
    AND state->>'purpose' = 'relay' ORDER BY state->>'at' DESC, id DESC LIMIT 50`
  const found = await rows<{ state: Message }>(pool, sql, [authority, [person, other], need])
  return found.map(({ state }) => state).toReversed()
}

export async function messageOf(pool: pg.Pool, authorityId: string, id: string): Promise<Message | undefined> {
  const found = await prismaOn(pool).message.findUnique({ where: { id, authorityId } })
  return found?.state as unknown as Message | undefined
}

/** Messages in and out about a need, oldest first. */
export async function messagesAbout(pool: pg.Pool, authority: string, need: string): Promise<readonly Message[]> {
  const sql = `SELECT state FROM messages WHERE authority_id = $1 AND state->>'need' = $2 ORDER BY state->>'at', id LIMIT 500`
  return (await rows<{ state: Message }>(pool, sql, [authority, need])).map((row) => row.state)
}

/** Needs a person was asked for, the last first. */
export async function askedFor(
  pool: pg.Pool,
  authorityId: string,
  personId: string,
): Promise<readonly { needId: string; state: string; metres: number; at: Date }[]> {
  return prismaOn(pool).invitation.findMany({
    where: { authorityId, personId },
    select: { needId: true, state: true, metres: true, at: true },
    orderBy: { at: 'desc' },
    take: 20,
  })
}

/** An entry with its place in the ledger; null until it has one. */
export interface Placed {
  readonly entry: Entry
  readonly seq: number | null
}

/** The entries of a stream, in order; the last 300 of a long one. */
export async function entriesOf(pool: pg.Pool, authorityId: string, stream: string): Promise<readonly Placed[]> {
  const prisma = prismaOn(pool)
  const where = { authorityId, stream }
  const found = (await prisma.ledgerEntry.findMany({ where, orderBy: { version: 'desc' }, take: 300 })).toReversed()
  const indexed = await prisma.ledgerIndex.findMany({
    where: { entryId: { in: found.map((row) => row.id) } },
    select: { entryId: true, seq: true },
  })
  const seqOf = new Map(indexed.map((row) => [row.entryId, Number(row.seq)]))
  return found.map(({ id, bytes }) => {
    const entry = upcast(JSON.parse(Buffer.from(bytes).toString('utf8')) as Entry)
    return { entry, seq: seqOf.get(id) ?? null }
  })
}
