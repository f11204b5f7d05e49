import { CellWalk } from './cell-walk.ts'
import type { Findable, Wanted } from './findable.ts'
import { ranksOnMap, reachOfCode, reachOnMap } from './flat-map.ts'
import { beginOf, endOf, Forest, node, numberIn, slot, type Tree } from './forest.ts'
import { Found } from './found.ts'
import { PeopleTable } from './people-table.ts'
import type { Point } from './point.ts'
import type { Terms } from './terms.ts'

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

/**
 * The nearest volunteers who fit a need: exact, equal to measuring everybody, while people move and change.
 *
 * The country is a flat map (flat-map.ts) on which nothing is further apart than on the ground. Everybody stands in a
 * quadtree of the map, and once more in a tree for each of their skills; a search walks **the tree of the rarest skill
 * wanted**, nearest cell first, and passes over every cell in which nobody can be of use. A node knows of all below it:
 *
 * - *mask*: which combinations of vetting, vehicle and approval there are among those who can be asked at all (somebody
 *   who opted out, or is away with no end, is not), and in which of seven parts of the week any of them is ever free;
 * - *skills*: which there are, so that a second skill wanted is looked for from above too;
 * - *reach*: how far the one who goes furthest goes.
 *
 * This much holds at any moment, so it changes only when a person does. What depends on the moment (the minute of the
 * hours, a check that ran out, away until, at rest, promised elsewhere), on the need (asked before, in an area kept
 * clear) or on the exact distance is looked at for each person who is near enough (people-table.ts): a node that knew it
 * would have to change as the clock moves.
 *
 * A search waits for memory, not for sums: what a node or a person is asked for stands in one cache line. A leaf holds
 * all of the above for each of its people, and where they are to a few centimetres, so that the records of those who
 * cannot be the answer are never looked at; forest.ts keeps it all up to date.
 */
export class EligibleIndex {
  readonly #people = new PeopleTable()
  readonly #forest = new Forest(this.#people)
  readonly #everybody = this.#forest.plant()
  readonly #skills = new Map<string, number>()
  /** By the number of the skill. */
  readonly #trees: Tree[] = []
  readonly #walk = new CellWalk()
  /** Of no meaning: to look at memory early is to have it at hand later, without waiting. */
  #fetched = 0

  get size(): number {
    return this.#people.size
  }

  /** Nodes and leaves in use: what memory follows. */
  get parts(): Forest['parts'] {
    return this.#forest.parts
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
      const link = this.#forest.nodes[walk.node * node.words + node.link]!
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
  #enterCell(children: number, { east, north, classes, part, skillBits }: Terms, reach: number): void {
    const walk = this.#walk
    const { nodes, leaves } = this.#forest
    walk.open(east, north)
    for (let turn = 3; turn >= 0; turn--) {
      const quadrant = walk.quadrant(turn)
      const at = (children + quadrant) * node.words
      const mask = nodes[at + node.mask]!
      if ((mask & classes) === 0 || (mask & part) === 0) continue
      if ((nodes[at + node.skills]! & skillBits) !== skillBits) continue
      const apart = walk.apartFrom(quadrant)
      if (apart > reach || apart > reachOfCode[nodes[at + node.reach]!]!) continue
      walk.push(children + quadrant, quadrant, apart)
      const link = nodes[at + node.link]!
      this.#fetched ^= link < 0 ? leaves[beginOf(link)]! : nodes[link * node.words]!
    }
  }

  #searchLeaf(link: number, terms: Terms, found: Found): void {
    const { east, north, classes, part, skillBits } = terms
    const walk = this.#walk
    const { leaves } = this.#forest
    const end = endOf(link)
    walk.openLeaf()
    for (let at = beginOf(link); at < end; at += slot.words) {
      const mask = leaves[at]!
      if ((mask & classes) === 0 || (mask & part) === 0) continue
      if ((leaves[at + slot.skills]! & skillBits) !== skillBits) continue
      const apart = walk.apartFromPlace(leaves[at + slot.place]!, east, north)
      const who = leaves[at + slot.who]!
      if (apart <= found.reach && apart <= reachOfCode[who >>> 24]!) this.#consider(numberIn(who), terms, found)
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
    const { nodes, leaves } = this.#forest
    walk.begin(this.#everybody.root)
    while (walk.next()) {
      const link = nodes[walk.node * node.words + node.link]!
      if (link >= 0) walk.pushNear(link, east, north, reach)
      else for (let at = beginOf(link); at < endOf(link); at += slot.words) yield numberIn(leaves[at + slot.who]!)
    }
  }

  // People come, change and go.

  /**
   * Fills an empty index with people, each with an id of their own. Neighbours get neighbouring numbers, and trees are
   * grown one after the other, so that a search finds what it looks at in few stretches of memory.
   */
  load(people: readonly Findable[]): void {
    if (this.size > 0) throw new Error(`index: ${this.size} people are in it already`)
    const table = this.#people
    const ranks = ranksOnMap(people)
    table.begin(people.length)
    for (const [i, known] of people.entries())
      table.write(table.enter(known.id, ranks[i]), known, this.#numbersOf(known.skills))
    const able = this.#trees.map((): number[] => [])
    for (let p = 0; p < people.length; p++) for (const skill of table.skillsOf(p)) able[skill]!.push(p)
    this.#forest.reserve(able.reduce((sum, { length }) => sum + length, people.length))
    this.#forest.grow(this.#everybody, ranks.sort())
    for (const [skill, numbers] of able.entries()) this.#forest.grow(this.#trees[skill]!, Uint32Array.from(numbers))
  }

  /** Enters somebody, or takes in all that is new about them. */
  put(known: Findable): void {
    const skills = this.#numbersOf(known.skills)
    const before = this.#people.numberOf(known.id)
    const p = before ?? this.#people.enter(known.id)
    const stays = before !== undefined && this.#people.isSettled(p, known, skills)
    if (before !== undefined && !stays) this.#leaveTrees(p)
    this.#people.write(p, known, skills)
    if (stays) this.#settleTrees(p)
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
    if (p !== undefined && this.#people.setAvailable(p, available)) this.#settleTrees(p)
  }

  remove(id: string): void {
    const p = this.#people.numberOf(id)
    if (p === undefined) return
    this.#leaveTrees(p)
    this.#people.leave(p)
  }

  readonly #skillNumber = (skill: string): number => this.#skills.get(skill) ?? -1

  /** The number of each skill, once. One met for the first time gets a tree, and keeps it. */
  #numbersOf(skills: readonly string[]): number[] {
    const numbers: number[] = []
    for (const skill of skills) {
      const number = this.#skills.get(skill) ?? this.#trees.push(this.#forest.plant()) - 1
      if (number === this.#skills.size) this.#skills.set(skill, number)
      if (!numbers.includes(number)) numbers.push(number)
    }
    return numbers
  }

  #enterTrees(p: number): void {
    this.#forest.insert(this.#everybody, p)
    for (const skill of this.#people.skillsOf(p)) this.#forest.insert(this.#trees[skill]!, p)
  }

  #leaveTrees(p: number): void {
    this.#forest.take(this.#everybody, p)
    for (const skill of this.#people.skillsOf(p)) this.#forest.take(this.#trees[skill]!, p)
  }

  #settleTrees(p: number): void {
    this.#forest.settle(this.#everybody, p)
    for (const skill of this.#people.skillsOf(p)) this.#forest.settle(this.#trees[skill]!, p)
  }
}
