import { foldRight, type Hash, rootOf } from './hashes.ts'
import { nodesOf } from './nodes.ts'
import { hashesAt, tileWidth } from './tiles.ts'

/** A tile that has all its hashes, and the root over them: a hash of the level above. */
export interface FullTile {
  readonly level: number
  readonly n: number
  readonly hashes: readonly Hash[]
  readonly root: Hash
}

/** The right edge of a tree in tiles: what a sequencer keeps of it. */
export interface Edge {
  readonly size: number
  /** The hashes of the partial tile of each level, leaves first; a level may have none. */
  readonly partial: readonly (readonly Hash[])[]
}

/** The edge of a tree with more leaves, and the tiles that became full on the way. */
export function grow(edge: Edge, leafHashes: readonly Hash[]): { edge: Edge; full: FullTile[] } {
  const partial = edge.partial.map((hashes) => [...hashes])
  const full: FullTile[] = []
  let size = edge.size
  const push = (level: number, hash: Hash): void => {
    const hashes = partial[level] ?? []
    partial[level] = hashes
    hashes.push(hash)
    if (hashes.length < tileWidth) return
    const root = rootOf(hashes)
    full.push({ level, n: hashesAt(level, size) / tileWidth - 1, hashes, root })
    partial[level] = []
    push(level + 1, root)
  }
  for (const hash of leafHashes) {
    size++
    push(0, hash)
  }
  return { edge: { size, partial }, full }
}

export const emptyEdge: Edge = { size: 0, partial: [] }

/** The root of the tree that ends at this edge. */
export function rootOfEdge({ partial }: Edge): Hash {
  const subtrees = partial.toReversed().flatMap((hashes) => {
    const cuts = nodesOf({ from: 0, to: hashes.length })
    return cuts.map(({ level, n }) => rootOf(hashes.slice(n * 2 ** level, (n + 1) * 2 ** level)))
  })
  return foldRight(subtrees)
}
