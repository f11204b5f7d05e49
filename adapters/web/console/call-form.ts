import { isKindId, type Urgency } from '../../../core/kinds.ts'
import { toE164 } from '../../phone-number.ts'
import type { Call, CallProblem } from './actions.ts'
import type { Form } from './desk.ts'
import type { Problem } from './parts.ts'
import { vulnerableWords } from './words.ts'

/** The form as it was typed, to be shown again while something in it is wrong. */
export interface TypedCall {
  readonly phone: string
  readonly callerName: string
  readonly subjectName: string
  readonly house: string
  readonly place: string
  readonly kind: string
  readonly urgency: string
  readonly words: string
  readonly vulnerable: readonly string[]
  readonly portions: string
  readonly notes: string
}

export const emptyCall: TypedCall = {
  phone: '',
  callerName: '',
  subjectName: '',
  house: '',
  place: '',
  kind: '',
  urgency: '',
  words: '',
  vulnerable: [],
  portions: '',
  notes: '',
}

export const readTyped = (form: Form, vulnerable: readonly string[]): TypedCall => ({
  phone: form('phone'),
  callerName: form('callerName'),
  subjectName: form('subjectName'),
  house: form('house'),
  place: form('place'),
  kind: form('kind'),
  urgency: form('urgency'),
  words: form('words'),
  vulnerable: vulnerable.filter((code) => Object.hasOwn(vulnerableWords, code)),
  portions: form('portions'),
  notes: form('notes'),
})

export const urgencies: readonly Urgency[] = ['urgent', 'soon', 'routine']

const mostPortions = 200

/** What can be seen to be wrong without looking anything up. */
export function problemsOf({ phone, place, kind, words, portions }: TypedCall): Problem[] {
  const n = Number(portions)
  const problems: (Problem | false)[] = [
    phone !== '' &&
      toE164(phone) === null && {
        id: 'phone',
        text: 'That is not a phone number. Write it like 07700 900123, or leave it empty',
      },
    place === '' && { id: 'place', text: 'Enter the postcode, or latitude and longitude' },
    kind === '' && words === '' && { id: 'kind', text: 'Choose what is needed, or write it in words' },
    portions !== '' &&
      !(Number.isInteger(n) && n >= 1 && n <= mostPortions) && {
        id: 'portions',
        text: `Portions must be a number from 1 to ${mostPortions}`,
      },
  ]
  return problems.filter((problem) => problem !== false)
}

/** A form without problems, as it is acted on. */
export function callOf(typed: TypedCall): Call {
  const { phone, kind, urgency, portions } = typed
  return {
    ...typed,
    phone: phone === '' ? null : toE164(phone),
    kind: isKindId(kind) ? kind : null,
    urgency: urgencies.find((u) => u === urgency) ?? null,
    portions: portions === '' ? null : Number(portions),
  }
}

/** What turned out to be wrong when it was looked up. */
export const lookedUp: Readonly<Record<CallProblem, Problem>> = {
  place_not_found: {
    id: 'place',
    text: 'That place cannot be found. Check the postcode with the caller, or use latitude and longitude',
  },
  place_doubtful: { id: 'place', text: 'That could be more than one place. Enter one full postcode' },
  kind_unclear: { id: 'kind', text: 'The words do not say what is needed. Choose it here' },
}
