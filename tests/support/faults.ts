import type pg from 'pg'

/** What a step does instead of what it should: nothing, or all of it without its answer coming back. */
export type Fault = 'failed' | 'happened but never answered'

/** A pool whose `step`th statement from now goes wrong, once, and the connection with it; `steps` counts them. */
export function faultyPool(pool: pg.Pool, step: number, fault: Fault): { pool: pg.Pool; steps: () => number } {
  let count = 0
  const goesWrong = async (run: () => Promise<unknown>): Promise<unknown> => {
    if (++count !== step) return run()
    if (fault === 'happened but never answered') await run()
    throw new Error(`step ${step} ${fault}`)
  }
  const connect = async () => {
    const client = await pool.connect()
    return new Proxy(client, {
      get(target, name) {
        if (name === 'query')
          return (...args: unknown[]) => goesWrong(() => (target.query as AnyCall).apply(target, args))
        const value = Reflect.get(target, name) as unknown
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
  const query = (...args: unknown[]) => goesWrong(() => (pool.query as AnyCall).apply(pool, args))
  return { pool: { connect, query } as unknown as pg.Pool, steps: () => count }
}

type AnyCall = (...args: unknown[]) => Promise<unknown>
