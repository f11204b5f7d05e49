import { parse as parseCsv } from 'csv-parse'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { isKindId, type KindId, type Vehicle, type Vetting, vehicles, vettingLevels } from '../../core/kinds.ts'
import type { HoursRange } from '../../core/matching/eligible.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { parseHours } from './hours.ts'

/** A volunteer as a row of a list says; `postcode` or `point` is there. */
export interface VolunteerRow {
  readonly line: number
  readonly name: string
  /** E.164. */
  readonly phone: string
  readonly postcode: string | null
  readonly point: { readonly lat: number; readonly lon: number } | null
  readonly radiusM: number
  readonly skills: readonly KindId[]
  readonly otherSkills: readonly string[]
  readonly vetting: Vetting
  readonly vettingExpires: string | null
  readonly vehicle: Vehicle
  readonly languages: readonly string[]
  readonly hours: readonly HoursRange[]
  readonly over18: boolean | null
  readonly consentAt: string | null
  readonly source: string
  readonly externalId: string | null
  readonly email: string | null
}

export interface BadRow {
  readonly line: number
  readonly reason: string
}

const required = [
  'name',
  'phone',
  'postcode',
  'lat',
  'lon',
  'radius_km',
  'skills',
  'vetting',
  'vehicle',
  'languages',
  'hours',
]
const optional = ['id', 'email', 'vetting_expires', 'over_18', 'consent_at', 'source']
const defaultRadiusKm = 5

type Cells = Readonly<Record<string, string>>

/** Reads a list of volunteers row by row; a row that cannot be used comes as its line number and the reason. */
export async function* readVolunteerCsv(
  input: AsyncIterable<Buffer | string>,
): AsyncGenerator<Result<VolunteerRow, BadRow>> {
  const parser = parseCsv({
    bom: true,
    columns: checkHeader,
    trim: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const feeding = feed(input, parser)
  for await (const { record, info } of parser as AsyncIterable<{ record: Cells; info: { lines: number } }>) {
    const row = readRow(record)
    yield row.ok ? ok({ ...row.value, line: info.lines }) : fail({ line: info.lines, reason: row.error })
  }
  await feeding
}

async function feed(input: AsyncIterable<Buffer | string>, parser: ReturnType<typeof parseCsv>): Promise<void> {
  for await (const chunk of input)
    if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve))
  parser.end()
}

function checkHeader(names: readonly string[]): string[] {
  const lower = names.map((name) => name.trim().toLowerCase())
  const missing = ['name', 'phone', 'skills'].filter((name) => !lower.includes(name))
  if (missing.length > 0)
    throw new Error(
      `line 1: the header has no column ${missing.join(', ')}; expected ${required.join(',')} and optionally ${optional.join(',')}`,
    )
  return lower
}

type Read<T> = Result<T, string>

/** Checks one row; the first thing that is wrong is the reason. The row's values are not repeated: they are personal. */
function readRow(cells: Cells): Read<Omit<VolunteerRow, 'line'>> {
  const cell = (name: string) => cells[name]?.trim() ?? ''
  if (cell('name') === '') return fail('name is empty')
  const phone = toE164(cell('phone'))
  if (phone === null) return fail('phone is not a number that can be reached')
  const place = readPlace(cell('postcode'), cell('lat'), cell('lon'))
  if (!place.ok) return place
  const radiusKm = cell('radius_km') === '' ? defaultRadiusKm : Number(cell('radius_km'))
  if (!(radiusKm > 0 && radiusKm <= 200)) return fail('radius_km is not a number of kilometres from 0 to 200')
  const vetting = oneOf(vettingLevels, cell('vetting'))
  if (!vetting) return fail(`vetting is not one of ${vettingLevels.join(', ')}`)
  const vehicle = oneOf(vehicles, cell('vehicle'))
  if (!vehicle) return fail(`vehicle is not one of ${vehicles.join(', ')}`)
  const hours = parseHours(cell('hours'))
  if (!hours.ok) return fail('hours cannot be read; write them like Mon-Fri 18:00-22:00;Sat 09:00-12:00')
  const rest = readOptional(cell)
  if (!rest.ok) return rest
  const skills = list(cell('skills')).map((skill) => skill.toLowerCase().replaceAll(/[ -]/g, '_'))
  return ok({
    name: cell('name'),
    phone,
    ...place.value,
    radiusM: Math.round(radiusKm * 1000),
    skills: [...new Set(skills.filter(isKindId))],
    otherSkills: list(cell('skills')).filter((_, i) => !isKindId(skills[i])),
    vetting,
    vehicle,
    languages: list(cell('languages')),
    hours: hours.value,
    ...rest.value,
  })
}

const list = (text: string): string[] =>
  text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const oneOf = <T extends string>(values: readonly T[], text: string): T | undefined =>
  text === '' ? values[0] : values.find((value) => value === text.toLowerCase())

/** A UK number in any common spelling, or an international one, as E.164; null when it cannot be one. */
export function toE164(text: string): string | null {
  const number = parsePhoneNumberFromString(text.replace(/^(\+44)\s*\(0\)/, '$1'), 'GB')
  return number?.isPossible() ? number.number : null
}

function readPlace(postcode: string, lat: string, lon: string): Read<Pick<VolunteerRow, 'postcode' | 'point'>> {
  if (lat !== '' || lon !== '') {
    const point = { lat: Number(lat), lon: Number(lon) }
    const inside = lat !== '' && lon !== '' && point.lat > 49 && point.lat < 61.5 && point.lon > -9 && point.lon < 2.5
    if (inside) return ok({ postcode: postcode || null, point })
    if (postcode === '') return fail('lat and lon are not a position in the United Kingdom')
  }
  return postcode === ''
    ? fail('neither postcode nor lat and lon are given')
    : ok({ postcode: postcode.toUpperCase(), point: null })
}

type Optional = Pick<VolunteerRow, 'vettingExpires' | 'over18' | 'consentAt' | 'source' | 'externalId' | 'email'>

function readOptional(cell: (name: string) => string): Read<Optional> {
  const vettingExpires = readDate(cell('vetting_expires'))
  if (vettingExpires === undefined) return fail('vetting_expires is not a date such as 2027-03-31')
  const consentAt = readDate(cell('consent_at'))
  if (consentAt === undefined) return fail('consent_at is not a date such as 2026-03-31')
  const over18 = readYesNo(cell('over_18'))
  if (over18 === undefined) return fail('over_18 is not yes or no')
  if (over18 === false) return fail('a volunteer must be 18 or over')
  return ok({
    vettingExpires,
    consentAt,
    over18,
    source: cell('source') || 'import',
    externalId: cell('id') || null,
    email: cell('email') || null,
  })
}

function readDate(text: string): string | null | undefined {
  if (text === '') return null
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

const yesNo: Readonly<Record<string, boolean | null>> = {
  '': null,
  yes: true,
  y: true,
  true: true,
  '1': true,
  no: false,
  n: false,
  false: false,
  '0': false,
}
const readYesNo = (text: string): boolean | null | undefined => yesNo[text.toLowerCase()]
