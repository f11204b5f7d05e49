import type pg from 'pg'
import { EligibleIndex } from '../../core/geo/eligible-index.ts'
import type { Findable } from '../../core/geo/findable.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import { findable } from '../../core/matching/rank.ts'
import type { Person, Volunteer } from '../../core/people/person.ts'
import { type Db, rows, transaction } from './client.ts'
import { batches } from './cursor.ts'
import type { Vault } from './vault.ts'

const batch = 5_000

/** A volunteer as they were when last read, with what is sealed about them. */
export interface Entered {
  readonly person: Person
  readonly volunteer: Volunteer
  readonly profile: Profile
}

/**
 * All volunteers of an authority in memory, by place: proposes whom to ask, never decides. Kept current by following the
 * ledger's index, so that every process sees the changes of all others within moments.
 */
export class VolunteerIndex {
  readonly index = new EligibleIndex()
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
        for (const row of read) this.#enter(row.state, this.#profileOf(row))
      }
    })
    this.index.load([...this.#entered.values()].map(findableOf))
    this.#loaded = true
  }

  get(person: string): Entered | undefined {
    return this.#entered.get(person)
  }

  /** Everybody, as they were when last read. */
  all(): Iterable<Entered> {
    return this.#entered.values()
  }

  /** Volunteers whose name holds all the words of `text`, in any case, by name; at most `limit`. */
  named(text: string, limit: number): Entered[] {
    const words = folded(text).split(' ').filter(Boolean)
    if (words.length === 0) return []
    const found = [...this.#entered.values()].filter(({ profile }) => {
      const name = folded(profile.name)
      return words.every((word) => name.includes(word))
    })
    return found.toSorted((a, b) => (a.profile.name < b.profile.name ? -1 : 1)).slice(0, limit)
  }

  /** Somebody who was erased, or is no volunteer any more, is proposed and found by name no more. */
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
    const people = read.map((row) => row.state).filter((person) => person.volunteer !== null)
    const entered = new Set(await this.#refresh(db, people))
    for (const id of ids) if (!entered.has(id)) this.remove(id)
    this.#cursor = news.at(-1)!.seq
    return read.length
  }

  /** Enters volunteers as they are now; returns the ids of those whose profile can be opened. */
  async #refresh(db: Db, people: readonly Person[]): Promise<string[]> {
    const fresh = people.filter(({ id, volunteer }) => this.get(id)?.volunteer.profile !== volunteer!.profile)
    const profiles = await this.#vault.openAll<Profile>(
      db,
      fresh.map((person) => person.volunteer!.profile),
    )
    return people.flatMap((person) => {
      const known = this.get(person.id)
      const same = known?.volunteer.profile === person.volunteer!.profile
      const profile = same ? known.profile : profiles.get(person.volunteer!.profile)
      if (!profile) return []
      this.index.put(findableOf(this.#enter(person, profile)))
      return person.id
    })
  }

  #profileOf({ key_id, wrapped, profile_id, sealed }: StoredVolunteer): Profile {
    this.#vault.learnKey(key_id, wrapped)
    return this.#vault.open<Profile>({ id: profile_id, keyIds: [key_id], sealed })
  }

  #enter(person: Person, profile: Profile): Entered {
    const entered = { person, volunteer: person.volunteer!, profile }
    this.#entered.set(person.id, entered)
    return entered
  }
}

const findableOf = ({ person, volunteer, profile }: Entered): Findable => findable(person, volunteer, profile)

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
