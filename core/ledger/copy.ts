import type { ComparedLeaf } from './difference.ts'
import { type CheckpointFault, type OpenedCheckpoint, openCheckpoint } from './notes/checkpoint.ts'
import type { VerifierKey } from './notes/keys.ts'
import { Frontier } from './tree/frontier.ts'
import { type Hash, hashLeaf, rootOf } from './tree/hashes.ts'
import { splitEntries, splitHashes, type Tile, tilePath, tilesOf, tileWidth } from './tree/tiles.ts'

/** A published ledger as somebody outside has it: a folder of files, or a server. */
export interface LedgerCopy {
  /** What is at a path such as `checkpoint` or `tile/0/000`; null when there is nothing. */
  read(path: string): Promise<Buffer | null>
}

export interface CopyKeys {
  readonly log: VerifierKey
  readonly witnesses?: readonly VerifierKey[]
}

/** Hears what a check finds. */
export interface CopyListener {
  wrong(where: string, what: string): void
  passed(entries: number): void
}

export interface CheckedCopy extends OpenedCheckpoint {
  readonly leaves: readonly ComparedLeaf[]
}

const faults: Readonly<Record<CheckpointFault, string>> = {
  malformed: 'it is not a checkpoint',
  unsigned: 'it is not signed with the key',
  wrong_signature: 'its signature is wrong',
  other_origin: 'it is the checkpoint of another log',
}

/** What is wrong with a checkpoint, in words. */
export const sayFault = (fault: CheckpointFault): string => faults[fault]

/**
 * Checks a whole copy: that the checkpoint is signed, that every leaf hashes to its place in the tiles, every tile to the
 * one above, and all of them to the root. Null when there is no checkpoint to check it against.
 */
export async function checkCopy(copy: LedgerCopy, keys: CopyKeys, listener: CopyListener): Promise<CheckedCopy | null> {
  const opened = await openCopy(copy, keys)
  if (typeof opened === 'string') {
    listener.wrong('checkpoint', opened)
    return null
  }
  const { checkpoint } = opened
  const tiles = [...tilesOf(checkpoint.size)]
  const [frontier, roots] = [new Frontier(), new Map<string, Hash>()]
  const leaves: ComparedLeaf[] = []
  for (const tile of tiles) {
    const hashes =
      tile.level === 0 ? await checkLeaves(copy, tile, leaves, listener) : await readHashes(copy, tile, listener)
    if (!hashes) continue
    if (tile.level === 0) for (const hash of hashes) frontier.append(hash)
    else checkUpper(tile, hashes, roots, listener)
    if (tile.width === tileWidth) roots.set(`${tile.level}/${tile.n}`, rootOf(hashes))
  }
  if (frontier.size !== checkpoint.size)
    listener.wrong('checkpoint', `${checkpoint.size - frontier.size} leaves are missing`)
  else if (!frontier.root.equals(checkpoint.root))
    listener.wrong('checkpoint', 'its root does not follow from the leaves')
  return { ...opened, leaves }
}

/** The signed checkpoint of a copy, or what is wrong with it. */
export async function openCopy(copy: LedgerCopy, { log, witnesses }: CopyKeys): Promise<OpenedCheckpoint | string> {
  const note = await copy.read('checkpoint')
  if (!note) return 'there is none'
  const opened = openCheckpoint(note.toString('utf8'), log, witnesses)
  return opened.ok ? opened.value : sayFault(opened.error)
}

/** A tile or bundle of that width, or the beginning of the one that has become full since. */
async function readTile(copy: LedgerCopy, tile: Tile, kind: 'hashes' | 'entries'): Promise<Buffer | null> {
  return (await copy.read(tilePath(tile, kind))) ?? copy.read(tilePath({ ...tile, width: tileWidth }, kind))
}

async function readHashes(copy: LedgerCopy, tile: Tile, listener: CopyListener): Promise<Hash[] | null> {
  const bytes = await readTile(copy, tile, 'hashes')
  const where = tilePath(tile)
  if (bytes && bytes.length >= tile.width * 32) return splitHashes(bytes.subarray(0, tile.width * 32), tile.width)
  listener.wrong(where, bytes ? 'it is too short' : 'it is missing')
  return null
}

/** The hashes of a tile of level 0, each compared with its leaf. */
async function checkLeaves(
  copy: LedgerCopy,
  tile: Tile,
  leaves: ComparedLeaf[],
  listener: CopyListener,
): Promise<Hash[] | null> {
  const hashes = await readHashes(copy, tile, listener)
  const bundle = await readLeaves(copy, tile, listener)
  for (const [i, hash] of (hashes ?? []).entries()) {
    const leaf = bundle?.[i]
    const index = tile.n * tileWidth + i
    if (bundle && (!leaf || !hashLeaf(leaf).equals(hash)))
      listener.wrong(`index ${index}`, 'the leaf is not the one whose hash stands in the tree')
    leaves.push({ id: idOf(leaf) ?? `index ${index}`, hash: hash.toString('hex') })
  }
  listener.passed(tile.width)
  return hashes
}

async function readLeaves(copy: LedgerCopy, tile: Tile, listener: CopyListener): Promise<Buffer[] | null> {
  const bytes = await readTile(copy, tile, 'entries')
  const where = tilePath(tile, 'entries')
  try {
    if (bytes) return splitEntries(bytes)
    listener.wrong(where, 'it is missing')
  } catch (error) {
    listener.wrong(where, (error as Error).message)
  }
  return null
}

function checkUpper(
  tile: Tile,
  hashes: readonly Hash[],
  roots: ReadonlyMap<string, Hash>,
  listener: CopyListener,
): void {
  for (const [i, hash] of hashes.entries()) {
    const below = `${tile.level - 1}/${tile.n * tileWidth + i}`
    if (!roots.get(below)?.equals(hash))
      listener.wrong(tilePath(tile), `its hash ${i} is not the root of tile ${below}`)
  }
}

/** The entry a leaf stands for; undefined when it does not say. */
export function idOf(leaf: Buffer | undefined): string | undefined {
  try {
    const { id } = JSON.parse((leaf ?? Buffer.alloc(0)).toString('utf8')) as { id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined // not a leaf of ours: it is told apart by its place
  }
}
