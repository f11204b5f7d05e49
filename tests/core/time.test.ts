import { describe, expect, it } from 'vitest'
import { hours, later, plus, quietUntil, wallClock } from '../../core/time.ts'

describe('a clock on a wall in the United Kingdom', () => {
  it.each([
    ['in winter', '2026-01-14T12:30:00.000Z', 3, 12 * 60 + 30],
    ['in summer', '2026-07-14T12:30:00.000Z', 2, 13 * 60 + 30],
    ['past midnight in summer', '2026-07-14T23:30:00.000Z', 3, 30],
    ['just before the clocks go forward', '2026-03-29T00:59:59.999Z', 7, 59],
    ['just after', '2026-03-29T01:00:00.000Z', 7, 120],
    ['just before they go back', '2026-10-25T00:59:00.000Z', 7, 119],
    ['the same hour again', '2026-10-25T01:00:00.000Z', 7, 60],
    ['at midnight', '2026-11-22T00:00:00.000Z', 7, 0],
  ])('%s', (_, instant, weekday, minute) => {
    expect(wallClock(instant)).toEqual({ weekday, minute })
  })

  it('of two times the later is the later', () => {
    const [a, b] = ['2026-11-22T09:00:00.000Z', '2026-11-22T10:00:00.000Z']
    expect([later(a, b), later(b, a), later(a, a)]).toEqual([b, b, a])
  })
})

describe('quiet hours', () => {
  it.each([
    ['before ten in the evening', '2026-11-22T21:59:59.999Z', null],
    ['at ten', '2026-11-22T22:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['at midnight', '2026-11-23T00:00:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['a minute before seven', '2026-11-23T06:59:00.000Z', '2026-11-23T07:00:00.000Z'],
    ['at seven', '2026-11-23T07:00:00.000Z', null],
    ['at ten in summer, which is nine in UTC', '2026-07-14T21:00:00.000Z', '2026-07-15T06:00:00.000Z'],
    ['the night the clocks go forward', '2026-03-28T23:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['that night, after they have', '2026-03-29T02:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['the night they go back', '2026-10-24T22:00:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['that night, in the second of the two hours', '2026-10-25T01:30:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['the turn of the year', '2026-12-31T23:00:00.000Z', '2027-01-01T07:00:00.000Z'],
  ])('%s', (_, instant, until) => {
    expect(quietUntil(instant)).toBe(until)
  })

  it('end at seven on the wall on every day of ten years, at every half hour', () => {
    for (let t = Date.parse('2026-01-01T00:00:00.000Z'); t < Date.parse('2036-01-01T00:00:00.000Z'); t += hours(12.5)) {
      const instant = new Date(t).toISOString()
      const { minute } = wallClock(instant)
      const until = quietUntil(instant)
      expect(until === null).toBe(minute >= 7 * 60 && minute < 22 * 60)
      if (until === null) continue
      expect(wallClock(until).minute).toBe(7 * 60)
      expect(until > instant && until <= plus(instant, hours(10))).toBe(true)
    }
  })
})
