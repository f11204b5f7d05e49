import type { Entry } from '../../core/ledger/entry.ts'
import { type ErasingEntry, erasingTypes } from '../../core/privacy/destroyed.ts'
import { type Db, rows } from './client.ts'
import { erasuresFileIn, type RememberedErasure, rememberErasures, rememberedErasures } from './erasures-file.ts'
import type { Vault } from './vault.ts'
import type { VolunteerIndex } from './volunteer-index.ts'

const inTypes = erasingTypes.map((type) => `'${type}'`).join(', ')

export interface ErasuresSettings {
  readonly authority: string
  readonly vault: Vault
  readonly volunteers: VolunteerIndex
  readonly dataDir: string
}

/**
 * Carries erasures of any process into this one: keys, addresses and names go from its memory, and this machine
 * remembers outside the database what was erased.
 */
export class Erasures {
  readonly #settings: ErasuresSettings
  readonly #file: string
  readonly #remembered: Set<string>
  #cursor = -1

  constructor(settings: ErasuresSettings) {
    this.#settings = settings
    this.#file = erasuresFileIn(settings.dataDir)
    this.#remembered = new Set(rememberedErasures(this.#file).map(({ entry }) => entry))
  }

  /** Takes in the erasures that got their place in the ledger since the last look; returns how many. */
  async follow(db: Db): Promise<number> {
    const sql = `SELECT l.seq, e.bytes FROM entries e JOIN ledger_index l ON l.entry_id = e.id
      WHERE e.type IN (${inTypes}) AND e.authority_id = $1 AND l.seq > $2 ORDER BY l.seq LIMIT 1000`
    const found = await rows<{ seq: number; bytes: Buffer }>(db, sql, [this.#settings.authority, this.#cursor])
    if (found.length === 0) return 0
    const entries = found.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as ErasingEntry)
    await db.query('SELECT destroy_salts($1)', [entries.map(({ id }) => id)])
    this.takeIn(entries)
    this.#cursor = found.at(-1)!.seq
    return found.length
  }

  /** The same for erasures that were written just now. */
  takeIn(entries: readonly ErasingEntry[]): void {
    const { vault, volunteers } = this.#settings
    for (const { stream, type, body } of entries) {
      vault.forget(body.keys, body.addresses)
      if (type === 'person_erased') volunteers.remove(stream.slice('person/'.length))
    }
    const fresh = entries.filter(({ id }) => !this.#remembered.has(id))
    rememberErasures(this.#file, fresh.map(toRemember))
    for (const { id } of fresh) this.#remembered.add(id)
  }
}

function toRemember({ id, type, stream, at, body }: ErasingEntry): RememberedErasure {
  const { keys, values, inbox, addresses, stopped, streams } = body
  return { entry: id, type, stream, at, keys, values, inbox, addresses, stopped, streams }
}

/** Destroys what these entries of the same transaction say, after they were written. */
export async function destroyNow(db: Db, entries: readonly Entry[]): Promise<void> {
  await db.query('SELECT destroy_erased($1)', [entries.map(({ id }) => id)])
}

/** Which of these addresses belonged to somebody who had said STOP and was erased. */
export async function stoppedEarlier(db: Db, addressIds: readonly string[]): Promise<ReadonlySet<string>> {
  const sql = `SELECT a.id FROM addresses a JOIN suppressions s
    ON s.authority_id = a.authority_id AND s.channel = a.channel AND s.hmac = a.hmac WHERE a.id = ANY($1)`
  return new Set((await rows<{ id: string }>(db, sql, [addressIds])).map(({ id }) => id))
}

/** The owner of this address wants our texts again. */
export async function allowAgain(db: Db, addressId: string): Promise<void> {
  const sql = `DELETE FROM suppressions s USING addresses a
    WHERE a.id = $1 AND s.authority_id = a.authority_id AND s.channel = a.channel AND s.hmac = a.hmac`
  await db.query(sql, [addressId])
}
