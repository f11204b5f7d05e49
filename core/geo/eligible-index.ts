import { CellWalk, deepest, mapBits } from './cell-walk.ts'
import { ranksOnMap, reachOnMap } from './flat-map.ts'
import { Found } from './found.ts'
import { type Findable, PeopleTable, record, type Terms, type Wanted } from './people-table.ts'
import type { Point } from './point.ts'

/** Somebody who may be asked, and how far away they are: great circle, metres, not rounded. */
export interface Near {
  readonly id: string
  readonly metres: number
}

/** Everybody within a distance, and how many of them are not asked, by the first reason why. */
export interface Tally {
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  /** The nearest of those who are not asked, as many as were called for. */
  readonly passedOver: readonly (Near & { readonly why: string })[]
}

interface Tree {
  readonly root: number
  size: number
}

/** What a node has, in four words; the four children of a node stand side by side, which is one cache line. */
const node = { words: 4, link: 0, mask: 1, reach: 2, skills: 3 } as const
/** A leaf is three: the masks of 16 people, then their skills, then their numbers. */
const leaf = { words: 48, slots: 16, skills: 16, people: 32 } as const
const fewEnough = 8
/** A link below zero is a leaf: its number times 32, and how many are in it, inverted. An empty one has no number. */
const noLeaf = ~0
const countOf = (link: number): number => ~link & 31
/** Where a leaf begins. */
const leafAt = (link: number): number => (~link >> 5) * leaf.words

/**
 * The nearest volunteers who fit a need: exact, equal to measuring everybody, while people move and change.
 *
 * The country is a flat map (flat-map.ts) on which nothing is further apart than on the ground. Everybody stands in a
 * quadtree of the map, and once more in a tree for each of their skills; a search walks **the tree of the rarest skill
 * wanted**, nearest cell first, and passes over every cell in which nobody can be of use. A node knows of all below it:
 *
 * - *mask*: which combinations of vetting, vehicle and approval there are among those who can be asked at all (somebody
 *   who opted out, or is away with no end, is not), and in which of seven parts of the week any of them is ever free;
 * - *reach*: how far the one who goes furthest goes.
 *
 * This much holds at any moment, so it changes only when a person does. What depends on the moment (the minute of the
 * hours, a check that ran out, away until, at rest, promised elsewhere), on the need (asked before, in an area kept
 * clear) or on the exact distance is looked at for each person who is near enough (people-table.ts): a node that knew it
 * would have to change as the clock moves.
 *
 * What nodes know is exact between changes, never only on the safe side. A leaf that is full is cut in four when one more
 * comes; four leaves with four people or fewer between them become one again. What is freed is used again: memory
 * follows the number of people, however often they come and go.
 */
export class EligibleIndex {
  readonly #people = new PeopleTable()
  readonly #skills = new Map<string, number>()
  /** By the number of the skill. */
  readonly #trees: Tree[] = []
  #nodes = new Int32Array(node.words * 256)
  #reaches = new Float32Array(this.#nodes.buffer)
  #leaves = new Int32Array(leaf.words * 64)
  readonly #used = { nodes: 0, leaves: 0 }
  readonly #free = { nodes: [] as number[], leaves: [] as number[] }
  readonly #everybody: Tree = { root: this.#newNodes(), size: 0 }
  readonly #walk = new CellWalk()
  readonly #path = new Int32Array(64)

  get size(): number {
    return this.#people.size
  }

  /** Nodes and leaves in use: what memory follows. */
  get parts(): { readonly nodes: number; readonly leaves: number } {
    const { nodes, leaves } = this.#free
    return { nodes: this.#used.nodes - 4 * nodes.length, leaves: this.#used.leaves - leaves.length }
  }

  // Who is nearest.

  /** The `k` nearest who fit, nearest first, ties by id; fewer where fewer fit. */
  nearest(wanted: Wanted, k: number): Near[] {
    const tree = this.#rarest(wanted.skills)
    if (tree === undefined || k < 1) return []
    const terms = this.#people.terms(wanted, wanted.skills.map(this.#skillNumber))
    const found = new Found(k, wanted.withinM, this.#people.ids)
    const walk = this.#walk
    walk.begin(tree.root)
    while (walk.next()) {
      if (walk.apart > found.reach) continue
      const link = this.#nodes[walk.node * node.words + node.link]!
      if (link < 0) this.#searchLeaf(link, terms, found)
      else this.#enterCell(link, terms, found.reach)
    }
    return found.list()
  }

  /** The tree to search; undefined when nobody has one of the skills. */
  #rarest(skills: readonly string[]): Tree | undefined {
    let rarest: Tree | undefined
    for (const skill of skills) {
      const tree = this.#trees[this.#skillNumber(skill)]
      if (tree === undefined) return undefined
      if (rarest === undefined || tree.size < rarest.size) rarest = tree
    }
    return rarest ?? this.#everybody
  }

  /** Puts the children worth a visit on the walk, the nearest last, so that it comes first. */
  #enterCell(children: number, { east, north, classes, part }: Terms, reach: number): void {
    const walk = this.#walk
    const nodes = this.#nodes
    walk.open(east, north)
    for (let turn = 3; turn >= 0; turn--) {
      const quadrant = walk.quadrant(turn)
      const at = (children + quadrant) * node.words
      const mask = nodes[at + node.mask]!
      if ((mask & classes) === 0 || (mask & part) === 0) continue
      const apart = walk.apartFrom(quadrant)
      if (apart <= reach && apart <= this.#reaches[at + node.reach]!) walk.push(children + quadrant, quadrant, apart)
    }
  }

  #searchLeaf(link: number, terms: Terms, found: Found): void {
    const { east, north, classes, part, skillBits } = terms
    const { words, reaches } = this.#people
    const first = leafAt(link)
    for (let slot = first; slot < first + countOf(link); slot++) {
      const mask = this.#leaves[slot]!
      if ((mask & classes) === 0 || (mask & part) === 0) continue
      if ((this.#leaves[slot + leaf.skills]! & skillBits) !== skillBits) continue
      const p = this.#leaves[slot + leaf.people]!
      const at = p * record.words
      const dx = words[at + record.east]! - east
      const dy = words[at + record.north]! - north
      const apart = dx * dx + dy * dy
      if (apart <= found.reach && apart <= reaches[at + record.reach]!) this.#consider(p, terms, found)
    }
  }

  #consider(p: number, terms: Terms, found: Found): void {
    const people = this.#people
    const metres = people.metres(p, terms)
    if (metres > people.radiusM(p) || !found.wants(p, metres)) return
    if (people.hasSkills(p, terms) && people.barred(p, terms) === null) found.add(p, metres)
  }

  // Who is passed over, and why.

  /** Counts everybody within `wanted.withinM`, and names the nearest who are not asked: some 0.1 µs for each of them. */
  tally(wanted: Wanted, nearest = 0): Tally {
    const terms = this.#people.terms(wanted, wanted.skills.map(this.#skillNumber))
    const reach = reachOnMap(wanted.withinM)
    const excluded: Record<string, number> = {}
    const passedOver = new Found(nearest, wanted.withinM, this.#people.ids)
    const whys = new Map<string, string>()
    let considered = 0
    for (const p of this.#within(terms, reach)) {
      const metres = this.#people.metres(p, terms)
      if (metres > wanted.withinM) continue
      considered++
      const why = this.#people.whyNot(p, metres, terms)
      if (why === null) continue
      excluded[why] = (excluded[why] ?? 0) + 1
      if (nearest === 0 || !passedOver.wants(p, metres)) continue
      passedOver.add(p, metres)
      whys.set(this.#people.ids[p]!, why)
    }
    return { considered, excluded, passedOver: passedOver.list().map((one) => ({ ...one, why: whys.get(one.id)! })) }
  }

  /** Everybody in a cell that is not too far apart on the map. */
  *#within({ east, north }: Terms, reach: number): Generator<number> {
    const walk = this.#walk
    walk.begin(this.#everybody.root)
    while (walk.next()) {
      const link = this.#nodes[walk.node * node.words + node.link]!
      if (link < 0) yield* this.#peopleIn(link)
      else walk.pushNear(link, east, north, reach)
    }
  }

  // People come, change and go.

  /**
   * Fills an empty index with people, each with an id of their own. Neighbours get neighbouring numbers, and trees are
   * grown one after the other, so that a search finds what it looks at in few stretches of memory.
   */
  load(people: readonly Findable[]): void {
    if (this.size > 0) throw new Error(`index: ${this.size} people are in it already`)
    const ranks = ranksOnMap(people)
    this.#people.begin(people.length)
    for (const [i, known] of people.entries()) {
      this.#plant(known.skills)
      this.#people.write(this.#people.enter(known.id, ranks[i]), known, this.#skillNumber)
    }
    const skilled = this.#trees.map((): number[] => [])
    for (let p = 0; p < people.length; p++) for (const skill of this.#people.skillsOf(p)) skilled[skill]!.push(p)
    this.#reserve(Math.ceil(skilled.reduce((sum, { length }) => sum + length, people.length) / 6))
    for (let p = 0; p < people.length; p++) this.#insert(this.#everybody, p)
    for (const [skill, able] of skilled.entries()) for (const p of able) this.#insert(this.#trees[skill]!, p)
  }

  /** Enters somebody, or takes in all that is new about them. */
  put(known: Findable): void {
    this.#plant(known.skills)
    const before = this.#people.numberOf(known.id)
    const p = before ?? this.#people.enter(known.id)
    const stays = before !== undefined && this.#people.isSettled(p, known)
    if (before !== undefined && !stays) this.#leaveTrees(p)
    const reach = this.#reachOf(p)
    this.#people.write(p, known, this.#skillNumber)
    if (stays) this.#settleTrees(p, reach)
    else this.#enterTrees(p)
  }

  move(id: string, { lat, lon }: Point): void {
    const p = this.#people.numberOf(id)
    if (p === undefined) return
    this.#leaveTrees(p)
    this.#people.place(p, lat, lon)
    this.#enterTrees(p)
  }

  /** Somebody goes away with no end in sight, or is back. */
  toggle(id: string, available: boolean): void {
    const p = this.#people.numberOf(id)
    if (p !== undefined && this.#people.setAvailable(p, available)) this.#settleTrees(p, this.#reachOf(p))
  }

  remove(id: string): void {
    const p = this.#people.numberOf(id)
    if (p === undefined) return
    this.#leaveTrees(p)
    this.#people.leave(p)
  }

  readonly #skillNumber = (skill: string): number => this.#skills.get(skill) ?? -1

  /** A skill met for the first time gets a tree, and keeps it. */
  #plant(skills: readonly string[]): void {
    for (const skill of skills) {
      if (this.#skills.has(skill)) continue
      this.#skills.set(skill, this.#trees.length)
      this.#trees.push({ root: this.#newNodes(), size: 0 })
    }
  }

  #enterTrees(p: number): void {
    this.#insert(this.#everybody, p)
    for (const skill of this.#people.skillsOf(p)) this.#insert(this.#trees[skill]!, p)
  }

  #leaveTrees(p: number): void {
    this.#take(this.#everybody, p)
    for (const skill of this.#people.skillsOf(p)) this.#take(this.#trees[skill]!, p)
  }

  #settleTrees(p: number, reachBefore: number): void {
    this.#settle(this.#everybody, p, reachBefore)
    for (const skill of this.#people.skillsOf(p)) this.#settle(this.#trees[skill]!, p, reachBefore)
  }

  // One tree.

  #insert(tree: Tree, p: number): void {
    tree.size++
    let at = tree.root
    for (let level = 0; ; level++) {
      this.#include(at, p)
      const link = this.#nodes[at * node.words]!
      if (link < 0 && countOf(link) < leaf.slots) break
      if (link < 0) this.#cut(at, level)
      at = this.#nodes[at * node.words]! + this.#quadrant(p, level)
    }
    this.#append(at, p)
  }

  /** Takes somebody out, makes one leaf again of what was cut where few are left, and tells the nodes above. */
  #take(tree: Tree, p: number): void {
    tree.size--
    const depth = this.#descend(tree, p)
    this.#strike(this.#path[depth]!, p)
    this.#summariseLeaf(this.#path[depth]!, this.#reachOf(p))
    for (let level = depth - 1; level >= 0; level--) {
      const merged = this.#mergeIfFew(this.#path[level]!)
      if (!this.#summarise(this.#path[level]!) && !merged) return
    }
  }

  /** Takes in what changed about somebody who stays where they are, as far up as it changes anything. */
  #settle(tree: Tree, p: number, reachBefore: number): void {
    const depth = this.#descend(tree, p)
    const at = this.#path[depth]!
    this.#fillSlot(this.#slotOf(p, this.#nodes[at * node.words]!), p)
    const reach = this.#reachOf(p)
    if (!this.#summariseLeaf(at, reach === reachBefore ? 0 : Math.max(reach, reachBefore))) return
    for (let level = depth - 1; level >= 0; level--) if (!this.#summarise(this.#path[level]!)) return
  }

  /** The nodes from the root to the leaf of `p` go in `#path`; returns where the leaf stands there. */
  #descend(tree: Tree, p: number): number {
    this.#path[0] = tree.root
    for (let level = 0; ; level++) {
      const link = this.#nodes[this.#path[level]! * node.words]!
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
    const { words, reaches } = this.#people
    const [to, from] = [at * node.words, p * record.words]
    this.#nodes[to + node.mask]! |= words[from + record.mask]!
    if (reaches[from + record.reach]! > this.#reaches[to + node.reach]!)
      this.#reaches[to + node.reach] = reaches[from + record.reach]!
  }

  /** Works out what a node knows from what is directly below; true when that is something else than before. */
  #summarise(at: number): boolean {
    const [nodes, reaches] = [this.#nodes, this.#reaches]
    const children = nodes[at * node.words]!
    if (children < 0) return this.#summariseLeaf(at, Number.POSITIVE_INFINITY)
    let [mask, reach] = [0, 0]
    for (let child = children * node.words; child < (children + 4) * node.words; child += node.words) {
      mask |= nodes[child + node.mask]!
      if (reaches[child + node.reach]! > reach) reach = reaches[child + node.reach]!
    }
    return this.#note(at, mask, reach)
  }

  /** The same for a leaf; how far people go is looked at only where `changed`, a reach that came or went, can matter. */
  #summariseLeaf(at: number, changed: number): boolean {
    const link = this.#nodes[at * node.words]!
    let mask = 0
    for (let slot = leafAt(link); slot < leafAt(link) + countOf(link); slot++) mask |= this.#leaves[slot]!
    const before = this.#reaches[at * node.words + node.reach]!
    return this.#note(at, mask, changed < before ? before : this.#furthest(link))
  }

  #furthest(link: number): number {
    let furthest = 0
    for (let slot = leafAt(link); slot < leafAt(link) + countOf(link); slot++)
      furthest = Math.max(furthest, this.#reachOf(this.#leaves[slot + leaf.people]!))
    return furthest
  }

  #reachOf(p: number): number {
    return this.#people.reaches[p * record.words + record.reach]!
  }

  #note(at: number, mask: number, reach: number): boolean {
    const to = at * node.words
    if (this.#nodes[to + node.mask] === mask && this.#reaches[to + node.reach] === reach) return false
    this.#nodes[to + node.mask] = mask
    this.#reaches[to + node.reach] = reach
    return true
  }

  /** A full leaf becomes four. */
  #cut(at: number, level: number): void {
    const link = this.#nodes[at * node.words]!
    const children = this.#newNodes()
    for (const p of this.#peopleIn(link)) {
      const child = children + this.#quadrant(p, level)
      this.#include(child, p)
      this.#append(child, p)
    }
    this.#free.leaves.push(leafAt(link))
    this.#nodes[at * node.words] = children
  }

  /** Four leaves with few between them become one; true when they did. */
  #mergeIfFew(at: number): boolean {
    const children = this.#nodes[at * node.words]!
    let count = 0
    for (let child = children; child < children + 4; child++) {
      const link = this.#nodes[child * node.words]!
      if (link >= 0) return false
      count += countOf(link)
    }
    if (count > fewEnough) return false
    this.#nodes[at * node.words] = noLeaf
    for (let child = children; child < children + 4; child++) this.#pour(this.#nodes[child * node.words]!, at)
    this.#free.nodes.push(children)
    return true
  }

  /** Everybody of one leaf goes over to another. */
  #pour(link: number, to: number): void {
    if (link === noLeaf) return
    for (const p of this.#peopleIn(link)) this.#append(to, p)
    this.#free.leaves.push(leafAt(link))
  }

  #append(at: number, p: number): void {
    const link = this.#nodes[at * node.words]!
    const first = link === noLeaf ? this.#newLeaf() : leafAt(link)
    this.#fillSlot(first + countOf(link), p)
    this.#nodes[at * node.words] = ~((first / leaf.words) * 32 + countOf(link) + 1)
  }

  #fillSlot(slot: number, p: number): void {
    const { words } = this.#people
    this.#leaves[slot] = words[p * record.words + record.mask]!
    this.#leaves[slot + leaf.skills] = words[p * record.words + record.skills]!
    this.#leaves[slot + leaf.people] = p
  }

  /** Takes somebody out of a leaf; the last one in it takes their slot. */
  #strike(at: number, p: number): void {
    const link = this.#nodes[at * node.words]!
    const [slot, last] = [this.#slotOf(p, link), leafAt(link) + countOf(link) - 1]
    this.#fillSlot(slot, this.#leaves[last + leaf.people]!)
    if (countOf(link) === 1) this.#free.leaves.push(leafAt(link))
    this.#nodes[at * node.words] = countOf(link) === 1 ? noLeaf : link + 1
  }

  #slotOf(p: number, link: number): number {
    let slot = leafAt(link)
    while (this.#leaves[slot + leaf.people] !== p) slot++
    return slot
  }

  #peopleIn(link: number): Int32Array {
    const first = leafAt(link) + leaf.people
    return this.#leaves.subarray(first, first + countOf(link))
  }

  /** Four empty leaves, side by side; returns the first. */
  #newNodes(): number {
    const first = this.#free.nodes.pop() ?? this.#used.nodes
    if (first === this.#used.nodes) this.#used.nodes += 4
    if (this.#used.nodes * node.words > this.#nodes.length) this.#growNodes(this.#nodes.length * 1.5)
    this.#nodes.fill(0, first * node.words, (first + 4) * node.words)
    for (let child = first; child < first + 4; child++) this.#nodes[child * node.words] = noLeaf
    return first
  }

  /** Returns where a free leaf begins. */
  #newLeaf(): number {
    const first = this.#free.leaves.pop() ?? leaf.words * this.#used.leaves++
    if (this.#used.leaves * leaf.words > this.#leaves.length)
      this.#leaves = grown(this.#leaves, this.#leaves.length * 1.5)
    return first
  }

  /** Room for so many leaves and the nodes above them, so that it need not be found little by little. */
  #reserve(leaves: number): void {
    if (leaves * leaf.words > this.#leaves.length) this.#leaves = grown(this.#leaves, leaves * leaf.words)
    if (leaves * 1.5 * node.words > this.#nodes.length) this.#growNodes(leaves * 1.5 * node.words)
  }

  #growNodes(words: number): void {
    this.#nodes = grown(this.#nodes, words)
    this.#reaches = new Float32Array(this.#nodes.buffer)
  }
}

function grown(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(length))
  larger.set(words)
  return larger
}
