import { foldRight, type Hash } from './hashes.ts'
import { consistencyRanges, inclusionRanges, type Node, nodesOf, type Range } from './nodes.ts'

/** Where the hashes of complete subtrees come from: a database, files, a server. Answers in the order asked. */
export interface HashReader {
  read(nodes: readonly Node[]): Promise<Hash[]>
}

/** The root of the tree of the first `size` leaves. */
export async function rootAt(size: number, reader: HashReader): Promise<Hash> {
  const [root] = await hashRanges([{ from: 0, to: size }], reader)
  return root!
}

/** The hashes that lead from a leaf to the root of a tree, leaf upwards. Throws when there is no such leaf. */
export const proveInclusion = (index: number, size: number, reader: HashReader): Promise<Hash[]> =>
  hashRanges(inclusionRanges(index, size), reader)

/** The hashes that show that a tree continues an older one. */
export const proveConsistency = (older: number, size: number, reader: HashReader): Promise<Hash[]> =>
  hashRanges(consistencyRanges(older, size), reader)

async function hashRanges(ranges: readonly Range[], reader: HashReader): Promise<Hash[]> {
  const nodes = ranges.map(nodesOf)
  const wanted = nodes.flat()
  const hashes = wanted.length === 0 ? [] : await reader.read(wanted)
  let at = 0
  return nodes.map(({ length }) => {
    const subtrees = hashes.slice(at, at + length)
    at += length
    return foldRight(subtrees)
  })
}
