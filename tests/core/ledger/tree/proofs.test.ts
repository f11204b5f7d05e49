import { describe, expect, it } from 'vitest'
import { checkConsistency, checkInclusion } from '../../../../core/ledger/tree/check.ts'
import { emptyRoot, type Hash, hashLeaf } from '../../../../core/ledger/tree/hashes.ts'
import { consistencyRanges, inclusionRanges, nodesOf } from '../../../../core/ledger/tree/nodes.ts'
import { proveConsistency, proveInclusion, rootAt } from '../../../../core/ledger/tree/prove.ts'
import { randomFrom } from '../../../support/random.ts'
import { flipped, leafHashes, rfcTree } from '../../../support/trees.ts'

const largest = 300
const leaves = leafHashes(largest)
const tree = rfcTree(leaves)
const random = randomFrom(5)

/** The proof with one bit of one hash turned; undefined when it has none. */
function spoiled(proof: readonly Hash[]): Hash[] | undefined {
  if (proof.length === 0) return undefined
  const which = random(proof.length)
  return proof.map((hash, i) => (i === which ? flipped(hash, random(256)) : hash))
}

function* everyFlip(proof: readonly Hash[]): Generator<Hash[]> {
  for (const [which, hash] of proof.entries())
    for (let bit = 0; bit < 256; bit++) yield proof.map((other, i) => (i === which ? flipped(hash, bit) : other))
}

describe('the hashes of RFC 6962', () => {
  it('are those that the standard names', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hashLeaf(Buffer.alloc(0)).toString('hex')).toMatch(/^6e340b9cffb37a98/)
  })

  it('a range falls into complete subtrees, largest first', () => {
    expect(nodesOf({ from: 0, to: 7 })).toEqual([
      { level: 2, n: 0 },
      { level: 1, n: 2 },
      { level: 0, n: 6 },
    ])
    expect(nodesOf({ from: 0, to: 2 ** 48 - 1 })).toHaveLength(48)
    expect(nodesOf({ from: 0, to: 0 })).toEqual([])
  })
})

describe('every tree of up to 300 leaves', () => {
  it('proves every leaf, as the standard tells it, and with one bit turned proves nothing', async () => {
    for (let size = 1; size <= largest; size++) {
      const head = { size, root: tree.root(size) }
      expect((await rootAt(size, tree.reader)).equals(head.root)).toBe(true)
      for (let index = 0; index < size; index++) {
        const proof = await proveInclusion(index, size, tree.reader)
        if (!Buffer.concat(proof).equals(Buffer.concat(tree.path(index, size)))) expect.unreachable(`${index}/${size}`)
        const claim = { index, leafHash: leaves[index]!, proof }
        if (!checkInclusion(claim, head)) expect.unreachable(`${index} of ${size}`)
        const bad = spoiled(proof)
        if (bad && checkInclusion({ ...claim, proof: bad }, head)) expect.unreachable(`${index} of ${size}, spoiled`)
      }
    }
  })

  it('proves that it continues every older one, and with one bit turned proves nothing', async () => {
    for (let size = 1; size <= largest; size++) {
      const newer = { size, root: tree.root(size) }
      for (let old = 1; old <= size; old++) {
        const older = { size: old, root: tree.root(old) }
        const proof = await proveConsistency(old, size, tree.reader)
        const told = old === size ? [] : tree.proof(old, size)
        if (!Buffer.concat(proof).equals(Buffer.concat(told))) expect.unreachable(`${old} to ${size}`)
        if (!checkConsistency(older, newer, proof)) expect.unreachable(`${old} to ${size}`)
        const bad = spoiled(proof)
        if (bad && checkConsistency(older, newer, bad)) expect.unreachable(`${old} to ${size}, spoiled`)
      }
    }
  })
})

describe('every bit counts', () => {
  const sizes = [2, 3, 4, 5, 7, 8, 11]

  it('of an inclusion proof, its leaf and its root', async () => {
    for (const size of sizes) {
      const head = { size, root: tree.root(size) }
      for (let index = 0; index < size; index++) {
        const proof = await proveInclusion(index, size, tree.reader)
        const claim = { index, leafHash: leaves[index]!, proof }
        for (const bad of everyFlip(proof)) expect(checkInclusion({ ...claim, proof: bad }, head)).toBe(false)
        for (const [leafHash] of everyFlip([claim.leafHash]))
          expect(checkInclusion({ ...claim, leafHash: leafHash! }, head)).toBe(false)
        for (const [root] of everyFlip([head.root])) expect(checkInclusion(claim, { size, root: root! })).toBe(false)
      }
    }
  })

  it('of a consistency proof and of both roots', async () => {
    for (const size of sizes) {
      const newer = { size, root: tree.root(size) }
      for (let old = 1; old < size; old++) {
        const older = { size: old, root: tree.root(old) }
        const proof = await proveConsistency(old, size, tree.reader)
        for (const bad of everyFlip(proof)) expect(checkConsistency(older, newer, bad)).toBe(false)
        for (const [root] of everyFlip([older.root]))
          expect(checkConsistency({ size: old, root: root! }, newer, proof)).toBe(false)
        for (const [root] of everyFlip([newer.root]))
          expect(checkConsistency(older, { size, root: root! }, proof)).toBe(false)
      }
    }
  })
})

describe('a proof of something else is refused', () => {
  const size = 13
  const head = { size, root: tree.root(size) }

  it('another place, another size, a hash more, a hash less, a hash too short', async () => {
    for (let index = 0; index < size; index++) {
      const proof = await proveInclusion(index, size, tree.reader)
      const claim = { index, leafHash: leaves[index]!, proof }
      for (let other = 0; other < 20; other++)
        if (other !== index) expect(checkInclusion({ ...claim, index: other }, head)).toBe(false)
      expect(checkInclusion({ ...claim, proof: [...proof, emptyRoot] }, head)).toBe(false)
      expect(checkInclusion({ ...claim, proof: [emptyRoot, ...proof] }, head)).toBe(false)
      expect(checkInclusion({ ...claim, proof: proof.slice(1) }, head)).toBe(false)
      expect(checkInclusion({ ...claim, proof: proof.slice(0, -1) }, head)).toBe(false)
      expect(checkInclusion({ ...claim, proof: proof.map((hash) => hash.subarray(1)) }, head)).toBe(false)
    }
  })

  it('numbers that count nothing', async () => {
    const claim = { index: 0, leafHash: leaves[0]!, proof: await proveInclusion(0, size, tree.reader) }
    for (const index of [-1, 0.5, Number.NaN, 2 ** 60]) expect(checkInclusion({ ...claim, index }, head)).toBe(false)
    for (const bad of [-1, 0.5, Number.NaN]) expect(checkInclusion(claim, { ...head, size: bad })).toBe(false)
    expect(() => inclusionRanges(13, 13)).toThrow('there is no leaf 13 in a tree of 13')
    expect(() => consistencyRanges(14, 13)).toThrow('not older')
    expect(() => consistencyRanges(1.5, 13)).toThrow('not the size of a tree')
  })

  it('an older tree that is larger, another root of the same size, a proof where none is needed', () => {
    const other = { size, root: emptyRoot }
    expect(checkConsistency(head, head, [])).toBe(true)
    expect(checkConsistency(head, head, [emptyRoot])).toBe(false)
    expect(checkConsistency(head, other, [])).toBe(false)
    expect(checkConsistency({ ...head, size: 14 }, head, [])).toBe(false)
    expect(checkConsistency({ size: 5, root: tree.root(5) }, head, [])).toBe(false)
  })

  it('the empty tree begins every other, and has its own root', () => {
    expect(checkConsistency({ size: 0, root: emptyRoot }, head, [])).toBe(true)
    expect(checkConsistency({ size: 0, root: emptyRoot }, { size: 0, root: emptyRoot }, [])).toBe(true)
    expect(checkConsistency({ size: 0, root: emptyRoot }, head, [emptyRoot])).toBe(false)
    expect(checkConsistency({ size: 0, root: head.root }, head, [])).toBe(false)
    expect(checkConsistency({ size: 0, root: emptyRoot }, { size: 0, root: head.root }, [])).toBe(false)
  })
})
