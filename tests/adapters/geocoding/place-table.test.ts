import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeTable } from '../../../adapters/geocoding/place-table.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { putPlaces, sectorOf } from '../../support/places.ts'
import { testPool } from '../../support/pool.ts'

let database: FreshDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = testPool(database.config)
  await putPlaces(pool, [
    ...sectorOf('GL20 5', 40, { lat: 52, lon: -2.15 }),
    { postcode: 'GL20 6AA', lat: 52.05, lon: -2.1 },
    { postcode: 'GL20 6AB', lat: 52.05, lon: -2.07 },
    { postcode: 'GL20 6AD', lat: 52.05, lon: -2.0 },
    { postcode: 'GL20 7AA', lat: 52.02, lon: -2.12, quality: 30 },
    { postcode: 'GL20 7AB', lat: 52.02, lon: -2.12, quality: 50 },
    { postcode: 'HX7 8AA', lat: 53.74, lon: -2.01 },
  ])
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

describe('a postcode', () => {
  it('is found in any case and spacing, under its usual spelling', async () => {
    const place = { label: 'GL20 5AA', point: { lat: 52, lon: -2.15 }, radiusM: 100, source: 'postcode' }
    expect(await placeTable(pool).postcode('GL20 5AA')).toEqual(place)
    expect(await placeTable(pool).postcode(' gl205aa')).toEqual(place)
  })

  it.each(['GL20 5ZZ', 'GL21 5AA', 'GL20', '', "'; DROP TABLE places; --"])('%j is none', async (code) => {
    expect(await placeTable(pool).postcode(code)).toBeUndefined()
  })

  it('is as uncertain as its positional quality', async () => {
    expect((await placeTable(pool).postcode('GL20 7AA'))!.radiusM).toBe(250)
    expect((await placeTable(pool).postcode('GL20 7AB'))!.radiusM).toBe(1_000)
  })

  it('reaches as far as its third neighbour in the sector where they lie far apart, and never beyond 5 km', async () => {
    expect((await placeTable(pool).postcode('GL20 6AB'))!.radiusM).toBe(4_787)
    expect((await placeTable(pool).postcode('GL20 6AA'))!.radiusM).toBe(5_000)
  })

  it('alone in its sector has its quality to go by', async () => {
    expect((await placeTable(pool).postcode('HX7 8AA'))!.radiusM).toBe(100)
  })
})

describe('an outward code', () => {
  it('is the middle of its postcodes, with a radius that holds 95 in 100', async () => {
    const place = await placeTable(pool).outward('gl20')
    expect(place).toMatchObject({ label: 'GL20', source: 'outward' })
    expect(place!.point.lat).toBeCloseTo(52.0042, 4)
    expect(place!.point.lon).toBeCloseTo(-2.1349, 3)
    expect(place!.radiusM).toBeGreaterThan(5_000)
    expect(place!.radiusM).toBeLessThan(8_000)
  })

  it('with one postcode still covers 500 m', async () => {
    expect(await placeTable(pool).outward('HX7')).toMatchObject({ point: { lat: 53.74, lon: -2.01 }, radiusM: 500 })
  })

  it.each(['GL2', 'XX1', 'GL20 5', ''])('%j is none', async (code) => {
    expect(await placeTable(pool).outward(code)).toBeUndefined()
  })
})

it('keeps no place without a position, whatever writes it', async () => {
  const put = (lat: number, quality: number) =>
    pool.query("INSERT INTO places VALUES ('GL20 9AA', 'GL20 9', 'GL20', $1, -2, $2)", [lat, quality])
  await expect(put(52, 90)).rejects.toThrow('places_quality_check')
  await expect(put(0, 10)).rejects.toThrow('places_lat_check')
})
