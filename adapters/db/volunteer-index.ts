import { type Exclusion, type Profile, unavailable } from '../../core/matching/eligible.ts'
import { NearestIndex } from '../../core/matching/nearest.ts'
import type { Indexed } from '../../core/matching/rank.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import { type Db, rows } from './client.ts'
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

  /** Reads everybody. 100,000 take a few seconds. */
  async load(db: Db): Promise<void> {
    this.#cursor = await lastIndexed(db, this.#authority)
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const sql = `SELECT state FROM people WHERE authority_id = $1 AND id > $2 AND state->>'volunteer' IS NOT NULL ORDER BY id LIMIT ${batch}`
      const people = (await rows<{ state: Person }>(db, sql, [this.#authority, after])).map((row) => row.state)
      await this.#enter(db, people)
      if (people.length < batch) break
      after = people.at(-1)!.id
    }
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
    await this.#enter(
      db,
      read.map((row) => row.state).filter((person) => person.volunteer !== null),
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

async function lastIndexed(db: Db, authority: string): Promise<number> {
  const [row] = await rows<{ seq: number | null }>(
    db,
    'SELECT max(seq) AS seq FROM ledger_index WHERE authority_id = $1',
    [authority],
  )
  return row?.seq ?? -1
}
