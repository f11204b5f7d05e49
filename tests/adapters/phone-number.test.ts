import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { toE164 } from '../../adapters/phone-number.ts'

describe('a UK number in any common spelling', () => {
  it.each([
    '07700 900123',
    '07700900123',
    '07700-900-123',
    '07700.900.123',
    '(07700) 900123',
    '+447700900123',
    '+44 7700 900123',
    '+44 (0)7700 900123',
    '+44(0) 7700 900 123',
    '+44 07700 900123',
    '00447700900123',
    '0044 (0)7700 900123',
    '447700900123',
    '44 7700 900123',
    '7700900123',
    "'07700900123",
    'tel:+447700900123',
    '07700 900123',
    '07700 900‑123',
  ])('%s', (text) => {
    expect(toE164(text)).toBe('+447700900123')
  })

  it.each([
    ['020 7946 0018', '+442079460018'],
    ['+353 85 012 3456', '+353850123456'],
    ['+1 202 555 0123', '+12025550123'],
  ])('%s is %s', (text, number) => {
    expect(toE164(text)).toBe(number)
  })

  it.each([
    '',
    'none',
    '999',
    '07700',
    '07700 900 123 4567',
    '07700 90012',
    '07700 900 12x',
    '4.47701E+11',
    '07700 900123 / 07700 900124',
    '(0)',
  ])('%s is none', (text) => {
    expect(toE164(text)).toBeNull()
  })
})

it('the short way for plain numbers says what the library says', () => {
  for (let n = 0; n < 500; n++) {
    const digits = String(1_000_000_000 + ((n * 17_999_989) % 9_000_000_000)).padStart(10, '0')
    const asked = parsePhoneNumberFromString(`+44${digits}`, 'GB')!
    expect(asked.isPossible()).toBe(true)
    for (const text of [`+44${digits}`, `0${digits}`, `0${digits.slice(0, 4)} ${digits.slice(4)}`])
      expect(toE164(text)).toBe(asked.number)
  }
})
