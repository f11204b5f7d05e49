import { expect, test } from 'vitest'
import { dietIn, readContents, readDiet } from '../../../bots/understand/food.ts'

test.each([
  ['2 hot chicken meals please, GL20 5BY', null],
  ['could I have a meal, we have no bread left', null],
  ['2 meals, one with a nut allergy', { diets: [], without: ['nuts', 'peanuts'], other: null }],
  ['sorry, forgot to say, one of us is allergic to milk', { diets: [], without: ['milk'], other: null }],
  ['a meal please, there is no bread left', null],
  ['a meal please, allergic to milk, eggs', { diets: [], without: ['eggs', 'milk'], other: null }],
  ['hot meal for two, vegan', { diets: ['vegan'], without: [], other: null }],
  ['a gluten-free meal for mum', { diets: [], without: ['gluten'], other: null }],
  ["halal meal, she can't eat fish", { diets: ['halal'], without: ['fish'], other: null }],
  ['need dinner, no allergies', { diets: [], without: [], other: null }],
  ['need dinner, no allergies but no nuts', { diets: [], without: ['nuts', 'peanuts'], other: null }],
  ['need dinner, we eat anything except kiwi', null],
])('a request: %s', (text, expected) => {
  expect(dietIn(text)).toEqual(expected)
})

test('an allergy to what we have no word for is kept in their words', () => {
  expect(dietIn('need a meal, allergic to kiwi')).toEqual({
    diets: [],
    without: [],
    other: 'need a meal, allergic to kiwi',
  })
})

test.each([
  ['None', [], [], null],
  ['no', [], [], null],
  ['dim', [], [], null],
  ['nuts', [], ['nuts', 'peanuts'], null],
  ['nut allergy, and my son is coeliac', [], ['nuts', 'peanuts', 'gluten'], null],
  ['vegan', ['vegan'], [], null],
  ['no onions', [], [], 'no onions'],
  ['nuts and kiwi', [], ['nuts', 'peanuts'], 'nuts and kiwi'],
  ['not sure', [], [], 'not sure'],
])('what they must not eat: %s', (text, diets, without, other) => {
  expect(readDiet(text)).toEqual({ diets, without, other })
})

test.each([
  ['NONE', '4 portions of soup', [], [], true],
  ['chicken and cream', '4 portions of curry', ['meat', 'milk'], [], true],
  ['NONE', '4 portions of cashew curry', ['nuts'], [], true],
  ['chicken, cream and something', '4 portions', ['meat', 'milk'], [], false],
  ['NOT SURE', '4 portions of lasagne', ['gluten'], [], false],
  ['rice and beans', '4 portions', [], [], false],
  ['chicken, no nuts', '4 portions, halal', ['meat'], ['halal'], true],
  ['milk, it is not vegan', '4 portions', ['milk'], [], true],
])('what is in it: %s, after %s', (answer, offered, holds, diets, complete) => {
  const { holds: held, ...rest } = readContents(answer, offered)
  expect(held).toEqual(holds)
  expect(rest).toEqual({ diets, complete })
})
