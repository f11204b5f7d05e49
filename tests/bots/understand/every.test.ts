import { expect, test } from 'vitest'
import { standingWishIn, weeklyIn } from '../../../bots/understand/every.ts'

test.each([
  ['could I have a hot meal every Tuesday at 5pm, GL20 5BY', { weekday: 2, minute: 1_020 }],
  ['I can cook 4 portions each Friday at 12', { weekday: 5, minute: 720 }],
  ['meal every sunday', { weekday: 7, minute: 720 }],
  ['dinner on Wednesdays by 6.30', { weekday: 3, minute: 1_110 }],
  ['breakfast every mon at 8', { weekday: 1, minute: 480 }],
  ['lunch every sat at 12am', { weekday: 6, minute: 0 }],
  ['pryd bob dydd Mawrth', { weekday: 2, minute: 720 }],
  ['a meal on Tuesday please', null],
  ['every little helps', null],
])('%j is wanted weekly at %j', (text, weekly) => {
  expect(weeklyIn(text)).toEqual(weekly)
})

test.each([
  ['Skip Tuesday', { wish: 'skip', weekday: 2 }],
  ['skip this Friday please', { wish: 'skip', weekday: 5 }],
  ['PAUSE MONDAYS', { wish: 'pause', weekday: 1 }],
  ['resume the tuesdays', { wish: 'resume', weekday: 2 }],
  ['No more Tuesdays', { wish: 'end', weekday: 2 }],
  ['STOP', null],
  ['END', null],
  ['pause', null],
  ['no more flooding here', null],
])('%j is %j', (text, wish) => {
  expect(standingWishIn(text)).toEqual(wish)
})
