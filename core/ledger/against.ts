import { type ComparedLeaf, type Difference, differences } from './difference.ts'
import type { Checkpoint } from './notes/checkpoint.ts'
import { Frontier } from './tree/frontier.ts'
import { hashBytes } from './tree/hashes.ts'

/** An older head that somebody kept, with the leaves under it where they were kept too. */
export interface OlderCopy {
  readonly checkpoint: Checkpoint
  readonly leaves: readonly ComparedLeaf[] | null
}

/** A ledger as it is now. */
export interface LedgerNow {
  /** The hashes of all leaves in order, 32 bytes each. */
  readonly leafHashes: Buffer
  /** The leaves from a place on. */
  leavesFrom(place: number): Promise<readonly ComparedLeaf[]>
}

type Wrong = (where: string, what: string) => void

/**
 * Whether a ledger begins with all that an older head covers. What was edited, deleted, inserted, moved or cut off since is
 * named by its place, as far as the older copy tells: exactly when it holds the leaves.
 */
export async function compareWithOlder(older: OlderCopy, now: LedgerNow, wrong: Wrong): Promise<boolean> {
  const { size, root } = older.checkpoint
  const sizeNow = now.leafHashes.length / hashBytes
  if (sizeNow >= size && rootOfFirst(size, now.leafHashes).equals(root)) return true
  if (older.leaves === null) {
    if (sizeNow < size) wrong(`index ${sizeNow}`, `the log ends here; the older head covers ${size} entries`)
    else wrong(`index 0 to ${size - 1}`, 'these are not the entries that the older head covers')
    return false
  }
  const first = firstDifference(older.leaves, now.leafHashes)
  const found = differences(older.leaves.slice(first), await now.leavesFrom(first), first)
  for (const difference of found) wrong(...say(difference))
  if (found.length === 0) wrong(`index ${first}`, 'from here on it is not what the older head covers')
  return false
}

function rootOfFirst(size: number, leafHashes: Buffer): Buffer {
  const frontier = new Frontier()
  for (let i = 0; i < size; i++) frontier.append(leafHashes.subarray(i * hashBytes, (i + 1) * hashBytes))
  return frontier.root
}

function firstDifference(leaves: readonly ComparedLeaf[], hashes: Buffer): number {
  const found = leaves.findIndex(
    ({ hash }, i) => hashes.subarray(i * hashBytes, (i + 1) * hashBytes).toString('hex') !== hash,
  )
  return found < 0 ? leaves.length : found
}

function say(difference: Difference): [where: string, what: string] {
  const { kind } = difference
  if (kind === 'truncated')
    return [
      `index ${difference.index}`,
      `the log is cut off here: ${difference.missing} entries that the older head covers are gone`,
    ]
  if (kind === 'inserted')
    return [`index ${difference.now}, entry ${difference.id}`, 'was inserted since the older head']
  const where = `index ${difference.index}, entry ${difference.id}`
  if (kind === 'moved') return [where, `was moved since the older head: it stands at index ${difference.now} now`]
  return [where, kind === 'edited' ? 'was edited since the older head' : 'was deleted since the older head']
}
