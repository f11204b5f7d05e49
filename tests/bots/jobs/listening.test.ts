import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { rows } from '../../../adapters/db/client.ts'
import { keptAs } from '../../../adapters/db/kept.ts'
import { keepListening } from '../../../bots/jobs/listening.ts'
import type { Channel } from '../../../core/channel.ts'
import { fail } from '../../../core/result.ts'
import { openTown, type Town } from '../../support/town.ts'

let town: Town
let connects: number
let takes: boolean
let end: (() => void) | undefined
let stops: number

beforeAll(async () => {
  town = await openTown({ places: [], startsAt: '2026-11-22T14:00:00.000Z' })
})
afterAll(() => town.close())
beforeEach(() => {
  connects = stops = 0
  takes = true
  end = undefined
})

/** A connection that is taken or not, and ends when it is told to. */
const channel = (name: string): Channel => ({
  name,
  can: { choices: false, maxLength: 100, perSecond: 1 },
  send: async () => fail({ reason: 'unreachable' }),
  async listen(_, ended) {
    connects++
    if (!takes) throw new Error('not taken')
    end = ended
    return async () => void stops++
  },
})
const listening = (name: string) => keepListening(town.muster.house, channel(name), async () => undefined, 5)
const alarms = async () => {
  const sql = `SELECT state->>'reason' AS reason FROM alarms WHERE state->>'reason' = 'not_listening'`
  return (await rows(town.muster.house.pool, sql)).length
}

it('a connection that ends by itself is begun again', async () => {
  const stop = listening('first')
  await expect.poll(() => connects).toBe(1)
  end!()
  await expect.poll(() => stops).toBe(1)
  expect(connects).toBe(1)
  town.skip(1)
  await expect.poll(() => connects).toBe(2)
  await stop()
  expect(stops).toBe(2)
})

it('one process of all listens, and another takes over when it stops', async () => {
  const [stop, stopOther] = [listening('second'), listening('second')]
  await expect.poll(() => connects).toBe(1)
  await stop()
  await expect.poll(() => connects).toBe(2)
  await stopOther()
  expect([connects, stops]).toEqual([2, 2])
})

it('one that cannot be made is tried less and less often, and after two minutes people on duty are called, once', async () => {
  takes = false
  const stop = listening('third')
  await expect.poll(() => connects).toBe(1)
  for (let tried = 1; tried < 6; tried++) {
    expect(await alarms()).toBe(tried < 3 ? 0 : 1)
    town.skip(1)
    await expect.poll(() => connects).toBe(tried + 1)
    if (tried >= 2) await expect.poll(alarms).toBe(1)
  }
  takes = true
  town.skip(6)
  await expect.poll(() => end).toBeDefined()
  await stop()
})

it('what is kept outlives a restart, and nobody reads it in the database', async () => {
  const { pool, vault } = town.muster.house
  const kept = keptAs(pool, vault, 'bluesky')
  expect(await kept.read()).toBeUndefined()
  await kept.write('session-of-ocelot')
  await kept.write('session-of-okapi')
  expect(await keptAs(pool, vault, 'bluesky').read()).toBe('session-of-okapi')
  expect(await keptAs(pool, vault, 'mastodon').read()).toBeUndefined()
  const stored = await rows<{ sealed: Buffer }>(pool, 'SELECT sealed FROM kept')
  expect(stored.map(({ sealed }) => sealed.toString('latin1')).join()).not.toContain('okapi')
  await kept.write(null)
  expect(await kept.read()).toBeUndefined()
})
