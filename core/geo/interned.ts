/**
 * Values that many share, each kept once under a small number: `take` gives the number of a value, `drop` gives it back,
 * and a number that nobody holds is used again: what is kept never outgrows what is in use. Number 0 is the value that
 * this began with, under the key ''; it stays, whoever drops it.
 */
export class Interned<T> {
  readonly #values: T[]
  readonly #keys = ['']
  readonly #uses = [1]
  readonly #numbers = new Map([['', 0]])
  readonly #free: number[] = []

  constructor(first: T) {
    this.#values = [first]
  }

  get size(): number {
    return this.#numbers.size
  }

  at(number: number): T {
    return this.#values[number]!
  }

  /** The number of the value that belongs to `key`; it is made when nobody has it. */
  take(key: string, make: () => T): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) {
      this.#uses[known]!++
      return known
    }
    const number = this.#free.pop() ?? this.#values.length
    this.#values[number] = make()
    this.#keys[number] = key
    this.#uses[number] = 1
    this.#numbers.set(key, number)
    return number
  }

  drop(number: number): void {
    if (number === 0 || --this.#uses[number]! > 0) return
    this.#numbers.delete(this.#keys[number]!)
    this.#free.push(number)
  }
}
