import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTown, type Town } from '../../support/town.ts'

const ada = { channel: 'simulated', id: '+447700900101' }
const us = { channel: 'simulated', id: '+447700900999' }

let town: Town

beforeAll(async () => {
  const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z' })
})

afterAll(() => town.close())

it('a pin is where help is needed, read back with the postcode near it', async () => {
  const pin = { lat: 51.99121, lon: -2.15979, label: null }
  const event = { type: 'message', from: ada, to: us, providerId: 'pin-1', text: 'need sandbags', pin } as const
  await town.muster.deliver('simulated', event)
  await town.settle()
  expect(town.phones.texts.findLast(({ direction }) => direction === 'to_phone')?.text).toMatch(
    /^We read: flood help at 51\.99121, -2\.15979, near GL20 5BY\./,
  )
})
