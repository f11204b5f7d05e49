import { expect, test } from 'vitest'
import { codedAnswers, plainAnswer } from '../../../bots/understand/answers.ts'

const known = ['A', 'C', 'AC']
const read = (text: string) =>
  codedAnswers(text, known).map(({ letter, digit, minutes, rest }) => [`${letter}${digit}`, minutes, rest])

test.each([
  ['A1', [['A1', null, '']]],
  ['a1', [['A1', null, '']]],
  ['a 1', [['A1', null, '']]],
  ['A-1', [['A1', null, '']]],
  ['A.1!', [['A1', null, '']]],
  [' A1. ', [['A1', null, '']]],
  ['"A1"', [['A1', null, '']]],
  ['A1 30', [['A1', 30, '']]],
  ['A1 in 30 mins', [['A1', 30, '']]],
  ['a1 1 hour', [['A1', 60, '']]],
  ['A1 yes', [['A1', null, '']]],
  ['yes A1 thanks', [['A1', null, '']]],
  ['A1 but no car', [['A1', null, 'but no car']]],
  [
    'A1 C2',
    [
      ['A1', null, ''],
      ['C2', null, ''],
    ],
  ],
  [
    'C2, A1 20',
    [
      ['C2', null, ''],
      ['A1', 20, ''],
    ],
  ],
  ['AC3', [['AC3', null, '']]],
  ['A one', [['A1', null, '']]],
  ['a won', [['A1', null, '']]],
  ['D1', [['D1', null, '']]],
  ['d 2', [['D2', null, '']]],
])('"%s" is read as it is meant', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  'stuck on the M5 near junction 9',
  'the A38 is closed',
  'GL20 5BY',
  'flat D4 please',
  'meet at 3',
  'I have 2 dogs',
  'yes',
])('"%s" names no letter of ours', (text) => {
  expect(read(text)).toEqual([])
})

test.each([
  ['yes', 'yes'],
  ['Yes!', 'yes'],
  ['yep', 'yes'],
  ['1', 'yes'],
  ['Yes please', 'yes'],
  ['I can do it', 'yes'],
  ['count me in', 'yes'],
  ['no', 'no'],
  ['2', 'no'],
  ['No sorry', 'no'],
  ['no sorry, away', 'no'],
  ["sorry I can't", 'no'],
  ['busy today', 'no'],
  ['ok', 'weak_yes'],
  ['👍', 'weak_yes'],
  ['👍🏽', 'weak_yes'],
  ['thanks', 'weak_yes'],
  ['Thank you!', 'weak_yes'],
  ['on my way', 'on_the_way'],
  ['omw', 'on_the_way'],
  ["I'm on the way now", 'on_the_way'],
  ['there in 10', 'on_the_way'],
  ['here', 'arrived'],
  ["I'm there", 'arrived'],
  ['outside', 'arrived'],
  ['done', 'done'],
  ['all done thanks', 'done'],
  ['finished', 'done'],
  ["sorry can't make it", 'drop'],
  ["can't come after all", 'drop'],
])('"%s" means %s', (text, answer) => {
  expect(plainAnswer(text)?.answer).toBe(answer)
})

test('what a yes depends on is kept', () => {
  expect(plainAnswer('yes in 2 hours')).toEqual({ answer: 'yes', minutes: 120, condition: null })
  expect(plainAnswer('yes but no car')).toEqual({ answer: 'yes', minutes: null, condition: 'but no car' })
  expect(plainAnswer('only after 6')?.condition).toBe('only after 6')
  expect(plainAnswer('no but I could tomorrow')).toEqual({
    answer: 'no',
    minutes: null,
    condition: 'but i could tomorrow',
  })
})

test.each([
  'no problem',
  'what is happening?',
  'need sandbags',
  'is it far?',
  'yesterday it flooded',
  'the back gate is open',
])('"%s" is no answer', (text) => {
  expect(plainAnswer(text)).toBeNull()
})
