import { expect, test } from 'vitest'
import { saysDanger } from '../../../bots/understand/danger.ts'

test.each([
  "he's not breathing",
  'my husband is not breathing well',
  "she can't breathe",
  'mum has collapsed on the kitchen floor',
  'Dad is unconscious please hurry',
  'I think he is having a heart attack',
  'chest pains and the water is rising',
  'theres someone trapped in the car',
  'we are on the roof',
  'water is up to my chest',
  'water up to our waist now',
  'the kitchen is on fire',
  'fire in the flat upstairs',
  'we can smell gas',
  'there is a gas leak',
  'I want to die',
  'he is going to kill himself',
  'she is bleeding heavily',
  'SOS',
  'call 999 for us please',
  'my neighbour is dying',
  'kids swept away by the river',
  'he won’t wake up... she won’t wake',
  'nan has broken hip she fell',
  "can't breathe smoke everywhere",
])('"%s" is danger', (text) => {
  expect(saysDanger(text)).toBe(true)
})

test.each([
  'Flood water coming in, need sandbags, GL20 5BY, mum can’t walk',
  'nobody is hurt but we have no power',
  'nobody is trapped',
  "we're not trapped, just stuck at home",
  'no one is unconscious, all fine',
  'could someone walk my dog',
  'need bread and milk please',
  'I can do a fire drill talk',
  'the drain is blocked again',
  'A1',
  'yes in 2 hours',
  'Thanks so much you are a lifesaver',
  'my boiler is dead',
  'I could murder a cup of tea',
  '4 portions of lasagne going spare',
  'is anyone coming?',
])('"%s" is not', (text) => {
  expect(saysDanger(text)).toBe(false)
})
