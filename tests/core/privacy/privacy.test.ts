import { describe, expect, it } from 'vitest'
import { inAMonth } from '../../../core/privacy/case.ts'
import { type Destroyed, inParts, nothingDestroyed } from '../../../core/privacy/destroyed.ts'

describe('a month to decide in', () => {
  it.each([
    ['2026-11-22T14:00:00.000Z', '2026-12-22T14:00:00.000Z'],
    ['2026-12-31T14:00:00.000Z', '2027-01-31T14:00:00.000Z'],
    ['2027-01-31T14:00:00.000Z', '2027-02-28T14:00:00.000Z'],
    ['2028-01-30T14:00:00.000Z', '2028-02-29T14:00:00.000Z'],
  ])('from %s ends %s', (from, to) => {
    expect(inAMonth(from)).toBe(to)
  })
})

describe('what an erasure names', () => {
  const ids = (n: number, of: string) => Array.from({ length: n }, (_, i) => `${of}-${i}`)
  const all = (n: number): Destroyed => ({
    keys: ids(3, 'key'),
    values: ids(n, 'value'),
    inbox: ids(n, 'inbox'),
    addresses: ids(2, 'address'),
    stopped: ids(1, 'address'),
    streams: Object.fromEntries(ids(n, 'message/0192f3a4-5b6c-7d8e-8f90-000000000001').map((id) => [id, 12])),
  })

  it.each([0, 1, 699, 700, 701, 2_500])('is all there in parts that fit an entry: %i of each', (n) => {
    const parts = inParts(all(n))
    const merged = parts.reduce((a, b) => ({
      keys: [...a.keys, ...b.keys],
      values: [...a.values, ...b.values],
      inbox: [...a.inbox, ...b.inbox],
      addresses: [...a.addresses, ...b.addresses],
      stopped: [...a.stopped, ...b.stopped],
      streams: { ...a.streams, ...b.streams },
    }), nothingDestroyed) // biome-ignore format: one reduction
    expect(merged).toEqual(all(n))
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(59_000)
    expect(parts[0]!.keys).toHaveLength(3)
  })
})
