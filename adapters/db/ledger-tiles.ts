import { type Edge, type FullTile, grow } from '../../core/ledger/tree/edge.ts'
import { type Hash, hashLeaf } from '../../core/ledger/tree/hashes.ts'
import type { HashReader } from '../../core/ledger/tree/prove.ts'
import { hashesFromTiles } from '../../core/ledger/tree/tile-reader.ts'
import { hashesAt, splitHashes, type Tile, tileWidth } from '../../core/ledger/tree/tiles.ts'
import { type Db, rows } from './client.ts'

/** How many leaves the ledger has, signed or not. */
export async function ledgerSize(db: Db, authority: string): Promise<number> {
  const sql = 'SELECT max(seq) + 1 AS size FROM ledger_index WHERE authority_id = $1'
  return (await rows<{ size: number | null }>(db, sql, [authority]))[0]?.size ?? 0
}

/** Subtrees of the ledger's first `size` leaves. Each tile is read once and kept: they are for one set of proofs. */
export function hashesOf(db: Db, authority: string, size: number): HashReader {
  const tiles = new Map<string, Promise<Hash[]>>()
  return hashesFromTiles(size, (tile) => {
    const name = `${tile.level}/${tile.n}`
    const read = tiles.get(name) ?? readTile(db, authority, tile)
    tiles.set(name, read)
    return read
  })
}

/** The hashes of a tile; a partial one is put together from leaves, or from the tiles under it. Throws when some are missing. */
export async function readTile(db: Db, authority: string, tile: Tile): Promise<Hash[]> {
  const { level, n, width } = tile
  const sql = 'SELECT hashes FROM tiles WHERE authority_id = $1 AND level = $2 AND n = $3'
  const [full] = await rows<{ hashes: Buffer }>(db, sql, [authority, level, n])
  return full ? splitHashes(full.hashes, tileWidth).slice(0, width) : readPartial(db, authority, tile)
}

async function readPartial(db: Db, authority: string, { level, n, width }: Tile): Promise<Hash[]> {
  const [from, to] = [n * tileWidth, n * tileWidth + width]
  const hashes =
    level === 0 ? await leafHashes(db, authority, from, to) : await rootsBelow(db, authority, level, from, to)
  if (hashes.length !== width) throw new Error(`ledger: tile ${level}/${n} has ${hashes.length} hashes of ${width}`)
  return hashes
}

async function leafHashes(db: Db, authority: string, from: number, to: number): Promise<Hash[]> {
  return (await readLeaves(db, authority, from, to)).map(hashLeaf)
}

/** The leaves from index `from` up to but not including `to`, in order; those that are not there are left out. */
export async function readLeaves(db: Db, authority: string, from: number, to: number): Promise<Buffer[]> {
  const sql = 'SELECT leaf FROM ledger_index WHERE authority_id = $1 AND seq >= $2 AND seq < $3 ORDER BY seq'
  return (await rows<{ leaf: Buffer }>(db, sql, [authority, from, to])).map((row) => row.leaf)
}

async function rootsBelow(db: Db, authority: string, level: number, from: number, to: number): Promise<Hash[]> {
  const sql = 'SELECT root FROM tiles WHERE authority_id = $1 AND level = $2 AND n >= $3 AND n < $4 ORDER BY n'
  return (await rows<{ root: Hash }>(db, sql, [authority, level - 1, from, to])).map((row) => row.root)
}

/** The right edge of the ledger's tree. */
export async function readEdge(db: Db, authority: string, size: number): Promise<Edge> {
  const partial: Hash[][] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const hashes = hashesAt(level, size)
    const width = hashes % tileWidth
    const n = Math.floor(hashes / tileWidth)
    partial.push(width === 0 ? [] : await readPartial(db, authority, { level, n, width }))
  }
  return { size, partial }
}

export async function storeTiles(db: Db, authority: string, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return
  const sql = `INSERT INTO tiles (authority_id, level, n, hashes, root)
    SELECT $1, level, n, hashes, root FROM unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) AS t (level, n, hashes, root)`
  await db.query(sql, [
    authority,
    tiles.map(({ level }) => level),
    tiles.map(({ n }) => n),
    tiles.map(({ hashes }) => Buffer.concat(hashes)),
    tiles.map(({ root }) => root),
  ])
}

const chunk = 64 * tileWidth

/** Makes the tiles that are missing at the end of a ledger: all of them where it had none before, or a restore left them out. */
export async function fillTiles(db: Db, authority: string, size: number): Promise<void> {
  if (size < tileWidth) return
  const sql = 'SELECT coalesce(max(n) + 1, 0) AS full FROM tiles WHERE authority_id = $1 AND level = 0'
  const [row] = await rows<{ full: number }>(db, sql, [authority])
  const covered = row!.full * tileWidth
  if (covered >= size - (size % tileWidth)) return
  let edge = await readEdge(db, authority, covered)
  while (edge.size < size) {
    const leaves = await leafHashes(db, authority, edge.size, Math.min(size, edge.size + chunk))
    if (leaves.length === 0) throw new Error(`ledger: there is no leaf ${edge.size} of ${size}`)
    const grown = grow(edge, leaves)
    await storeTiles(db, authority, grown.full)
    edge = grown.edge
  }
}
