import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNamed } from '../../../adapters/geocoding/place-names.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { putNames, putPlaces } from '../../support/places.ts'
import { testPool } from '../../support/pool.ts'

let database: FreshDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = testPool(database.config)
  await putPlaces(pool, [
    { postcode: 'HX7 8AA', lat: 53.7415, lon: -2.013 },
    { postcode: 'HX7 6AA', lat: 53.748, lon: -2.05 },
  ])
  await putNames(pool, [
    { kind: 'settlement', name: 'Hebden Bridge', county: 'Calderdale', lat: 53.742, lon: -2.013, radiusM: 1_200 },
    { kind: 'settlement', name: 'Todmorden', county: 'Calderdale', lat: 53.714, lon: -2.096, radiusM: 1_400 },
    { kind: 'settlement', name: 'Ashton', county: 'Derbyshire', lat: 53.1, lon: -1.7, radiusM: 500 },
    { kind: 'settlement', name: 'Ashton', county: 'Cumbria', lat: 54.5, lon: -3, radiusM: 500 },
    { kind: 'other', name: 'Ashton', lat: 54, lon: -2, radiusM: 300 },
    {
      kind: 'street',
      name: 'Mill Lane',
      town: 'Hebden Bridge',
      outward: 'HX7',
      lat: 53.7441,
      lon: -2.0151,
      radiusM: 150,
    },
    {
      kind: 'street',
      name: 'Mill Lane',
      town: 'Hebden Bridge',
      outward: 'HX7',
      lat: 53.7451,
      lon: -2.0151,
      radiusM: 150,
    },
    { kind: 'street', name: 'Mill Lane', town: 'Todmorden', outward: 'OL14', lat: 53.7141, lon: -2.0961, radiusM: 200 },
    {
      kind: 'street',
      name: 'Church Street',
      town: 'Heptonstall',
      outward: 'HX7',
      lat: 53.748,
      lon: -2.0201,
      radiusM: 100,
    },
    { kind: 'street', name: 'Back Row', town: 'Hebden Bridge', lat: 53.7416, lon: -2.0131, radiusM: 100 },
    { kind: 'street', name: 'Back Row', town: 'Hebden Bridge', lat: 53.7481, lon: -2.0501, radiusM: 100 },
  ])
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

const labels = async (names: string[], within: string[] = []) =>
  (await findNamed(pool, names, within)).map(({ label }) => label)

describe('a name', () => {
  it('is found however it is spelt, with how far it reaches', async () => {
    const [town] = await findNamed(pool, ['HEBDEN-BRIDGE'], [])
    expect(town).toEqual({
      label: 'Hebden Bridge',
      point: { lat: 53.742, lon: -2.013 },
      radiusM: 1_200,
      source: 'name',
    })
    expect(await labels(['church st'])).toEqual(['Church Street, Heptonstall'])
  })

  it('is the first of several that there is', async () => {
    expect(await labels(['todmorden please help', 'todmorden please', 'todmorden'])).toEqual(['Todmorden'])
    expect(await labels(['Nowhere', "'; DROP TABLE place_names; --", ''])).toEqual([])
  })

  it('of several places has them all, under labels that tell them apart', async () => {
    expect(await labels(['Mill Lane'])).toEqual(['Mill Lane, Hebden Bridge', 'Mill Lane, Todmorden'])
    expect(await labels(['Back Row'])).toEqual([
      'Back Row, Hebden Bridge (near HX7 8AA)',
      'Back Row, Hebden Bridge (near HX7 6AA)',
    ])
  })

  it('is a settlement before anything called after it', async () => {
    expect(await labels(['Ashton'])).toEqual(['Ashton, Derbyshire', 'Ashton, Cumbria'])
  })

  it('in pieces is one place that reaches over them', async () => {
    const [lane] = await findNamed(pool, ['Mill Lane'], ['Hebden Bridge'])
    expect(lane).toMatchObject({
      label: 'Mill Lane, Hebden Bridge',
      point: { lat: expect.closeTo(53.7446, 4) },
      radiusM: 206,
    })
  })
})

describe('within a town', () => {
  it.each([
    ['by what it lies in', ['Todmorden'], ['Mill Lane, Todmorden']],
    ['by its outward code', ['HX7'], ['Mill Lane, Hebden Bridge']],
    ['by the first that is a town', ['Hebden Bridge please', 'Hebden Bridge', 'Hebden'], ['Mill Lane, Hebden Bridge']],
    ['that nobody knows: everywhere', ['please hurry'], ['Mill Lane, Hebden Bridge', 'Mill Lane, Todmorden']],
    ['where there is none: nowhere', ['Ashton'], []],
  ])('%s', async (_, within, expected) => expect(await labels(['Mill Lane'], within)).toEqual(expected))

  it('by how near it lies, where the table says another', async () => {
    expect(await labels(['Church Street'], ['Hebden Bridge'])).toEqual(['Church Street, Heptonstall'])
  })
})
