import type { Found, Geocoder } from '../../core/geo/geocoder.ts'

/** Asks each geocoder in turn until one knows: the table first, then a service for what is newer than the table. */
export const firstFound = (...geocoders: readonly Geocoder[]): Geocoder => ({
  postcode: (code) => first(geocoders, (geocoder) => geocoder.postcode(code)),
  outward: (code) => first(geocoders, (geocoder) => geocoder.outward(code)),
  named: async (names, within) =>
    (await first(geocoders, async (geocoder) => some(await geocoder.named(names, within)))) ?? [],
  nearest: (point) => first(geocoders, (geocoder) => geocoder.nearest(point)),
})

const some = (found: readonly Found[]): readonly Found[] | undefined => (found.length > 0 ? found : undefined)

async function first<Answer>(
  geocoders: readonly Geocoder[],
  ask: (geocoder: Geocoder) => Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  for (const geocoder of geocoders) {
    const answer = await ask(geocoder)
    if (answer) return answer
  }
  return undefined
}
