import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openModel } from '../../../bots/understand/triage/model.ts'
import { understand } from '../../../bots/understand/understand.ts'

const now = '2026-11-25T14:00:00.000Z'
const read = (text: string) => understand(text, { now, language: null, situation: null, model: null })

test.each([
  ["I'm at work in BA1 2AA but my mum at HX7 8AA needs help", 'HX7 8AA'],
  ['my nan needs shopping, she is at Avon Row, GL20 5BY', 'GL20 5BY'],
  ['flooded at Mill Lane in Hebden Bridge', 'Mill Lane'],
  ['need a lift from HX7', 'HX7'],
])('"%s" needs help at %s', (text, place) => {
  expect(read(text).place?.said).toBe(place)
})

test('no place is no place', () => {
  expect(read('need sandbags').place).toBeNull()
})

test.each([
  ['STOP', 'opt_out'],
  ['no more meals please', 'opt_out'],
  ['MUTE 2h', 'away'],
  ['weekends only please', 'away'],
  ['START', 'opt_in'],
  ['join', 'join'],
  ['back', 'back'],
  ['who is this?', 'about'],
  ['not needed any more', 'not_needed'],
  ["what's happening?", 'status'],
  ["I've 4 portions of lasagne going spare, GL20 5BY", 'offer'],
  ['need sandbags GL20 5BY', 'request'],
  ['he is not breathing', 'danger'],
  ['lovely weather for ducks', 'other'],
])('"%s" is for %s', (text, intent) => {
  expect(read(text).intent).toBe(intent)
})

test('a short word is in the language of the person, a whole sentence in its own', () => {
  const inTheirs = (text: string) => understand(text, { now, language: 'pl', situation: null, model: null }).language
  expect(inTheirs('tak')).toBe('pl')
  expect(inTheirs('Mae angen help arnom ni, mae dŵr yn dod i mewn i’r tŷ')).toBe('cy')
  expect(inTheirs('CYMRAEG')).toBe('cy')
})

test('what is asked for in another language is what the model makes of it', () => {
  const file = new URL('../../../bots/understand/triage/model.bin', import.meta.url)
  const model = openModel(readFileSync(file))
  const read = (text: string) => understand(text, { now, language: null, situation: null, model })
  expect(read("nous avons faim, nous n'avons plus de nourriture, aidez nous svp")).toMatchObject({
    intent: 'request',
    direction: 'want',
    kinds: ['shopping'],
    language: 'fr',
  })
  expect(read('potrzebujemy pomocy, woda w domu HX7 8AA')).toMatchObject({ intent: 'request', kinds: ['other'] })
  expect(read('il fait beau aujourd’hui et nous allons au marché').intent).toBe('other')
})
