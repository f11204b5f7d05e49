import type { ChannelEvent, Pin } from '../../core/channel.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import type { Person } from '../../core/people/person.ts'
import { days } from '../../core/time.ts'
import { type Db, rows } from './client.ts'
import type { Vault } from './vault.ts'

type Inbound = Extract<ChannelEvent, { type: 'message' }>
type Report = Extract<ChannelEvent, { type: 'status' }>

/** What of an inbound message is sealed. */
export interface InboundText {
  readonly text: string
  readonly to: string
  readonly sentAt: string | null
  /** Missing in what was taken in before there were pins. */
  readonly pin?: Pin | null
}

export interface InboxItem {
  readonly id: string
  readonly channel: string
  readonly addressId: string
  readonly keyId: string
  readonly carrierKeyword: 'stop' | 'start' | 'help' | null
  readonly attempts: number
  readonly content: InboundText
}

export interface InboxSettings {
  readonly vault: Vault
  readonly authority: string
  readonly newId: () => string
  readonly now: () => Date
}

/**
 * Stores an inbound message of a channel, once per provider id, and queues it for its turn; durable when this returns.
 * Returns the address whose lane has work, or null when the message was here already.
 */
export async function takeIn(
  db: Db,
  channel: string,
  message: Inbound,
  { vault, authority, newId, now }: InboxSettings,
): Promise<string | null> {
  const { addressId, keyId } = await vault.addressOf(db, authority, message.from, now())
  const { text, to, sentAt, pin } = message
  const content: InboundText = { text, to: to.id, sentAt: sentAt?.toISOString() ?? null, pin: pin ?? null }
  const { id, sealed } = vault.seal(content as unknown as Json, [keyId], newId())
  const sql = `WITH taken AS (
      INSERT INTO inbox (id, authority_id, channel, provider_id, address_id, key_id, sealed, carrier_keyword, received_at)
      SELECT $1, $2, $3, $4, id, $6, $7, $8, $9 FROM addresses WHERE id = $5 AND key_id = $6
      ON CONFLICT (authority_id, channel, provider_id) DO NOTHING
      RETURNING id, authority_id, address_id)
    INSERT INTO inbox_work (inbox_id, authority_id, address_id) SELECT id, authority_id, address_id FROM taken RETURNING inbox_id`
  const values = [
    id,
    authority,
    channel,
    message.providerId,
    addressId,
    keyId,
    sealed,
    message.carrierKeyword ?? null,
    now(),
  ]
  if ((await rows(db, sql, values)).length === 1) return addressId
  if ((await rows(db, 'SELECT 1 FROM addresses WHERE id = $1', [addressId])).length === 1) return null
  vault.forget([keyId], [addressId]) // whoever had it was erased a moment ago: now it is somebody new
  return takeIn(db, channel, message, { vault, authority, newId, now })
}

const lately = 100

/** The ids of those who wrote on a channel within the last week, the last first; a hundred at most. */
export async function heardLately(
  db: Db,
  channel: string,
  { vault, authority, now }: InboxSettings,
): Promise<readonly string[]> {
  const sql = `SELECT address_id AS id FROM inbox WHERE authority_id = $1 AND channel = $2 AND received_at > $3
    GROUP BY address_id ORDER BY max(received_at) DESC LIMIT $4`
  const since = new Date(now().getTime() - days(7))
  const found = await rows<{ id: string }>(db, sql, [authority, channel, since, lately])
  const addresses = await vault.openAddresses(
    db,
    found.map(({ id }) => id),
  )
  return [...addresses.values()].flatMap((address) => (address.channel === channel ? [address.id] : []))
}

/** Stores a delivery report; it is folded into its message's stream afterwards, in whatever order reports come. */
export async function takeReport(
  db: Db,
  channel: string,
  report: Report,
  { authority, now }: InboxSettings,
): Promise<void> {
  const sql = `INSERT INTO delivery_reports (authority_id, channel, provider_id, status, failure, code, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`
  const { providerId, status, failure } = report
  await db.query(sql, [authority, channel, providerId, status, failure?.reason ?? null, failure?.code ?? null, now()])
}

/** What a turn begins with: the message, and who writes from this address as far as they are known. */
export interface TurnInput {
  readonly item: InboxItem
  readonly person: { readonly id: string; readonly version: number; readonly state: Person } | null
  readonly conversation: Buffer | null
}

/**
 * Takes the lane of an address for this transaction, with the message whose turn it is. Null when the lane is empty,
 * `busy` when somebody else is working on it.
 */
export async function beginTurn(db: Db, addressId: string, vault: Vault): Promise<TurnInput | null | 'busy'> {
  const sql = `SELECT lane.locked, i.id, i.channel, i.address_id, i.key_id, i.sealed, i.carrier_keyword, next.attempts,
      p.id AS person_id, p.version, p.state, c.sealed AS conversation
    FROM (SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS locked) lane
    LEFT JOIN LATERAL (SELECT inbox_id, attempts FROM inbox_work WHERE address_id = $1::uuid ORDER BY ord LIMIT 1) next ON lane.locked
    LEFT JOIN inbox i ON i.id = next.inbox_id
    LEFT JOIN LATERAL (SELECT person_id FROM person_addresses WHERE address_id = $1::uuid ORDER BY person_id LIMIT 1) known ON true
    LEFT JOIN people p ON p.id = known.person_id
    LEFT JOIN conversations c ON c.person_id = known.person_id`
  type Row = StoredItem & {
    locked: boolean
    person_id: string | null
    version: number
    state: Person
    conversation: Buffer | null
  }
  const [row] = await rows<Row>(db, sql, [addressId])
  if (!row?.locked) return 'busy'
  if (row.id === null) return null
  const person = row.person_id === null ? null : { id: row.person_id, version: row.version, state: row.state }
  return { item: await openItem(db, row, vault), person, conversation: row.conversation }
}

interface StoredItem {
  readonly id: string
  readonly channel: string
  readonly address_id: string
  readonly key_id: string
  readonly sealed: Buffer
  readonly carrier_keyword: string | null
  readonly attempts: number
}

async function openItem(db: Db, row: StoredItem, vault: Vault): Promise<InboxItem> {
  await vault.loadKeys(db, [row.key_id])
  return {
    id: row.id,
    channel: row.channel,
    addressId: row.address_id,
    keyId: row.key_id,
    carrierKeyword: row.carrier_keyword as InboxItem['carrierKeyword'],
    attempts: row.attempts,
    content: vault.open<InboundText>({ id: row.id, keyIds: [row.key_id], sealed: row.sealed }),
  }
}

const contended = 7271

/** Turns that lost a race go one at a time, so that many who answer at once do not lose again to each other. */
export async function queueUp(db: Db, authority: string): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [contended, authority])
}

/** The message of an address whose turn it is, without taking the lane. */
export async function nextInLane(db: Db, addressId: string, vault: Vault): Promise<InboxItem | undefined> {
  return (await itemsInLane(db, addressId, vault, 1))[0]
}

/** Messages that wait in the lane of an address, in order: all of them, unless a limit is given. */
export async function itemsInLane(
  db: Db,
  addressId: string,
  vault: Vault,
  limit: number | null = null,
): Promise<InboxItem[]> {
  const sql = `SELECT i.id, i.channel, i.address_id, i.key_id, i.sealed, i.carrier_keyword, w.attempts
    FROM inbox_work w JOIN inbox i ON i.id = w.inbox_id WHERE w.address_id = $1 ORDER BY w.ord LIMIT $2`
  const items: InboxItem[] = []
  for (const row of await rows<StoredItem>(db, sql, [addressId, limit])) items.push(await openItem(db, row, vault))
  return items
}

/** Takes a message off the queue: a write for the turn's own batch. That it was still there the batch's entries prove. */
export const offTheQueue = 'DELETE FROM inbox_work WHERE inbox_id = $1'

/** Counts a failed attempt, in its own transaction. */
export async function countAttempt(db: Db, inboxId: string): Promise<void> {
  await db.query('UPDATE inbox_work SET attempts = attempts + 1 WHERE inbox_id = $1', [inboxId])
}

/** Addresses with work, longest waiting first: what a restart or another process's death left behind. */
export async function waitingLanes(db: Db, limit: number): Promise<string[]> {
  const sql = 'SELECT address_id FROM inbox_work GROUP BY address_id ORDER BY min(ord) LIMIT $1'
  return (await rows<{ address_id: string }>(db, sql, [limit])).map((row) => row.address_id)
}
