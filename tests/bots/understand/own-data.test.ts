import { expect, it } from 'vitest'
import { readOwnDataWish } from '../../../bots/understand/own-data.ts'

it.each([
  'what do you know about me',
  'What do you know about me?',
  'what data do you hold on me',
  'what information have you got about me?',
  'wot have you got on me'.replace('wot', 'what'),
  'show me my data',
  'please send me all my information',
  'I want a copy of my data'.replace('a copy of', 'to have a copy of'),
  'SAR',
  'subject access request please',
  "beth ydych chi'n ei wybod amdanaf i?",
  'pa wybodaeth sydd gennych amdanaf',
])('"%s" asks to see it', (text) => {
  expect(readOwnDataWish(text)).toBe('access')
})

it.each([
  'delete me',
  'Delete me please',
  'please forget me',
  'delete all my data',
  'erase my details',
  'please remove my information',
  'delete everything you know about me',
  'I invoke my right to be forgotten',
  'dilewch fi',
  'dilëwch fy nata',
  'dileu popeth amdanaf',
])('"%s" asks to have it deleted', (text) => {
  expect(readOwnDataWish(text)).toBe('erasure')
})

it.each([
  'delete me from your list',
  'what do you know about flooding',
  'do you know when someone is coming to me',
  'please forget it',
  'my data allowance has run out, can someone ring mum',
  'my details are 3 Mill Lane',
  'need someone to remove the tree',
  'what have you got on today',
  'what have you got for tea',
  'tell me what to do',
  'can you remove my old sofa',
])('"%s" does neither', (text) => {
  expect(readOwnDataWish(text)).toBeNull()
})
