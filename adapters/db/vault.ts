import type { KeyObject } from 'node:crypto'
import type { Address } from '../../core/channel.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { type Db, rows } from './client.ts'
import { findable, type MasterKeys, newDataKey, seal, unseal, unwrapDataKey } from './sealing.ts'

/** An address as the database knows it: the number itself is sealed. `keyId` is also the first person's id. */
export interface KnownAddress {
  readonly addressId: string
  readonly keyId: string
}

export interface SealedValue {
  readonly id: string
  readonly keyIds: readonly string[]
  readonly sealed: Buffer
}

const cacheSize = 200_000

/**
 * Seals and opens personal data. Every value is sealed under one or more keys, each of one person or one need;
 * destroying any of them destroys the value. Unwrapped keys and addresses are cached in memory, oldest out first.
 */
export class Vault {
  readonly #masters: MasterKeys
  readonly #newId: () => string
  readonly #keys = new Map<string, KeyObject>()
  readonly #addresses = new Map<string, KnownAddress>()
  readonly #opened = new Map<string, Address>()

  constructor(masters: MasterKeys, newId: () => string) {
    this.#masters = masters
    this.#newId = newId
  }

  /** A new data key with this id; the caller stores `wrapped` in `keys` in its transaction. */
  createKey(id: string): Buffer {
    const { key, wrapped } = newDataKey(this.#masters, id)
    remember(this.#keys, id, key)
    return wrapped
  }

  /** Seals under all of `keyIds`, which must be loaded or created before. */
  seal(value: Json, keyIds: readonly string[], id = this.#newId()): SealedValue {
    let bytes: Buffer = Buffer.from(JSON.stringify(value), 'utf8')
    for (const keyId of keyIds) bytes = seal(this.#key(keyId), bytes, id)
    return { id, keyIds, sealed: bytes }
  }

  /** Opens what `seal` made; the keys must be loaded. */
  open<T>({ id, keyIds, sealed }: SealedValue): T {
    const bytes = keyIds.toReversed().reduce((outer, keyId) => unseal(this.#key(keyId), outer, id), sealed)
    return JSON.parse(bytes.toString('utf8')) as T
  }

  /** Loads keys that are not in memory. Destroyed ones stay missing: see `has`. */
  async loadKeys(db: Db, keyIds: readonly string[]): Promise<void> {
    const missing = [...new Set(keyIds)].filter((id) => !this.#keys.has(id))
    if (missing.length === 0) return
    const found = await rows<{ id: string; wrapped: Buffer }>(db, 'SELECT id, wrapped FROM keys WHERE id = ANY($1)', [
      missing,
    ])
    for (const { id, wrapped } of found) remember(this.#keys, id, unwrapDataKey(this.#masters, id, wrapped))
  }

  /** A key that was read elsewhere. */
  learnKey(id: string, wrapped: Uint8Array): void {
    if (!this.#keys.has(id)) remember(this.#keys, id, unwrapDataKey(this.#masters, id, wrapped))
  }

  has(keyIds: readonly string[]): boolean {
    return keyIds.every((id) => this.#keys.has(id))
  }

  /** Opens sealed values by id. One that was destroyed is missing from the answer. */
  async openAll<T>(db: Db, ids: readonly string[]): Promise<Map<string, T>> {
    if (ids.length === 0) return new Map()
    const sql = 'SELECT id, key_ids, sealed FROM sealed_values WHERE id = ANY($1)'
    const found = await rows<{ id: string; key_ids: string[]; sealed: Buffer }>(db, sql, [ids])
    await this.loadKeys(
      db,
      found.flatMap((row) => row.key_ids),
    )
    const values = found.filter((row) => this.has(row.key_ids))
    return new Map(values.map(({ id, key_ids, sealed }) => [id, this.open<T>({ id, keyIds: key_ids, sealed })]))
  }

  /** The address's ids, made on first sight. Safe under concurrency: all callers get the same. */
  async addressOf(db: Db, authority: string, address: Address, now: Date): Promise<KnownAddress> {
    const hmac = findable(this.#masters, `${authority} ${address.channel}`, address.id)
    const cached = this.#addresses.get(hmac.toString('base64'))
    const known =
      cached ??
      (await this.#findAddress(db, authority, address, hmac)) ??
      (await this.#addAddress(db, authority, address, hmac, now))
    if (!cached) remember(this.#addresses, hmac.toString('base64'), known)
    remember(this.#opened, known.addressId, address)
    await this.loadKeys(db, [known.keyId])
    return known
  }

  /** `addressOf` for many at once, in the order given. */
  async addressesOf(db: Db, authority: string, addresses: readonly Address[], now: Date): Promise<KnownAddress[]> {
    const wanted = addresses.map((address) => ({
      address,
      hmac: findable(this.#masters, `${authority} ${address.channel}`, address.id),
    }))
    const fresh = wanted.map(({ address, hmac }) => {
      const [addressId, keyId] = [this.#newId(), this.#newId()]
      const { key, wrapped } = newDataKey(this.#masters, keyId)
      const sealed = seal(key, Buffer.from(JSON.stringify(address.id), 'utf8'), addressId)
      return { addressId, keyId, wrapped, sealed, hmac, channel: address.channel }
    })
    const sql = `WITH given AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::bytea[], $6::bytea[])
        AS g (id, channel, hmac, key_id, sealed, wrapped)),
      added AS (INSERT INTO addresses (id, authority_id, channel, hmac, key_id, sealed, created_at)
        SELECT id, $7, channel, hmac, key_id, sealed, $8 FROM given ON CONFLICT (authority_id, channel, hmac) DO NOTHING RETURNING key_id)
      INSERT INTO keys (id, authority_id, wrapped, created_at) SELECT g.key_id, $7, g.wrapped, $8 FROM given g JOIN added a ON a.key_id = g.key_id`
    const column = <K extends keyof (typeof fresh)[number]>(name: K) => fresh.map((f) => f[name])
    await db.query(sql, [
      column('addressId'),
      column('channel'),
      column('hmac'),
      column('keyId'),
      column('sealed'),
      column('wrapped'),
      authority,
      now,
    ])
    const known = await rows<{ id: string; key_id: string; hmac: Buffer }>(
      db,
      'SELECT id, key_id, hmac FROM addresses WHERE authority_id = $1 AND hmac = ANY($2)',
      [authority, column('hmac')],
    )
    const byHmac = new Map(known.map((row) => [row.hmac.toString('base64'), { addressId: row.id, keyId: row.key_id }]))
    const found = wanted.map(({ hmac }) => byHmac.get(hmac.toString('base64'))!)
    await this.loadKeys(
      db,
      found.map((f) => f.keyId),
    )
    return found
  }

  /** The id a channel knows an address by, opened. Null when it was destroyed. */
  async openAddress(db: Db, addressId: string): Promise<Address | null> {
    const cached = this.#opened.get(addressId)
    if (cached) return cached
    const sql = 'SELECT channel, key_id, sealed FROM addresses WHERE id = $1'
    const [row] = await rows<{ channel: string; key_id: string; sealed: Buffer }>(db, sql, [addressId])
    if (!row) return null
    await this.loadKeys(db, [row.key_id])
    if (!this.has([row.key_id])) return null
    const id = this.open<string>({ id: addressId, keyIds: [row.key_id], sealed: row.sealed })
    remember(this.#opened, addressId, { channel: row.channel, id })
    return { channel: row.channel, id }
  }

  /** Several of them, by id and in the order given; those that were destroyed are left out. */
  async openAddresses(db: Db, addressIds: readonly string[]): Promise<ReadonlyMap<string, Address>> {
    const opened = new Map<string, Address>()
    for (const id of addressIds) {
      const address = await this.openAddress(db, id)
      if (address) opened.set(id, address)
    }
    return opened
  }

  /** Lets go of keys that were destroyed, and of the addresses that were theirs: nothing is opened or sealed with them. */
  forget(keyIds: readonly string[], addressIds: readonly string[]): void {
    for (const id of keyIds) this.#keys.delete(id)
    for (const id of addressIds) this.#opened.delete(id)
    const gone = new Set(addressIds)
    if (gone.size === 0) return
    for (const [hmac, { addressId }] of this.#addresses) if (gone.has(addressId)) this.#addresses.delete(hmac)
  }

  /** What a user name or the like is found by. */
  findable(kind: string, value: string): Buffer {
    return findable(this.#masters, kind, value)
  }

  async #findAddress(db: Db, authority: string, { channel }: Address, hmac: Buffer): Promise<KnownAddress | undefined> {
    const sql = 'SELECT id, key_id FROM addresses WHERE authority_id = $1 AND channel = $2 AND hmac = $3'
    const [row] = await rows<{ id: string; key_id: string }>(db, sql, [authority, channel, hmac])
    return row && { addressId: row.id, keyId: row.key_id }
  }

  async #addAddress(db: Db, authority: string, address: Address, hmac: Buffer, now: Date): Promise<KnownAddress> {
    const [addressId, keyId] = [this.#newId(), this.#newId()]
    const { key, wrapped } = newDataKey(this.#masters, keyId)
    const sealed = seal(key, Buffer.from(JSON.stringify(address.id), 'utf8'), addressId)
    const sql = `WITH added AS (
        INSERT INTO addresses (id, authority_id, channel, hmac, key_id, sealed, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (authority_id, channel, hmac) DO NOTHING RETURNING key_id, authority_id)
      INSERT INTO keys (id, authority_id, wrapped, created_at) SELECT key_id, authority_id, $8, $7 FROM added RETURNING id`
    const added = await rows(db, sql, [addressId, authority, address.channel, hmac, keyId, sealed, now, wrapped])
    if (added.length === 1) {
      remember(this.#keys, keyId, key)
      return { addressId, keyId }
    }
    const other = await this.#findAddress(db, authority, address, hmac)
    if (!other) throw new Error('vault: an address is neither new nor known')
    return other
  }

  #key(id: string): KeyObject {
    const key = this.#keys.get(id)
    if (!key) throw new Error(`vault: key ${id} is not loaded or was destroyed`)
    return key
  }
}

function remember<T>(cache: Map<string, T>, id: string, value: T): void {
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!)
  cache.set(id, value)
}
