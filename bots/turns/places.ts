import type { Place } from '../../core/geo/geocoder.ts'
import type { Mentioned } from '../conversations/types.ts'
import { findPlaces, type PlaceMention } from '../understand/places.ts'
import type { House } from './house.ts'

/** The places a text mentions, each with what the tables know of it. An outward code alone is too wide to send anybody to. */
export async function mentionsIn({ geocoder }: House, text: string): Promise<Mentioned[]> {
  const mentions = findPlaces(text).filter((mention) => mention.source !== 'outward')
  return Promise.all(mentions.map(async (mention) => ({ said: mention.said, found: await lookUp(geocoder, mention) })))
}

async function lookUp(geocoder: House['geocoder'], mention: PlaceMention): Promise<Place[]> {
  if (mention.point) {
    const label = `${mention.point.lat}, ${mention.point.lon}`
    return [{ label, point: mention.point, radiusM: mention.radiusM ?? 100, source: 'latlon' }]
  }
  const found = await Promise.all(mention.candidates.map((code) => geocoder.postcode(code)))
  return found.filter((place) => place !== undefined)
}
