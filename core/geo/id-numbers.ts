import { newWords } from './words.ts'

/** Of each place in the table: the hash of an id, and its number plus one; nought where there is none. */
const entry = { words: 2, hash: 0, number: 1 } as const

/**
 * The number of each id. A hash table in one array: a Map of a million long keys has to look in four places far apart
 * where this looks in two, and takes three times the memory. The ids themselves stay with the caller, by number.
 */
export class IdNumbers {
  readonly #ids: readonly string[]
  #table = newWords(entry.words * 256)
  #mask = 255
  size = 0

  constructor(ids: readonly string[]) {
    this.#ids = ids
  }

  get(id: string): number | undefined {
    const number = this.#table[this.#find(id, hashOf(id)) + entry.number]!
    return number === 0 ? undefined : number - 1
  }

  /** False, and nothing changes, when the id has a number already. */
  add(id: string, number: number): boolean {
    const hash = hashOf(id)
    const at = this.#find(id, hash)
    if (this.#table[at + entry.number] !== 0) return false
    this.#table[at] = hash
    this.#table[at + entry.number] = number + 1
    this.size++
    if (2 * this.size > this.#mask) this.reserve(2 * this.size)
    return true
  }

  /** Those that stand after it because its place was taken move up. */
  remove(id: string): void {
    const table = this.#table
    let hole = this.#find(id, hashOf(id)) / entry.words
    if (table[hole * entry.words + entry.number] === 0) return
    this.size--
    for (let at = (hole + 1) & this.#mask; table[at * entry.words + entry.number] !== 0; at = (at + 1) & this.#mask) {
      const home = table[at * entry.words]! & this.#mask
      if (((at - home) & this.#mask) < ((at - hole) & this.#mask)) continue
      table.copyWithin(hole * entry.words, at * entry.words, (at + 1) * entry.words)
      hole = at
    }
    table[hole * entry.words + entry.number] = 0
  }

  /** Room for so many ids; half of the places stay free. */
  reserve(ids: number): void {
    const places = 2 ** Math.ceil(Math.log2(2 * ids + 1))
    if (places <= this.#mask + 1) return
    const before = this.#table
    this.#table = newWords(entry.words * places)
    this.#mask = places - 1
    for (let at = 0; at < before.length; at += entry.words)
      if (before[at + entry.number] !== 0) this.#reenter(before, at)
  }

  #reenter(before: Int32Array, from: number): void {
    let at = before[from]! & this.#mask
    while (this.#table[at * entry.words + entry.number] !== 0) at = (at + 1) & this.#mask
    this.#table[at * entry.words] = before[from]!
    this.#table[at * entry.words + entry.number] = before[from + entry.number]!
  }

  /** Where the id stands in the table, or where it would. */
  #find(id: string, hash: number): number {
    for (let place = hash & this.#mask; ; place = (place + 1) & this.#mask) {
      const at = place * entry.words
      const number = this.#table[at + entry.number]!
      if (number === 0 || (this.#table[at] === hash && this.#ids[number - 1] === id)) return at
    }
  }
}

/** FNV-1a, its bits mixed once more. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  return hash ^ (hash >>> 15)
}
