import { deepest, mapBits } from './cell-walk.ts'
import { levelsRanked } from './flat-map.ts'
import { type PeopleTable, record } from './people-table.ts'
import { grown, newWords } from './words.ts'

/** A tree is the number of its root, and how many people are in it. */
export interface Tree {
  readonly root: number
  size: number
}

/** What a node has, in four words; the four children of a node stand side by side, which is one cache line. */
export const node = { words: 4, link: 0, mask: 1, skills: 2, reach: 3 } as const
/** What a leaf has of a person, in four words: `who` is their number and, in the highest 8 bits, how far they go. */
export const slot = { words: 4, mask: 0, skills: 1, place: 2, who: 3 } as const
export const numberIn = (who: number): number => who & 0xffffff

const slots = 16
const fewEnough = 8
/** A link below zero is a leaf: its number times 32, and how many are in it, inverted. An empty one has no number. */
const noLeaf = ~0
const countOf = (link: number): number => ~link & 31
/** Where a leaf begins in `leaves`, and where it ends. */
export const beginOf = (link: number): number => (~link >> 5) * slots * slot.words
export const endOf = (link: number): number => beginOf(link) + countOf(link) * slot.words

/**
 * Quadtrees of people by where they are on the map, in two arrays: nodes, and leaves of up to 16 people.
 *
 * A node knows of all below it who can be asked at all: their masks and skills, and how far the one who goes furthest
 * goes. That is exact between changes, never only on the safe side. A leaf that is full is cut in four when one more
 * comes; four leaves with eight people or fewer between them become one again. What is freed is used again: memory
 * follows the number of people, however often they come and go.
 */
export class Forest {
  nodes = newWords(node.words * 256)
  leaves = newWords(slots * slot.words * 64)
  readonly #people: PeopleTable
  readonly #used = { nodes: 0, leaves: 0 }
  readonly #free = { nodes: [] as number[], leaves: [] as number[] }
  /** The nodes from a root to a leaf. */
  readonly #path = new Int32Array(64)

  constructor(people: PeopleTable) {
    this.#people = people
  }

  /** Nodes and leaves in use: what memory follows. */
  get parts(): { readonly nodes: number; readonly leaves: number } {
    const { nodes, leaves } = this.#free
    return { nodes: this.#used.nodes - 4 * nodes.length, leaves: this.#used.leaves - leaves.length }
  }

  plant(): Tree {
    return { root: this.#newNodes(), size: 0 }
  }

  /** Puts all of `people` in a tree that has nobody yet: numbers in the order of `ranksOnMap`, which are sorted further. */
  grow(tree: Tree, people: Uint32Array): void {
    tree.size = people.length
    this.#grow(tree.root, people, 0)
  }

  #grow(at: number, people: Uint32Array, level: number): void {
    if (people.length <= slots) {
      for (const p of people) this.#append(at, p, level)
      this.#summariseLeaf(at)
      return
    }
    if (level >= levelsRanked) this.#sortByQuadrant(people, level)
    const children = this.#newNodes()
    this.nodes[at * node.words + node.link] = children
    for (let q = 0, from = 0; q < 4; q++) {
      const to = this.#endOfQuadrant(people, level, q)
      this.#grow(children + q, people.subarray(from, to), level + 1)
      from = to
    }
    this.#summarise(at)
  }

  #sortByQuadrant(people: Uint32Array, level: number): void {
    const in4: number[][] = [[], [], [], []]
    for (const p of people) in4[this.#quadrant(p, level)]!.push(p)
    people.set(in4.flat())
  }

  /** Where a quadrant ends in a list that is sorted by them. */
  #endOfQuadrant(people: Uint32Array, level: number, quadrant: number): number {
    let [low, high] = [0, people.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#quadrant(people[middle]!, level) > quadrant) high = middle
      else low = middle + 1
    }
    return low
  }

  insert(tree: Tree, p: number): void {
    tree.size++
    let at = tree.root
    let level = 0
    for (; ; level++) {
      this.#include(at, p)
      const link = this.nodes[at * node.words]!
      if (link < 0 && countOf(link) < slots) break
      if (link < 0) this.#cut(at, level)
      at = this.nodes[at * node.words]! + this.#quadrant(p, level)
    }
    this.#append(at, p, level)
  }

  /** Takes somebody out, makes one leaf again of what was cut where few are left, and tells the nodes above. */
  take(tree: Tree, p: number): void {
    tree.size--
    const depth = this.#descend(tree, p)
    this.#strike(this.#path[depth]!, p)
    this.#summariseLeaf(this.#path[depth]!)
    for (let level = depth - 1; level >= 0; level--) {
      const merged = this.#mergeIfFew(this.#path[level]!, level)
      if (!this.#summarise(this.#path[level]!) && !merged) return
    }
  }

  /** Takes in what changed about somebody who stays where they are, as far up as it changes anything. */
  settle(tree: Tree, p: number): void {
    const depth = this.#descend(tree, p)
    const at = this.#path[depth]!
    this.#fillSlot(this.#slotOf(p, this.nodes[at * node.words]!), p, depth)
    if (!this.#summariseLeaf(at)) return
    for (let level = depth - 1; level >= 0; level--) if (!this.#summarise(this.#path[level]!)) return
  }

  /** The nodes from the root to the leaf of `p` go in `#path`; returns where the leaf stands there. */
  #descend(tree: Tree, p: number): number {
    this.#path[0] = tree.root
    for (let level = 0; ; level++) {
      const link = this.nodes[this.#path[level]! * node.words]!
      if (link < 0) return level
      this.#path[level + 1] = link + this.#quadrant(p, level)
    }
  }

  /** In which of four children somebody is: a bit of each coordinate, and below the deepest cell two of their number. */
  #quadrant(p: number, level: number): number {
    if (level >= deepest) return (p >>> (2 * (level - deepest))) & 3
    const { words } = this.#people
    const bit = mapBits - 1 - level
    const at = p * record.words
    return ((words[at + record.east]! >> bit) & 1) | (((words[at + record.north]! >> bit) & 1) << 1)
  }

  /** Widens what a node knows by one person. */
  #include(at: number, p: number): void {
    const { words } = this.#people
    const [to, from] = [at * node.words, p * record.words]
    const mask = words[from + record.mask]!
    if (mask === 0) return
    this.nodes[to + node.mask]! |= mask
    this.nodes[to + node.skills]! |= words[from + record.skills]!
    const reach = words[from + record.reach]!
    if (reach > this.nodes[to + node.reach]!) this.nodes[to + node.reach] = reach
  }

  /** Works out what a node knows from what is directly below; true when that is something else than before. */
  #summarise(at: number): boolean {
    const { nodes } = this
    const children = nodes[at * node.words]!
    if (children < 0) return this.#summariseLeaf(at)
    let [mask, skills, reach] = [0, 0, 0]
    for (let child = children * node.words; child < (children + 4) * node.words; child += node.words) {
      mask |= nodes[child + node.mask]!
      skills |= nodes[child + node.skills]!
      if (nodes[child + node.reach]! > reach) reach = nodes[child + node.reach]!
    }
    return this.#note(at, mask, skills, reach)
  }

  #summariseLeaf(at: number): boolean {
    const { leaves } = this
    const link = this.nodes[at * node.words]!
    let [mask, skills, reach] = [0, 0, 0]
    for (let one = beginOf(link); one < endOf(link); one += slot.words) {
      mask |= leaves[one]!
      skills |= leaves[one + slot.skills]!
      reach = Math.max(reach, leaves[one + slot.who]! >>> 24)
    }
    return this.#note(at, mask, skills, reach)
  }

  #note(at: number, mask: number, skills: number, reach: number): boolean {
    const { nodes } = this
    const to = at * node.words
    if (nodes[to + node.mask] === mask && nodes[to + node.skills] === skills && nodes[to + node.reach] === reach)
      return false
    nodes[to + node.mask] = mask
    nodes[to + node.skills] = skills
    nodes[to + node.reach] = reach
    return true
  }

  /** A full leaf becomes four. */
  #cut(at: number, level: number): void {
    const link = this.nodes[at * node.words]!
    const children = this.#newNodes()
    for (let one = beginOf(link); one < endOf(link); one += slot.words) {
      const p = numberIn(this.leaves[one + slot.who]!)
      const child = children + this.#quadrant(p, level)
      this.#include(child, p)
      this.#append(child, p, level + 1)
    }
    this.#free.leaves.push(beginOf(link))
    this.nodes[at * node.words] = children
  }

  /** Four leaves with few between them become one; true when they did. */
  #mergeIfFew(at: number, level: number): boolean {
    const children = this.nodes[at * node.words]!
    let count = 0
    for (let child = children; child < children + 4; child++) {
      const link = this.nodes[child * node.words]!
      if (link >= 0) return false
      count += countOf(link)
    }
    if (count > fewEnough) return false
    this.nodes[at * node.words] = noLeaf
    for (let child = children; child < children + 4; child++) this.#pour(this.nodes[child * node.words]!, at, level)
    this.#free.nodes.push(children)
    return true
  }

  /** Everybody of one leaf goes over to another. */
  #pour(link: number, to: number, level: number): void {
    if (link === noLeaf) return
    for (let one = beginOf(link); one < endOf(link); one += slot.words)
      this.#append(to, numberIn(this.leaves[one + slot.who]!), level)
    this.#free.leaves.push(beginOf(link))
  }

  #append(at: number, p: number, level: number): void {
    const link = this.nodes[at * node.words]!
    const begin = link === noLeaf ? this.#newLeaf() : beginOf(link)
    this.#fillSlot(begin + countOf(link) * slot.words, p, level)
    this.nodes[at * node.words] = ~((begin / (slots * slot.words)) * 32 + countOf(link) + 1)
  }

  /** Somebody who cannot be asked at all leaves no trace in a node: no mask, no skill, and they go nowhere. */
  #fillSlot(at: number, p: number, level: number): void {
    const { words } = this.#people
    const from = p * record.words
    const mask = words[from + record.mask]!
    const dropped = Math.max(0, mapBits - 16 - level)
    this.leaves[at] = mask
    this.leaves[at + slot.skills] = mask === 0 ? 0 : words[from + record.skills]!
    this.leaves[at + slot.place] =
      ((words[from + record.east]! >> dropped) & 0xffff) | ((words[from + record.north]! >> dropped) << 16)
    this.leaves[at + slot.who] = p | (mask === 0 ? 0 : words[from + record.reach]! << 24)
  }

  /** Takes somebody out of a leaf; the last one in it takes their slot. */
  #strike(at: number, p: number): void {
    const link = this.nodes[at * node.words]!
    const last = endOf(link) - slot.words
    this.leaves.copyWithin(this.#slotOf(p, link), last, last + slot.words)
    if (countOf(link) === 1) this.#free.leaves.push(beginOf(link))
    this.nodes[at * node.words] = countOf(link) === 1 ? noLeaf : link + 1
  }

  #slotOf(p: number, link: number): number {
    let at = beginOf(link)
    while (numberIn(this.leaves[at + slot.who]!) !== p) at += slot.words
    return at
  }

  /** Four empty leaves, side by side; returns the first. */
  #newNodes(): number {
    const first = this.#free.nodes.pop() ?? this.#used.nodes
    if (first === this.#used.nodes) this.#used.nodes += 4
    if (this.#used.nodes * node.words > this.nodes.length) this.nodes = grown(this.nodes, this.nodes.length * 1.5)
    this.nodes.fill(0, first * node.words, (first + 4) * node.words)
    for (let child = first; child < first + 4; child++) this.nodes[child * node.words] = noLeaf
    return first
  }

  /** Returns where a free leaf begins. */
  #newLeaf(): number {
    const words = slots * slot.words
    const begin = this.#free.leaves.pop() ?? words * this.#used.leaves++
    if (this.#used.leaves * words > this.leaves.length) this.leaves = grown(this.leaves, this.leaves.length * 1.5)
    return begin
  }

  /** Room for so many places in leaves, half of which stay empty, so that it need not be found little by little. */
  reserve(places: number): void {
    const leaves = Math.ceil(places / 6)
    if (leaves * slots * slot.words > this.leaves.length) this.leaves = grown(this.leaves, leaves * slots * slot.words)
    if (leaves * 1.5 * node.words > this.nodes.length) this.nodes = grown(this.nodes, leaves * 1.5 * node.words)
  }
}
