import { describe, expect, it } from 'vitest'
import { costM, type Terms, tired } from '../../../core/dispatch/order.ts'

const usual: Terms = { metres: 1_000, ownPpm: 1_000_000, askedDay: 0, askedWeek: 0, idleDays: 3 }

describe('who is asked first', () => {
  it('is the nearest, where nothing else speaks for or against', () => {
    expect(costM(usual, 'urgent')).toBe(1_000)
    expect(costM({ ...usual, metres: 1_001 }, 'urgent')).toBeGreaterThan(1_000)
  })

  it('is who was not asked today, unless they are 800 metres further away', () => {
    const asked = costM({ ...usual, askedDay: 1, askedWeek: 1 }, 'urgent')
    expect(asked).toBe(1_900)
    expect(costM({ ...usual, metres: 1_899 }, 'urgent')).toBeLessThan(asked)
  })

  it('is who says yes twice as often, unless they are more than twice as far', () => {
    expect(costM({ ...usual, metres: 2_249, ownPpm: 2_000_000 }, 'urgent')).toBeLessThanOrEqual(1_000)
    expect(costM({ ...usual, metres: 2_251, ownPpm: 2_000_000 }, 'urgent')).toBeGreaterThan(1_000)
  })

  it('is who has waited long for a turn, where there is no hurry, and only there', () => {
    const idle = { ...usual, metres: 2_000, idleDays: 40 }
    expect(costM(idle, 'unhurried')).toBeLessThan(costM(usual, 'unhurried'))
    expect(costM(idle, 'urgent')).toBe(2_000)
    expect(costM({ ...idle, idleDays: 7 }, 'unhurried')).toBe(2_000)
    expect(costM({ ...idle, idleDays: 1_000 }, 'unhurried')).toBe(500)
  })

  it('is the nearest and nothing else, where life is at risk', () => {
    expect(costM({ ...usual, ownPpm: 100_000, askedDay: 9, idleDays: 90 }, 'life')).toBe(1_000)
  })

  it.each([
    [{ askedDay: 3, restedS: null }, 'asked_enough'],
    [{ askedDay: 2, restedS: null }, null],
    [{ askedDay: 0, restedS: 7_199 }, 'resting'],
    [{ askedDay: 0, restedS: 7_200 }, null],
  ] as const)(
    'leaves people alone after three asks in a day, and for two hours after a no or a job: %j',
    (history, why) => {
      expect(tired(history)).toBe(why)
    },
  )
})
