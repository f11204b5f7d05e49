import { describe, expect, it } from 'vitest'
import { emptyEdge, grow, rootOfEdge } from '../../../../core/ledger/tree/edge.ts'
import { Frontier } from '../../../../core/ledger/tree/frontier.ts'
import { emptyRoot, type Hash } from '../../../../core/ledger/tree/hashes.ts'
import { proveConsistency, proveInclusion, rootAt } from '../../../../core/ledger/tree/prove.ts'
import { hashesFromTiles } from '../../../../core/ledger/tree/tile-reader.ts'
import {
  hasTile,
  joinEntries,
  parseTilePath,
  splitEntries,
  splitHashes,
  type Tile,
  tilePath,
  tilesOf,
} from '../../../../core/ledger/tree/tiles.ts'
import { randomFrom } from '../../../support/random.ts'
import { leafHashes, rfcTree } from '../../../support/trees.ts'

const counted = (size: number) => {
  const tiles = [...tilesOf(size)]
  return Map.groupBy(tiles, ({ level }) => level)
}

describe('tiles', () => {
  it('a tree of 70,000 falls into those that the specification names', () => {
    const [leaves, second, third] = [...counted(70_000).values()] as [Tile[], Tile[], Tile[]]
    expect([leaves.filter(({ width }) => width === 256).length, leaves.at(-1)!.width]).toEqual([273, 112])
    expect(second.map(({ width }) => width)).toEqual([256, 17])
    expect(third.map(({ width }) => width)).toEqual([1])
    expect(counted(70_000).size).toBe(3)
  })

  it('a tree of 256 is a full tile and a partial one of width 1; an empty tree has none', () => {
    expect([...tilesOf(256)].map((tile) => tilePath(tile))).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect([...tilesOf(0)]).toEqual([])
  })

  it.each([
    [{ level: 0, n: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, n: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 63, n: 1_000, width: 1 }, 'tile/63/x001/000.p/1'],
    [{ level: 1, n: 67, width: 255 }, 'tile/1/067.p/255'],
  ] as const)('%j is at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual({ kind: 'hashes', tile })
  })

  it('a bundle of entries stands beside the tile of leaf hashes', () => {
    const tile = { level: 0, n: 1_000, width: 7 }
    expect(tilePath(tile, 'entries')).toBe('tile/entries/x001/000.p/7')
    expect(parseTilePath('tile/entries/x001/000.p/7')).toEqual({ kind: 'entries', tile })
  })

  it.each([
    ...['tile/0/0', 'tile/0/0000', 'tile/00/000', 'tile/0/x000/000', 'tile/0/001/000', 'tile/0/000.p/0'],
    ...['tile/0/000.p/256', 'tile/0/000.p/01', 'tile/0/x001', 'tile/0/000/', '/tile/0/000', 'tile/64x/000'],
    ...['tile/x/000', 'tile/0/000.p/', 'tile/0/../../etc', 'tile/entries', 'tile/0/x999/x999/x999/x999/x999/x999/999'],
  ])('%s is no path of a tile', (path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })

  it('a tree has the tiles that it is large enough for', () => {
    expect(hasTile({ level: 0, n: 1, width: 4 }, 260)).toBe(true)
    expect(hasTile({ level: 0, n: 1, width: 5 }, 260)).toBe(false)
    expect(hasTile({ level: 0, n: 0, width: 256 }, 255)).toBe(false)
    expect(hasTile({ level: 1, n: 0, width: 1 }, 256)).toBe(true)
    expect(hasTile({ level: 63, n: 0, width: 1 }, 2 ** 50)).toBe(false)
  })

  it('hashes and entries come back as they were put in; what is cut off is refused', () => {
    const hashes = leafHashes(3)
    expect(splitHashes(Buffer.concat(hashes), 3)).toEqual(hashes)
    expect(() => splitHashes(Buffer.concat(hashes), 2)).toThrow('a tile of 2 hashes takes 64 bytes, not 96')
    const entries = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(65_535, 7)]
    expect(splitEntries(joinEntries(entries))).toEqual(entries)
    expect(joinEntries([Buffer.from('abc')])).toEqual(Buffer.from('\0\x03abc'))
    for (const cut of [1, 2, 4]) expect(() => splitEntries(joinEntries(entries).subarray(0, cut))).toThrow('is cut off')
    expect(() => joinEntries([Buffer.alloc(65_536)])).toThrow(RangeError)
  })
})

describe('a tree that grows in batches', () => {
  const sizes = [0, 1, 255, 256, 257, 700, 65_535, 65_536, 65_537, 66_100]
  const leaves = leafHashes(sizes.at(-1)!)
  const tree = rfcTree(leaves)
  let edge = emptyEdge
  const full = new Map<string, readonly Hash[]>()
  const frontier = new Frontier()

  const readerAt = (size: number) =>
    hashesFromTiles(size, async ({ level, n, width }) => {
      const whole = full.get(`${level}/${n}`)
      const hashes = whole ?? leavesOrRoots(level).slice(n * 256)
      return hashes.slice(0, width)
    })
  const leavesOrRoots = (level: number): Hash[] =>
    Array.from({ length: Math.floor(edge.size / 256 ** level) }, (_, i) => subtree(level, i))
  const subtree = (level: number, i: number): Hash => tree.subtree(i * 256 ** level, (i + 1) * 256 ** level)

  it.each(sizes)('has the right root at %i, by its edge and by its frontier', (size) => {
    const grown = grow(edge, leaves.slice(edge.size, size))
    for (const tile of grown.full) full.set(`${tile.level}/${tile.n}`, tile.hashes)
    for (let i = edge.size; i < size; i++) frontier.append(leaves[i]!)
    edge = grown.edge
    const root = size === 0 ? emptyRoot : tree.root(size)
    expect([edge.size, rootOfEdge(edge).equals(root)]).toEqual([size, true])
    expect([frontier.size, frontier.root.equals(root)]).toEqual([size, true])
  })

  it('has every full tile, each once', () => {
    const wanted = [...tilesOf(edge.size)].filter(({ width }) => width === 256)
    expect([...full.keys()].sort()).toEqual(wanted.map(({ level, n }) => `${level}/${n}`).sort())
  })

  it('proves out of its tiles what the standard says', async () => {
    const random = randomFrom(7)
    for (const size of sizes.slice(1)) {
      const reader = readerAt(size)
      expect((await rootAt(size, reader)).equals(tree.root(size))).toBe(true)
      for (let i = 0; i < 5; i++) {
        const [index, older] = [random(size), 1 + random(size)]
        expect(await proveInclusion(index, size, reader)).toEqual(tree.path(index, size))
        const told = older === size ? [] : tree.proof(older, size)
        expect(await proveConsistency(older, size, reader)).toEqual(told)
      }
    }
    await expect(proveInclusion(0, 70_000, readerAt(66_100))).rejects.toThrow('outside a tree of 66100')
  })
})
