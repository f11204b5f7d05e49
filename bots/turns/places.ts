import type { Place } from '../../core/geo/geocoder.ts'
import type { Mentioned } from '../conversations/types.ts'
import type { House } from './house.ts'

/** The places a text mentions, each with what the tables know of it. */
export async function mentionsIn({ geocoder }: House, text: string): Promise<Mentioned[]> {
  const found = [...text.toUpperCase().matchAll(/\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b/g)]
  return Promise.all(
    found.map(async (match) => {
      const place: Place | undefined = await geocoder.postcode(`${match[1]} ${match[2]}`)
      return { said: match[0], exact: true, found: place ? [place] : [] }
    }),
  )
}
