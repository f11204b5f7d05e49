import { type Hash, hashLeaf, hashNode, largestPowerBelow } from '../../core/ledger/tree/hashes.ts'
import type { HashReader } from '../../core/ledger/tree/prove.ts'

/** Leaf hashes of a made-up log: leaf `i` holds the words "leaf i". */
export const leafHashes = (count: number): Hash[] =>
  Array.from({ length: count }, (_, i) => hashLeaf(Buffer.from(`leaf ${i}`)))

/** The root over leaf hashes, told as RFC 6962 section 2.1 tells it, each subtree worked out once. */
export function rfcTree(hashes: readonly Hash[]) {
  const known = new Map<number, Hash>()
  const root = (from: number, to: number): Hash => {
    if (to - from === 1) return hashes[from]!
    const name = from * 2 ** 26 + to
    const cut = from + largestPowerBelow(to - from)
    const hash = known.get(name) ?? hashNode(root(from, cut), root(cut, to))
    known.set(name, hash)
    return hash
  }
  /** PATH(m, D[n]) of section 2.1.1. */
  const path = (m: number, from: number, to: number): Hash[] => {
    if (to - from === 1) return []
    const cut = from + largestPowerBelow(to - from)
    return m < cut ? [...path(m, from, cut), root(cut, to)] : [...path(m, cut, to), root(from, cut)]
  }
  /** SUBPROOF(m, D[n], b) of section 2.1.2. */
  const subproof = (m: number, from: number, to: number, whole: boolean): Hash[] => {
    if (m === to) return whole ? [] : [root(from, to)]
    const cut = from + largestPowerBelow(to - from)
    return m <= cut
      ? [...subproof(m, from, cut, whole), root(cut, to)]
      : [...subproof(m, cut, to, false), root(from, cut)]
  }
  const reader: HashReader = {
    read: async (nodes) => nodes.map(({ level, n }) => root(n * 2 ** level, (n + 1) * 2 ** level)),
  }
  return {
    subtree: root,
    root: (size: number) => root(0, size),
    path: (index: number, size: number) => path(index, 0, size),
    proof: (older: number, size: number) => subproof(older, 0, size, true),
    reader,
  }
}

/** A copy with one bit turned. */
export function flipped(bytes: Uint8Array, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}
