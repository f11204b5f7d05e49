import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** A UK number in any common spelling, or an international one, as E.164; null when it cannot be one. */
export function toE164(text: string): string | null {
  const number = parsePhoneNumberFromString(text.replace(/^(\+44)\s*\(0\)/, '$1'), 'GB')
  return number?.isPossible() ? number.number : null
}
