import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roughArea } from '../../../adapters/geocoding/rough-area.ts'
import { haversineM } from '../../../core/geo/distance.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { putPlaces, sectorOf } from '../../support/places.ts'
import { manyPoints } from '../../support/points.ts'
import { testPool } from '../../support/pool.ts'

const town = { lat: 52, lon: -2.15 }
const away = (km: number) => ({ lat: town.lat + km / 111.195, lon: town.lon })

let database: FreshDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = testPool(database.config)
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

it('is the sector of the nearest postcode where that has 50', async () => {
  await putPlaces(pool, [...sectorOf('GL20 5', 50, town), ...sectorOf('GL20 6', 60, away(3))])
  const area = await roughArea(pool, away(0.1))
  expect(area).toMatchObject({ label: 'GL20 5', postcodes: 50 })
  expect(area!.centre.lat).toBeCloseTo(52, 9)
  expect(area!.centre.lon).toBeCloseTo(-2.15 + 24.5 * 0.000437, 9)
})

it('is the outward code where the sector has 49', async () => {
  await putPlaces(pool, [...sectorOf('GL20 5', 49, town), ...sectorOf('GL20 6', 60, away(3))])
  const area = await roughArea(pool, town)
  expect(area).toMatchObject({ label: 'GL20', postcodes: 109 })
  expect(area!.centre.lat).toBeCloseTo((49 * 52 + 60 * away(3).lat) / 109, 9)
})

it('is the outward code with its nearest neighbours, named for the largest, where neither has 50', async () => {
  await putPlaces(pool, [
    ...sectorOf('GL20 5', 10, town),
    ...sectorOf('GL19 3', 45, away(8)),
    ...sectorOf('GL18 1', 200, away(20)),
    ...sectorOf('HR1 1', 200, away(1)),
  ])
  expect(await roughArea(pool, town)).toMatchObject({ label: 'the GL19 area', postcodes: 55 })
})

it('is nothing where the whole postcode area has fewer than 50', async () => {
  await putPlaces(pool, [
    ...sectorOf('GL20 5', 10, town),
    ...sectorOf('GL19 3', 39, away(8)),
    ...sectorOf('G1 1', 90, away(9)),
  ])
  expect(await roughArea(pool, town)).toBeUndefined()
})

it('is nothing more than 5 km from any postcode, also towards the corners', async () => {
  await putPlaces(pool, sectorOf('GL20 5', 60, town))
  expect(await roughArea(pool, { lat: away(-4.9).lat, lon: town.lon })).toMatchObject({ label: 'GL20 5' })
  expect(await roughArea(pool, { lat: away(-5.1).lat, lon: town.lon })).toBeUndefined()
  expect(await roughArea(pool, { lat: away(-4).lat, lon: town.lon - 0.06 })).toBeUndefined()
})

it('goes by the nearest postcode wherever the point is', async () => {
  const sectors = manyPoints(40, 7).map((point, i) => ({
    sector: `GL${Math.floor(i / 9) + 1} ${(i % 9) + 1}`,
    point: { lat: 51.9 + (point.lat - 49.8) / 55, lon: -2.3 + (point.lon + 8.7) / 35 },
  }))
  await putPlaces(
    pool,
    sectors.flatMap(({ sector, point }) => sectorOf(sector, 50, point)),
  )
  const { rows } = await pool.query<{ sector: string; lat: number; lon: number }>('SELECT sector, lat, lon FROM places')
  for (const { lat, lon } of manyPoints(60, 3)) {
    const point = { lat: 51.9 + (lat - 49.8) / 55, lon: -2.3 + (lon + 8.7) / 35 }
    const nearest = Math.min(...rows.map((row) => haversineM(point, row)))
    const sector = rows.find((row) => haversineM(point, row) === nearest)!.sector
    expect((await roughArea(pool, point))?.label).toBe(nearest <= 5_000 ? sector : undefined)
  }
})
