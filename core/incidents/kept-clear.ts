import type { Point } from '../geo/point.ts'
import type { Fact } from '../ledger/entry.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Instant } from '../time.ts'
import type { Incident } from './incident.ts'

/** An area that nobody is sent into and nobody in it is asked, while its incident is open. */
export interface KeptClear {
  readonly area: string
  /** Sealed under the incident's key: its corners. */
  readonly shape: string
  readonly since: Instant
}

export type KeptClearFact =
  | Fact<'area_kept_clear', { area: string; shape: string; reasonRef: string }>
  | Fact<'area_reopened', { area: string; reasonRef: string }>

type Body<T extends KeptClearFact['type']> = Extract<KeptClearFact, { type: T }>['body']

export const keptClear = (
  incident: Incident,
  { area, shape }: Body<'area_kept_clear'>,
  { at }: { readonly at: Instant },
): Incident => ({ ...incident, keptClear: [...(incident.keptClear ?? []), { area, shape, since: at }] })

export const reopened = (incident: Incident, { area }: Body<'area_reopened'>): Incident => ({
  ...incident,
  keptClear: (incident.keptClear ?? []).filter((one) => one.area !== area),
})

export type CornersProblem = 'too_few' | 'not_numbers' | 'too_large'

/** A county is some 100 km across; one corner further off than this from the next is a slip of the pen. */
const widestDegrees = 2

/** Corners as a person types them: one a line, latitude and longitude. At least three. */
export function cornersIn(text: string): Result<Point[], CornersProblem> {
  const lines = text.split(/\r?\n|;/).filter((line) => line.trim() !== '')
  const points = lines.map((line) => /^\s*(-?\d{1,2}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(line))
  if (points.some((match) => match === null)) return fail('not_numbers')
  const corners = points.map((match) => ({ lat: Number(match![1]), lon: Number(match![2]) }))
  if (corners.some(({ lat, lon }) => Math.abs(lat) > 90 || Math.abs(lon) > 180)) return fail('not_numbers')
  if (corners.length < 3) return fail('too_few')
  const wide = (of: (corner: Point) => number) => Math.max(...corners.map(of)) - Math.min(...corners.map(of))
  return wide(({ lat }) => lat) > widestDegrees || wide(({ lon }) => lon) > widestDegrees
    ? fail('too_large')
    : ok(corners)
}
