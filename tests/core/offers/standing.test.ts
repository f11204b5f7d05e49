import { describe, expect, it } from 'vitest'
import { nextOn } from '../../../core/offers/standing.ts'
import { wallClock } from '../../../core/time.ts'
import { randomFrom } from '../../support/random.ts'

const five = 17 * 60

describe('the next time of a weekday', () => {
  it.each([
    ['in winter', 2, '2026-11-22T14:00:00.000Z', '2026-11-24T17:00:00.000Z'],
    ['later the same day', 2, '2026-11-24T16:59:00.000Z', '2026-11-24T17:00:00.000Z'],
    ['a week on from the very minute', 2, '2026-11-24T17:00:00.000Z', '2026-12-01T17:00:00.000Z'],
    ['over the end of March, an hour earlier in UTC', 2, '2026-03-24T17:00:00.000Z', '2026-03-31T16:00:00.000Z'],
    ['over the end of October, an hour later in UTC', 2, '2026-10-20T16:00:00.000Z', '2026-10-27T17:00:00.000Z'],
    ['on the day the clocks go forward', 7, '2026-03-24T17:00:00.000Z', '2026-03-29T16:00:00.000Z'],
    ['on the day they go back', 7, '2026-10-20T16:00:00.000Z', '2026-10-25T17:00:00.000Z'],
  ])('%s', (_, weekday, after, next) => {
    expect(nextOn({ weekday, minute: five }, after)).toBe(next)
  })

  it('is always the first one that the clock on the wall shows', () => {
    const random = randomFrom(4)
    for (let i = 0; i < 500; i++) {
      const after = new Date(Date.UTC(2026, 0, 1) + random(366 * 24 * 60) * 60_000).toISOString()
      const weekly = { weekday: 1 + random(7), minute: 3 * 60 + random(21 * 60) }
      const next = nextOn(weekly, after)
      expect(wallClock(next)).toEqual(weekly)
      expect(next > after).toBe(true)
      expect(Date.parse(next) - Date.parse(after)).toBeLessThanOrEqual((7 * 24 + 1) * 3_600_000)
    }
  })
})
