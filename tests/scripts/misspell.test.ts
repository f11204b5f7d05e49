import { expect, test } from 'vitest'
import { chanceFrom } from '../../bots/understand/triage/train.ts'
import { misspell } from '../../scripts/triage/misspell.ts'

const text = 'the water is coming under the kitchen door please send somebody with sandbags to our street'

test('about the share of words that is asked for is misspelt, the same ones for the same seed', () => {
  const words = text.split(' ')
  const long = Array.from({ length: 50 }, () => text).join(' ')
  const slipped = misspell(long, 0.1, chanceFrom(1)).split(' ')
  const wrong = slipped.filter((word, i) => word !== words[i % words.length]).length
  expect(wrong / slipped.length).toBeGreaterThan(0.05)
  expect(wrong / slipped.length).toBeLessThan(0.12)
  expect(misspell(long, 0.1, chanceFrom(1)).split(' ')).toEqual(slipped)
})

test('none is at a share of nothing', () => {
  expect(misspell(text, 0, chanceFrom(1))).toBe(text)
})

test('first letters and short words stay', () => {
  const slipped = misspell('is at my door', 1, chanceFrom(2)).split(' ')
  expect(slipped.slice(0, 3)).toEqual(['is', 'at', 'my'])
  expect(slipped[3]).toMatch(/^d/)
})
