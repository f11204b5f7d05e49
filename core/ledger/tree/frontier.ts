import { foldRight, type Hash, hashNode } from './hashes.ts'

/**
 * A tree that grows at its right edge and forgets the rest: what is needed to say its root at any size on the way.
 * A leaf costs two hashes on average, a root at most one for each level.
 */
export class Frontier {
  /** Complete subtrees, largest first. */
  readonly #subtrees: { readonly level: number; readonly hash: Hash }[] = []
  readonly #onSubtree: (level: number, hash: Hash) => void
  #size = 0

  /** `onSubtree` hears of every complete subtree, leaves included, left to right at each level. */
  constructor(onSubtree: (level: number, hash: Hash) => void = () => undefined) {
    this.#onSubtree = onSubtree
  }

  get size(): number {
    return this.#size
  }

  get root(): Hash {
    return foldRight(this.#subtrees.map(({ hash }) => hash))
  }

  append(leafHash: Hash): void {
    this.#size++
    let joined = { level: 0, hash: leafHash }
    this.#onSubtree(0, leafHash)
    while (this.#subtrees.at(-1)?.level === joined.level) {
      const left = this.#subtrees.pop()!
      joined = { level: joined.level + 1, hash: hashNode(left.hash, joined.hash) }
      this.#onSubtree(joined.level, joined.hash)
    }
    this.#subtrees.push(joined)
  }
}
