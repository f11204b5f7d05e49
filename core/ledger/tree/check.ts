import { emptyRoot, type Hash, hashBytes, hashNode } from './hashes.ts'

/** A tree as a checkpoint states it. */
export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

export interface InclusionClaim {
  readonly index: number
  readonly leafHash: Hash
  readonly proof: readonly Hash[]
}

/** Whether the proof shows that the leaf stands at that index of the tree (RFC 9162 section 2.1.3.2). */
export function checkInclusion({ index, leafHash, proof }: InclusionClaim, { size, root }: TreeHead): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leafHash, root, ...proof].every(isHash)) return false
  let [at, last] = [index, size - 1]
  let hash = leafHash
  for (const step of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = hashNode(step, hash)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = hashNode(hash, step)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/** Whether the proof shows that `newer` begins with all of `older` (RFC 9162 section 2.1.4.2). */
export function checkConsistency(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false
  if (![older.root, newer.root, ...proof].every(isHash)) return false
  if (older.size === 0) return proof.length === 0 && older.root.equals(emptyRoot) && isTree(newer)
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  return checkGrowth(older, newer, proof)
}

const isTree = ({ size, root }: TreeHead): boolean => size > 0 || root.equals(emptyRoot)

function checkGrowth(older: TreeHead, newer: TreeHead, proof: readonly Hash[]): boolean {
  const steps = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof]
  const first = steps.shift()
  if (!first) return false
  let [at, last] = [older.size - 1, newer.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [oldRoot, newRoot] = [first, first]
  for (const step of steps) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      ;[oldRoot, newRoot] = [hashNode(step, oldRoot), hashNode(step, newRoot)]
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else newRoot = hashNode(newRoot, step)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && oldRoot.equals(older.root) && newRoot.equals(newer.root)
}

// Not bit operations: those stop at 2^31.
const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1
const isPowerOfTwo = (n: number): boolean => 2 ** Math.round(Math.log2(n)) === n
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const isHash = (hash: Uint8Array): boolean => hash.length === hashBytes
