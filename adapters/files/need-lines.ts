import { isKindId, type Vehicle, type Vetting, vehicles, vettingLevels } from '../../core/kinds.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { BadRow } from './csv-records.ts'
import { textLines } from './text-lines.ts'
import { asKindId } from './volunteer-csv.ts'

/** A need as a line of a file says: `{"id","lat","lon","skills":[],"vetting","vehicle"?,"at"}`. */
export interface NeedLine {
  readonly line: number
  readonly id: string | number
  readonly lat: number
  readonly lon: number
  /** Ids of kinds, and others as they stand. */
  readonly skills: readonly string[]
  readonly vetting: Vetting
  readonly vehicle: Vehicle
  readonly atMs: number
}

/** Reads needs, one JSON object a line; a line that cannot be used comes as its number and the reason. Empty ones are passed over. */
export async function* readNeedLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<Result<NeedLine, BadRow>> {
  let line = 0
  for await (const text of textLines(input)) {
    line++
    if (text.trim() === '') continue
    const read = readNeed(text)
    yield read.ok ? ok({ line, ...read.value }) : fail({ line, reason: read.error })
  }
}

function readNeed(text: string): Result<Omit<NeedLine, 'line'>, string> {
  const need = parseObject(text)
  if (!need) return fail('it is not a JSON object')
  const { id, lat, lon, skills = [], vetting = 'none', vehicle = 'none', at } = need
  if (!((typeof id === 'string' && id !== '') || typeof id === 'number')) return fail('id is missing')
  if (!isDegrees(lat, 90)) return fail('lat is not a number of degrees from -90 to 90')
  if (!isDegrees(lon, 180)) return fail('lon is not a number of degrees from -180 to 180')
  if (!areTexts(skills)) return fail('skills is not a list of texts such as ["shopping"]')
  if (!isOneOf(vettingLevels, vetting)) return fail(`vetting is not one of ${vettingLevels.join(', ')}`)
  if (!isOneOf(vehicles, vehicle)) return fail(`vehicle is not one of ${vehicles.join(', ')}`)
  const atMs = instant.test(String(at)) ? Date.parse(String(at)) : Number.NaN
  if (Number.isNaN(atMs)) return fail('at is not a time with its zone such as 2026-11-25T14:30:00Z')
  return ok({ id, lat, lon, skills: [...new Set(skills.map(skillOf))], vetting, vehicle, atMs })
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null // the caller says so, without the text: it is about somebody
  }
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T => values.includes(value as T)

const skillOf = (text: string): string => {
  const kind = asKindId(text.trim())
  return isKindId(kind) ? kind : text.trim()
}
