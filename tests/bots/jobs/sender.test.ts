import { afterEach, expect, test } from 'vitest'
import { expire } from '../../../bots/jobs/settling.ts'
import type { Channel, SendFailure } from '../../../core/channel.ts'
import { fail } from '../../../core/result.ts'
import { openTown, type Town } from '../../support/town.ts'

const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
const startsAt = '2026-11-22T14:00:00.000Z'
let town: Town

afterEach(() => town.close())

/** A town whose channel fails with what stands first in `troubles`, until there are none left. */
async function townWith(given: { perSecond?: number } = {}) {
  const troubles: SendFailure[] = []
  let attempts = 0
  town = await openTown({
    places,
    startsAt,
    through: (phones): Channel => ({
      ...phones,
      can: { ...phones.can, perSecond: given.perSecond ?? 1_000 },
      send: async (...what) => {
        attempts++
        const trouble = troubles.shift()
        return trouble ? fail(trouble) : phones.send(...what)
      },
    }),
  })
  const to = (phone: string) => town.phones.texts.filter((t) => t.phone === phone && t.direction === 'to_phone')
  return { troubles, to, attempts: () => attempts }
}

const seconds = async (n: number) => {
  town.skip(n / 60)
  await town.settle()
}

const [ada, bev] = ['+447700900001', '+447700900002']

test('a provider that asks for a pause is left alone by everybody for as long as it says, and nothing is lost', async () => {
  const { troubles, to, attempts } = await townWith()
  troubles.push({ reason: 'throttled', retryAfterS: 30 })
  await town.text(ada, 'hello')
  await town.text(bev, 'hello')
  expect([to(ada), to(bev), attempts()]).toEqual([[], [], 1])
  await seconds(31)
  expect([to(ada).length, to(bev).length, attempts()]).toEqual([1, 1, 3])
})

test('a recipient who alone is not written to just now waits alone', async () => {
  const { troubles, to, attempts } = await townWith()
  troubles.push({ reason: 'throttled', retryAfterS: 120, onlyThis: true })
  await town.text(ada, 'hello')
  await town.text(bev, 'hello')
  expect([to(ada).length, to(bev).length, attempts()]).toEqual([0, 1, 2])
  await seconds(60)
  expect(to(ada).length).toBe(0)
  await seconds(62)
  expect(to(ada).length).toBe(1)
})

test('a provider that is down for an hour costs nothing but time', async () => {
  const { troubles, to, attempts } = await townWith()
  await town.text(ada, 'hello')
  for (let i = 0; i < 200; i++) troubles.push({ reason: 'unreachable', code: 'ECONNREFUSED' })
  await town.text(bev, 'hello')
  await town.text(ada, 'still there?')
  for (let s = 0; s < 3_600; s += 20) await seconds(20)
  await expire(town.muster.house)
  expect(attempts(), 'tried about once a minute, not once per text').toBeLessThan(90)
  troubles.length = 0
  await seconds(61)
  expect([to(ada).length, to(bev).length]).toEqual([2, 1])
  await town.text(bev, 'hello')
  expect(to(bev).length).toBe(2)
})

/** Texts that wait for a channel which is held back for `forS` seconds. */
async function heldFor(forS: number, troubles: SendFailure[], text: () => Promise<void>) {
  troubles.push({ reason: 'throttled', retryAfterS: forS })
  await town.text('+447700900500', 'hello')
  await text()
  const before = town.phones.texts.length
  return {
    /** To whom the next texts go, second by second, from when the channel sends again. */
    async bySecond(n: number) {
      const sent: string[][] = []
      for (let i = 0; i < n; i++) {
        const soFar = before + sent.flat().length
        await seconds(i === 0 ? forS : 1)
        sent.push(town.phones.texts.slice(soFar).map((text) => text.phone))
      }
      return sent
    },
  }
}

test('no more segments a second go out than the number sends', async () => {
  const { troubles } = await townWith({ perSecond: 3 })
  const phones = Array.from({ length: 10 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`)
  const held = await heldFor(20, troubles, async () => {
    for (const phone of phones) await town.text(phone, 'JOIN')
  })
  const sent = await held.bySecond(30)
  expect(sent.flat().length).toBe(11)
  const busiest = Math.max(...sent.map((inOneSecond) => inOneSecond.length))
  expect(busiest).toBeLessThanOrEqual(4) // a text of two segments may begin with one left
  expect(busiest).toBeGreaterThan(1)
})

test('a reply that came later goes before an invitation that waits', async () => {
  const { troubles } = await townWith({ perSecond: 1 })
  const sam = '+447700900009'
  await town.volunteer({ name: 'Sam', phone: sam, at: { lat: 51.9931, lon: -2.1571 } })
  const held = await heldFor(20, troubles, async () => {
    await town.text(ada, 'flood water coming in, GL20 5BY')
    await town.text(bev, 'hello')
  })
  const order = (await held.bySecond(30)).flat()
  expect(order.indexOf(bev)).toBeGreaterThanOrEqual(0)
  expect(order.indexOf(sam)).toBeGreaterThan(order.indexOf(bev))
})
