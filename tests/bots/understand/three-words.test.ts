import { describe, expect, it } from 'vitest'
import { findThreeWords } from '../../../bots/understand/three-words.ts'

const seen = (text: string): string[] => findThreeWords(text).map(({ said }) => said)

describe('three words are kept however they are spelt', () => {
  it.each([
    ['///filled.count.soap'],
    ['//filled.count.soap'],
    ['/// filled count soap'],
    ['we are at ///Filled.Count.Soap now'],
    ['what3words filled count soap'],
    ['what3words: filled.count.soap'],
    ['what 3 words filled, count, soap'],
    ['What three words is filled count soap'],
    ['w3w filled.count.soap'],
    ['w3w address is filled count soap'],
    ['filled.count.soap'],
    ['stuck at filled.count.soap, please come'],
    ['https://what3words.com/filled.count.soap'],
    ['https://w3w.co/filled.count.soap'],
    ['https://what3words.com/en/filled.count.soap'],
  ])('%j', (text) => expect(seen(text)).toEqual(['///filled.count.soap']))
})

describe('ordinary writing is no address', () => {
  it.each([
    ['www.example.com'],
    ['see council.gov.uk'],
    ['ada@mail.example.com'],
    ['water. It is rising. Please come'],
    ['e.g. at 5'],
    ['a.b.c'],
    ['https://flood.example.org/now'],
    ['51.99.12'],
    ['Mill Lane'],
    ['it is cold.Please.Help us'],
    ['http://sealevel.flood.example/now'],
  ])('%j', (text) => expect(seen(text)).toEqual([]))
})
