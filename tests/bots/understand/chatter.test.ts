import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModel } from '../../../bots/understand/triage/model.ts'
import { dangerCounts, falseCases } from '../../../scripts/triage/measures.ts'
import { chatter, dangerTexts } from '../../../scripts/triage/texts.ts'

const model = openModel(
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../../bots/understand/triage/model.bin'))),
)
const { english, others } = chatter()

describe('ordinary texts that ask nothing of us', () => {
  it('are hundreds, in many voices', () => {
    expect(english.length).toBeGreaterThan(600)
    expect(others.length).toBeGreaterThanOrEqual(130)
  })

  it.each([
    ['English', english],
    ['the other languages', others],
  ])('are no cases in %s, and none is pressing', (_name, texts) => {
    const { cases, urgent, danger } = falseCases(texts, model)
    expect(urgent).toEqual([])
    expect(cases.length, cases.join('\n')).toBeLessThan(0.005 * texts.length)
    expect(danger.length, danger.join('\n')).toBeLessThanOrEqual(0.005 * texts.length)
  })
})

describe('texts of danger', () => {
  const byLanguage = Map.groupBy(dangerTexts(), ({ language }) => language)

  it('there are in thirteen languages', () => {
    expect(byLanguage.size).toBe(13)
  })

  it.each([...byLanguage])('are heard in %s', (_language, texts) => {
    const { due, missed, others: none, falseAlarms } = dangerCounts(texts)
    expect(missed.length, missed.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.02 * due)
    expect(falseAlarms.length, falseAlarms.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.05 * none)
  })
})
