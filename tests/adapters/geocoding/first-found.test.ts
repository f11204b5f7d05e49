import { expect, it } from 'vitest'
import { firstFound } from '../../../adapters/geocoding/first-found.ts'
import type { Found, Geocoder } from '../../../core/geo/geocoder.ts'

const place = (label: string, radiusM: number): Found => ({
  label,
  point: { lat: 52, lon: -2 },
  radiusM,
  source: 'postcode',
})

function knowing(places: readonly Found[], asked: string[]): Geocoder {
  const find = async (code: string) => {
    asked.push(code)
    return places.find(({ label }) => label === code)
  }
  const named = async (names: readonly string[]) => places.filter(({ label }) => names.includes(label))
  const nearest = async () => places[0]?.label
  return { postcode: find, outward: find, named, nearest }
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
  expect(await both.named(['BT7 1NN'], [])).toEqual([place('BT7 1NN', 2)])
  expect(await both.nearest({ lat: 52, lon: -2 })).toBe('GL20 5BY')
})

it('knows nothing when none does', async () => {
  expect(await firstFound(knowing([], []), knowing([], [])).postcode('GL20 5BY')).toBeUndefined()
  expect(await firstFound().outward('GL20')).toBeUndefined()
  expect(await firstFound(knowing([], [])).named(['Twyning'], [])).toEqual([])
  expect(await firstFound(knowing([], [])).nearest({ lat: 52, lon: -2 })).toBeUndefined()
})
