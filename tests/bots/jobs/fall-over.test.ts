import { afterEach, expect, test } from 'vitest'
import { takeReport } from '../../../adapters/db/inbox.ts'
import { watchProviders } from '../../../bots/jobs/fall-over.ts'
import { foldReports } from '../../../bots/jobs/settling.ts'
import type { Channel } from '../../../core/channel.ts'
import { ok } from '../../../core/result.ts'
import { openTown, type Town } from '../../support/town.ts'

const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
let town: Town

afterEach(() => town.close())

/** Texts by one provider, and by another beside it; what the first takes is told of when the test says so. */
async function twoProviders(otherInbox: string | undefined) {
  const taken: string[] = []
  const other: string[] = []
  const second: Channel = {
    name: 'other',
    can: {
      ...{ choices: false, maxLength: 900, perSecond: 1_000 },
      ...(otherInbox ? { inbox: otherInbox } : {}),
    },
    send: async (to, { messageId }) => {
      other.push(to.id)
      return ok({ externalId: `b-${messageId}` })
    },
  }
  let channels: Channel[] = []
  town = await openTown({
    places,
    startsAt: '2026-11-22T14:00:00.000Z',
    through: (phones) => {
      const first: Channel = {
        ...phones,
        can: { ...phones.can, perSecond: 1_000, inbox: 'texts' },
        send: async (_, { messageId }) => {
          taken.push(`a-${messageId}`)
          return ok({ externalId: `a-${messageId}` })
        },
      }
      channels = [first, second]
      return first
    },
    doors: [{ paths: [], channel: second }],
  })
  await town.duty('+447700900050')
  const { house, inbox } = town.muster
  const watch = async () => {
    const moved = await watchProviders(house, channels)
    await town.settle()
    return moved
  }
  const arrive = async () => {
    for (const providerId of taken.splice(0))
      await takeReport(house.pool, 'simulated', { type: 'status', providerId, status: 'delivered' }, inbox)
    await foldReports(house)
  }
  const types = async (like: string) => {
    const sql = `SELECT type, convert_from(bytes, 'UTF8')::jsonb->'body' AS body FROM entries WHERE type LIKE $1 ORDER BY id`
    return (await house.pool.query<{ type: string; body: Record<string, unknown> }>(sql, [like])).rows
  }
  return { taken, other, watch, arrive, types }
}

let caller = 0
const texts = async (n: number) => {
  for (let i = 0; i < n; i++) await town.text(`+4477009${String(20_000 + caller++)}`, 'hello')
}

test('a provider whose receipts are late stands aside until it is well again; it is alarmed and written down', async () => {
  const { taken, other, watch, arrive, types } = await twoProviders('texts')
  await texts(20)
  await arrive()
  expect(await watch(), 'in time').toBe(0)
  expect(await types('provider%')).toEqual([])
  await texts(5)
  town.skip(6)
  await watch()
  expect(await types('provider_fell_over')).toEqual([
    { type: 'provider_fell_over', body: { from: 'simulated', to: 'other', slow: 5, of: 25 } },
  ])
  expect((await types('alarm_raised')).map(({ body }) => body.reason)).toEqual(['provider_slow'])
  await arrive()
  taken.length = 0
  await texts(3)
  await watch()
  expect(taken.length, 'one at most, on trial').toBeLessThanOrEqual(1)
  expect(other.length).toBeGreaterThanOrEqual(2)
  expect((await types('message_rerouted')).length).toBe(other.length)
  for (let i = 0; i < 8; i++) {
    town.skip(0.6)
    await texts(1)
    await arrive()
    await watch()
  }
  expect((await types('provider%')).map(({ type }) => type)).toEqual(['provider_fell_over', 'provider_came_back'])
  const before = other.length
  await texts(3)
  await watch()
  expect(other.length).toBe(before)
})

test('never to a provider whose answers go elsewhere', async () => {
  const { other, watch, arrive, types } = await twoProviders(undefined)
  await texts(10)
  await arrive()
  await texts(20)
  town.skip(6)
  await watch()
  expect([other, await types('provider%')]).toEqual([[], []])
})
