import { describe, expect, it } from 'vitest'
import { keysOf, spoken, voiceWords } from '../../../adapters/channels/twilio-voice-words.ts'
import { messageOf } from '../../support/message.ts'

const said = (text: string, language = 'en-GB') => spoken(messageOf(text, { language }), voiceWords(language))
const keys = (text: string) => keysOf(messageOf(text)).map(({ key, answer }) => `${key} ${answer}`)

describe('keys on the telephone', () => {
  it.each([
    ['Is it done? Reply A1 if so, A2 if not.', ['1 A1', '2 A2']],
    ['Reply C3 on the way, C4 there, C5 done.', ['3 C3', '4 C4', '5 C5']],
    ['Which one do you mean? Reply A1 for flood help, C1 for the alarm.', ['1 A1', '2 C1']],
    ['Reply AC1 if so, AC2 if not.', ['1 AC1', '2 AC2']],
    ['Ydy e wedi ei wneud? Atebwch A1 os felly, A2 os na.', ['1 A1', '2 A2']],
    ['Reply A1 Mill Lane near B4 6, A2 Mill Street.', ['1 A1', '2 A2']],
    ['We read: flood help at GL2 0AB, near B1.', []],
    ['No longer needed. Thank you.', []],
  ])('%s', (text, expected) => {
    expect(keys(text)).toEqual(expected)
  })

  it('are those of the choices where there are choices, and never more than eight', () => {
    const choices = Array.from({ length: 10 }, (_, i) => ({ answer: `A${i + 1}`, label: `Place ${i + 1}` }))
    const found = keysOf(messageOf('Reply C1 yes.', { choices }))
    expect(found.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    expect(found[0]).toEqual({ key: '1', answer: 'A1', label: 'Place 1' })
  })
})

describe('what is read out', () => {
  it.each([
    [
      'Is it done? Reply A1 if so, A2 if not.',
      'Is it done? Press 1: if so, Press 2: if not. Press 9 to hear this again.',
    ],
    [
      'Help at GL20 5BY. Danger to life: call 999.',
      'Help at G L 2 0, 5 B Y. Danger to life: call 9 9 9. Press 9 to hear this again.',
    ],
    ['We text you when one says yes.', 'We ring you when one says yes. Press 9 to hear this again.'],
    [
      'Text STOP to leave. Please text the postcode.',
      'Say STOP to leave. Please say the postcode. Press 9 to hear this again.',
    ],
    ['For you: https://muster.example.org/own/abc Thank you 🌊', 'For you: Thank you Press 9 to hear this again.'],
  ])('%s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })

  it('is Welsh to whoever reads Welsh', () => {
    expect(said('Tecstiwn chi. Atebwch A1 os felly, A2 os na.', 'cy')).toBe(
      'Ffoniwn chi. Pwyswch 1: os felly, Pwyswch 2: os na. Pwyswch 9 i glywed hyn eto.',
    )
  })
})
