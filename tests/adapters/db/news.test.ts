import type { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { watchNews } from '../../../adapters/db/news.ts'
import { sequence } from '../../../adapters/db/sequencer.ts'
import { type LedgerTown, openLedgerTown } from '../../support/ledger-town.ts'

const never = 3_600_000
const patient = { timeout: 20_000 }
const wires = `FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN muster_ledger'`

let ledger: LedgerTown
const stops: (() => void)[] = []

beforeAll(async () => {
  ledger = await openLedgerTown()
})

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

afterAll(() => ledger.close())

const open = async () => (await ledger.one<{ open: number }>(`SELECT count(*)::int AS open ${wires}`)).open

/** Somebody who listens, and what they heard. */
async function listener(everyMs: { told: number; untold: number }): Promise<number[]> {
  const heard: number[] = []
  stops.push(watchNews(ledger.pool, ledger.authority, everyMs).listen((seq) => heard.push(seq)))
  await expect.poll(open, patient).toBe(1)
  return heard
}

async function grow(): Promise<number> {
  await ledger.write()
  await sequence(ledger.pool, ledger.settings)
  return (await ledger.one<{ seq: number }>('SELECT max(seq) AS seq FROM ledger_index')).seq
}

it('the database itself tells of a signed head', async () => {
  const heard = await listener({ told: never, untold: never })
  await expect.poll(async () => [await grow(), heard.length > 0], patient).toEqual([expect.any(Number), true])
})

it('a connection that is cut is opened again by itself', async () => {
  const heard = await listener({ told: never, untold: 10 })
  await ledger.one(`SELECT count(pg_terminate_backend(pid)) ${wires}`)
  await expect.poll(async () => [await grow(), heard.length > 0], patient).toEqual([expect.any(Number), true])
  await expect.poll(open, patient).toBe(1)
})

it('while the database tells nothing, the index is looked at', async () => {
  const { pool } = ledger
  const mute = { options: { ...pool.options, database: 'nowhere' }, query: pool.query.bind(pool) } as unknown as Pool
  const heard: number[] = []
  stops.push(watchNews(mute, ledger.authority, { told: never, untold: 10 }).listen((seq) => heard.push(seq)))
  await expect.poll(async () => [await grow(), heard.length > 0], patient).toEqual([expect.any(Number), true])
  expect(await open()).toBe(0)
})

it('no connection is kept once nobody listens', async () => {
  await listener({ told: never, untold: never })
  for (const stop of stops.splice(0)) stop()
  await expect.poll(open, patient).toBe(0)
})
