import { findPositions } from './positions.ts'
import type { Spot } from './spot.ts'

/** A link to a map. `words` is what it searches for, which says more than its `spot`; a short link says nothing itself. */
export interface MapLink {
  readonly spot: Omit<Spot, 'start' | 'end'> | undefined
  readonly words: string | undefined
  readonly short: boolean
  readonly start: number
  readonly end: number
}

const link =
  /(?:https?:\/\/|\bgeo:|\b(?=(?:www\.)?(?:maps\.|goo\.gl|google\.|osm\.org|bing\.com|waze\.com|plus\.codes)))[^\s<>"]+/giu
const shortLinks =
  /^(?:https?:\/\/)?(?:maps\.app\.goo\.gl|goo\.gl|g\.co|maps\.apple\/|apple\.co|bit\.ly|tinyurl\.com|t\.co|osm\.org\/go|(?:www\.)?waze\.com\/ul\/|is\.gd|ow\.ly|share\.google)/i
const mapHosts =
  /^(?:https?:\/\/)?(?:(?:[a-z]+\.)*google\.[a-z.]+\/maps|maps\.google\.|maps\.apple\.com|(?:www\.)?openstreetmap\.org|osm\.org|(?:www\.)?bing\.com\/maps|(?:www\.)?waze\.com|plus\.codes)/i

/** Where a link keeps a position, the pin before the middle of the screen. */
const pins = [
  /!3d(-?[\d.]+)!4d(-?[\d.]+)/g,
  /[?&#](?:daddr|destination|coordinate|q|query|ll|mlat|address|cp|where1)=(?:loc:)?\(?(-?[\d.]+)(?:,|~|&mlon=)\s*(-?[\d.]+)/g,
  /^geo:(?!0(?:\.0+)?,0(?:\.0+)?)(-?[\d.]+),(-?[\d.]+)/g,
  /\/maps\/(?:place|search|dir\/[^/]*)\/(-?[\d.]+),\s*(-?[\d.]+)/g,
]
const screens = [/@(-?[\d.]+),(-?[\d.]+)/g, /[?&#](?:center|sll|map=[\d.]+)[=/](-?[\d.]+)[,/](-?[\d.]+)/g]
const searched =
  /[?&](?:q|query|daddr|destination|address)=([^&#]+)|\/maps\/(?:place|search)\/([^/@?#]+)|plus\.codes\/([^/?#]+)/i
/** Nothing tells how far the middle of somebody's screen was from where they meant. */
const screenRadiusM = 250

/**
 * Finds links to maps and geo: addresses in a text, and reads them without asking anybody. Google, Apple,
 * OpenStreetMap, Bing and Waze; a link that searches for words gives the words. Other links are left alone.
 */
export function findMapLinks(text: string): MapLink[] {
  if (!/[:.]\S/.test(text)) return []
  return [...text.matchAll(link)].flatMap((match): MapLink[] => {
    const raw = match[0].replace(/[.,;:!?'")\]]+$/, '')
    const [start, end] = [match.index, match.index + raw.length]
    if (shortLinks.test(raw)) return [{ spot: undefined, words: undefined, short: true, start, end }]
    if (!mapHosts.test(raw) && !/^geo:/i.test(raw)) return []
    return [{ ...readLink(plain(raw)), short: false, start, end }]
  })
}

function plain(raw: string): string {
  try {
    const spaced = /plus\.codes/i.test(raw) ? raw : raw.replaceAll('+', ' ')
    return decodeURIComponent(spaced.replaceAll(/%2B/gi, '%252B'))
  } catch {
    return raw
  }
}

function readLink(url: string): Pick<MapLink, 'spot' | 'words'> {
  const pin = firstOf(pins, url)
  if (pin) return { spot: widened(pin, uncertaintyIn(url)), words: undefined }
  const words = wordsIn(url)
  const inWords = words === undefined ? undefined : findPositions(words)[0]
  if (inWords) return { spot: { point: inWords.point, radiusM: inWords.radiusM }, words: undefined }
  const screen = firstOf(screens, url)
  return { spot: screen && widened(screen, screenRadiusM), words }
}

type Position = Omit<Spot, 'start' | 'end'>

function firstOf(patterns: readonly RegExp[], url: string): Position | undefined {
  for (const match of patterns.flatMap((pattern) => [...url.matchAll(pattern)])) {
    const [position] = findPositions(`lat ${match[1]} lon ${match[2]}`)
    if (position) return { point: position.point, radiusM: position.radiusM }
  }
  return undefined
}

const widened = ({ point, radiusM }: Position, leastM: number): Position => ({
  point,
  radiusM: Math.max(radiusM, leastM),
})

/** `u` of a geo: address, metres (RFC 5870). */
const uncertaintyIn = (url: string): number => Number(/;u=(\d+(?:\.\d+)?)/.exec(url)?.[1] ?? 0)

function wordsIn(url: string): string | undefined {
  const match = searched.exec(url)
  const words = (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll(/%2B/gi, '+').trim()
  return words && /[\p{L}\p{N}]{2}/u.test(words) ? words : undefined
}
