import { verify as verifySignature } from 'node:crypto'
import type pg from 'pg'
import { formatCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import type { VerifierKey } from '../../core/ledger/notes/keys.ts'
import { Frontier } from '../../core/ledger/tree/frontier.ts'
import { type Hash, hashLeaf } from '../../core/ledger/tree/hashes.ts'
import { splitHashes, tileHeight, tileWidth } from '../../core/ledger/tree/tiles.ts'
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
  /** What stands in tiles of each level: hashes of leaves, of full tiles of leaves, and so on. */
  readonly #levels: Hash[][] = [[]]
  readonly #frontier = new Frontier((level, hash) => {
    if (level % tileHeight === 0) this.#levelAt(level / tileHeight).push(hash)
  })
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
    this.#frontier.append(hashLeaf(leaf))
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

  #levelAt(level: number): Hash[] {
    const hashes = this.#levels[level] ?? []
    this.#levels[level] = hashes
    return hashes
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
    const missing = this.#levels.map((hashes) => Math.floor(hashes.length / tileWidth))
    const sql = 'SELECT level, n, hashes, root FROM tiles WHERE authority_id = $1 ORDER BY level, n'
    for await (const batch of batches<StoredTile>(client, sql, [authority], 100))
      for (const tile of batch) {
        this.#checkTile(tile)
        missing[tile.level] = (missing[tile.level] ?? 0) - 1
      }
    for (const [level, count] of missing.entries())
      if (count > 0) this.#finder.wrong(`tiles of level ${level}`, `${count} are missing`)
    return Buffer.concat(this.#levels[0]!)
  }

  #checkTile(tile: StoredTile): void {
    const { level, n } = tile
    const what = wrongWith(tile, this.#levels[level] ?? [], this.#levels[level + 1]?.[n])
    if (what) this.#finder.wrong(`tile ${level}/${n}`, what)
  }
}

interface StoredTile {
  readonly level: number
  readonly n: number
  readonly hashes: Buffer
  readonly root: Buffer
}

/** What is wrong with a stored tile, given all the hashes of its level and its root. */
function wrongWith(
  { level, n, hashes, root }: StoredTile,
  ofLevel: readonly Hash[],
  rightRoot: Hash | undefined,
): string | undefined {
  if (!rightRoot) return 'the ledger has not so many entries'
  const first = splitHashes(hashes, tileWidth).findIndex((hash, i) => !hash.equals(ofLevel[n * tileWidth + i]!))
  if (first >= 0)
    return `its hash ${first} is not that of what stands at index ${(n * tileWidth + first) * tileWidth ** level}`
  return root.equals(rightRoot) ? undefined : 'its root does not follow from its hashes'
}
