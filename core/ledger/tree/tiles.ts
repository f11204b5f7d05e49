import { type Hash, hashBytes } from './hashes.ts'

/** Tiles are 8 levels high (c2sp.org/tlog-tiles). */
export const tileHeight = 8
export const tileWidth = 256

/** A run of hashes of one height: `width` of them, 256 when the tile is full. At level 0 they are those of leaves. */
export interface Tile {
  readonly level: number
  readonly n: number
  readonly width: number
}

/** How many hashes there are at a tile level of a tree: roots of full tiles of the level below, or leaves. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level)

/** Every tile of a tree, level by level, the partial one of a level last; none is empty. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0; hashesAt(level, size) > 0; level++) yield* tilesAt(level, hashesAt(level, size))
}

function* tilesAt(level: number, hashes: number): Generator<Tile> {
  for (let n = 0; n * tileWidth < hashes; n++) yield { level, n, width: Math.min(tileWidth, hashes - n * tileWidth) }
}

/** Whether a tree of that size has all hashes of the tile. */
export const hasTile = ({ level, n, width }: Tile, size: number): boolean =>
  n * tileWidth + width <= hashesAt(level, size)

/** Where a tile of hashes, or the bundle of entries under a tile of level 0, is served: `tile/0/x001/234.p/5`. */
export const tilePath = ({ level, n, width }: Tile, kind: 'hashes' | 'entries' = 'hashes'): string =>
  `tile/${kind === 'entries' ? kind : level}/${groups(n)}${width === tileWidth ? '' : `.p/${width}`}`

function groups(n: number): string {
  const last = String(n % 1_000).padStart(3, '0')
  return n < 1_000 ? last : `${leading(Math.floor(n / 1_000))}/${last}`
}

const leading = (n: number): string =>
  groups(n)
    .split('/')
    .map((group) => (group.startsWith('x') ? group : `x${group}`))
    .join('/')

const path = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Reads a path as `tilePath` writes it; undefined for any other. */
export function parseTilePath(text: string): { kind: 'hashes' | 'entries'; tile: Tile } | undefined {
  const [, first, index, partial] = path.exec(text) ?? []
  if (first === undefined || index === undefined) return undefined
  const kind = first === 'entries' ? 'entries' : 'hashes'
  const n = Number(index.replaceAll(/[x/]/g, ''))
  const tile = { level: kind === 'entries' ? 0 : Number(first), n, width: partial ? Number(partial) : tileWidth }
  return Number.isSafeInteger(n) && tilePath(tile, kind) === text ? { kind, tile } : undefined
}

/** The hashes of a tile from its bytes. Throws when there are not as many as it is wide. */
export function splitHashes(bytes: Uint8Array, width: number): Hash[] {
  if (bytes.length !== width * hashBytes)
    throw new Error(`ledger: a tile of ${width} hashes takes ${width * hashBytes} bytes, not ${bytes.length}`)
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: width }, (_, i) => whole.subarray(i * hashBytes, (i + 1) * hashBytes))
}

/** A bundle of entries: each led by its length as two bytes, the higher first. Throws on one of more than 65,535 bytes. */
export function joinEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )
}

/** The entries of a bundle. Throws when it is not exactly as long as it says. */
export function splitEntries(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 <= bundle.length ? at + 2 + bundle.readUInt16BE(at) : Number.POSITIVE_INFINITY
    if (end > bundle.length) throw new Error('ledger: a bundle of entries is cut off')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}
