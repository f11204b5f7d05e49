import { expect, it } from 'vitest'
import { firstFound } from '../../../adapters/geocoding/first-found.ts'
import type { Geocoder, Place } from '../../../core/geo/geocoder.ts'

const place = (label: string, radiusM: number): Place => ({
  label,
  point: { lat: 52, lon: -2 },
  radiusM,
  source: 'postcode',
})

function knowing(places: readonly Place[], asked: string[]): Geocoder {
  const find = async (code: string) => {
    asked.push(code)
    return places.find(({ label }) => label === code)
  }
  return { postcode: find, outward: find }
}

it('takes the answer of the first that knows, and does not ask the others', async () => {
  const asked: string[] = []
  const both = firstFound(
    knowing([place('GL20 5BY', 1)], []),
    knowing([place('GL20 5BY', 2), place('BT7 1NN', 2)], asked),
  )
  expect(await both.postcode('GL20 5BY')).toEqual(place('GL20 5BY', 1))
  expect(await both.outward('BT7 1NN')).toEqual(place('BT7 1NN', 2))
  expect(asked).toEqual(['BT7 1NN'])
})

it('knows nothing when none does', async () => {
  expect(await firstFound(knowing([], []), knowing([], [])).postcode('GL20 5BY')).toBeUndefined()
  expect(await firstFound().outward('GL20')).toBeUndefined()
})
