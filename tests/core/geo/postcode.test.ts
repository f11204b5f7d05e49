import { isValid } from 'postcode'
import { describe, expect, it } from 'vitest'
import { areaOf, isOutward, parsePostcode, postcodeAreas } from '../../../core/geo/postcode.ts'

describe('parsePostcode', () => {
  it.each([
    ['GL205BY', 'GL20 5BY', 'GL20 5', 'GL20'],
    ['gl1 1ad', 'GL1 1AD', 'GL1 1', 'GL1'],
    ['B1  1AA', 'B1 1AA', 'B1 1', 'B1'],
    [' sw1a2aa ', 'SW1A 2AA', 'SW1A 2', 'SW1A'],
    ['M60 1NW', 'M60 1NW', 'M60 1', 'M60'],
    ['W1T 4TJ', 'W1T 4TJ', 'W1T 4', 'W1T'],
  ])('reads %j', (text, postcode, sector, outward) => {
    expect(parsePostcode(text)).toEqual({ postcode, sector, outward })
  })

  it.each(['', 'GL20', 'GL20 5B', 'GL205BYX', 'HX7 8AO', 'HX7 8CM', 'GL20-5BY', '5BY', 'GLA0 5BY', 'GIR 0AA'])(
    'does not take %j for one',
    (text) => expect(parsePostcode(text)).toBeUndefined(),
  )

  it('takes no inward letter that is never used, and every other', () => {
    const taken = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => parsePostcode(`GL1 1A${letter}`)).join('')
    expect(taken).toBe('ABDEFGHJLNPQRSTUWXYZ')
  })

  it('takes nothing that the postcode package refuses', () => {
    for (const area of postcodeAreas) expect(isValid(parsePostcode(`${area}1 1AA`)!.postcode)).toBe(true)
  })
})

describe('isOutward', () => {
  it.each(['GL20', 'HX7', 'B1', 'M14', 'SW1A', 'E1W', 'W1T', 'EC1A', 'BT7', 'JE2'])('%s is one', (code) => {
    expect(isOutward(code)).toBe(true)
  })

  it.each(['XX1', 'A1', 'C4', 'GL2O', 'GL20A', 'G2A', 'SW1B', 'gl20', 'GL', '20', 'GL200'])('%s is none', (code) => {
    expect(isOutward(code)).toBe(false)
  })
})

it('areaOf is the letters in front', () => {
  expect([areaOf('GL20 5BY'), areaOf('B1'), areaOf('20')]).toEqual(['GL', 'B', ''])
})

it('there are 124 postcode areas', () => {
  expect(postcodeAreas.size).toBe(124)
})
