import { parsePostcode } from '../../core/geo/postcode.ts'
import { isKindId, type KindId, type Vehicle, type Vetting, vehicles, vettingLevels } from '../../core/kinds.ts'
import type { HoursRange } from '../../core/matching/hours.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { toE164 } from '../phone-number.ts'
import { type BadRow, type CsvRecord, csvRecords, UnusableFile } from './csv-records.ts'
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

/**
 * Reads a list of volunteers row by row; a row that cannot be used comes as its line number and the reason. Throws
 * `UnusableFile` when the file has no header that names what is needed.
 */
export async function* readVolunteerCsv(
  input: AsyncIterable<Buffer | string>,
): AsyncGenerator<Result<VolunteerRow, BadRow>> {
  let names: string[] | undefined
  for await (const record of csvRecords(input)) {
    if (!names) names = readHeader(record)
    else yield record.ok ? readRecord(names, record.value) : record
  }
  if (!names) throw new UnusableFile(`the file is empty; ${expected}`)
}

const expected = `its first line should be ${required.join(',')} and, where known, ${optional.join(',')}`

function readHeader(record: Result<CsvRecord, BadRow>): string[] {
  const names = record.ok ? record.value.cells.map((name) => name.toLowerCase()) : []
  const missing = ['name', 'phone'].filter((name) => !names.includes(name))
  const placeless = !names.includes('postcode') && !(names.includes('lat') && names.includes('lon'))
  if (placeless) missing.push('postcode')
  const twice = [...required, ...optional].find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (missing.length > 0) throw new UnusableFile(`line 1 names no column ${missing.join(', ')}; ${expected}`)
  if (twice) throw new UnusableFile(`line 1 names the column ${twice} twice; ${expected}`)
  return names
}

function readRecord(names: readonly string[], { line, cells }: CsvRecord): Result<VolunteerRow, BadRow> {
  const bad = (reason: string) => fail({ line, reason })
  if (cells.slice(names.length).some((cell) => cell !== ''))
    return bad('it has more cells than the first line; put quotes around a cell that holds a comma')
  if (cells.some((cell) => cell.includes('\ufffd')))
    return bad('it holds bytes that are not UTF-8; save the list as CSV in UTF-8')
  const row = readRow(Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])))
  return row.ok ? ok({ line, ...row.value }) : bad(row.error)
}

type Read<T> = Result<T, string>

/** Checks one row; the first thing that is wrong is the reason. The row's values are not repeated: they are personal. */
function readRow(cells: Cells): Read<Omit<VolunteerRow, 'line'>> {
  const cell = (name: string) => cells[name] ?? ''
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
  const skills = list(cell('skills')).map(asKindId)
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

/** "Flood help" as the id of a kind is written. */
export const asKindId = (skill: string): string => skill.toLowerCase().replaceAll(/[ -]/g, '_')

const list = (text: string): string[] =>
  text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const oneOf = <T extends string>(values: readonly T[], text: string): T | undefined =>
  text === '' ? values[0] : values.find((value) => value === text.toLowerCase())

function readPlace(postcode: string, lat: string, lon: string): Read<Pick<VolunteerRow, 'postcode' | 'point'>> {
  const known = parsePostcode(postcode)?.postcode ?? null
  if (lat !== '' || lon !== '') {
    const point = { lat: degrees(lat), lon: degrees(lon) }
    const inside = point.lat > 49 && point.lat < 61.5 && point.lon > -9 && point.lon < 2.5
    if (inside) return ok({ postcode: known, point })
    if (postcode === '') return fail('lat and lon are not a position in the United Kingdom')
  }
  if (postcode === '') return fail('neither postcode nor lat and lon are given')
  return known === null ? fail('postcode does not have the form of one') : ok({ postcode: known, point: null })
}

const degrees = (text: string): number => (text === '' ? Number.NaN : Number(text))

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

/** A date, or a time with its zone, as an instant; undefined when it is neither. */
function readDate(text: string): string | null | undefined {
  if (text === '') return null
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(text)
  const day = new Date(`${match?.[1]}T00:00:00Z`)
  const time = new Date(text)
  const exists = match && !Number.isNaN(+time) && !Number.isNaN(+day) && day.toISOString().startsWith(match[1]!)
  return exists ? time.toISOString() : undefined
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
