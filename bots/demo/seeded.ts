import { createHash } from 'node:crypto'

/** Numbers from 0 below 1 that are the same every time for the same key. */
export function seeded(key: string): () => number {
  let round = 0
  return () => {
    const digest = createHash('sha256').update(`${key} ${round++}`).digest()
    return digest.readUInt32BE(0) / 2 ** 32
  }
}
