import type pg from 'pg'
import { type Exclusion, type Profile, unavailable } from '../../core/matching/eligible.ts'
import { NearestIndex } from '../../core/matching/nearest.ts'
import type { Indexed } from '../../core/matching/rank.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { type Db, rows, transaction } from './client.ts'
import { batches } from './cursor.ts'
import type { Vault } from './vault.ts'

const batch = 5_000

interface Entered extends Indexed {
  readonly profileId: string
}

/**
 * All volunteers of an authority in memory, by place: proposes whom to ask, never decides. Kept current by following the
 * ledger's index, so that every process sees the changes of all others within moments.
 */
export class VolunteerIndex {
  readonly index = new NearestIndex<Indexed>()
  readonly #vault: Vault
  readonly #authority: string
  readonly #entered = new Map<string, Entered>()
  #cursor = 0
  #loaded = false

  constructor(vault: Vault, authority: string) {
    this.#vault = vault
    this.#authority = authority
  }

  /** True once everybody was read. */
  get isLoaded(): boolean {
    return this.#loaded
  }

  get size(): number {
    return this.index.size
  }

  /** Reads everybody: some two seconds for 100,000. */
  async load(pool: pg.Pool): Promise<void> {
    this.#cursor = await lastIndexed(pool, this.#authority)
    await transaction(pool, async (client) => {
      for await (const read of batches<StoredVolunteer>(client, everybody, [this.#authority], batch)) {
        for (const row of read) this.#put(row.state, this.#profileOf(row))
      }
    })
    this.#loaded = true
  }

  /** Volunteers whose name holds all the words of `text`, in any case, by name; at most `limit`. */
  named(text: string, limit: number): Indexed[] {
    const words = folded(text).split(' ').filter(Boolean)
    if (words.length === 0) return []
    const found = [...this.#entered.values()].filter(({ profile }) => {
      const name = folded(profile.name)
      return words.every((word) => name.includes(word))
    })
    return found.toSorted((a, b) => (a.profile.name < b.profile.name ? -1 : 1)).slice(0, limit)
  }

  /** Somebody who was erased is proposed and found by name no more. */
  remove(id: string): void {
    this.#entered.delete(id)
    this.index.remove(id)
  }

  /** Takes in what changed since the last look; returns how many people were read again. */
  async follow(db: Db): Promise<number> {
    const sql = `SELECT l.seq, e.stream FROM ledger_index l JOIN entries e ON e.id = l.entry_id
      WHERE l.authority_id = $1 AND l.seq > $2 ORDER BY l.seq LIMIT 5000`
    const news = await rows<{ seq: number; stream: string }>(db, sql, [this.#authority, this.#cursor])
    if (news.length === 0) return 0
    const ids = [
      ...new Set(news.flatMap(({ stream }) => (stream.startsWith('person/') ? [stream.slice('person/'.length)] : []))),
    ]
    const read = await rows<{ state: Person }>(db, 'SELECT state FROM people WHERE id = ANY($1)', [ids])
    const people = read.map((row) => row.state)
    for (const { id } of people.filter((person) => person.erased)) this.remove(id)
    await this.#enter(
      db,
      people.filter((person) => person.volunteer !== null),
    )
    this.#cursor = news.at(-1)!.seq
    return read.length
  }

  /** Enters people whose records are at hand, without waiting for the ledger's index. */
  async #enter(db: Db, people: readonly Person[]): Promise<void> {
    const fresh = people.filter((person) => this.#entered.get(person.id)?.profileId !== person.volunteer!.profile)
    const profiles = await this.#vault.openAll<Profile>(
      db,
      fresh.map((person) => person.volunteer!.profile),
    )
    for (const person of people) {
      const profile = profiles.get(person.volunteer!.profile) ?? this.#entered.get(person.id)?.profile
      if (profile) this.#put(person, profile)
    }
  }

  #profileOf({ key_id, wrapped, profile_id, sealed }: StoredVolunteer): Profile {
    this.#vault.learnKey(key_id, wrapped)
    return this.#vault.open<Profile>({ id: profile_id, keyIds: [key_id], sealed })
  }

  #put(person: Person, profile: Profile): void {
    const volunteer = person.volunteer!
    const { lat, lon } = profile
    const blocked = (need: Need, now: string): Exclusion | null => unavailable(need, person, now)
    const entered: Entered = { id: person.id, lat, lon, volunteer, profile, blocked, profileId: volunteer.profile }
    this.#entered.set(person.id, entered)
    this.index.put(entered)
  }
}

const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ')

interface StoredVolunteer {
  readonly state: Person
  readonly profile_id: string
  readonly key_id: string
  readonly sealed: Buffer
  readonly wrapped: Buffer
}

/** Volunteers, each with the sealed profile and its key: those whose key was destroyed are left out. */
const everybody = `SELECT p.state, v.id AS profile_id, k.id AS key_id, v.sealed, k.wrapped
  FROM people p JOIN sealed_values v ON v.id = (p.state->'volunteer'->>'profile')::uuid JOIN keys k ON k.id = v.key_ids[1]
  WHERE p.authority_id = $1 AND p.state->>'volunteer' IS NOT NULL`

async function lastIndexed(db: Db, authority: string): Promise<number> {
  const [row] = await rows<{ seq: number | null }>(
    db,
    'SELECT max(seq) AS seq FROM ledger_index WHERE authority_id = $1',
    [authority],
  )
  return row?.seq ?? -1
}
