import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Batch } from '../../adapters/db/batch.ts'
import { rows, transaction } from '../../adapters/db/client.ts'
import { addProjections, type Loaded } from '../../adapters/db/projections.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { keepSequencing } from '../../bots/jobs/ledger.ts'
import type { Muster } from '../../bots/muster.ts'
import type { Entry } from '../../core/ledger/entry.ts'
import { evolve } from '../../core/ledger/streams.ts'
import { envelope, factsOf } from './fill.ts'
import { describeTimes } from './log.ts'

const perSecond = 100
const perTurn = 4
const blocks = 4

/**
 * Turns at 100 a second, each four facts of one stream in one transaction: with the log, signed meanwhile as in use, and
 * the same without it: same reads, same states, same projections written. The two take turns, so that what else the machine does
 * weighs on both.
 */
export async function measureTurns(muster: Muster, { seconds }: { readonly seconds: number }): Promise<void> {
  const times = { log: [] as number[], projections: [] as number[] }
  await run(muster, withLog, 2)
  await run(muster, projectionsOnly, 2)
  for (let block = 0; block < blocks; block++) {
    const stop = keepSequencing(muster.house, muster.signing)
    times.log.push(...(await run(muster, withLog, seconds / blocks)))
    await stop()
    while ((await muster.sequence()) > 0);
    times.projections.push(...(await run(muster, projectionsOnly, seconds / blocks)))
  }
  await muster.house.pool.query(
    `DELETE FROM incidents i WHERE NOT EXISTS (SELECT FROM entries e WHERE e.stream = 'incident/' || i.id)`,
  )
  console.log(`turn with the log, at ${perSecond} a second: ${describeTimes(times.log)}`)
  console.log(`the same, projections only: ${describeTimes(times.projections)}`)
  console.log(`p50 above it: ${(100 * (median(times.log) / median(times.projections) - 1)).toFixed(1)} %`)
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

type Turn = (muster: Muster, client: pg.PoolClient, id: string) => Promise<void>

async function run(muster: Muster, turn: Turn, seconds: number): Promise<number[]> {
  const { pool, newId } = muster.house
  const began = performance.now()
  const turns: Promise<number>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    const wait = began + (i * 1_000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    const start = performance.now()
    turns.push(transaction(pool, (client) => turn(muster, client, newId())).then(() => performance.now() - start))
  }
  return Promise.all(turns)
}

const withLog: Turn = async ({ house }, client, id) => {
  const { authority, vault, newId } = house
  const unit = new UnitOfWork(client, { authority, now: house.now(), newId, vault })
  await unit.load('incident', id)
  await unit.write(factsOf(id, perTurn), envelope)
  await unit.flush()
}

const projectionsOnly: Turn = async ({ house: { authority, newId } }, client, id) => {
  const sql = 'SELECT id, version, state FROM incidents WHERE id = ANY($1) AND authority_id = $2 ORDER BY id'
  await rows(client, sql, [[id], authority])
  let state: Loaded<'incident'>['state']
  for (const [i, { stream, fact }] of factsOf(id, perTurn).entries()) {
    const entry = { id: newId(), authority, stream, version: i + 1, exercise: false, ...fact } as Entry
    state = evolve<'incident'>(state, entry)
  }
  const batch = new Batch()
  const loaded: Loaded<'incident'> = {
    aggregate: 'incident',
    id,
    before: undefined,
    readVersion: 0,
    state,
    version: perTurn,
  }
  addProjections(batch, authority, [loaded])
  await batch.run(client)
}
