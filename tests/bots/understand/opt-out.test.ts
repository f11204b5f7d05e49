import { expect, test } from 'vitest'
import { saysOptIn, saysOptOut } from '../../../bots/understand/opt-out.ts'

test.each([
  'STOP',
  'stop',
  'Stop.',
  'stop!',
  'STOPALL',
  'unsubscribe',
  'Unsubscribe me please',
  'opt out',
  'please take me off this',
  'take me off your list',
  'remove me from this',
  "wrong number, don't text again",
  'wrong number',
  'stop texting me',
  'please stop messaging me',
  'do not text me again',
  'Leave me alone',
  'no more texts please',
  'Stop. Thank you',
  'stop please',
  "I don't want these messages",
  'delete me from your list',
  'get my number off this',
])('"%s" asks for no more texts', (text) => {
  expect(saysOptOut(text)).toBe(true)
})

test.each([
  'Stop by at 3?',
  'we have to stop this flood',
  'the stopcock is stuck',
  'can you stop at the shop',
  'it will not stop raining',
  'A1',
  'no',
  'not needed any more',
  "don't stop at number 9, it's 11",
  'stop the water please somebody',
  'is there a bus stop',
  'cannot come, sorry',
  'wrong address, it is number 4',
])('"%s" does not', (text) => {
  expect(saysOptOut(text)).toBe(false)
})

test('START and UNSTOP ask for texts again, a yes does not', () => {
  expect(['START', 'unstop', 'Start.'].every(saysOptIn)).toBe(true)
  expect(['yes', 'YES', 'let us start at 5'].some(saysOptIn)).toBe(false)
})
