import { describe, expect, it, test } from 'vitest'
import { kindPatterns } from '../../../bots/understand/kind-patterns.ts'
import { alternativesOf, neededIn } from '../../../bots/understand/needed-letters.ts'
import { anyOf, quick } from '../../../bots/understand/quick.ts'
import { chatter, dangerTexts } from '../../../scripts/triage/texts.ts'

test.each([
  [/\bfloods?\b/, [['flood']]],
  [/\b(?:boiler|heating) (?:is )?(?:on|out of order)\b/, [['boiler', 'heating']]],
  [/\bgardens? (?:is |are )?(?:under water|flood\w*)\b/, [['garden'], ['under water', 'flood']]],
  [/\b(?:river|sea|up)\b/, []],
  [/wat(?:ers)+/, [['wat'], ['ers']]],
  [/colou?r/, [['colo']]],
  [/(?<!not )trapped(?! in traffic)/, [['trapped']]],
  [/[abc]{3}/, []],
  [/Flood/i, []],
])('%s needs %j', (pattern, clauses) => {
  expect(neededIn(pattern)).toEqual(clauses)
})

test('alternatives are those of the whole', () => {
  expect(alternativesOf(/a(?:b|c)|[|]|d\|e/)).toEqual(['a(?:b|c)', '[|]', 'd\\|e'])
})

describe('a quick pattern answers as the pattern', () => {
  const texts = [...chatter().english, ...chatter().others, ...dangerTexts().map(({ text }) => text)].map((text) =>
    text.toLowerCase(),
  )

  it.each(Object.entries(kindPatterns))('of %s, on every text here', (_kind, patterns) => {
    for (const pattern of patterns) {
      const fast = quick(pattern)
      for (const text of texts) {
        expect(fast.test(text)).toBe(pattern.test(text))
        const [mine, theirs] = [fast.exec(text), pattern.exec(text)]
        expect(mine?.index).toBe(theirs?.index)
      }
    }
  })

  it('with the match that stands first', () => {
    expect(quick(/flood|water/).exec('water and flood')?.[0]).toBe('water')
    expect(quick(/flood|floods/).exec('the floods')?.[0]).toBe('flood')
  })

  it('and takes every match away', () => {
    expect(quick(/\bno power\b/g).removeFrom('no power here, no power there')).toBe('  here,   there')
    expect(quick(/\bno power\b/g).removeFrom('all is well')).toBe('all is well')
  })

  it('of several any', () => {
    const speaks = anyOf(/\bflood/, /\bsnow/)
    expect([speaks('the snow'), speaks('a flood'), speaks('rain')]).toEqual([true, true, false])
  })
})
