import type { Geocoder, Place } from '../../core/geo/geocoder.ts'

/** Asks each geocoder in turn until one knows: the table first, then a service for what is newer than the table. */
export const firstFound = (...geocoders: readonly Geocoder[]): Geocoder => ({
  postcode: (code) => first(geocoders, (geocoder) => geocoder.postcode(code)),
  outward: (code) => first(geocoders, (geocoder) => geocoder.outward(code)),
})

async function first(
  geocoders: readonly Geocoder[],
  ask: (geocoder: Geocoder) => Promise<Place | undefined>,
): Promise<Place | undefined> {
  for (const geocoder of geocoders) {
    const place = await ask(geocoder)
    if (place) return place
  }
  return undefined
}
