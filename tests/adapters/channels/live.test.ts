import { describe, expect, it } from 'vitest'
import { type ChannelSurroundings, liveChannels, turnedOn } from '../../../adapters/channels/live.ts'

const surroundings: ChannelSurroundings = {
  publicUrl: 'https://muster.example.org',
  us: 'Muster',
  secret: () => Buffer.alloc(32, 1),
  recall: async () => undefined,
  log: () => undefined,
}

describe.each(liveChannels.map((channel) => [channel.on, channel] as const))(
  'the channel that %s turns on',
  (_, one) => {
    const wrong = Object.fromEntries([one.on, ...one.needs, ...one.may].map((name) => [name, 'hunter2']))

    it('is turned on by that setting and by no other', () => {
      expect(turnedOn({ [one.on]: 'x' })).toContain(one)
      expect(turnedOn({ OTHER: 'x' })).toEqual([])
    })

    it('says in one sentence which setting is wrong, and does not repeat it', async () => {
      const failure: unknown = await one.open(wrong, surroundings).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(Error)
      const { message } = failure as Error
      expect([one.on, ...one.needs, ...one.may].some((name) => message.startsWith(name))).toBe(true)
      expect(message).not.toContain('hunter2')
      expect(message).toMatch(/^[^\n]*\.$/)
    })
  },
)

it('no two channels are turned on by the same setting', () => {
  const on = liveChannels.map((channel) => channel.on)
  expect(on).toEqual([...new Set(on)])
})
