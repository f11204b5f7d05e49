import type pg from 'pg'
import { checkEntry } from '../../core/ledger/check-entry.ts'
import { encodeLeaf } from '../../core/ledger/entry.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { rows } from './client.ts'
import { batches } from './cursor.ts'
import { erasedOpenings } from './erased-openings.ts'
import { TreeWalk } from './verify-tree.ts'

/** Who is told what a verification finds. */
export interface Witness {
  wrong(where: string, what: string): void
  /** That many more of something were looked at. */
  passed(count: number, of: 'entries' | 'streams'): void
}

export interface LedgerSettings {
  readonly authority: string
  readonly log: VerifierKey
}

interface Row {
  /** The index, or for an entry that waits for one a number after all of them. */
  readonly place: number
  readonly entry_id: string
  readonly authority_id: string
  /** Null when there is no such entry. */
  readonly stream: string | null
  readonly version: number
  readonly type: string
  readonly exercise: boolean
  readonly recorded_at: Date
  readonly bytes: Buffer
  readonly salt: Buffer | null
  readonly leaf: Buffer | null
  /** Of the head that ends with this entry, where there is one. */
  readonly root: Buffer | null
  readonly signature: Buffer | null
}

const entryColumns = 'e.authority_id, e.stream, e.version, e.type, e.exercise, e.recorded_at, e.bytes, s.salt'

const indexed = `SELECT i.seq AS place, i.entry_id, ${entryColumns}, i.leaf, h.root, h.signature
  FROM ledger_index i LEFT JOIN entries e ON e.id = i.entry_id LEFT JOIN entry_salts s ON s.entry_id = i.entry_id
  LEFT JOIN heads h ON h.authority_id = i.authority_id AND h.size = i.seq + 1
  WHERE i.authority_id = $1 ORDER BY i.seq`

const queued = `SELECT ${2 ** 52} + q.ord AS place, q.entry_id, ${entryColumns}, NULL AS leaf, NULL AS root
  FROM sequencer_queue q LEFT JOIN entries e ON e.id = q.entry_id LEFT JOIN entry_salts s ON s.entry_id = q.entry_id
  WHERE q.authority_id = $1 ORDER BY q.ord`

const places = `SELECT entry_id, seq AS place FROM ledger_index WHERE entry_id = ANY($1)
  UNION ALL SELECT entry_id, ${2 ** 52} + ord FROM sequencer_queue WHERE entry_id = ANY($1)`

export interface Verified {
  readonly indexed: number
  readonly queued: number
  /** The hashes of all leaves, in order, 32 bytes each. */
  readonly leafHashes: Buffer
}

/** Walks one authority's entries in the order of their index, then those that wait for one. */
export async function verifyLedger(
  client: pg.PoolClient,
  settings: LedgerSettings,
  witness: Witness,
): Promise<Verified> {
  const walk = new Walk(client, settings, witness, await erasedOpenings(client, settings.authority))
  const indexedCount = await walk.along(indexed)
  const size = walk.next
  const hashes = await walk.tree.finish(client, settings.authority)
  const queuedCount = await walk.along(queued)
  await checkHeads(client, settings, size, witness)
  await checkLeftOut(client, settings, witness)
  return { indexed: indexedCount, queued: queuedCount, leafHashes: hashes }
}

class Walk {
  readonly #client: pg.PoolClient
  readonly #settings: LedgerSettings
  readonly #witness: Witness
  readonly #isErased: (entry: { stream: string | null; version: number }) => boolean
  readonly #versions = new Map<string, number>()
  readonly tree: TreeWalk
  /** The index that comes next. */
  next = 0

  constructor(
    client: pg.PoolClient,
    settings: LedgerSettings,
    witness: Witness,
    isErased: (entry: { stream: string | null; version: number }) => boolean,
  ) {
    this.#client = client
    this.#isErased = isErased
    this.#settings = settings
    this.#witness = witness
    this.tree = new TreeWalk(settings.log, witness)
  }

  async along(sql: string): Promise<number> {
    let count = 0
    for await (const batch of batches<Row>(this.#client, sql, [this.#settings.authority])) {
      const causes = batch.map((row) => this.#checkRow(row))
      await this.#checkCauses(batch, causes)
      await this.tree.settle()
      this.#witness.passed(batch.length, 'entries')
      count += batch.length
    }
    return count
  }

  /** Checks everything about a row but its cause, which is returned. */
  #checkRow(row: Row): string | null {
    const wrong = (what: string) => this.#witness.wrong(nameOf(row), what)
    if (row.leaf) this.#checkChain(row, row.leaf, wrong)
    if (row.stream === null) {
      wrong('there is no such entry')
      return null
    }
    const { entry_id: id, authority_id: authority, stream, version, type, exercise } = row
    const at = row.recorded_at.toISOString()
    const checked = checkEntry(row.bytes, { id, authority, stream, version, type, exercise, at })
    for (const what of checked.wrong) wrong(what)
    this.#checkVersion(stream, version, wrong)
    return typeof checked.entry?.cause === 'string' ? checked.entry.cause : null
  }

  #checkChain(row: Row, leaf: Buffer, wrong: (what: string) => void): void {
    if (row.place !== this.next) wrong(`index ${this.next} is missing before it`)
    this.next = row.place + 1
    if (!row.salt) {
      if (!this.#isErased(row)) wrong('its salt is missing')
    } else if (row.stream !== null && !encodeLeaf(row.entry_id, row.salt, row.bytes).equals(leaf))
      wrong('its leaf is not the commitment to its bytes: the entry, its salt or the leaf was changed')
    this.tree.append(leaf, row, wrong)
  }

  #checkVersion(stream: string, version: number, wrong: (what: string) => void): void {
    const expected = (this.#versions.get(stream) ?? 0) + 1
    if (version !== expected) wrong(`version ${expected} of its stream does not stand before it`)
    this.#versions.set(stream, version)
  }

  async #checkCauses(batch: readonly Row[], causes: readonly (string | null)[]): Promise<void> {
    const wanted = [...new Set(causes.filter((cause) => cause !== null))].filter(isUuid)
    const found = await rows<{ entry_id: string; place: number }>(this.#client, places, [wanted])
    const placeOf = new Map(found.map((row) => [row.entry_id, row.place]))
    for (const [i, row] of batch.entries()) {
      const before = placeOf.get(causes[i] ?? '')
      if (before !== undefined && before >= row.place) this.#witness.wrong(nameOf(row), 'its cause stands after it')
    }
  }
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

function nameOf({ place, entry_id, stream, version, leaf }: Row): string {
  const where = leaf ? `index ${place}` : `waiting for an index`
  return `${where}, entry ${entry_id}${stream === null ? '' : ` (${stream}, version ${version})`}`
}

/** Heads that no entry leads to, and entries that no head covers. */
async function checkHeads(
  client: pg.PoolClient,
  { authority }: LedgerSettings,
  size: number,
  witness: Witness,
): Promise<void> {
  const sql = `SELECT h.size FROM heads h LEFT JOIN ledger_index i ON i.authority_id = h.authority_id AND i.seq = h.size - 1
    WHERE h.authority_id = $1 AND i.seq IS NULL ORDER BY h.size`
  for (const head of await rows<{ size: number }>(client, sql, [authority]))
    witness.wrong(`head of size ${head.size}`, 'the ledger has no entry there: entries were taken away')
  const newest = 'SELECT max(size) AS size FROM heads WHERE authority_id = $1'
  const [head] = await rows<{ size: number | null }>(client, newest, [authority])
  if ((head?.size ?? 0) < size)
    witness.wrong(`index ${head?.size ?? 0} to ${size - 1}`, 'no signed head covers these entries')
}

/** Entries that have no index and wait for none, and entries that wait although they have one. */
async function checkLeftOut(client: pg.PoolClient, { authority }: LedgerSettings, witness: Witness): Promise<void> {
  const forgotten = `SELECT id, stream, version FROM entries e WHERE authority_id = $1
    AND NOT EXISTS (SELECT FROM ledger_index i WHERE i.entry_id = e.id)
    AND NOT EXISTS (SELECT FROM sequencer_queue q WHERE q.entry_id = e.id) ORDER BY id`
  for await (const batch of batches<{ id: string; stream: string; version: number }>(client, forgotten, [authority]))
    for (const { id, stream, version } of batch)
      witness.wrong(`entry ${id} (${stream}, version ${version})`, 'it has no index and does not wait for one')
  const twice = `SELECT q.entry_id, i.seq FROM sequencer_queue q JOIN ledger_index i ON i.entry_id = q.entry_id
    WHERE q.authority_id = $1 ORDER BY q.ord`
  for (const { entry_id, seq } of await rows<{ entry_id: string; seq: number }>(client, twice, [authority]))
    witness.wrong(`index ${seq}, entry ${entry_id}`, 'it waits for an index although it has one')
}
