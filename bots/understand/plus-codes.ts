import { type CodeArea, OpenLocationCode } from 'open-location-code'
import type { Point } from '../../core/geo/point.ts'
import { isInBox, type Spot, squareRadiusM } from './spot.ts'

/** A plus code in a text: a full one has its spot, a short one ('XR2Q+4M') needs a place near it. */
export interface PlusCodeMention {
  readonly code: string
  readonly spot: Omit<Spot, 'start' | 'end'> | undefined
  readonly start: number
  readonly end: number
}

const digit = '[2-9CFGHJMPQRVWX]'
const form = new RegExp(
  `(?<![\\p{L}\\p{N}+])(?<before>[89][CF]${digit}{2}(?:${digit}{4}|${digit}{2}00|0000)|${digit}{4}|${digit}{6})(?:\\+|%2B)(?<after>${digit}{2,5})?(?![\\p{L}\\p{N}+])`,
  'giu',
)
const codes = new OpenLocationCode()

/** Finds plus codes within Great Britain and Northern Ireland: '9C5VXR2Q+4M', and short 'XR2Q+4M'. Sums are none. */
export function findPlusCodes(text: string): PlusCodeMention[] {
  if (!text.includes('+') && !text.includes('%2')) return []
  return [...text.matchAll(form)].flatMap((match) => {
    const { before, after = '' } = match.groups as { before: string; after?: string }
    const code = `${before}+${after}`.toUpperCase()
    const [start, end] = [match.index, match.index + match[0].length]
    if (codes.isFull(code)) return fullAt(code, start, end)
    return codes.isShort(code) && after !== '' && /\p{L}/u.test(code) ? [{ code, spot: undefined, start, end }] : []
  })
}

function fullAt(code: string, start: number, end: number): PlusCodeMention[] {
  const spot = spotOf(code)
  return isInBox(spot.point) ? [{ code, spot, start, end }] : []
}

/** The place of a short code: of all that end like it, the one nearest to `near`, which may be 25 km off. */
export const completePlusCode = (short: string, near: Point): Omit<Spot, 'start' | 'end'> =>
  spotOf(codes.recoverNearest(short, near.lat, near.lon))

function spotOf(code: string): Omit<Spot, 'start' | 'end'> {
  const area = codes.decode(code)
  return { point: { lat: six(area.latitudeCenter), lon: six(area.longitudeCenter) }, radiusM: radiusOf(area) }
}

const metresPerDegree = 111_195
const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** Half the diagonal of the code's rectangle. */
function radiusOf({ latitudeLo, latitudeHi, longitudeLo, longitudeHi }: CodeArea): number {
  const high = (latitudeHi - latitudeLo) * metresPerDegree
  const wide = (longitudeHi - longitudeLo) * metresPerDegree * Math.cos((latitudeLo * Math.PI) / 180)
  return squareRadiusM(Math.hypot(high, wide) * Math.SQRT1_2)
}
