import { describe, expect, test } from 'vitest'
import type { Asked, Closed, Situation } from '../../../bots/understand/attribution/situation.ts'
import { attribute, bareAnswer } from '../../../bots/understand/attribution.ts'
import { minutes, plus } from '../../../core/time.ts'

const now = '2026-11-25T14:00:00.000Z'
const ago = (min: number) => plus(now, -minutes(min))

const asked = (letter: string, kind: Asked['kind'], more: Partial<Asked> = {}): Asked => ({
  letter,
  purpose: 'invitation',
  about: `need-${letter}`,
  kind,
  askedAt: ago(5),
  state: 'asked',
  ...more,
})
const job = (letter: string, kind: Asked['kind']): Asked =>
  asked(letter, kind, { purpose: 'assignment', state: 'accepted' })

const situation = (open: readonly Asked[], more: Partial<Situation> = {}): Situation => ({
  open,
  closed: [],
  sent: open
    .filter(({ state }) => state === 'asked')
    .map(({ about, askedAt }) => ({ purpose: 'invitation', need: about, at: askedAt })),
  now,
  language: 'en',
  ...more,
})

/** "A yes 30 (but no car)", "? which", "nothing", "not ours". */
function read(text: string, given: Situation): string {
  const found = attribute(text, given)
  if (found === null) return 'not ours'
  if ('askBack' in found) return `? ${'letters' in found.askBack ? found.askBack.letters.join(' ') : 'one'}`
  const all = found.answers.map(({ letter, answer, minutes: inMin, condition }) =>
    [letter, answer, inMin, condition && `(${condition})`].filter((part) => part !== null).join(' '),
  )
  return all.length === 0 ? 'nothing' : all.join(', ')
}

describe('one question open', () => {
  const one = situation([asked('A', 'shopping')])

  test.each([
    ['A1', 'A yes'],
    ['a 1.', 'A yes'],
    ['eh won', 'A yes'],
    ['A2 sorry', 'A no'],
    ['A1 30', 'A yes 30'],
    ['A1 in 30 mins', 'A yes 30'],
    ['a1 1 hour', 'A yes 60'],
    ['A1 but no car', 'A yes (but no car)'],
    ['yes', 'A yes'],
    ['1', 'A yes'],
    ['Yes please', 'A yes'],
    ['count me in', 'A yes'],
    ['I can do it', 'A yes'],
    ['ok', 'A yes'],
    ['👍🏽', 'A yes'],
    ['no', 'A no'],
    ['2', 'A no'],
    ['no sorry, away', 'A no'],
    ["sorry I can't", 'A no'],
    ['yes in 2 hours', 'A yes 120'],
    ['yes but no car', 'A yes (but no car)'],
    ['only after 6', 'A yes (only after 6)'],
    ['omw', 'A on_the_way'],
    ['maybe', '? one'],
    ['thanks', '? one'],
    ['can I bring my son?', 'not ours'],
    ['where is it?', 'not ours'],
    ['need sandbags at GL20 5BY', 'not ours'],
    ['E1', '? one'],
  ])('"%s": %s', (text, expected) => {
    expect(read(text, one)).toBe(expected)
  })

  test('"ok" is no yes when something else was sent since', () => {
    const sent = [{ purpose: 'relay', need: 'need-C', at: ago(1) } as const, ...one.sent]
    expect(read('ok', { ...one, sent })).toBe('? one')
    expect(read('yes', { ...one, sent })).toBe('? one')
    expect(read('A1', { ...one, sent })).toBe('A yes')
  })

  test('a yes a day later is still meant for the only question, a thumbs-up is asked about', () => {
    const late = situation([asked('A', 'shopping', { askedAt: ago(1_440) })], { sent: [] })
    expect(read('yes', late)).toBe('A yes')
    expect(read('👍', late)).toBe('? one')
  })
})

describe('two questions open', () => {
  const two = situation([asked('A', 'shopping'), asked('B', 'lift')])

  test.each([
    ['yes', '? A B'],
    ['both', '? A B'],
    ['yes to both', 'A yes, B yes'],
    ['A1 B2', 'A yes, B no'],
    ['no A, yes B', 'A no, B yes'],
    ['yes to the shopping', 'A yes'],
    ['not the lift, the shopping', 'B no, A yes'],
    ["no can't do the lift but the shopping is fine", 'B no, A yes'],
    ["can do the shopping but can't lift anything", "A yes (but can't lift anything)"],
    ['neither sorry', 'A no, B no'],
    ['A1 no wait B1', 'B yes'],
  ])('"%s": %s', (text, expected) => {
    expect(read(text, two)).toBe(expected)
  })
})

describe('on a job', () => {
  const working = situation([job('A', 'flood_help')])

  test.each([
    ['on my way', 'A on_the_way'],
    ['there in 10', 'A on_the_way 10'],
    ['here', 'A arrived'],
    ["I'm at the gate", 'A arrived'],
    ['done', 'A done'],
    ["sorry can't make it", 'A drop'],
    ['A6', 'A drop'],
    ['A7', 'A read'],
    ['sorry I meant no', 'A drop'],
    ["I'll be at the gate in 5", 'not ours'],
    ["can't find the house", 'not ours'],
    ["I can't get in", 'not ours'],
    ['the key is under the pot', 'not ours'],
    ['thanks', 'nothing'],
  ])('"%s": %s', (text, expected) => {
    expect(read(text, working)).toBe(expected)
  })
})

describe('what is over', () => {
  const stoodDown: Closed = { ...asked('A', 'flood_help'), closedAt: ago(3), answered: false }
  const after = situation([], { closed: [stoodDown], sent: [{ purpose: 'stand_down', need: 'need-A', at: ago(3) }] })

  test.each([
    ['A1', 'A yes'],
    ['yes', 'A yes'],
    ['thanks', 'nothing'],
    ['ok thanks', 'nothing'],
  ])('"%s": %s', (text, expected) => {
    expect(read(text, after)).toBe(expected)
  })

  test('a yes is not taken for a new question when the old one was closed unanswered', () => {
    const next = situation([asked('C', 'flood_help', { askedAt: ago(1) })], { closed: [stoodDown] })
    expect(read('yes', next)).toBe('? one')
    expect(read('C1', next)).toBe('C yes')
  })
})

test.each([
  ['tak', 'pl', 'A yes'],
  ['nie', 'pl', 'A no'],
  ['no', 'pl', '? one'],
  ['ydw', 'cy', 'A yes'],
  ['نعم', 'ar', 'A yes'],
  ['merci', 'fr', '? one'],
] as const)('"%s" in %s: %s', (text, language, expected) => {
  expect(read(text, situation([asked('A', 'shopping')], { language }))).toBe(expected)
})

test('a bare answer is known without any question', () => {
  expect(['yes', '2', 'thanks', 'ok'].map((text) => bareAnswer(text, 'en'))).toEqual(['yes', 'no', 'thanks', 'weak'])
  expect(['yes but late', 'need help', 'A1', ''].map((text) => bareAnswer(text, 'en'))).toEqual([
    null,
    null,
    null,
    null,
  ])
})
