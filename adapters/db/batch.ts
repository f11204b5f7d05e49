import type pg from 'pg'
import { run } from './client.ts'

/**
 * Several writes as one statement, one round trip: the main write runs first, the others are its companions (WITH).
 * None of them sees what another of the same batch wrote.
 */
export class Batch {
  readonly #companions: string[] = []
  readonly #values: unknown[] = []
  #main = 'SELECT'

  /** The write that runs first: where two batches can collide, they collide here and in the same order. */
  main(sql: string, values: readonly unknown[]): void {
    this.#main = this.#renumbered(sql, values)
  }

  add(sql: string, values: readonly unknown[]): void {
    this.#companions.push(this.#renumbered(sql, values))
  }

  get isEmpty(): boolean {
    return this.#companions.length === 0 && this.#main === 'SELECT'
  }

  async run(client: pg.PoolClient): Promise<void> {
    if (this.isEmpty) return
    const companions = this.#companions.map((sql, i) => `w${i} AS (${sql})`).join(', ')
    await run(client, `${companions === '' ? '' : `WITH ${companions} `}${this.#main}`, this.#values)
  }

  #renumbered(sql: string, values: readonly unknown[]): string {
    const before = this.#values.length
    this.#values.push(...values)
    return sql.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`)
  }
}
