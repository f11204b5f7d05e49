import { expect, it, test } from 'vitest'
import { checkRequest, emptyRequest, harderSentences } from '../../../adapters/web/my/request-form.ts'
import { pageWords } from '../../../bots/phrases/pages/words.ts'
import { fold } from '../../../bots/understand/fold.ts'
import { urgencyIn } from '../../../bots/understand/urgency.ts'
import { vulnerableIn } from '../../../bots/understand/vulnerable.ts'

const filled = { ...emptyRequest, what: 'need sandbags', where: 'GL20 5BY' }
const said = (form: Partial<typeof emptyRequest>): string => {
  const asked = checkRequest({ ...filled, ...form }, pageWords.en)
  return asked.ok ? asked.value.text : ''
}

it.each(Object.keys(harderSentences))('a ticked box for %s is read as that', (code) => {
  expect(vulnerableIn(fold(said({ harder: [code] })))).toContain(code)
})

it.each(['urgent', 'soon', 'routine'])('%s is read as that', (urgency) => {
  expect(urgencyIn(fold(said({ urgency })))).toBe(urgency)
})

test('every box has its words in every language', () => {
  for (const words of Object.values(pageWords))
    expect(Object.keys(words.harderCodes)).toEqual(Object.keys(harderSentences))
})

it.each([
  ['91', '0'],
  ['0', '181'],
  ['north', 'west'],
])('a place at %s, %s is none', (lat, lon) => {
  expect(checkRequest({ ...filled, where: '', lat, lon }, pageWords.en).ok).toBe(false)
})

it('says what was written, then where, then what was ticked', () => {
  expect(said({ harder: ['deaf'], urgency: 'urgent' })).toBe('need sandbags. GL20 5BY. Someone is deaf. It is urgent.')
})
