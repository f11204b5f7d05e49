import { expect, test } from 'vitest'
import { codesIn, withoutCodes } from '../../../bots/understand/coded.ts'

const known = ['A', 'C', 'AC']
const read = (text: string) => codesIn(text, known).map(({ letter, digit }) => `${letter}${digit}`)

test.each([
  ['A1', ['A1']],
  ['a1', ['A1']],
  ['a 1', ['A1']],
  ['A-1', ['A1']],
  ['A.1!', ['A1']],
  [' A1. ', ['A1']],
  ['"A1"', ['A1']],
  ['A1 30', ['A1']],
  ['yes A1 thanks', ['A1']],
  ['A1 C2', ['A1', 'C2']],
  ['AC3', ['AC3']],
  ['A one', ['A1']],
  ['a won', ['A1']],
  ['D1', ['D1']],
  ['d 2', ['D2']],
])('"%s" holds the codes it is meant to', (text, expected) => {
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

test('a menu takes several numbers, of two digits too', () => {
  expect(codesIn('A1, 3 and 12', ['A'], 'menu')).toEqual([{ letter: 'A', digit: 1, numbers: [1, 3, 12] }])
  expect(codesIn('A12', ['A'], 'menu')).toEqual([{ letter: 'A', digit: 12, numbers: [12] }])
})

test('the codes of a menu are taken out, others stay', () => {
  expect(withoutCodes('C1 and a 2 please', 'A').replaceAll(/ +/g, ' ')).toBe('C1 and please')
})
