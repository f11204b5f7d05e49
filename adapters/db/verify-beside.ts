import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Witness } from './verify-ledger.ts'
import type { TableVerdict } from './verify-projections.ts'

/** What the thread is given; all of it can be copied into another thread. */
export interface ProjectionsWork {
  readonly connection: pg.PoolConfig
  readonly snapshot: string
  readonly authorities: readonly string[]
}

type Said =
  | { readonly wrong: Parameters<Witness['wrong']> }
  | { readonly passed: Parameters<Witness['passed']> }
  | { readonly tables: TableVerdict[] }

const thread = new URL('./projections-thread.ts', import.meta.url)

/**
 * Compares the projections on a thread and a connection of its own, while the caller walks the ledger: in the snapshot of
 * the caller's transaction, which must go on until this has resolved. Rejects when the thread cannot connect or read.
 */
export async function verifyBeside(
  pool: pg.Pool,
  snapshot: string,
  authorities: readonly string[],
  witness: Witness,
): Promise<TableVerdict[]> {
  const work: ProjectionsWork = { connection: connectionOf(pool), snapshot, authorities }
  const worker = new Worker(thread, { workerData: work, execArgv: [] })
  let tables: TableVerdict[] | undefined
  worker.on('message', (said: Said) => {
    if ('wrong' in said) witness.wrong(...said.wrong)
    else if ('passed' in said) witness.passed(...said.passed)
    else tables = said.tables
  })
  await once(worker, 'exit') // rejects on the thread's error
  if (!tables) throw new Error('verify: the thread that compares the projections ended without a verdict')
  return tables
}

/** What a pool connects with: its password is hidden from whoever lists its options, and is named here. */
function connectionOf({ options }: pg.Pool): pg.PoolConfig {
  const { connectionString, host, port, user, database, password, ssl, options: session } = options
  const named = { connectionString, host, port, user, database, password, ssl, options: session }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}
