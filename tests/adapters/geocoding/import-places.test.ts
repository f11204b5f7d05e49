import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { importPlaces } from '../../../adapters/geocoding/import-places.ts'
import { findNamed } from '../../../adapters/geocoding/place-names.ts'
import { findPostcode } from '../../../adapters/geocoding/place-table.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { openNameRow } from '../../support/open-names.ts'
import { putNames, putPlaces } from '../../support/places.ts'
import { testPool } from '../../support/pool.ts'

let database: FreshDatabase
let pool: pg.Pool
let dir: string
let reported: string[]

beforeAll(async () => {
  database = await freshDatabase()
  pool = testPool(database.config)
  dir = mkdtempSync(join(tmpdir(), 'import-places-'))
})

beforeEach(async () => {
  await putPlaces(pool, [])
  await putNames(pool, [])
  reported = []
})

afterEach(() => vi.useRealTimers())

afterAll(async () => {
  await pool.end()
  await database.drop()
  rmSync(dir, { recursive: true })
})

const row = (postcode: string, quality = 10, easting = 389_000, northing = 232_000): string =>
  `"${postcode}",${quality},${easting},${northing},"E92000001","","","","E07000083","E05000001"`

function file(name: string, ...lines: string[]): string {
  writeFileSync(join(dir, name), `${lines.join('\n')}\n`)
  return join(dir, name)
}

const run = (...paths: string[]) => importPlaces(pool, paths, (line) => reported.push(line))
const table = async (): Promise<string[]> =>
  (
    await pool.query<{ line: string }>(
      "SELECT concat_ws(' ', postcode, lat, lon, quality) AS line FROM places ORDER BY 1",
    )
  ).rows.map(({ line }) => line)

it('adds what is new, changes what has moved, leaves the rest', async () => {
  const old = file(
    'old.csv',
    row('GL205BY'),
    row('GL1 1AD', 10, 383_316, 218_534),
    row('HX7 8AA', 10, 399_174, 427_232),
  )
  expect(await run(old)).toMatchObject({ added: 3, changed: 0, unchanged: 0, withoutPosition: 0, skipped: 0 })
  const next = file(
    'next.csv',
    row('GL205BY', 10, 389_100, 232_000),
    row('GL1 1AD', 10, 383_316, 218_534),
    row('B1  1AA'),
  )
  expect(await run(next)).toMatchObject({ added: 1, changed: 1, unchanged: 1 })
  expect(await run(next)).toMatchObject({ added: 0, changed: 0, unchanged: 3 })
  expect((await table()).map((line) => line.replace(/ 5.*/, ''))).toEqual(['B1 1AA', 'GL1 1AD', 'GL20', 'HX7 8AA'])
  expect((await findPostcode(pool, 'GL20 5BY'))!.point.lon).toBeCloseTo(-2.160132, 5)
  expect(reported).toEqual([])
})

it('counts the sectors and finds their middles', async () => {
  await run(file('a.csv', row('GL205BY', 10, 389_000, 232_000), row('GL205BZ', 10, 389_000, 233_000), row('GL206AA')))
  const { rows } = await pool.query('SELECT sector, outward, postcodes, lat FROM place_sectors ORDER BY sector')
  expect(rows).toEqual([
    { sector: 'GL20 5', outward: 'GL20', postcodes: 2, lat: expect.closeTo(51.990838, 4) },
    { sector: 'GL20 6', outward: 'GL20', postcodes: 1, lat: expect.closeTo(51.986343, 4) },
  ])
})

it('leaves out a postcode without a position, and keeps the one it had', async () => {
  await run(file('a.csv', row('GL205BY')))
  const summary = await run(file('b.csv', row('GL205BY', 90, 0, 0), row('GL205BZ', 90, 0, 0)))
  expect(summary).toMatchObject({ added: 0, changed: 0, unchanged: 0, withoutPosition: 2, skipped: 0 })
  expect((await table()).length).toBe(1)
})

it('reads folders, and says that the file of column headers holds nothing', async () => {
  const folder = join(dir, 'unpacked')
  mkdirSync(folder)
  file('unpacked/gl.csv', row('GL205BY'))
  const headers = file(
    'unpacked/Column_Headers.csv',
    'PC,PQ,EA,NO',
    'Postcode,Positional_quality_indicator,Eastings,Northings',
  )
  writeFileSync(join(folder, 'nothing.csv'), '')
  expect(await run(folder)).toMatchObject({ added: 1, skipped: 0 })
  expect(reported).toEqual([
    `${headers}: column headers only, nothing to import.`,
    `${join(folder, 'nothing.csv')}: empty, nothing to import.`,
  ])
})

it('says where a bad row is and what is wrong with it, 20 times, then how many more', async () => {
  const bad = Array.from({ length: 25 }, () => row('GL205BY', 10, 0, 0))
  const name = file('gl.csv', row('GL205BY'), ...bad, row('GL205BZ'))
  expect(await run(name)).toMatchObject({ added: 2, skipped: 25 })
  expect(reported[0]).toBe(`${name}, line 2: the easting and northing are no point in Great Britain.`)
  expect(reported[19]).toBe(`${name}, line 21: the easting and northing are no point in Great Britain.`)
  expect(reported.slice(20)).toEqual(['5 more rows could not be read.'])
})

it('takes the last row of a postcode that comes again, and says so', async () => {
  const [a, b] = [file('a.csv', row('GL205BY', 10, 380_000)), file('b.csv', row('GL205BY', 20))]
  expect(await run(a, b)).toMatchObject({ added: 1, changed: 0, unchanged: 0 })
  expect(await table()).toEqual(['GL20 5BY 51.986345 -2.161588 20'])
  expect(reported).toEqual(['Postcodes that came again: 1. The last row counts.'])
})

it('keeps the old places when a run breaks off, whatever it had read', async () => {
  await run(file('a.csv', row('GL205BY')))
  const next = file('b.csv', row('GL205BY', 20), row('GL205BZ'), row('GL205BY', 10, 0, 0))
  const broken = importPlaces(pool, [next], () => {
    throw new Error('the run was broken off')
  })
  await expect(broken).rejects.toThrow('the run was broken off')
  expect(await table()).toEqual(['GL20 5BY 51.986345 -2.161588 10'])
  expect(await run(next)).toMatchObject({ added: 1, changed: 1 })
})

it('keeps the old places when its connection is cut while it merges', async () => {
  await run(file('a.csv', row('GL205BY')))
  const holder = await pool.connect()
  await holder.query('BEGIN; LOCK TABLE places IN ROW EXCLUSIVE MODE')
  const outcome = run(file('b.csv', row('GL205BY', 20), row('GL205BZ'))).then(
    () => 'went through',
    () => 'broke off',
  )
  const owner = new pg.Client(database.ownerConfig)
  await owner.connect()
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE relation = 'places'::regclass AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  await vi.waitUntil(async () => (await owner.query(cut)).rowCount === 1, { timeout: 10_000, interval: 20 })
  expect(await outcome).toBe('broke off')
  await owner.end()
  await holder.query('ROLLBACK')
  holder.release()
  expect(await table()).toEqual(['GL20 5BY 51.986345 -2.161588 10'])
})

it('says every second how far it is', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const running = run(file('a.csv', row('GL205BY')))
  vi.advanceTimersByTime(2_000)
  await running
  vi.advanceTimersByTime(5_000)
  expect(reported).toEqual(['Looking for files.', 'Looking for files.'])
})

it('names a file that is not there and changes nothing', async () => {
  await expect(run(join(dir, 'nowhere.csv'))).rejects.toThrow('There is no file or folder')
  expect(await table()).toEqual([])
})

it('two runs at once both go through', async () => {
  const [a, b] = [file('a.csv', row('GL205BY'), row('GL1 1AD')), file('b.csv', row('GL1 1AD'), row('GL205BY'))]
  const [one, two] = await Promise.all([run(a), run(b)])
  expect(one.added + two.added).toBe(2)
  expect(one.unchanged + two.unchanged).toBe(2)
})

it('reads names beside postcodes, a mark at the start of the file or not', async () => {
  const name = (id: string, town: string) =>
    openNameRow({ id, name: 'Mill Lane', type: 'transportNetwork', localType: 'Named Road', town }).join(',')
  const road = openNameRow({ id: 'osgb9', name: 'A38', type: 'transportNetwork', localType: 'Numbered Road' }).join(',')
  const names = file('so.csv', `\ufeff${name('osgb1', 'Twyning')}`, name('osgb2', 'Tirley'), road)
  expect(await run(names, file('gl.csv', row('GL205BY')))).toMatchObject({
    added: 1,
    skipped: 0,
    names: { added: 2, changed: 0, unchanged: 0 },
  })
  const next = file('so2.csv', name('osgb1', 'Twyning'), name('osgb2', 'Tirley Knowle'), 'osgb3,too short')
  expect(await run(next)).toMatchObject({ skipped: 1, names: { added: 0, changed: 1, unchanged: 1 } })
  expect(reported).toEqual([`${next}, line 3: there are 2 columns, and 34 were expected.`])
  expect((await findNamed(pool, ['mill lane'], [])).map(({ label }) => label)).toEqual([
    'Mill Lane, Twyning',
    'Mill Lane, Tirley Knowle',
  ])
})

it('reads the ONS Postcode Directory by its header, without what is no longer in use', async () => {
  const header = 'pcd7,pcd8,pcds,dointr,doterm,lad25cd,gridind,lat,long'
  const onspd = (code: string, end: string, lat: string) => `x,x,${code},198001,${end},E07,1,${lat},-2.1598`
  const lines = [
    onspd('GL20 5BY', '', '51.9912'),
    onspd('GL20 5BZ', '202101', '51.99'),
    onspd('JE2 4WE', '', '99.999999'),
  ]
  const summary = await run(file('onspd.csv', header, ...lines))
  expect(summary).toMatchObject({ added: 1, terminated: 1, withoutPosition: 1, skipped: 0 })
  expect(await table()).toEqual(['GL20 5BY 51.9912 -2.1598 10'])
})

it('names the column of the directory that is missing, and changes nothing', async () => {
  const broken = run(file('onspd2.csv', 'pcds,doterm,osgrdind,lat,somewhere', 'GL20 5BY,,1,51.9912,-2.1598'))
  await expect(broken).rejects.toThrow('There is no column for the longitude (long)')
  expect(await table()).toEqual([])
})
