import { verify as verifySignature } from 'node:crypto'
import type pg from 'pg'
import { formatCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { Frontier } from '../../core/ledger/tree/frontier.ts'
import { type Hash, hashBytes, hashLeaf, rootOf } from '../../core/ledger/tree/hashes.ts'
import { splitHashes, tileWidth } from '../../core/ledger/tree/tiles.ts'
import { batches } from './cursor.ts'

type Wrong = (what: string) => void

/** The head that ends with a leaf, as the database has it; null and null where none does. */
export interface StoredHead {
  readonly root: Buffer | null
  readonly signature: Buffer | null
}

interface Finder {
  wrong(where: string, what: string): void
}

/** Builds the tree anew from the leaves, in order, and holds every stored head and tile against it. */
export class TreeWalk {
  readonly #log: VerifierKey
  readonly #finder: Finder
  readonly #frontier = new Frontier()
  readonly #hashes: Hash[] = []
  #signatures: Promise<void>[] = []
  /** The size of the last head that was right: whatever is wrong lies after it. */
  #rightUntil = 0
  #headsWrong = 0

  constructor(log: VerifierKey, finder: Finder) {
    this.#log = log
    this.#finder = finder
  }

  /** Appends a leaf and checks the head that ends with it. */
  append(leaf: Buffer, { root, signature }: StoredHead, wrong: Wrong): void {
    const hash = hashLeaf(leaf)
    this.#hashes.push(hash)
    this.#frontier.append(hash)
    if (!root || !signature) return
    const { size } = this.#frontier
    if (this.#frontier.root.equals(root)) this.#rightUntil = size
    else if (this.#headsWrong++ === 0) wrong(this.#otherHistory(size))
    this.#signatures.push(this.#checkSignature(size, root, signature, wrong))
  }

  #otherHistory(size: number): string {
    const from = this.#rightUntil
    return `the signed head after it (size ${size}) has another root: what was signed and what stands here differ somewhere from index ${from} to ${size - 1}`
  }

  /** Signatures are checked beside the walk; this waits for those of the batch. */
  async settle(): Promise<void> {
    await Promise.all(this.#signatures)
    this.#signatures = []
  }

  #checkSignature(size: number, root: Buffer, signature: Buffer, wrong: Wrong): Promise<void> {
    const text = Buffer.from(formatCheckpoint({ origin: this.#log.name, size, root }), 'utf8')
    return new Promise((resolve, reject) => {
      verifySignature(null, text, this.#log.publicKey, signature, (error, good) => {
        if (error) return reject(error)
        if (!good) wrong('the signature of the head after it is not ours')
        resolve()
      })
    })
  }

  /** Checks the stored tiles; returns the hashes of all leaves. */
  async finish(client: pg.PoolClient, authority: string): Promise<Buffer> {
    if (this.#headsWrong > 1)
      this.#finder.wrong(`heads after size ${this.#rightUntil}`, `${this.#headsWrong - 1} more have another root`)
    const levels = levelsOf(this.#hashes)
    const missing = levels.map((hashes) => Math.floor(hashes.length / tileWidth))
    const sql = 'SELECT level, n, hashes, root FROM tiles WHERE authority_id = $1 ORDER BY level, n'
    for await (const batch of batches<StoredTile>(client, sql, [authority], 100))
      for (const tile of batch) {
        this.#checkTile(tile, levels)
        missing[tile.level] = (missing[tile.level] ?? 0) - 1
      }
    for (const [level, count] of missing.entries())
      if (count > 0) this.#finder.wrong(`tiles of level ${level}`, `${count} are missing`)
    return Buffer.concat(this.#hashes)
  }

  #checkTile(tile: StoredTile, levels: readonly (readonly Hash[])[]): void {
    const what = wrongWith(tile, levels[tile.level] ?? [])
    if (what) this.#finder.wrong(`tile ${tile.level}/${tile.n}`, what)
  }
}

interface StoredTile {
  readonly level: number
  readonly n: number
  readonly hashes: Buffer
  readonly root: Buffer
}

/** What is wrong with a stored tile, given all the hashes of its level. */
function wrongWith({ level, n, hashes, root }: StoredTile, ofLevel: readonly Hash[]): string | undefined {
  const right = ofLevel.slice(n * tileWidth, (n + 1) * tileWidth)
  if (right.length < tileWidth) return 'the ledger has not so many entries'
  const first = splitHashes(hashes, tileWidth).findIndex((hash, i) => !hash.equals(right[i]!))
  if (first >= 0)
    return `its hash ${first} is not that of what stands at index ${(n * tileWidth + first) * tileWidth ** level}`
  return root.equals(rootOf(right)) ? undefined : 'its root does not follow from its hashes'
}

/** The hashes that stand in tiles of each level: of leaves, of full tiles of leaves, and so on. */
function levelsOf(leafHashes: readonly Hash[]): Hash[][] {
  const levels: Hash[][] = [[...leafHashes]]
  for (let below = levels[0]!; below.length >= tileWidth; below = levels.at(-1)!) {
    const tiles = Math.floor(below.length / tileWidth)
    const roots = (n: number) => rootOf(below.slice(n * tileWidth, (n + 1) * tileWidth))
    levels.push(Array.from({ length: tiles }, (_, n) => roots(n)))
  }
  return levels
}

export const leafHashAt = (leafHashes: Buffer, index: number): Hash =>
  leafHashes.subarray(index * hashBytes, (index + 1) * hashBytes)
