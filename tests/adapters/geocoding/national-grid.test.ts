import { expect, it } from 'vitest'
import { fromNationalGrid } from '../../../adapters/geocoding/national-grid.ts'
import { haversineM } from '../../../core/geo/distance.ts'

// Published positions: the worked example of Ordnance Survey's guide to coordinate systems, the Airy transit circle at
// Greenwich, the summit of Ben Nevis.
it.each([
  ['Caister water tower', 651_409.903, 313_177.27, { lat: 52.657979, lon: 1.716052 }, 5],
  ['the Airy transit circle', 538_885, 177_322, { lat: 51.477811, lon: -0.001475 }, 5],
  ['Ben Nevis', 216_668, 771_288, { lat: 56.79685, lon: -5.003508 }, 15],
])('puts %s where it is', (_, easting, northing, published, withinM) => {
  expect(haversineM(fromNationalGrid(easting, northing)!, published)).toBeLessThan(withinM)
})

it('keeps a metre on the grid a metre on the ground', () => {
  const [a, b] = [fromNationalGrid(389_000, 232_000)!, fromNationalGrid(390_000, 232_000)!]
  expect(haversineM(a, b)).toBeGreaterThan(997)
  expect(haversineM(a, b)).toBeLessThan(1_003)
})

it('has nothing off the grid', () => {
  expect(fromNationalGrid(-1, 232_000)).toBeUndefined()
  expect(fromNationalGrid(700_001, 232_000)).toBeUndefined()
  expect(fromNationalGrid(389_000, 1_300_001)).toBeUndefined()
  expect(fromNationalGrid(Number.NaN, 232_000)).toBeUndefined()
})
