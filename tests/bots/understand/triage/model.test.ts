import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { calibrate, f1Of } from '../../../../bots/understand/triage/calibrate.ts'
import { conceptsIn } from '../../../../bots/understand/triage/concepts.ts'
import { featuresOf } from '../../../../bots/understand/triage/features.ts'
import { labels } from '../../../../bots/understand/triage/labels.ts'
import { openModel, writeModel } from '../../../../bots/understand/triage/model.ts'
import { type Example, train, trainSeveral } from '../../../../bots/understand/triage/train.ts'

const folder = join(import.meta.dirname, '../../../../bots/understand/triage')
const bytes = new Uint8Array(readFileSync(join(folder, 'model.bin')))
const note = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'))

const options = { seed: 1, rounds: 4, rate: 0.1, decay: 1e-4 }
const has = (...given: readonly string[]) => Uint8Array.from(labels, (label) => (given.includes(label) ? 1 : 0))
const examples: readonly Example[] = ['we need water', 'no water here', 'nothing to drink, send water'].flatMap(
  (text) => [
    { features: featuresOf(text), has: has('request', 'water'), weight: 1 },
    { features: featuresOf(text.replace('water', 'tents')), has: has('request', 'shelter'), weight: 1 },
  ],
)
const thresholds = { english: labels.map(() => 0), other: labels.map(() => 0) }

describe('the committed model', () => {
  it('is the one its note tells of, and small', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(note.sha256)
    expect(bytes.length).toBeLessThanOrEqual(2_000_000)
    expect(note.licence).toContain('CC BY 4.0')
  })

  it.each([
    ['We have no water and nothing to eat, please help us', ['request', 'water', 'food']],
    ['nou bezwen dlo ak manje', ['request', 'water', 'food']],
    ['We need tents, we are sleeping in the street', ['request', 'shelter']],
    ['necesitamos agua', ['water']],
  ])('reads "%s"', (text, expected) => {
    expect(openModel(bytes).triage(text).labels).toEqual(expect.arrayContaining(expected))
  })

  it('gives a text without a word no label', () => {
    expect(openModel(bytes).triage('👍').labels).toEqual([])
  })

  it('is refused when its file is cut short or another', () => {
    expect(() => openModel(bytes.subarray(0, 1000))).toThrow('not a model of this version')
    expect(() => openModel(Uint8Array.from(bytes, (byte, i) => (i === 3 ? byte ^ 1 : byte)))).toThrow('not a model')
  })
})

test('the same examples and seed give the same bytes, another seed others', () => {
  const written = (seed: number) =>
    createHash('sha256')
      .update(writeModel(train(examples, { ...options, seed }), thresholds))
      .digest('hex')
  expect(written(1)).toBe(written(1))
  expect(written(1)).not.toBe(written(2))
})

test('what was learnt is read back', () => {
  const model = openModel(writeModel(trainSeveral(examples, options, 2), thresholds))
  const { scores } = model.triage('need water')
  expect(scores.water).toBeGreaterThan(scores.shelter)
})

test('a text in another language has thresholds of its own', () => {
  const never = labels.map(() => 50)
  const model = openModel(writeModel(train(examples, options), { english: labels.map(() => -50), other: never }))
  expect(model.triage('we need water').labels).toHaveLength(labels.length)
  expect(model.triage('nou bezwen dlo').labels).toEqual([])
})

test('words of one meaning share a concept, and a concept is found once', () => {
  const [water] = conceptsIn(['water'])
  expect(conceptsIn(['dlo'])).toContain(water)
  expect(conceptsIn(['agua', 'eau', 'water']).filter((one) => one === water)).toHaveLength(1)
  expect(conceptsIn(['pa', 'gen'])).not.toEqual(conceptsIn(['gen', 'pa']))
  expect(conceptsIn(['flooding'])).toEqual(expect.arrayContaining([...conceptsIn(['flood'])]))
})

test('marks, capitals and figures make no difference to what a text is made of', () => {
  expect(featuresOf('Besoin d’eau à 3 h')).toEqual(featuresOf('besoin d’eau a 7 h'))
})

test('a misspelt word still shares most of its letters with the right one', () => {
  const right = new Set(featuresOf('electricity').at)
  const shared = [...featuresOf('electricty').at].filter((at) => right.has(at))
  expect(shared.length).toBeGreaterThan(5)
})

test('a threshold is where F1 is best', () => {
  const scored = Array.from({ length: 40 }, (_, i) => ({
    scores: Float32Array.from(labels, () => i / 20 - 1),
    has: Uint8Array.from(labels, () => (i >= 20 ? 1 : 0)),
  }))
  const [threshold] = calibrate(scored)
  expect(f1Of(scored, 0, threshold!)).toBeGreaterThan(0.9)
  expect(f1Of(scored, 0, 5)).toBe(0)
})
