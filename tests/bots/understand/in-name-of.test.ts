import { expect, test } from 'vitest'
import { inNameOf } from '../../../bots/understand/in-name-of.ts'

test.each([
  ['A1 from Sam', 'A', 'Sam'],
  ["A1, Sam here on my wife's phone", 'A', 'Sam'],
  ['a1 this is Priya Nair', 'A', 'Priya Nair'],
  ["It's Tom Ash, C2 sorry", 'C', 'Tom Ash'],
  ['Kit here. A 1', 'A', 'Kit'],
  ['my name is mo, A1', 'A', 'mo'],
  ['A1 Sam Carter', 'A', 'Sam Carter'],
  ["I'm Siân O'Dell and it's A1 for me", 'A', "Siân O'Dell"],
])('"%s" is answer %s in the name of %s', (text, letter, name) => {
  expect(inNameOf(text)).toEqual({ letter, name })
})

test.each([
  'A1',
  'A1 please',
  'A1 from me',
  "A1 it's fine",
  'A1 on my way',
  "A1, I'm at work until 6",
  'this is Sam',
  'flooded, Sam Carter, GL20 5BY',
  'the A1 is closed at Newark',
])('"%s" says not whose answer it is', (text) => {
  expect(inNameOf(text)).toBeNull()
})
