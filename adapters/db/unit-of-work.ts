import type pg from 'pg'
import type { Choice } from '../../core/channel.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { type Entry, parseStream } from '../../core/ledger/entry.ts'
import { type Aggregate, evolve, type States } from '../../core/ledger/streams.ts'
import { currentBodyVersion } from '../../core/ledger/upcast.ts'
import type { Decided } from '../../core/needs/decision.ts'
import { Batch } from './batch.ts'
import { rows, run, StaleRead } from './client.ts'
import { addEntries } from './entries.ts'
import { addProjections, type Loaded, tableOf } from './projections.ts'
import type { SealedValue, Vault } from './vault.ts'

/** Who writes, why, and for which incident: the envelope of every entry of a unit. */
export interface Envelope {
  readonly actor: string
  readonly onBehalfOf?: string | null
  readonly cause: string | null
  readonly incident: string | null
  readonly exercise: boolean
}

export interface UnitSettings {
  readonly authority: string
  readonly now: Date
  readonly newId: () => string
  readonly vault: Vault
}

/** A row for the outbox; `text` is sealed under the keys of everybody it tells something about. */
export interface OutboxRow {
  readonly id: string
  readonly cause: string
  readonly person: string
  readonly address: string
  readonly channel: string
  readonly purpose: string
  readonly priority: number
  readonly text: string
  readonly language: string
  readonly choices: readonly Choice[]
  /** Segments: what it takes of a carrier's throughput. */
  readonly parts: number
  readonly dueAt: Date
  readonly expiresAt: Date | null
  readonly withheld: boolean
  /** What it is charged to. */
  readonly incident: string
  /** It goes out whatever its budget. */
  readonly lifeSafety: boolean
  /** What it is expected to cost, in millionths of the currency of budgets. */
  readonly costMicros: number
}

/**
 * One transaction's view of the streams: states are read once, facts are folded in as they are decided, and `flush`
 * writes entries, projections, sealed values and outbox together.
 *
 * A need is locked before it is changed; everything else is optimistic: a lost race is a unique violation or a
 * `StaleRead`, and the whole unit is run again.
 */
export class UnitOfWork {
  readonly client: pg.PoolClient
  readonly authority: string
  readonly now: Date
  readonly newId: () => string
  readonly vault: Vault
  readonly #loaded = new Map<string, Loaded>()
  readonly #locked = new Set<string>()
  /** Ids made in this unit: no stream of theirs can be in the database yet. */
  readonly #fresh = new Set<string>()
  readonly #batch = new Batch()
  readonly #entries: Entry[] = []
  readonly #sealed: SealedValue[] = []
  readonly #keys: { id: string; wrapped: Buffer }[] = []
  readonly #outbox: OutboxRow[] = []

  constructor(client: pg.PoolClient, settings: UnitSettings) {
    this.client = client
    this.authority = settings.authority
    this.now = settings.now
    this.newId = () => {
      const id = settings.newId()
      this.#fresh.add(id)
      return id
    }
    this.vault = settings.vault
  }

  get at(): string {
    return this.now.toISOString()
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  /** The state of a stream as this unit sees it, its own facts included. */
  async load<A extends Aggregate>(aggregate: A, id: string): Promise<States[A] | undefined> {
    const [state] = await this.loadAll(aggregate, [id])
    return state
  }

  /** States in the order of `ids`; one that does not exist is undefined. */
  async loadAll<A extends Aggregate>(aggregate: A, ids: readonly string[]): Promise<(States[A] | undefined)[]> {
    const missing = [...new Set(ids)].filter((id) => !this.#loaded.has(`${aggregate}/${id}`))
    for (const id of missing) if (this.#fresh.has(id)) this.know(aggregate, id, 0, undefined)
    const stored = missing.filter((id) => !this.#fresh.has(id))
    if (stored.length > 0) await this.#read(aggregate, stored, '')
    return ids.map((id) => this.#loaded.get(`${aggregate}/${id}`)?.state as States[A] | undefined)
  }

  /** Whose address this is, as this unit sees it; undefined when it is nobody's. */
  async personAt(addressId: string): Promise<string | undefined> {
    for (const { aggregate, id, state } of this.#loaded.values())
      if (aggregate === 'person' && (state as States['person'] | undefined)?.addresses.includes(addressId)) return id
    const sql = 'SELECT person_id FROM person_addresses WHERE address_id = $1 ORDER BY person_id LIMIT 1'
    return (await rows<{ person_id: string }>(this.client, sql, [addressId]))[0]?.person_id
  }

  /** A state that was read elsewhere in this transaction; version 0 and undefined for a stream that begins here. */
  know<A extends Aggregate>(aggregate: A, id: string, version: number, state: States[A] | undefined): void {
    const loaded = { aggregate, id, version, readVersion: version, before: state, state }
    this.#loaded.set(`${aggregate}/${id}`, loaded as Loaded)
  }

  /** A write that goes with this unit's own, in the same round trip. */
  also(sql: string, values: readonly unknown[]): void {
    this.#batch.add(sql, values)
  }

  /**
   * Locks a need and reads it afresh. Streams read before are read again: when one of them has changed since,
   * what was decided from it may be wrong, and `StaleRead` asks for another run.
   */
  async lockNeed(id: string): Promise<States['need'] | undefined> {
    const stream = `need/${id}`
    const own = this.#loaded.get(stream)
    const madeHere = own !== undefined && own.readVersion === 0 && own.version > 0
    if (!this.#locked.has(stream) && !madeHere) {
      const before = [...this.#loaded.values()].filter((l) => l.version === l.readVersion)
      await this.#read('need', [id], 'FOR UPDATE')
      this.#locked.add(stream)
      await this.#checkUnchanged(before.filter((l) => l.aggregate === 'person'))
    }
    return this.#loaded.get(stream)?.state as States['need'] | undefined
  }

  /** Folds facts in and keeps them for `flush`; returns the entries they became. */
  async write(decided: readonly Decided[], envelope: Envelope): Promise<Entry[]> {
    await this.#loadStreams(decided)
    return decided.map(({ stream, fact }) => {
      const loaded = this.#loaded.get(stream)!
      loaded.version++
      const entry: Entry = {
        id: this.newId(),
        format: 1,
        authority: this.authority,
        stream,
        version: loaded.version,
        type: fact.type,
        bodyVersion: currentBodyVersion(fact.type),
        happenedAt: this.at,
        at: this.at,
        actor: envelope.actor,
        onBehalfOf: envelope.onBehalfOf ?? null,
        cause: envelope.cause,
        incident: envelope.incident,
        exercise: envelope.exercise,
        body: fact.body,
      }
      loaded.state = evolve(loaded.state as never, entry)
      this.#entries.push(entry)
      return entry
    })
  }

  /** A new key of a need or a person, stored with this unit. */
  createKey(id: string): void {
    this.#keys.push({ id, wrapped: this.vault.createKey(id) })
  }

  /** Seals a value under keys and returns the id it is referred to by. */
  async seal(value: Json, keyIds: readonly string[]): Promise<string> {
    await this.vault.loadKeys(this.client, keyIds)
    const sealed = this.vault.seal(value, keyIds, this.newId())
    this.#sealed.push(sealed)
    return sealed.id
  }

  /** Opens a sealed value, also one sealed in this unit; undefined when it was destroyed. */
  async open<T>(id: string): Promise<T | undefined> {
    const own = this.#sealed.find((s) => s.id === id)
    if (own) return this.vault.open<T>(own)
    return (await this.vault.openAll<T>(this.client, [id])).get(id)
  }

  send(row: OutboxRow): void {
    this.#outbox.push(row)
  }

  /** Writes everything. The transaction is the caller's to commit. */
  async flush(): Promise<void> {
    this.addRecord(this.#batch)
    this.#addKeys()
    this.#addSealed()
    const changed = [...this.#loaded.values()].filter((l) => l.version !== l.readVersion)
    addProjections(this.#batch, this.authority, changed)
    await this.#batch.run(this.client)
    await this.#insertOutbox()
  }

  async #loadStreams(decided: readonly Decided[]): Promise<void> {
    const wanted = Map.groupBy(new Set(decided.map((d) => d.stream)), (stream) => parseStream(stream).aggregate)
    for (const [aggregate, streams] of wanted) {
      await this.loadAll(
        aggregate as Aggregate,
        streams.map((stream) => parseStream(stream).id),
      )
    }
  }

  async #read(aggregate: Aggregate, ids: readonly string[], lock: '' | 'FOR UPDATE'): Promise<void> {
    const sql = `SELECT id, version, state FROM ${tableOf[aggregate]} WHERE id = ANY($1) AND authority_id = $2 ORDER BY id ${lock}`
    const found = await rows<{ id: string; version: number; state: unknown }>(this.client, sql, [ids, this.authority])
    const byId = new Map(found.map((row) => [row.id, row]))
    for (const id of ids) this.know(aggregate, id, byId.get(id)?.version ?? 0, byId.get(id)?.state as never)
  }

  async #checkUnchanged(read: readonly Loaded[]): Promise<void> {
    if (read.length === 0) return
    const sql = 'SELECT id, version FROM people WHERE id = ANY($1)'
    const now = await rows<{ id: string; version: number }>(this.client, sql, [read.map((l) => l.id)])
    const versions = new Map(now.map((row) => [row.id, row.version]))
    if (read.some((l) => (versions.get(l.id) ?? 0) !== l.version))
      throw new StaleRead('a person changed before the need was locked')
  }

  #addKeys(): void {
    if (this.#keys.length === 0) return
    const sql = `INSERT INTO keys (id, authority_id, wrapped, created_at)
      SELECT id, $3, wrapped, $4 FROM unnest($1::uuid[], $2::bytea[]) AS k (id, wrapped)`
    this.#batch.add(sql, [this.#keys.map((k) => k.id), this.#keys.map((k) => k.wrapped), this.authority, this.now])
  }

  #addSealed(): void {
    if (this.#sealed.length === 0) return
    const sql = `INSERT INTO sealed_values (id, authority_id, key_ids, sealed, created_at)
      SELECT id, $4, string_to_array(keys, ' ')::uuid[], sealed, $5
      FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS s (id, keys, sealed)`
    const s = this.#sealed
    const keys = s.map((v) => v.keyIds.join(' '))
    this.#batch.add(sql, [s.map((v) => v.id), keys, s.map((v) => v.sealed), this.authority, this.now])
  }

  /** Adds the entries to what is written. A benchmark leaves them out, to see what they cost. */
  protected addRecord(batch: Batch): void {
    addEntries(batch, this.#entries, this.authority, this.now)
  }

  async #insertOutbox(): Promise<void> {
    if (this.#outbox.length === 0) return
    const asJson = this.#outbox.map((o) => ({
      id: o.id,
      authority_id: this.authority,
      cause: o.cause,
      person_id: o.person,
      address_id: o.address,
      channel: o.channel,
      purpose: o.purpose,
      priority: o.priority,
      text_id: o.text,
      language: o.language,
      choices: o.choices,
      parts: o.parts,
      state: o.withheld ? 'withheld' : 'queued',
      due_at: o.dueAt,
      expires_at: o.expiresAt,
      incident_id: o.incident,
      life_safety: o.lifeSafety,
      cost_micros: o.costMicros,
    }))
    await run(
      this.client,
      `INSERT INTO outbox (id, authority_id, cause, person_id, address_id, channel, purpose, priority, text_id, language, choices, parts, state, due_at, expires_at, incident_id, life_safety, cost_micros)
       SELECT id, authority_id, cause, person_id, address_id, channel, purpose, priority, text_id, language, choices, parts, state, due_at, expires_at, incident_id, life_safety, cost_micros
       FROM jsonb_to_recordset($1::jsonb) AS o (id uuid, authority_id uuid, cause uuid, person_id uuid, address_id uuid, channel text,
         purpose text, priority smallint, text_id uuid, language text, choices jsonb, parts int, state text, due_at timestamptz, expires_at timestamptz,
         incident_id uuid, life_safety boolean, cost_micros bigint)`,
      [JSON.stringify(asJson)],
    )
  }
}
