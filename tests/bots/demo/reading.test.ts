import { expect, test } from 'vitest'
import { choicesIn, readText } from '../../../bots/demo/reading.ts'
import { en } from '../../../bots/phrases/en.ts'

const flood = { kind: 'flood_help', portions: null } as const
const house = { ...flood, letter: 'C', contact: 'Rose Hale', place: 'GL20 5BY', word: 'wren', by: '14:30' }

test.each([
  [
    'an invitation',
    en.invitation({
      ...flood,
      us: 'Muster',
      letter: 'A',
      area: 'GL99 1',
      halfMiles: 1,
      withinMin: 30,
      requirements: ['two_to_lift'],
      diet: null,
    }),
    { is: 'ask', about: 'flood help', yes: 'A1', no: 'A2' },
  ],
  ['a briefing', en.briefing('C', 'Keep out of water'), { is: 'step', step: 'briefing', code: 'C7' }],
  ['an acceptance', en.accepted(house), { is: 'step', step: 'set_off', code: 'C3' }],
  ['a promotion', en.promoted(house), { is: 'step', step: 'set_off', code: 'C3' }],
  ['on the way', en.safeJourney('D'), { is: 'step', step: 'arrive', code: 'D4' }],
  ['there', en.thereNow('D'), { is: 'step', step: 'finish', code: 'D5' }],
  ['a question whether it is done', en.isItDone(flood, 'Sam', 'E'), { is: 'step', step: 'confirm', code: 'E1' }],
  ['a question what was meant', en.whichAnswer('F', flood), { is: 'step', step: 'repeat', code: 'F1' }],
  [
    'a question which one was meant',
    en.whichOne([
      { letter: 'G', kind: 'lift', digit: 1 },
      { letter: 'H', kind: 'meal', digit: 1 },
    ]),
    { is: 'step', step: 'repeat', code: 'G1' },
  ],
  ['an alarm', en.alarm('nobody_left', 'J', flood, null), { is: 'step', step: 'take_on', code: 'J1' }],
  ['a question for the name', en.askContact(), { is: 'name' }],
  ['a stand-down', en.standDown(flood, 'GL99 1'), { is: 'covered' }],
  ['a calling off', en.calledOff(flood), { is: 'called_off' }],
  ['thanks', en.wellDone(), { is: 'nothing' }],
])('%s is read as whoever holds the phone reads it', (_, text, matter) => {
  expect(readText(text)).toEqual(matter)
})

test('a stand-down names what it is about in the words of the invitation', () => {
  expect(en.standDown({ kind: 'meal', portions: 4 }, 'GL99 1')).toContain('4 cooked meals')
})

test('every answer that a text offers can be tapped', () => {
  expect(choicesIn(en.accepted(house))).toEqual([
    { code: 'C3', means: 'on the way' },
    { code: 'C4', means: 'there' },
    { code: 'C5', means: 'done' },
    { code: 'C6', means: "can't after all" },
  ])
})

test('a postcode or a code that nobody asks for is no answer', () => {
  expect(choicesIn(en.unknownLetter('A1'))).toEqual([])
  expect(choicesIn('We read: flood help at GL20 5BY. We are asking people nearby.')).toEqual([])
})
