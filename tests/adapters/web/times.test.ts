import { expect, it } from 'vitest'
import { sayAge, saySecond, sayWhen } from '../../../adapters/web/console/times.ts'

const now = new Date('2026-07-05T14:30:00.000Z')

it.each([
  ['2026-07-05T13:05:00.000Z', '14:05'],
  ['2026-07-04T23:30:00.000Z', '00:30'],
  ['2026-07-04T22:30:00.000Z', 'Sat 4 Jul, 23:30'],
])('says %s as it is in London: %s', (instant, said) => {
  expect(sayWhen(instant, now)).toBe(said)
})

it.each([
  [0, 'now'],
  [59, '59 min'],
  [120, '2 h'],
  [135, '2 h 15 min'],
  [3 * 1440, '3 days'],
])('says that %i minutes ago is %s', (minutes, said) => {
  expect(sayAge(new Date(now.getTime() - minutes * 60_000).toISOString(), now)).toBe(said)
})

it('says a moment to the second', () => {
  expect(saySecond('2026-11-22T14:00:05.000Z')).toBe('22 Nov, 14:00:05')
})
