import { largestPowerBelow } from './hashes.ts'

/** A complete subtree: the leaves from n · 2^level up to but not including (n + 1) · 2^level. */
export interface Node {
  readonly level: number
  readonly n: number
}

/** Leaves from `from` up to but not including `to`, as RFC 6962 cuts a tree: `from` is aligned to what fits. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** The complete subtrees that make up a range, largest first. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = []
  for (let at = from; at < to; ) {
    const leaves = largestPowerBelow(to - at + 1)
    nodes.push({ level: Math.log2(leaves), n: at / leaves })
    at += leaves
  }
  return nodes
}

/** What an inclusion proof consists of, leaf upwards. Throws when there is no such leaf. */
export function inclusionRanges(index: number, size: number): Range[] {
  checkSize(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`ledger: there is no leaf ${index} in a tree of ${size}`)
  return pathTo(index, { from: 0, to: size })
}

function pathTo(index: number, { from, to }: Range): Range[] {
  if (to - from === 1) return []
  const cut = from + largestPowerBelow(to - from)
  return index < cut
    ? [...pathTo(index, { from, to: cut }), { from: cut, to }]
    : [...pathTo(index, { from: cut, to }), { from, to: cut }]
}

/** What a consistency proof consists of (RFC 6962 section 2.1.2); nothing from an empty tree or to the same one. */
export function consistencyRanges(older: number, size: number): Range[] {
  checkSize(older)
  checkSize(size)
  if (older > size) throw new RangeError(`ledger: a tree of ${older} is not older than one of ${size}`)
  return older === 0 || older === size ? [] : subproof(older, { from: 0, to: size }, true)
}

/** `whole`: the older tree starts where this range starts and its root is known to whoever checks. */
function subproof(older: number, { from, to }: Range, whole: boolean): Range[] {
  if (older === to) return whole ? [] : [{ from, to }]
  const cut = from + largestPowerBelow(to - from)
  return older <= cut
    ? [...subproof(older, { from, to: cut }, whole), { from: cut, to }]
    : [...subproof(older, { from: cut, to }, false), { from, to: cut }]
}

function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`ledger: ${size} is not the size of a tree`)
}
