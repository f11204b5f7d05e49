import type { Point } from '../../core/geo/point.ts'

/** A latitude and longitude in a text; `radiusM` is what their last decimal leaves open, at least 50 m. */
export interface PositionMention {
  readonly point: Point
  readonly radiusM: number
  readonly start: number
  readonly end: number
}

/** Great Britain and Northern Ireland, degrees. */
const box = { south: 49.8, north: 60.9, west: -8.7, east: 1.9 }

const number = (n: 1 | 2): string =>
  `(?:(?<label${n}>lat(?:itude)?|long?(?:itude)?|lng)(?: is)?\\s?[:=]?\\s?)?(?<before${n}>[NSEW]\\s?)?` +
  `(?<sign${n}>[-+])?(?<degrees${n}>\\d{1,3}(?:\\.\\d{1,16})?)(?:\\s?°)?` +
  `(?:\\s?(?<minutes${n}>\\d{1,2}(?:\\.\\d{1,9})?)['′’](?:\\s?(?<seconds${n}>\\d{1,2}(?:\\.\\d{1,9})?)["″”])?)?` +
  `(?:\\s?(?<after${n}>[NSEW])(?![A-Z]))?`
const between = '(?:\\s{0,3}(?:[,;/&|]|%2C)\\s{0,3}|\\s{1,3}(?:and )?|(?<=[NSEW°"″”])|(?=-))'
const pair = new RegExp(`(?<![\\p{L}\\p{N}.£$€])${number(1)}${between}${number(2)}(?![\\p{L}\\p{N}]|\\.\\d)`, 'giu')

/** One half of a pair as written, in degrees. */
interface Written {
  readonly degrees: number
  /** Which way it runs, where a label or a letter says so. */
  readonly axis: 'lat' | 'lon' | undefined
  /** A minus, a plus or a compass letter was there, so that the sign is no slip. */
  readonly signed: boolean
  readonly decimals: number
}

/**
 * Finds positions in any usual spelling: '51.99,-2.16', 'lat 51.99 lon -2.16', '51.99N 2.16W', `51°59'30"N 2°9'30"W`,
 * 'geo:51.99,-2.16', map links. Only within 49.8 to 60.9 N and 8.7 W to 1.9 E, with two decimals or more.
 *
 * Longitude first is understood where only that lies in the box. So is a longitude without its minus: 2.16 east is the
 * sea, 2.16 west is Gloucestershire. Two bare positive numbers need three decimals each: others are prices or times.
 */
export function findPositions(text: string): PositionMention[] {
  return [...text.replaceAll(/[−–—]/g, '-').matchAll(pair)].flatMap((match) => {
    const halves = [read(match.groups!, 1), read(match.groups!, 2)] as const
    const point = precise(...halves) ? locate(...halves) : undefined
    if (!point) return []
    const radiusM = radiusOf(Math.min(halves[0].decimals, halves[1].decimals))
    return [{ point, radiusM, start: match.index, end: match.index + match[0].length }]
  })
}

function read(groups: Record<string, string | undefined>, n: 1 | 2): Written {
  const part = (name: string) => groups[`${name}${n}`]
  const letter = (part('before') ?? part('after'))?.trim().toUpperCase()
  const [minutes, seconds] = [Number(part('minutes') ?? 0), Number(part('seconds') ?? 0)]
  const size = minutes < 60 && seconds < 60 ? Number(part('degrees')) + minutes / 60 + seconds / 3600 : Number.NaN
  const negative = letter ? letter === 'S' || letter === 'W' : part('sign') === '-'
  return {
    degrees: negative ? -size : size,
    axis: axisOf(part('label'), letter),
    signed: letter !== undefined || part('sign') !== undefined,
    decimals: decimalsOf(part('degrees')!, part('minutes'), part('seconds')),
  }
}

function axisOf(label: string | undefined, letter: string | undefined): 'lat' | 'lon' | undefined {
  if (letter) return letter === 'N' || letter === 'S' ? 'lat' : 'lon'
  if (label === undefined) return undefined
  return /^lat/i.test(label) ? 'lat' : 'lon'
}

/** Decimals of a degree; a minute counts for two, a second for four. */
function decimalsOf(degrees: string, minutes: string | undefined, seconds: string | undefined): number {
  const after = (digits: string) => digits.split('.')[1]?.length ?? 0
  if (seconds !== undefined) return 4 + after(seconds)
  return minutes === undefined ? after(degrees) : 2 + after(minutes)
}

function precise(a: Written, b: Written): boolean {
  const plain = [a, b].every((half) => !half.signed && half.axis === undefined)
  return Math.min(a.decimals, b.decimals) >= (plain ? 3 : 2)
}

const inBox = ({ lat, lon }: Point): boolean =>
  lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east

function locate(a: Written, b: Written): Point | undefined {
  const [lat, lon] = a.axis === 'lon' || b.axis === 'lat' ? [b, a] : [a, b]
  const orders = [point(lat, lon), point(lon, lat)]
  const unsigned = [lon.signed ? undefined : point(lat, lon, -1), lat.signed ? undefined : point(lon, lat, -1)]
  return orders.find(inBox) ?? unsigned.find((other) => other !== undefined && inBox(other))
}

const point = (lat: Written, lon: Written, lonSign = 1): Point => ({ lat: lat.degrees, lon: lonSign * lon.degrees })

/** Half the diagonal of a square whose side is one unit of the last decimal, metres. */
const radiusOf = (decimals: number): number => Math.max(50, Math.round((111_195 / 10 ** decimals) * Math.SQRT1_2))
