import type { Found } from './geocoder.ts'

/** Nearer than this, the same neighbours are asked first. */
const sameNeighboursM = 1_500

/** What people name when they could say more; a postcode or a position is as exact as they have it. */
const couldBeSharper: ReadonlySet<Found['source']> = new Set(['outward', 'name', 'plus_code', 'grid', 'latlon'])

/**
 * True when knowing the place better could change who is nearest: there are several that it may be, or the truth may lie
 * more than 1.5 km from the one there is and whoever named it could say more. Otherwise nobody is asked again: the place
 * is taken as it is, and read back with how far it may be off.
 */
export function wouldChange(found: readonly Pick<Found, 'source' | 'radiusM'>[]): boolean {
  const [only] = found
  if (only === undefined || found.length > 1) return found.length > 1
  return couldBeSharper.has(only.source) && only.radiusM > sameNeighboursM
}
