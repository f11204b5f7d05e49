import type { Pin } from '../../../core/channel.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { toE164 } from '../../phone-number.ts'
import type { Problem } from '../console/parts.ts'
import type { PageWords } from './words.ts'

/** The form as it was filled in. */
export interface RequestForm {
  readonly what: string
  readonly where: string
  readonly name: string
  readonly phone: string
  readonly urgency: string
  readonly harder: readonly string[]
  readonly lat: string
  readonly lon: string
  /** Stands for what they wrote to us where others read along; empty where they did not. */
  readonly go: string
  /** Only a machine fills this in. */
  readonly website: string
}

export interface AskedFor {
  readonly text: string
  readonly name: string | null
  /** E.164. */
  readonly phone: string | null
  readonly pin: Pin | null
}

const urgencies: Readonly<Record<string, string>> = {
  urgent: 'It is urgent.',
  soon: 'Needed today.',
  routine: 'It is not urgent.',
}

/** What a ticked box says, in words that the reader of texts knows. */
export const harderSentences: Readonly<Record<string, string>> = {
  cannot_walk: "Someone can't walk.",
  old: 'An elderly person.',
  baby: 'There is a baby.',
  child: 'There are children.',
  oxygen: 'Someone is on oxygen.',
  deaf: 'Someone is deaf.',
  blind: 'Someone is blind.',
  dementia: 'Someone has dementia.',
  alone: 'I am on my own.',
}

export const emptyRequest: RequestForm = {
  what: '',
  where: '',
  name: '',
  phone: '',
  urgency: '',
  harder: [],
  lat: '',
  lon: '',
  go: '',
  website: '',
}

export async function readRequest(request: Request): Promise<RequestForm> {
  const form = new URLSearchParams(await request.text())
  const given = (name: string): string => (form.get(name) ?? '').trim()
  return {
    what: given('what'),
    where: given('where'),
    name: given('name'),
    phone: given('phone'),
    urgency: given('urgency'),
    harder: form.getAll('harder').filter((code) => Object.hasOwn(harderSentences, code)),
    lat: given('lat'),
    lon: given('lon'),
    go: codeIn(given('go')),
    website: given('website'),
  }
}

/** A code as `/go/CODE` has it; empty where it is nothing of the kind. */
export const codeIn = (text: string): string => (/^[A-Z\d]{1,40}$/i.test(text) ? text.toUpperCase() : '')

/** What the form says as a text would say it, or everything that is wrong with it. */
export function checkRequest(form: RequestForm, w: PageWords): Result<AskedFor, readonly Problem[]> {
  const pin = pinIn(form)
  const phone = form.phone === '' ? null : toE164(form.phone)
  const wrong: (Problem | false)[] = [
    form.what === '' && form.go === '' && { id: 'what', text: w.whatMissing },
    form.what.length > 1000 && { id: 'what', text: w.whatLong },
    form.where === '' && pin === null && { id: 'where', text: w.whereMissing },
    form.where.length > 200 && { id: 'where', text: w.whereLong },
    form.name.length > 100 && { id: 'name', text: w.nameLong },
    form.phone !== '' && phone === null && { id: 'phone', text: w.phoneWrong },
    form.website !== '' && { id: 'website', text: w.notEmpty },
  ]
  const problems = wrong.filter((one) => one !== false)
  if (problems.length > 0) return fail(problems)
  return ok({ text: inWords(form), name: form.name || null, phone, pin })
}

const inWords = ({ what, where, harder, urgency }: RequestForm): string =>
  [ended(what), ended(where), ...harder.map((code) => harderSentences[code]), urgencies[urgency]]
    .filter(Boolean)
    .join(' ')

const ended = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)

function pinIn({ lat, lon }: RequestForm): Pin | null {
  if (lat === '' || lon === '') return null
  const point = { lat: Number(lat), lon: Number(lon) }
  const onEarth = Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180 // false for NaN
  return onEarth ? { ...point, label: null } : null
}
