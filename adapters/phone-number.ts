import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** A UK number in any common spelling, or an international one, as E.164; null when it cannot be one. */
export function toE164(text: string): string | null {
  const number = parsePhoneNumberFromString(text.replace(/^(\+44)\s*\(0\)/, '$1'), 'GB')
  if (!number?.isPossible()) return null
  const digitMissing = number.countryCallingCode === '44' && number.nationalNumber.length < 10 && !number.isValid()
  return digitMissing ? null : number.number
}
