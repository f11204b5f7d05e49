import { describe, expect, it } from 'vitest'
import { letterAlphabet, nextLetter, type RetiredLetter } from '../../../core/people/letters.ts'
import { days, minutes, plus } from '../../../core/time.ts'
import { oneOf, randomFrom } from '../../support/random.ts'

const start = '2026-11-22T14:00:00.000Z'

describe('the letter of the next open item', () => {
  it('is none that is taken for a digit or for another letter', () => {
    expect([...letterAlphabet].filter((letter) => 'ILOSZB'.includes(letter))).toEqual([])
    expect(new Set(letterAlphabet).size).toBe(letterAlphabet.length)
    expect(letterAlphabet).toMatch(/^[A-Z]+$/)
  })

  it('is one never used, in order, while there is one', () => {
    const inUse: string[] = []
    for (const letter of letterAlphabet) {
      expect(nextLetter(inUse, [], start)).toBe(letter)
      inUse.push(letter)
    }
    expect(nextLetter(inUse, [], start)).toBe('AA')
  })

  const allClosed = (at: (i: number) => string): RetiredLetter[] =>
    [...letterAlphabet].map((letter, i) => ({ letter, at: at(i) }))

  it('comes back after seven days to the millisecond, the one closed longest ago first', () => {
    const retired = allClosed((i) => plus(start, minutes((i * 7) % 20)))
    expect(nextLetter([], retired, plus(start, days(7) - 1))).toBe('AA')
    expect(nextLetter([], retired, plus(start, days(7)))).toBe('A')
    expect(nextLetter(['A'], retired, plus(start, days(8)))).toBe(letterAlphabet[3])
  })

  it('runs out only when all 420 are open', () => {
    const inUse: string[] = []
    for (let i = 0; i < 420; i++) inUse.push(nextLetter(inUse, [], start))
    expect(new Set(inUse).size).toBe(420)
    expect(() => nextLetter(inUse, [], start)).toThrow('people: all 420 letters')
  })

  it('whatever is opened and closed: never one that is open, never one that has not rested for seven days', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed)
      const closedAt = new Map<string, string>()
      let open: string[] = []
      let now = start
      for (let step = 0; step < 200; step++) {
        now = plus(now, minutes(random(oneOf(random, [10, 600, 6000]))))
        if (random(5) < 2 && open.length > 0) {
          const closing = oneOf(random, open)
          open = open.filter((letter) => letter !== closing)
          closedAt.set(closing, now)
          continue
        }
        const letter = nextLetter(
          open,
          [...closedAt].map(([letter, at]) => ({ letter, at })),
          now,
        )
        expect(open).not.toContain(letter)
        expect([...letter].every((l) => letterAlphabet.includes(l))).toBe(true)
        const before = closedAt.get(letter)
        if (before !== undefined) expect(plus(before, days(7)) <= now).toBe(true)
        closedAt.delete(letter)
        open.push(letter)
      }
    }
  })
})
