import { describe, expect, it } from 'vitest'
import { isOnspdHeader, onspdReader } from '../../../adapters/geocoding/onspd.ts'

const headers = {
  2014: 'pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osgrdind,lat,long',
  2021: 'pcd,pcd2,pcds,dointr,doterm,oscty,laua,osgrdind,lat,long',
  2025: 'pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,gridind,lat,long',
}
const row = (...end: string[]): string[] => ['GL205BY', 'GL20 5BY', 'GL20 5BY', '198001', ...end]

describe('the columns are found by their names, whatever the release calls them', () => {
  it.each(Object.entries(headers))('%s', (_, header) => {
    const names = header.split(',')
    expect(isOnspdHeader(names)).toBe(true)
    const read = onspdReader(names)
    expect(read(row('', 'E10', 'E07', '1', '51.9912', '-2.1598'))).toEqual({
      postcode: 'GL20 5BY',
      lat: 51.9912,
      lon: -2.1598,
      quality: 10,
    })
  })

  it('in any order and case', () => {
    const read = onspdReader(['LONG', 'LAT', 'OSGRDIND', 'DOTERM', 'PCDS'])
    expect(read(['-2.1598', '51.9912', '2', '', 'GL20 5BY'])).toMatchObject({ postcode: 'GL20 5BY', quality: 20 })
  })

  it.each([
    ['lat', 'latitude (lat)'],
    ['long', 'longitude (long)'],
    ['doterm', 'date of termination (doterm)'],
    ['osgrdind', 'grid reference quality (osgrdind)'],
  ])('one without %s is refused by name', (missing, named) => {
    const names = headers[2014].split(',').map((name) => (name === missing ? 'renamed' : name))
    expect(() => onspdReader(names)).toThrow(named)
  })

  it('other files are none', () => {
    expect(isOnspdHeader(['PC', 'PQ', 'EA', 'NO', 'CY'])).toBe(false)
    expect(isOnspdHeader(['GL205BY', '10', '389000', '232000', 'E92'])).toBe(false)
  })
})

describe('a row', () => {
  const read = onspdReader(headers[2014].split(','))

  it('at 99.999999 has no position, nor has one of quality 9', () => {
    expect(read(row('', '', '', '9', '99.999999', '0.000000'))).toBe('no position')
    expect(read(row('', '', '', '1', '99.999999', '0.000000'))).toBe('no position')
    expect(read(row('', '', '', '9', '51.9912', '-2.1598'))).toBe('no position')
  })

  it('with an end is no longer in use', () => {
    expect(read(row('202101', '', '', '1', '51.9912', '-2.1598'))).toBe('terminated')
  })

  it('that makes no sense says why', () => {
    expect(read(row('', '', '', '1', '48.85', '2.35'))).toMatchObject({
      wrong: expect.stringContaining('United Kingdom'),
    })
    expect(read(row('', '', '', 'x', '51.9912', '-2.1598'))).toMatchObject({
      wrong: expect.stringContaining('quality'),
    })
    expect(read(['a', 'b', 'c'])).toMatchObject({ wrong: expect.stringContaining('postcode') })
  })
})
