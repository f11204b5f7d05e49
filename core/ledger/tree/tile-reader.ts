import { type Hash, rootOf } from './hashes.ts'
import type { Node } from './nodes.ts'
import type { HashReader } from './prove.ts'
import { hashesAt, type Tile, tileHeight, tileWidth } from './tiles.ts'

/** Reads tiles of a tree; called at most once for each tile of a proof. */
export type ReadTile = (tile: Tile) => Promise<readonly Hash[]>

/** The subtrees of a tree of `size` leaves out of its tiles. */
export function hashesFromTiles(size: number, readTile: ReadTile): HashReader {
  return {
    async read(nodes) {
      const places = nodes.map((node) => placeOf(node, size))
      const wanted = new Map(places.map(({ tile }) => [nameOf(tile), tile]))
      const found = await Promise.all([...wanted].map(async ([name, tile]) => [name, await readTile(tile)] as const))
      const tiles = new Map(found)
      return places.map(({ tile, from, count }) => rootOf(tiles.get(nameOf(tile))!.slice(from, from + count)))
    },
  }
}

const nameOf = ({ level, n }: Tile): string => `${level}/${n}`

/** The hashes of one tile that a subtree's hash follows from. Throws when the tree is too small for it. */
function placeOf(node: Node, size: number): { tile: Tile; from: number; count: number } {
  const level = Math.floor(node.level / tileHeight)
  const count = 2 ** (node.level % tileHeight)
  const first = node.n * count
  const n = Math.floor(first / tileWidth)
  const width = Math.min(tileWidth, hashesAt(level, size) - n * tileWidth)
  const from = first - n * tileWidth
  if (from + count > width) throw new RangeError(`ledger: subtree ${node.level}/${node.n} outside a tree of ${size}`)
  return { tile: { level, n, width }, from, count }
}
