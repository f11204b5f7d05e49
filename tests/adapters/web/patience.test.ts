import { expect, it } from 'vitest'
import { patience } from '../../../adapters/web/console/patience.ts'

it('gives so many tries at once, then one more after each pause, and never more than it began with', () => {
  let at = Date.parse('2026-11-22T14:00:00Z')
  const left = patience(3, 30, () => new Date(at))
  const tries = (n: number) => Array.from({ length: n }, () => left.take('a'))
  expect(tries(4)).toEqual([true, true, true, false])
  at += 29_000
  expect(tries(1)).toEqual([false])
  at += 1_000
  expect(tries(2)).toEqual([true, false])
  at += 3_600_000
  expect(tries(4)).toEqual([true, true, true, false])
})

it('counts each key by itself, and forgets one that was right', () => {
  const left = patience(1, 30, () => new Date(0))
  expect([left.take('a'), left.take('a'), left.take('b')]).toEqual([true, false, true])
  left.forget('a')
  expect(left.take('a')).toBe(true)
})
