import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../../adapters/db/client.ts'
import { headText, sequence } from '../../../adapters/db/sequencer.ts'
import { UnitOfWork } from '../../../adapters/db/unit-of-work.ts'
import { openTown, type Town } from '../../support/town.ts'

let town: Town
const { privateKey } = generateKeyPairSync('ed25519')

beforeAll(async () => {
  town = await openTown({ places: [], startsAt: '2026-11-22T14:00:00.000Z' })
  await town.settle()
})

afterAll(() => town.close())

const settings = () => ({
  authority: town.muster.house.authority,
  origin: 'muster.test/ledger',
  signingKey: privateKey,
  now: town.now,
})

function unit(client: pg.PoolClient): UnitOfWork {
  const { authority, vault, newId } = town.muster.house
  return new UnitOfWork(client, { authority, now: town.now(), newId, vault })
}

async function writeIncident(work: UnitOfWork, id: string): Promise<void> {
  const envelope = { actor: 'job/test', cause: null, incident: null, exercise: false }
  await work.write([{ stream: `incident/${id}`, fact: { type: 'incident_opened', body: { code: 'test' } } }], envelope)
  await work.flush()
}

const indexOf = async (stream: string) => {
  const sql = 'SELECT l.seq FROM ledger_index l JOIN entries e ON e.id = l.entry_id WHERE e.stream = $1'
  return (await town.muster.house.pool.query<{ seq: number }>(sql, [stream])).rows.map((row) => row.seq)
}

test('an entry whose transaction commits late is neither skipped nor waited for', async () => {
  const { pool, newId } = town.muster.house
  const [late, early] = [newId(), newId()]
  const slow = await pool.connect()
  await slow.query('BEGIN')
  await writeIncident(unit(slow), late)
  await transaction(pool, (client) => writeIncident(unit(client), early))
  expect(await sequence(pool, settings())).toBe(1)
  expect(await indexOf(`incident/${early}`)).toHaveLength(1)
  await slow.query('COMMIT')
  slow.release()
  expect(await sequence(pool, settings())).toBe(1)
  expect((await indexOf(`incident/${late}`))[0]).toBe((await indexOf(`incident/${early}`))[0]! + 1)
})

test('two sequencers at once give each entry one index and leave no gap', async () => {
  const { pool, newId } = town.muster.house
  for (let i = 0; i < 20; i++) await transaction(pool, (client) => writeIncident(unit(client), newId()))
  const taken = await Promise.all(Array.from({ length: 6 }, () => sequence(pool, settings())))
  const rest = await sequence(pool, settings())
  expect(taken.reduce((a, b) => a + b, 0) + rest).toBe(20)
  const { rows } = await pool.query<{ n: number; top: number }>(
    'SELECT count(*)::int AS n, max(seq) AS top FROM ledger_index',
  )
  expect(rows[0]!.top).toBe(rows[0]!.n - 1)
})

test('a head is signed over origin, size and running hash', async () => {
  const { rows } = await town.muster.house.pool.query<{ size: number; running: Buffer; signature: Buffer }>(
    'SELECT * FROM heads ORDER BY size DESC LIMIT 1',
  )
  const { size, running, signature } = rows[0]!
  const key = createPublicKey(privateKey)
  expect(verify(null, headText('muster.test/ledger', size, running), key, signature)).toBe(true)
  expect(verify(null, headText('muster.test/ledger', size + 1, running), key, signature)).toBe(false)
})
