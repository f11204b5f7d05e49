import { expect, test } from 'vitest'
import { chanceFrom } from '../../scripts/attribution/chance.ts'
import { play } from '../../scripts/attribution/generate.ts'
import { scoreUs } from '../../scripts/attribution/score.ts'

test('of 3,000 made-up answers none is booked for the wrong question', () => {
  const chance = chanceFrom(2026)
  const wrong: string[] = []
  let needless = 0
  for (let i = 0; i < 3_000; i++) {
    const played = play(chance)
    const { verdict, needless: isNeedless } = scoreUs(played)
    if (verdict === 'wrong') wrong.push(played.text)
    if (isNeedless) needless += 1
  }
  expect(wrong).toEqual([])
  expect(needless).toBeLessThan(150)
})
