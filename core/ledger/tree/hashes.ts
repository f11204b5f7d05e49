import { hash } from 'node:crypto'

/** A node of the tree: SHA-256, 32 bytes. */
export type Hash = Buffer

export const hashBytes = 32

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

const sha256 = (bytes: Buffer): Hash => hash('sha256', bytes, 'buffer')

/** The hash of a leaf (RFC 6962 section 2.1): SHA-256(0x00 ‖ leaf). */
export const hashLeaf = (leaf: Uint8Array): Hash => sha256(Buffer.concat([leafPrefix, leaf]))

/** The hash of two subtrees that stand side by side: SHA-256(0x01 ‖ left ‖ right). */
export const hashNode = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([nodePrefix, left, right]))

/** The root of a tree without leaves. */
export const emptyRoot: Hash = sha256(Buffer.alloc(0))

/** The root over subtrees that stand side by side, largest first, as a tree of any size falls into them. */
export const foldRight = (subtrees: readonly Hash[]): Hash =>
  subtrees.length === 0 ? emptyRoot : subtrees.reduceRight((right, left) => hashNode(left, right))

/** The root over leaf hashes (or over roots of subtrees of one size) in order. */
export function rootOf(hashes: readonly Hash[]): Hash {
  if (hashes.length <= 1) return hashes[0] ?? emptyRoot
  const cut = largestPowerBelow(hashes.length)
  return hashNode(rootOf(hashes.slice(0, cut)), rootOf(hashes.slice(cut)))
}

/** The largest power of two smaller than `n`, which is 2 or more: where RFC 6962 splits a tree. */
export function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}
