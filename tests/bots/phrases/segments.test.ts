import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { en } from '../../../bots/phrases/en.ts'
import { sayTime } from '../../../bots/phrases/phrases.ts'
import { segmentsOf } from '../../../bots/phrases/segments.ts'
import { doorstepWord } from '../../../bots/turns/details.ts'
import { kindIds, kinds } from '../../../core/kinds.ts'

const us = 'Muster Gloucs County'
const area = 'the GL20 area'
const contact = 'Maximiliana Featherstonehaugh-Smythe, Flat 12b, 114 Upper Mill Lane'
const place = 'GL20 5BY'
const first = 'Maximiliana'
const by = 'Mon 23 Nov, 14:30'
const longest = doorstepWord(() => 27)
const vulnerable = ['cannot_walk', 'oxygen']

test.each(kindIds)('asking for %s and standing down fit one segment', (kind) => {
  const wanted = { kind, portions: 12 }
  const invitation = {
    ...wanted,
    us,
    letter: 'AC',
    area,
    halfMiles: 15,
    withinMin: 180,
    requirements: ['two_to_lift'],
    diet: null,
  }
  expect(segmentsOf(en.invitation(invitation))).toBe(1)
  expect(segmentsOf(en.standDown(wanted, area))).toBe(1)
  expect(segmentsOf(en.calledOff(wanted))).toBe(1)
  expect(segmentsOf(en.reserve(wanted, area))).toBe(1)
})

test.each([
  [[], ['nuts', 'peanuts'], null, 'Food: no nuts, no peanuts.'],
  [['vegan', 'halal'], ['sulphites', 'shellfish', 'mustard', 'celery'], 'nothing red', 'Food: vegan'],
] as const)('what must not be in the food is asked for in one segment: %j %j', (diets, without, other, said) => {
  const diet = { diets, without, other }
  const words = { kind: 'meal', portions: 12, us, letter: 'AC', area, halfMiles: 15, withinMin: 180 } as const
  for (const one of [{ us: 'Muster', area: 'GL20 5' }, {}]) {
    const text = en.invitation({ ...words, requirements: [], ...one, diet })
    expect(segmentsOf(text)).toBe(1)
    expect(text).toContain(said)
    expect(text).not.toContain('nothing red')
    expect(text.includes(' and more.')).toBe(other !== null)
  }
})

test.each(kindIds)('reading %s back, giving it to somebody and telling the resident fit two segments', (kind) => {
  const wanted = { kind, portions: 12 }
  for (const next of ['planner', 'nobody_free', 'asking'] as const) {
    const readBack = en.readBack({ ...wanted, place, vulnerable, diet: null, next, waitsUntil: by })
    expect(segmentsOf(`${readBack} ${en.askContact()}`)).toBeLessThanOrEqual(2)
  }
  const disclosed = { ...wanted, letter: 'AC', contact, place, word: longest, by }
  expect(segmentsOf(en.accepted(disclosed))).toBeLessThanOrEqual(2)
  expect(segmentsOf(en.promoted(disclosed))).toBeLessThanOrEqual(2)
  expect(segmentsOf(en.coming(wanted, first, by, longest))).toBeLessThanOrEqual(2)
  expect(segmentsOf(en.isItDone(wanted, first, 'AC'))).toBe(1)
  const { briefing } = kinds[kind]
  if (briefing) expect(segmentsOf(en.briefing('AC', briefing))).toBeLessThanOrEqual(2)
})

test('the menus and notices fit two segments', () => {
  const long = [
    en.joinSkills('AC'),
    en.joinName(us),
    en.askKind('AC'),
    en.introduction(us),
    en.notUnderstood(us),
    en.aboutUs(us),
  ]
  for (const text of long) expect(segmentsOf(text)).toBeLessThanOrEqual(2)
  expect(segmentsOf(en.danger())).toBe(1)
  expect(segmentsOf(en.optedOut())).toBe(1)
})

test('no phrase of ours holds a character that turns a text into UCS-2', () => {
  const said = sayTime('2026-11-23T14:30:00.000Z', '2026-11-22T14:30:00.000Z')
  const texts = [
    said,
    en.joined(['flood_help', 'shopping'], 2),
    en.whichOne([{ letter: 'A', kind: 'meal', digit: 1 }]),
    en.notUnderstood(us),
  ]
  for (const text of texts) expect(text).toMatch(/^[\x20-\x7e£\n]*$/)
})

test.each([
  ["a resident's own name keeps its letters", 'Siân Ŵyn', 2],
  ['and costs what it costs', 'Ada Penfold', 2],
])('%s', (_, name, atMost) => {
  expect(en.coming({ kind: 'flood_help', portions: null }, name, '14:30', 'acorn')).toContain(name)
  expect(segmentsOf(en.coming({ kind: 'flood_help', portions: null }, name, '14:30', 'acorn'))).toBeLessThanOrEqual(
    atMost + 1,
  )
})

test('every character of the Latin blocks, and every length around a limit, is counted as the library counts it', () => {
  for (let code = 0; code < 0x180; code++) {
    const text = String.fromCharCode(code).repeat(154)
    expect([code, segmentsOf(text)]).toEqual([code, new SegmentedMessage(text).segmentsCount])
  }
  for (const length of [0, 1, 159, 160, 161, 305, 306, 307, 459, 460])
    expect([length, segmentsOf('a'.repeat(length))]).toEqual([
      length,
      Math.max(1, new SegmentedMessage('a'.repeat(length)).segmentsCount),
    ])
})
