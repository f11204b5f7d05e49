import { expect, test } from 'vitest'
import { spentShare, textsLeft } from '../../../core/incidents/budget.ts'

const gbp = (pounds: number) => pounds * 1_000_000

test('the tighter of two limits counts, and no limit is never spent', () => {
  const spent = { micros: gbp(4), parts: 90 }
  expect(spentShare({ micros: gbp(10), parts: 100 }, spent)).toBe(0.9)
  expect(spentShare({ micros: gbp(10), parts: null }, spent)).toBe(0.4)
  expect(spentShare({ micros: null, parts: null }, spent)).toBe(0)
  expect(spentShare({ micros: 0, parts: null }, { micros: 0, parts: 0 })).toBe(1)
})

test('as many texts are left as both limits leave', () => {
  const spent = { micros: gbp(9), parts: 90 }
  expect(textsLeft({ micros: gbp(10), parts: null }, spent, 40_000)).toBe(25)
  expect(textsLeft({ micros: gbp(10), parts: 93 }, spent, 40_000)).toBe(3)
  expect(textsLeft({ micros: gbp(8), parts: null }, spent, 40_000)).toBe(0)
  expect(textsLeft({ micros: gbp(8), parts: null }, spent, 0)).toBe(Number.POSITIVE_INFINITY)
})
