import { expect, test } from 'vitest'
import { asksStatus, readCommand, readRequest, saysNotNeeded } from '../../../bots/understand/request.ts'

test.each([
  ['Flood water coming in, need sandbags, GL20 5BY, mum can’t walk', 'flood_help', 'want'],
  ['flooded, no power, the dog too, help', 'flood_help', 'want'],
  ['please get us out of the house the river is rising', 'evacuation', 'want'],
  ['could someone get me bread and milk', 'shopping', 'want'],
  ['can anyone pick up my prescription from the chemist', 'prescription', 'want'],
  ['could I have 2 hot meals please', 'meal', 'want'],
  ["I've 4 portions of lasagne going spare", 'meal', 'offer'],
  ['we have made too much soup, about 6 portions', 'meal', 'offer'],
  ['need a lift to the hospital appointment', 'lift', 'want'],
  ["can someone check on my dad, he isn't answering", 'welfare_check', 'want'],
  ['my path is all ice and I am 82', 'snow_ice', 'want'],
  ['nobody is hurt but we have no power', 'power', 'want'],
  ['mud everywhere, need help to clean up', 'clean_up', 'want'],
  ['can someone walk my dog', 'pet_care', 'want'],
  ["I'm so lonely since Jim died, some company would be nice", 'company', 'want'],
  ['the gully outside no 4 is a blocked drain', 'asset', 'want'],
])('"%s" is %s, %s', (text, kind, direction) => {
  const request = readRequest(text)
  expect(request.kinds[0]).toBe(kind)
  expect(request.direction).toBe(direction)
})

test.each([
  ['2 meals please', 2],
  ['a hot meal for two', 2],
  ['4 portions of stew', 4],
  ['need a meal', 1],
  ['three spare dinners', 3],
  ['bread please', null],
])('"%s" is for %s', (text, portions) => {
  expect(readRequest(text).portions).toBe(portions)
})

test.each([
  ['mum can’t walk', ['cannot_walk']],
  ['she is 91 and on her oxygen', ['oxygen', 'old']],
  ['with a baby', ['baby']],
  ['he lives alone', ['alone']],
  ['the dog is fine', []],
])('"%s" tells %j', (text, codes) => {
  expect(readRequest(text).vulnerable).toEqual(codes)
})

test.each([
  "what's happening?",
  'any news',
  'is anyone coming',
  'How long will it be?',
  'where are they',
  'status',
  'have you found someone',
])('"%s" asks how it stands', (text) => {
  expect(asksStatus(text)).toBe(true)
})

test.each([
  'not needed any more',
  'no longer needed thanks',
  "we don't need it now",
  'all sorted thank you',
  'please cancel my request',
  "we're ok now",
  'neighbour has already helped',
])('"%s" calls it off', (text) => {
  expect(saysNotNeeded(text)).toBe(true)
})

test.each(['CANCEL', 'END', 'QUIT', 'need sandbags', 'we are not ok', 'sandbags needed', 'what do we need to do'])(
  '"%s" does not',
  (text) => {
    expect(saysNotNeeded(text)).toBe(false)
  },
)

test('commands are read with how long they mean', () => {
  expect(readCommand('JOIN')).toBe('join')
  expect(readCommand('back')).toBe('back')
  expect(readCommand('who is this?')).toBe('about')
  expect(readCommand('I am away from home and it floods')).toBeNull()
})
