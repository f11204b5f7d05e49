import type { Point } from '../../core/geo/point.ts'
import { isInBox, type Spot, squareRadiusM } from './spot.ts'

/** A latitude and longitude in a text; `radiusM` is what their last decimal leaves open, at least 50 m. */
export interface PositionMention extends Spot {
  /** The same point west of Greenwich, where no sign or letter says east: a minus may have been lost. */
  readonly orElse?: Point
}

/** '51 59 30 N': without marks, minutes and seconds are what stands before a compass letter. */
const beforeLetter = '(?=\\s?[NSEW](?![A-Z]))'
const beforeSeconds = `(?=\\s\\d{1,2}(?:\\.\\d{1,9})?\\s?[NSEW](?![A-Z]))`

const number = (n: 1 | 2): string =>
  `(?:(?<label${n}>lat(?:itude)?|long?(?:itude)?|lng)(?: is)?\\s?[:=]?\\s?)?(?<before${n}>[NSEW]\\s?)?` +
  `(?<sign${n}>[-+])?(?<degrees${n}>\\d{1,3}(?:\\.\\d{1,16})?)(?:\\s?°)?` +
  `(?:[\\sd]{0,2}(?<minutes${n}>\\d{1,2}(?:\\.\\d{1,9})?)(?:['′’](?!')|m(?=[\\s\\d])|${beforeSeconds}|${beforeLetter})` +
  `(?:\\s?(?<seconds${n}>\\d{1,2}(?:\\.\\d{1,9})?)(?:["″”]|''|’’|′′|s\\b|${beforeLetter}))?)?` +
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
  return [...withPoints(text).matchAll(pair)].flatMap((match) => {
    const halves = [read(match.groups!, 1), read(match.groups!, 2)] as const
    const point = precise(...halves) ? locate(...halves) : undefined
    if (!point) return []
    const radiusM = squareRadiusM(111_195 / 10 ** Math.min(halves[0].decimals, halves[1].decimals))
    const bare = halves.every((half) => !half.signed) && point.lon > 0
    const orElse = bare ? { orElse: { lat: point.lat, lon: -point.lon } } : {}
    return [{ point, radiusM, ...orElse, start: match.index, end: match.index + match[0].length }]
  })
}

const commas = /(?<![\d.,])(\d{1,2}),(\d{3,})(\s?[;/]\s?|\s{1,3})(-?\d{1,2}),(\d{3,})(?![\d,]|\.\d)/g

/** The text with plain minus signs, and points for the decimal commas of '51,9912 -2,1598'; every position unchanged. */
const withPoints = (text: string): string => text.replaceAll(/[−–—]/g, '-').replaceAll(commas, '$1.$2$3$4.$5')

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

function locate(a: Written, b: Written): Point | undefined {
  const [lat, lon] = a.axis === 'lon' || b.axis === 'lat' ? [b, a] : [a, b]
  const orders = [point(lat, lon), point(lon, lat)]
  const unsigned = [lon.signed ? undefined : point(lat, lon, -1), lat.signed ? undefined : point(lon, lat, -1)]
  return orders.find(isInBox) ?? unsigned.find((other) => other !== undefined && isInBox(other))
}

const point = (lat: Written, lon: Written, lonSign = 1): Point => ({ lat: lat.degrees, lon: lonSign * lon.degrees })
