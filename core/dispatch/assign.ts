/** A need among others that want the same people; one that wants several stands here several times. */
export interface Wanting {
  /** A higher one is served before any number of lower ones: 0 to 7. */
  readonly priority: number
  /** Who could come, by number, and what it costs, in metres: whole numbers from 0 to 1,000,000. Nobody twice. */
  readonly options: readonly { readonly person: number; readonly cost: number }[]
}

export const nobody = -1

/** More than any detour can be worth: 100,000 needs of 10 km each. */
const served = 1e9

/**
 * Who goes where, so that as many as possible of the highest priority are served, then of the next, and together they
 * travel the least: exact. For each need the number of a person, or `nobody`. Nobody goes to two.
 *
 * Successive shortest paths: one need after another is given the cheapest way to be served, which may send others
 * elsewhere; prices on needs and people keep every cost from below zero, so that Dijkstra's search finds it. A need may
 * also be left, at a price that grows with its priority.
 */
export function assign(needs: readonly Wanting[], people: number): Int32Array {
  const search = new Search(needs, people)
  for (let need = 0; need < needs.length; need++) search.begin(need)
  for (let need = 0; need < needs.length; need++) search.serve(need)
  return search.personOf
}

/** The edges of a graph, side by side, with prices and the pairs made so far. */
class Search {
  readonly personOf: Int32Array
  readonly #needOf: Int32Array
  readonly #first: Int32Array
  readonly #person: Int32Array
  readonly #cost: Float64Array
  readonly #leaving: Float64Array
  readonly #needPrice: Float64Array
  readonly #personPrice: Float64Array
  // One search for a path: what is known of each person, and from which need.
  readonly #distance: Float64Array
  readonly #from: Int32Array
  readonly #seen: Int32Array
  readonly #closed: Int32Array
  readonly #heap = new Heap()
  #round = 0

  constructor(needs: readonly Wanting[], people: number) {
    const edges = needs.reduce((sum, need) => sum + need.options.length, 0)
    this.personOf = new Int32Array(needs.length).fill(nobody)
    this.#needOf = new Int32Array(people).fill(nobody)
    this.#first = new Int32Array(needs.length + 1)
    this.#person = new Int32Array(edges)
    this.#cost = new Float64Array(edges)
    this.#leaving = Float64Array.from(needs, ({ priority }) => served * (priority + 1))
    this.#needPrice = new Float64Array(needs.length)
    this.#personPrice = new Float64Array(people)
    this.#distance = new Float64Array(people)
    this.#from = new Int32Array(people)
    this.#seen = new Int32Array(people)
    this.#closed = new Int32Array(people)
    needs.forEach(({ options }, i) => {
      this.#first[i + 1] = this.#first[i]! + options.length
      options.forEach(({ person, cost }, k) => {
        this.#person[this.#first[i]! + k] = person
        this.#cost[this.#first[i]! + k] = cost
      })
    })
  }

  /** Gives a need its nearest, where they are free: most need no more than that. */
  begin(need: number): void {
    let best = -1
    for (let e = this.#first[need]!; e < this.#first[need + 1]!; e++)
      if (best < 0 || this.#cost[e]! < this.#cost[best]!) best = e
    this.#needPrice[need] = best < 0 ? this.#leaving[need]! : this.#cost[best]!
    if (best >= 0 && this.#needOf[this.#person[best]!] === nobody) this.#pair(need, this.#person[best]!)
  }

  /** Finds the cheapest way to serve one more need, or to leave one, and takes it. */
  serve(need: number): void {
    if (this.personOf[need] !== nobody) return
    this.#round++
    this.#heap.clear()
    const closed: number[] = []
    let leave = { need, distance: this.#leaving[need]! - this.#needPrice[need]! }
    this.#reach(need, 0)
    let end = -1
    let length = leave.distance
    for (let p = this.#heap.pop(); p >= 0; p = this.#heap.pop()) {
      if (this.#closed[p] === this.#round) continue
      const distance = this.#distance[p]!
      if (distance >= leave.distance) break
      if (this.#needOf[p] === nobody) {
        end = p
        length = distance
        break
      }
      this.#closed[p] = this.#round
      closed.push(p)
      const next = this.#needOf[p]!
      const leaving = distance + this.#leaving[next]! - this.#needPrice[next]!
      if (leaving < leave.distance) leave = { need: next, distance: leaving }
      this.#reach(next, distance)
    }
    if (end < 0) length = leave.distance
    this.#raise(need, closed, length)
    if (end < 0 && leave.need === need) return
    if (end < 0) {
      end = this.personOf[leave.need]!
      this.personOf[leave.need] = nobody
    }
    this.#follow(need, end)
  }

  /** What a need could be served by, from `distance` on. */
  #reach(need: number, distance: number): void {
    for (let e = this.#first[need]!; e < this.#first[need + 1]!; e++) {
      const p = this.#person[e]!
      if (this.#closed[p] === this.#round) continue
      const there = distance + this.#cost[e]! - this.#needPrice[need]! - this.#personPrice[p]!
      if (this.#seen[p] === this.#round && there >= this.#distance[p]!) continue
      this.#seen[p] = this.#round
      this.#distance[p] = there
      this.#from[p] = need
      this.#heap.push(p, there)
    }
  }

  /** Raises prices so that the way found costs nothing and no way costs less. */
  #raise(need: number, closed: readonly number[], length: number): void {
    this.#needPrice[need]! += length
    for (const p of closed) {
      const by = length - this.#distance[p]!
      this.#personPrice[p]! -= by
      this.#needPrice[this.#needOf[p]!]! += by
    }
  }

  /** Pairs along the way back from a person to the need it began at. */
  #follow(need: number, end: number): void {
    for (let p = end; ; ) {
      const from = this.#from[p]!
      const given = this.personOf[from]!
      this.#pair(from, p)
      if (from === need) return
      p = given
    }
  }

  #pair(need: number, person: number): void {
    this.personOf[need] = person
    this.#needOf[person] = need
  }
}

/** People by distance, the least first; somebody may be in it more than once. */
class Heap {
  #people = new Int32Array(1_024)
  #keys = new Float64Array(1_024)
  #size = 0

  clear(): void {
    this.#size = 0
  }

  push(person: number, key: number): void {
    if (this.#size === this.#people.length) this.#grow()
    let i = this.#size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.#keys[parent]! <= key) break
      this.#people[i] = this.#people[parent]!
      this.#keys[i] = this.#keys[parent]!
      i = parent
    }
    this.#people[i] = person
    this.#keys[i] = key
  }

  /** The nearest, taken out; -1 when there is nobody. */
  pop(): number {
    if (this.#size === 0) return -1
    const first = this.#people[0]!
    const [person, key] = [this.#people[--this.#size]!, this.#keys[this.#size]!]
    let i = 0
    for (let child = 1; child < this.#size; child = 2 * i + 1) {
      if (child + 1 < this.#size && this.#keys[child + 1]! < this.#keys[child]!) child++
      if (this.#keys[child]! >= key) break
      this.#people[i] = this.#people[child]!
      this.#keys[i] = this.#keys[child]!
      i = child
    }
    this.#people[i] = person
    this.#keys[i] = key
    return first
  }

  #grow(): void {
    const [people, keys] = [this.#people, this.#keys]
    this.#people = new Int32Array(2 * people.length)
    this.#keys = new Float64Array(2 * keys.length)
    this.#people.set(people)
    this.#keys.set(keys)
  }
}
