import { describe, expect, it } from 'vitest'
import { isOpen, partOf, partsIn, partsOfWeek } from '../../../core/matching/hours.ts'
import { minutes, wallClock, wallClockAt } from '../../../core/time.ts'
import { randomFrom } from '../../support/random.ts'

describe('hours of the week', () => {
  const evenings = { weekdays: [1, 2, 3, 4, 5], from: 18 * 60, to: 22 * 60 }
  const nights = { weekdays: [5, 6], from: 22 * 60, to: 6 * 60 }
  it.each([
    ['none given means always', [], '2026-11-22T03:00:00.000Z', true],
    ['an evening', [evenings], '2026-11-23T18:00:00.000Z', true],
    ['the end is outside', [evenings], '2026-11-23T22:00:00.000Z', false],
    ['another day', [evenings], '2026-11-22T19:00:00.000Z', false],
    ['by the wall, not UTC', [evenings], '2026-07-13T17:00:00.000Z', true],
    ['over midnight, the evening before', [nights], '2026-11-27T23:00:00.000Z', true],
    ['over midnight, the morning after', [nights], '2026-11-28T05:59:00.000Z', true],
    ['over midnight, no longer', [nights], '2026-11-28T06:00:00.000Z', false],
    ['Sunday morning belongs to Saturday night', [nights], '2026-11-29T01:00:00.000Z', true],
    ['Monday morning does not', [nights], '2026-11-30T01:00:00.000Z', false],
    ['Monday morning after Sunday night', [{ ...nights, weekdays: [7] }], '2026-11-30T01:00:00.000Z', true],
    ['any of several', [evenings, nights], '2026-11-28T23:00:00.000Z', true],
  ])('%s', (_, ranges, now, inside) => {
    expect(isOpen(ranges, wallClock(now))).toBe(inside)
  })

  it('a range and its complement share out every minute of a year, changes of the clocks included', () => {
    const range = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: 9 * 60, to: 17 * 60 }
    const rest = { ...range, from: range.to, to: range.from }
    for (let t = Date.parse('2026-01-01T00:00:00.000Z'); t < Date.parse('2027-01-01T00:00:00.000Z'); t += minutes(97)) {
      const clock = wallClockAt(t)
      expect(isOpen([range], clock)).toBe(!isOpen([rest], clock))
    }
  })
})

describe('the parts of the week', () => {
  const week = Array.from({ length: 7 * 1440 }, (_, i) => ({ weekday: 1 + Math.floor(i / 1440), minute: i % 1440 }))

  it('are seven, and every minute is in one', () => {
    expect([...new Set(week.map(partOf))].toSorted((a, b) => a - b)).toEqual([1, 2, 4, 8, 16, 32, 64])
    expect(partsOfWeek).toBe(7)
  })

  it('in some hours are those of their minutes, no more and no less', () => {
    const random = randomFrom(3)
    for (let n = 0; n < 200; n++) {
      const ranges = Array.from({ length: random(3) }, () => ({
        weekdays: [1, 2, 3, 4, 5, 6, 7].filter(() => random(3) === 0),
        from: 30 * random(48),
        to: 30 * random(49),
      }))
      const open = week.filter((clock) => isOpen(ranges, clock))
      expect(partsIn(ranges)).toBe(open.reduce((bits, clock) => bits | partOf(clock), 0))
    }
  })
})
