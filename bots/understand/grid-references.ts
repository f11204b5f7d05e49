import OsGridRef from 'geodesy/osgridref.js'
import type { Point } from '../../core/geo/point.ts'
import { isInBox, type Spot, squareRadiusM } from './spot.ts'

/** The 100 km squares that hold land. */
const squares = new Set(
  (
    'SV SW SX SY SZ TV SR SS ST SU TQ TR SM SN SO SP TL TM SH SJ SK TF TG SC SD SE TA NW NX NY NZ NR NS NT NU NL NM ' +
    'NN NO NF NG NH NJ NK NA NB NC ND HW HX HY HZ HT HU HP'
  ).split(' '),
)
/** Squares that are words: 'no 1234' is a house, 'st 2024' a date. */
const words = new Set(['NO', 'SO', 'ST', 'SE', 'SW', 'NW', 'SP', 'TA'])

const edge = '(?<![\\p{L}\\p{N}.£$€+])'
const end = '(?![\\p{L}\\p{N}]|[.,]\\d)'
const letters = new RegExp(
  `${edge}(?<square>[HNST][A-HJ-Z])(?<gap>[\\s:-]{0,2})(?<digits>\\d{2,5}(?:[\\s,/]{1,2}\\d{2,5})?|\\d{6,10})${end}`,
  'giu',
)
const figure = (n: 1 | 2, axis: string): string =>
  `(?:(?:${axis})(?:ing)?\\s?[:=]?\\s?)?(?<figure${n}>\\d{${n === 1 ? '6' : '6,7'}})(?:\\.\\d{1,3})?(?:\\s?m)?(?:\\s?(?:${axis}))?`
const figures = new RegExp(`${edge}${figure(1, 'east|e')}\\s{0,3}[,;/&\\s]\\s{0,3}${figure(2, 'north|n')}${end}`, 'giu')

/**
 * Finds references to the British national grid: 'SD 992 272', 'SO8932' (1 km at the coarsest), '399201 427213'. The
 * point is the middle of the square that the digits name, WGS 84; `radiusM` reaches its corners.
 *
 * Squares that are English words count in capitals only, and with six figures or the words 'grid' or 'OS' before them.
 * Two figures that could be a mobile number (447…) need a comma or that word between or before them.
 */
export function findGridReferences(text: string): Spot[] {
  if (!/\d\d/.test(text)) return []
  return [
    ...[...text.matchAll(letters)].flatMap((m) => ofLetters(m, text)),
    ...[...text.matchAll(figures)].flatMap((m) => ofFigures(m, text)),
  ]
}

const named = (text: string, at: number): boolean =>
  /\b(?:grid|os|ngr|map ref|osgr)\b[^.;\n]{0,20}$/i.test(text.slice(Math.max(0, at - 40), at))

function ofLetters(match: RegExpMatchArray, text: string): Spot[] {
  const { square, gap, digits } = match.groups as { square: string; gap: string; digits: string }
  const halves = halvesOf(digits)
  const upper = square.toUpperCase()
  if (!halves || !squares.has(upper)) return []
  const plain = square === upper && (gap === '' || !words.has(upper) || digits.length > 4)
  const likeOutward = gap === '' && halves[0].length === 2 && digits.length > 4 // 'NN10 30'
  const clear = (plain && !likeOutward) || (!words.has(upper) && halves[0].length >= 3)
  if (!clear && !named(text, match.index!)) return []
  const sideM = 10 ** (5 - halves[0].length)
  const corner = OsGridRef.parse(`${upper} ${halves[0]} ${halves[1]}`)
  return spotOf(Number(corner.easting), Number(corner.northing), sideM, match)
}

/** Eastings and northings of as many digits each; 'SD 99' is 10 km wide and no place. */
function halvesOf(digits: string): [string, string] | undefined {
  const parts = digits.split(/[\s,/]+/)
  const [one, two] = parts.length === 2 ? parts : [digits.slice(0, digits.length / 2), digits.slice(digits.length / 2)]
  return one !== undefined && two !== undefined && one.length === two.length && one.length >= 2 ? [one, two] : undefined
}

function ofFigures(match: RegExpMatchArray, text: string): Spot[] {
  const { figure1, figure2 } = match.groups as { figure1: string; figure2: string }
  const labelled = /[a-z,]/i.test(match[0]) || named(text, match.index!)
  if (figure1.startsWith('447') && !labelled) return []
  const onGrid = Number(figure1) <= 700_000 && Number(figure2) <= 1_300_000
  return onGrid ? spotOf(Number(figure1), Number(figure2), 1, match) : []
}

function spotOf(easting: number, northing: number, sideM: number, match: RegExpMatchArray): Spot[] {
  const middle = new OsGridRef(easting + sideM / 2, northing + sideM / 2)
  const { lat, lon } = middle.toLatLon() as unknown as Point // its types miss the getters
  const point = { lat: sixDecimals(lat), lon: sixDecimals(lon) }
  const [start, end] = [match.index!, match.index! + match[0].length]
  return isInBox(point) ? [{ point, radiusM: squareRadiusM(sideM), start, end }] : []
}

const sixDecimals = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
