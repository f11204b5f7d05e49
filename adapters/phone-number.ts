import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Eleven digits from 0, or ten after +44: possible whatever they are, so that long lists need not ask the library. */
const plain = /^(?:\+44|0)([1-9]\d{9})$/

/** A UK number in any common spelling, or an international one, as E.164; null when it cannot be one. */
export function toE164(text: string): string | null {
  const digits = plain.exec(text.replaceAll(' ', ''))?.[1]
  if (digits !== undefined) return `+44${digits}`
  const number = parsePhoneNumberFromString(text.replace(/^(\+44)\s*\(0\)/, '$1'), 'GB')
  if (!number?.isPossible()) return null
  const digitMissing = number.countryCallingCode === '44' && number.nationalNumber.length < 10 && !number.isValid()
  return digitMissing ? null : number.number
}
