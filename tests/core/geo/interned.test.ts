import { expect, it } from 'vitest'
import { Interned } from '../../../core/geo/interned.ts'
import { randomFrom } from '../../support/random.ts'

it('the same key has the same number while anybody holds it, and numbers are given again when nobody does', () => {
  const random = randomFrom(3)
  const interned = new Interned<string>('')
  const held: { key: string; number: number }[] = []
  let highest = 0
  for (let step = 0; step < 3_000; step++) {
    if (held.length > 40 || (held.length > 0 && random(2))) {
      const [one] = held.splice(random(held.length), 1)
      interned.drop(one!.number)
    } else {
      const key = random(10) ? `k${random(1_000)}` : ''
      held.push({ key, number: interned.take(key, () => key) })
    }
    const known = held.map(({ number }) => ({ key: interned.at(number), number }))
    expect(known).toEqual(held)
    const keys = new Set(['', ...held.map((one) => one.key)])
    expect(interned.size).toBe(keys.size)
    highest = Math.max(highest, ...held.map((one) => one.number))
  }
  expect(highest).toBeLessThan(60)
})
