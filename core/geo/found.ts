import { reachOnMap } from './flat-map.ts'

/** The nearest so far, `k` at most, nearest first; of those equally far the one whose id comes first. */
export class Found {
  readonly #k: number
  readonly #ids: readonly string[]
  readonly #people: number[] = []
  readonly #metres: number[] = []
  /** What is further away, in metres, or further apart on the map (squared) is not wanted any more. */
  withinM: number
  reach: number

  constructor(k: number, withinM: number, ids: readonly string[]) {
    this.#k = k
    this.#ids = ids
    this.withinM = withinM
    this.reach = reachOnMap(withinM)
  }

  wants(p: number, metres: number): boolean {
    if (metres > this.withinM) return false
    return this.#people.length < this.#k || this.#isBefore(p, metres, this.#k - 1)
  }

  add(p: number, metres: number): void {
    const { length } = this.#people
    let at = Math.min(length, this.#k - 1)
    for (; at > 0 && this.#isBefore(p, metres, at - 1); at--) {
      this.#people[at] = this.#people[at - 1]!
      this.#metres[at] = this.#metres[at - 1]!
    }
    this.#people[at] = p
    this.#metres[at] = metres
    if (this.#people.length < this.#k) return
    this.withinM = this.#metres[this.#k - 1]!
    this.reach = reachOnMap(this.withinM)
  }

  list(): { id: string; metres: number }[] {
    return this.#people.map((p, i) => ({ id: this.#ids[p]!, metres: this.#metres[i]! }))
  }

  #isBefore(p: number, metres: number, at: number): boolean {
    const other = this.#metres[at]!
    return metres < other || (metres === other && this.#ids[p]! < this.#ids[this.#people[at]!]!)
  }
}
