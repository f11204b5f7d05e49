import { describe, expect, it } from 'vitest'
import { canonical, type Json } from '../../../core/ledger/canonical.ts'
import { randomFrom } from '../../support/random.ts'

describe('canonical JSON (RFC 8785)', () => {
  it.each<[string, Json, string]>([
    ['keys in UTF-16 order, at every depth', { b: 1, a: { d: [], c: {} } }, '{"a":{"c":{},"d":[]},"b":1}'],
    ['capitals before small letters, digits before both', { a: 1, A: 2, 1: 3 }, '{"1":3,"A":2,"a":1}'],
    ['a shorter key before a longer', { aa: 1, a: 2, '': 3 }, '{"":3,"a":2,"aa":1}'],
    [
      'the order of the RFC’s own example',
      { '\u20ac': 'Euro', '\r': 'CR', '\ufb33': 'dalet', '1': 'one', '\ud83d\ude00': 'smile', '\u0080': 'c', ö: 'o' },
      '{"\\r":"CR","1":"one","\u0080":"c","ö":"o","€":"Euro","😀":"smile","\ufb33":"dalet"}',
    ],
    ['no white space', [1, ' ', { ' ': null }], '[1," ",{" ":null}]'],
    ['literals', [true, false, null], '[true,false,null]'],
    ['integers without a fraction', [1, 1.0, 1e2, -5, 0], '[1,1,100,-5,0]'],
    ['minus nought is nought', [-0], '[0]'],
    ['the shortest form that reads back', [0.1, 1 / 3, 4.5, 2e-3, 1e-27], '[0.1,0.3333333333333333,4.5,0.002,1e-27]'],
    ['exponents from 1e21 and below 1e-6', [1e20, 1e21, 1e-6, 1e-7], '[100000000000000000000,1e+21,0.000001,1e-7]'],
    ['the largest and the smallest', [1.7976931348623157e308, 5e-324], '[1.7976931348623157e+308,5e-324]'],
    ['the last exact integer', [9007199254740991], '[9007199254740991]'],
    [
      'control characters, the short way where there is one',
      '\b\t\n\f\r\u0000\u001f',
      '"\\b\\t\\n\\f\\r\\u0000\\u001f"',
    ],
    ['quote and backslash, not the slash', '"\\/', '"\\"\\\\/"'],
    ['delete, line separators and accents as they are', '\u007f\u2028é', '"\u007f\u2028é"'],
    ['no normal form is imposed', ['é', 'e\u0301'], '["é","e\u0301"]'],
  ])('%s', (_, value, written) => {
    expect(canonical(value)).toBe(written)
  })

  it.each<[string, unknown, string]>([
    ['undefined', { a: [1, undefined] }, '$.a[1]'],
    ['not a number', { a: Number.NaN }, '$.a'],
    ['infinity', [Number.POSITIVE_INFINITY], '$[0]'],
    ['a big integer', 1n, '$'],
    ['half of a surrogate pair', { a: '\ud83d' }, '$.a'],
    ['a function', { a: { b: () => 1 } }, '$.a.b'],
  ])('refuses %s and says where it stands', (_, value, where) => {
    expect(() => canonical(value as Json)).toThrow(`ledger: ${where} `)
  })

  it('gives the same bytes whatever the order of keys, and reads back as it was', () => {
    const random = randomFrom(1)
    for (let i = 0; i < 300; i++) {
      const value = anyJson(random, 4)
      expect(canonical(shuffled(random, value))).toBe(canonical(value))
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
    }
  })
})

const texts = ['', 'a', 'Z', 'ö', '\ufb33', '😀', '\n', '"', '10', '9', 'need', '\u0000']
const numbers = [0, -1, 1.5, 1e21, 1e-7, 123456789, 0.1 + 0.2]

function anyJson(random: (n: number) => number, depth: number): Json {
  const of = <T>(values: readonly T[]): T => values[random(values.length)]!
  const kind = random(depth > 0 ? 5 : 3)
  if (kind === 0) return of(texts)
  if (kind === 1) return of(numbers)
  if (kind === 2) return of([true, false, null])
  const items = Array.from({ length: random(5) }, () => anyJson(random, depth - 1))
  return kind === 3 ? items : Object.fromEntries(items.map((item, i) => [`${of(texts)}${i}`, item]))
}

function shuffled(random: (n: number) => number, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => shuffled(random, item))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, item]) => [random(1_000), key, shuffled(random, item)] as const)
  return Object.fromEntries(members.toSorted((a, b) => a[0] - b[0]).map(([, key, item]) => [key, item]))
}
