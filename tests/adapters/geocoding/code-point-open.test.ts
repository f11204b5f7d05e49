import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRow } from '../../../adapters/geocoding/code-point-open.ts'
import { csvFiles, type Read, readPlaceFile } from '../../../adapters/geocoding/place-files.ts'

let dir: string

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'code-point-'))
})

afterAll(() => rmSync(dir, { recursive: true }))

const row = (postcode: string, quality = '10', easting = '389000', northing = '232000'): string[] => [
  ...[postcode, quality, easting, northing, 'E92000001', '', '', '', 'E07000083', 'E05000001'],
]

describe('readRow', () => {
  it('takes every width of postcode that the files use', () => {
    const read = ['GL205BY', 'GL1 1AD', 'B1  1AA', 'SW1A2AA'].map((code) => readRow(row(code)))
    expect(read.map((line) => (line as { postcode: string }).postcode)).toEqual([
      'GL20 5BY',
      'GL1 1AD',
      'B1 1AA',
      'SW1A 2AA',
    ])
  })

  it('turns the national grid into degrees', () => {
    expect(readRow(row('GL205BY'))).toEqual({ postcode: 'GL20 5BY', lat: 51.986345, lon: -2.161588, quality: 10 })
  })

  it('knows the column headers in both of their forms', () => {
    expect(readRow(['PC', 'PQ', 'EA', 'NO'])).toBe('headers')
    expect(readRow(['Postcode', 'Positional_quality_indicator', 'Eastings', 'Northings'])).toBe('headers')
  })

  it('knows a postcode that has no position', () => {
    expect(readRow(row('GL205BY', '90', '0', '0'))).toBe('no position')
  })

  it.each([
    [['GL205BY', '10', '389000'], 'there are 3 columns, and 10 were expected'],
    [['Jane Doe', '07700900123', 'a', 'b'], 'the first column is no postcode'],
    [row('GL205BY', ''), 'the second column is no positional quality (10 to 90)'],
    [row('GL205BY', '15'), 'the second column is no positional quality (10 to 90)'],
    [row('GL205BY', '10', '0', '0'), 'the easting and northing are no point in Great Britain'],
    [row('GL205BY', '10', '', ''), 'the easting and northing are no point in Great Britain'],
    [row('GL205BY', '10', '3e5', '232000'), 'the easting and northing are no point in Great Britain'],
    [row('GL205BY', '10', '-1', '232000'), 'the easting and northing are no point in Great Britain'],
    [row('GL205BY', '10', '389000', '9999999'), 'the easting and northing are no point in Great Britain'],
  ])('says what is wrong with %j, without quoting it', (fields, wrong) => {
    expect(readRow(fields)).toEqual({ wrong })
  })
})

describe('readPlaceFile', () => {
  async function readAll(text: string): Promise<string[]> {
    const file = join(dir, 'some.csv')
    writeFileSync(file, text)
    const reads: Read[] = []
    await readPlaceFile(file, (read) => void reads.push(read))
    return reads.map(
      ({ number, line }) => `${number} ${typeof line === 'object' && 'postcode' in line ? line.postcode : 'not read'}`,
    )
  }

  it('counts lines as an editor does, in Windows files with a byte order mark too', async () => {
    const text = '\ufeff"GL205BY",10,389000,232000,"E92000001"\r\n\r\n"GL1 1AD",10,383000,218000,"E92000001"\r\n'
    expect(await readAll(text)).toEqual(['1 GL20 5BY', '3 GL1 1AD'])
  })

  it('loses no more than the rows that quotes spoil', async () => {
    const rows = ['"GL205BY",10,389000,232000', '"GL205BZ,10,389000,232000', '"GL205DA",10,389000,232000']
    const text = [
      ...rows,
      '"GL205DB",10,389000,232000',
      'GL2"05DD,10,389000,232000',
      '"GL205DE",10,389000,232000',
    ].join('\n')
    const read = await readAll(text)
    expect(read.filter((line) => !line.endsWith('not read'))).toEqual(['1 GL20 5BY', '4 GL20 5DB', '6 GL20 5DE'])
    expect(read.filter((line) => line.endsWith('not read'))).toEqual(['3 not read', '5 not read'])
  })

  it('does not gather a whole file behind one open quote', async () => {
    const text = `"GL205BY",10,389000,232000\n"GL205BZ,10,\n${'389000,232000\n'.repeat(5_000)}`
    expect((await readAll(text)).filter((line) => line.endsWith('GL20 5BY'))).toEqual(['1 GL20 5BY'])
  })
})

describe('csvFiles', () => {
  it('finds what is below a folder, in order of name, and takes a file as it is named', async () => {
    mkdirSync(join(dir, 'unpacked/Data/CSV'), { recursive: true })
    for (const name of ['Data/CSV/hx.csv', 'Data/CSV/GL.CSV', 'licence.txt'])
      writeFileSync(join(dir, 'unpacked', name), '')
    const found = await csvFiles([join(dir, 'unpacked'), join(dir, 'unpacked/licence.txt')])
    const names = ['Data/CSV/GL.CSV', 'Data/CSV/hx.csv', 'licence.txt']
    expect(found).toEqual(names.map((name) => join(dir, 'unpacked', name)))
  })

  it('names what is not there', async () => {
    await expect(csvFiles([dir, join(dir, 'nowhere')])).rejects.toThrow(
      `There is no file or folder ${join(dir, 'nowhere')}.`,
    )
  })
})
