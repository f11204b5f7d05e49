import { expect, test } from 'vitest'
import { type Contents, type Diet, foods, joinDiets, suits } from '../../../core/offers/suits.ts'

const diner = (given: Partial<Diet>): Diet => ({ diets: [], without: [], other: null, ...given })
const meal = (given: Partial<Contents>): Contents => ({ holds: [], diets: [], complete: true, ...given })

test.each<[string, Diet | undefined, Contents | undefined, 'yes' | 'no' | 'unknown']>([
  ['nobody asked the diner', undefined, meal({}), 'unknown'],
  ['who eats everything eats what nobody knows', diner({}), undefined, 'yes'],
  ['a nut allergy and nuts', diner({ without: ['nuts'] }), meal({ holds: ['nuts'] }), 'no'],
  [
    'a nut allergy and nuts among what is known',
    diner({ without: ['nuts'] }),
    meal({ holds: ['nuts'], complete: false }),
    'no',
  ],
  ['a nut allergy and a list without nuts', diner({ without: ['nuts'] }), meal({ holds: ['meat'] }), 'yes'],
  [
    'a nut allergy and half a list',
    diner({ without: ['nuts'] }),
    meal({ holds: ['meat'], complete: false }),
    'unknown',
  ],
  ['a nut allergy and nobody asked the cook', diner({ without: ['nuts'] }), undefined, 'unknown'],
  [
    'a milk allergy and the word vegan',
    diner({ without: ['milk'] }),
    meal({ diets: ['vegan'], complete: false }),
    'unknown',
  ],
  ['a vegan and chicken', diner({ diets: ['vegan'] }), meal({ holds: ['meat'] }), 'no'],
  [
    'a vegan and chicken said to be vegan',
    diner({ diets: ['vegan'] }),
    meal({ holds: ['meat'], diets: ['vegan'] }),
    'no',
  ],
  [
    'a vegan and what is said to be vegan',
    diner({ diets: ['vegan'] }),
    meal({ diets: ['vegan'], complete: false }),
    'yes',
  ],
  [
    'a vegetarian and what is said to be vegan',
    diner({ diets: ['vegetarian'] }),
    meal({ diets: ['vegan'], complete: false }),
    'yes',
  ],
  [
    'a vegan and what is only vegetarian',
    diner({ diets: ['vegan'] }),
    meal({ diets: ['vegetarian'], complete: false }),
    'unknown',
  ],
  ['halal and pork', diner({ diets: ['halal'] }), meal({ holds: ['pork'], diets: ['halal'] }), 'no'],
  ['halal and meat nobody calls halal', diner({ diets: ['halal'] }), meal({ holds: ['meat'] }), 'unknown'],
  ['halal and halal meat', diner({ diets: ['halal'] }), meal({ holds: ['meat'], diets: ['halal'] }), 'yes'],
  ['halal and no meat at all', diner({ diets: ['halal'] }), meal({ holds: ['milk'] }), 'yes'],
  ['kosher and no meat at all', diner({ diets: ['kosher'] }), meal({ holds: ['milk'] }), 'unknown'],
  ['something only a person can judge', diner({ other: 'no onions' }), meal({}), 'unknown'],
])('%s: %#', (_, diet, contents, expected) => {
  expect(suits(diet, contents)).toBe(expected)
})

test.each(foods)('%s in a meal never reaches who must not eat it, whatever else is said', (food) => {
  for (const diets of [[], ['vegan'], ['halal', 'kosher']] as const)
    for (const complete of [true, false])
      expect(suits(diner({ without: [food] }), meal({ holds: [food], diets, complete }))).toBe('no')
})

test('what is said later is added, and takes nothing back', () => {
  const nuts = diner({ without: ['nuts'] })
  expect(joinDiets(nuts, diner({ diets: ['vegan'] }))).toEqual(diner({ without: ['nuts'], diets: ['vegan'] }))
  expect(joinDiets(nuts, null)).toBe(nuts)
  expect(joinDiets(undefined, nuts)).toBe(nuts)
})
