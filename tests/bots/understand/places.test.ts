import { isValid } from 'postcode'
import { describe, expect, it } from 'vitest'
import { findPlaces } from '../../../bots/understand/places.ts'

/** Short form of the mentions in a text, names aside: 'GL20 5BY' as typed, '~GL20 5BY|…' repaired, '(GL20)' outward, '@lat,lon'. */
const seen = (text: string): string =>
  findPlaces(text)
    .filter(({ source }) => source !== 'name')
    .map(({ source, exact, candidates, point }) => {
      if (point) return `@${Number(point.lat.toFixed(5))},${Number(point.lon.toFixed(5))}`
      return source === 'outward' ? `(${candidates})` : `${exact ? '' : '~'}${candidates.join('|')}`
    })
    .join(' ')

type Table = [text: string, expected: string][]

describe('a postcode typed right is the only candidate', () => {
  const table: Table = [
    ['GL20 5BY', 'GL20 5BY'],
    ['gl20 5by', 'GL20 5BY'],
    ['GL205BY', 'GL20 5BY'],
    ['gl205by', 'GL20 5BY'],
    ['my postcode is GL27ND and the water is at the door', 'GL2 7ND'],
    ['Gl20  5By.', 'GL20 5BY'],
    ['gl20-5by', 'GL20 5BY'],
    ['GL20.5BY', 'GL20 5BY'],
    ['GL20,5BY', 'GL20 5BY'],
    ['GL20\n5BY', 'GL20 5BY'],
    ['GL20\u00a05BY', 'GL20 5BY'],
    ['ＧＬ２０ ５ＢＹ', 'GL20 5BY'],
    ['(GL20 5BY)', 'GL20 5BY'],
    ["we're at 'HX7 8AA', second door", 'HX7 8AA'],
    ['#hx78aa please', 'HX7 8AA'],
    ["mum's at 12 Mill Lane GL20 5BY, she can't walk", 'GL20 5BY'],
    ['water coming in at hx7 8aa and 3 of us', 'HX7 8AA'],
    ['B1 1AA', 'B1 1AA'],
    ['m11ae', 'M1 1AE'],
    ['S10 2TN', 'S10 2TN'],
    ['sw1a 2aa', 'SW1A 2AA'],
    ['W1T4TJ', 'W1T 4TJ'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['BT7 1NN', 'BT7 1NN'],
    ['JE2 4WE', 'JE2 4WE'],
    ['GL1 1ST', 'GL1 1ST'],
    ['b1 2hr', 'B1 2HR'],
    ['M1 2HR', 'M1 2HR'],
    ['hx7 8ta', 'HX7 8TA'],
    ['Gl1 1st', 'GL1 1ST'],
    ['A1 yes, I am at GL20 5BY', 'GL20 5BY'],
    ['flat 2, E1 6AN', 'E1 6AN'],
    ["GL20 5BY's bridge is gone", 'GL20 5BY'],
    ['from GL20 5BY to HX7 8AA or ba1 1ad', 'GL20 5BY HX7 8AA BA1 1AD'],
    ['GL20 5BYGL20 5BZ', '(GL20)'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('a postcode in pieces is put together', () => {
  const table: Table = [
    ['GL 20 5BY', 'GL20 5BY'],
    ['gl 20 5by', 'GL20 5BY'],
    ['GL20 5 BY', 'GL20 5BY'],
    ['H X 7 8 A A', 'HX7 8AA'],
    ['h-x-7-8-a-a', 'HX7 8AA'],
    ['it is g l 2 0 5 b y love', 'GL20 5BY'],
    ['M 1 1AE', 'M1 1AE'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('a mistyped postcode has what it may stand for', () => {
  const table: Table = [
    ['GL2O 5BY', '~GL20 5BY'],
    ['gl2o5by', '~GL20 5BY'],
    ['GL20 SBY', '~GL20 5BY'],
    ['GL20 58Y', '~GL20 5BY'],
    ['G120 5BY', '~GL20 5BY'],
    ['GI20 5BY', '~GL20 5BY'],
    ['GLZO 5BY', '~GL20 5BY'],
    ['SWIA 2AA', '~SW1A 2AA'],
    ['swia 2aa', '~SW1A 2AA'],
    ['5W1A 2AA', '~SW1A 2AA'],
    ['YOI 7HH', '~YO1 7HH'],
    ['HX7 BAA', '~HX7 8AA'],
    ['hx7 oaa', '~HX7 0AA'],
    ['0X1 1AA', '~OX1 1AA'],
    ['S017 1BJ', '~SO17 1BJ'],
    ['GL1 lAD', '~GL1 1AD'],
    ['GL1 1A8', '~GL1 1AB'],
    ['1P1 1AA', '~IP1 1AA'],
    ['L1I 1AA', '~L11 1AA'],
    ['BSI 1AA', '~BS1 1AA'],
    ['LI0 1AA', '~L10 1AA|LL0 1AA'],
    ['ba1 1a5 flooded', '(BA1)'],
    ['help at GL20 5B5, quick', '~GL20 5BS'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('a postcode of an area that does not exist is reported as typed', () => {
  const table: Table = [
    ['XX1 1AA', 'XX1 1AA'],
    ['I live at FL20 5BY', 'FL20 5BY'],
    ['GL2A 5BY', 'GL2A 5BY'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('an outward code alone is reported as one', () => {
  const table: Table = [
    ['GL20', '(GL20)'],
    ['HX7', '(HX7)'],
    ['hx7?', '(HX7)'],
    ['near the bridge in gl20', '(GL20)'],
    ['GL20 5', '(GL20)'],
    ['HX7 5 people', '(HX7)'],
    ['HX7 2ft of water', '(HX7)'],
    ['GL20 5 by the river', '(GL20)'],
    ['GL20 old mill', '(GL20)'],
    ['GL20 12a High Street', '(GL20)'],
    ['GL20 2 hr ago', '(GL20)'],
    ['HX7 8AO', '(HX7)'],
    ['SW1A', '(SW1A)'],
    ['we live in E17', '(E17)'],
    ['postcode is M14', '(M14)'],
    ['area: B4', '(B4)'],
    ['we are in CO2 and HX7', '(CO2) (HX7)'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('a position is found in any usual spelling', () => {
  const table: Table = [
    ['51.99,-2.16', '@51.99,-2.16'],
    ['51.9912 -2.1598', '@51.9912,-2.1598'],
    ['51.9912, -2.1598', '@51.9912,-2.1598'],
    ['51.9912,−2.1598', '@51.9912,-2.1598'],
    ['51.9912-2.1598', '@51.9912,-2.1598'],
    ['lat 51.99 lon -2.16', '@51.99,-2.16'],
    ['Lat: 51.9912, Long: -2.1598', '@51.9912,-2.1598'],
    ['latitude=51.9912&longitude=-2.1598', '@51.9912,-2.1598'],
    ['lon -2.16 lat 51.99', '@51.99,-2.16'],
    ['51.99N 2.16W', '@51.99,-2.16'],
    ['51.9912° N, 2.1598° W', '@51.9912,-2.1598'],
    ['N51.9912 W2.1598', '@51.9912,-2.1598'],
    ['2.16W 51.99N', '@51.99,-2.16'],
    ['51°59\'30"N 2°9\'36"W', '@51.99167,-2.16'],
    ["51°59.5'N 2°9.6'W", '@51.99167,-2.16'],
    ["51°59'30''N 2°9'36''W", '@51.99167,-2.16'],
    ['51 59 30 N 2 9 36 W', '@51.99167,-2.16'],
    ['51 59.5 N, 2 9.6 W', '@51.99167,-2.16'],
    ['51d59m30s N 2d9m36s W', '@51.99167,-2.16'],
    ['51,9912 -2,1598', '@51.9912,-2.1598'],
    ['51,9912; 2,1598', '@51.9912,-2.1598'],
    ['geo:51.99,-2.16', '@51.99,-2.16'],
    ['geo:51.9912,-2.1598;u=35', '@51.9912,-2.1598'],
    ['https://maps.example/?q=51.9912%2C-2.1598&z=15', '@51.9912,-2.1598'],
    ['https://maps.example/@51.9912,-2.1598,15z', '@51.9912,-2.1598'],
    ['-2.1598,51.9912', '@51.9912,-2.1598'],
    ['52.2053,0.1218', '@52.2053,0.1218'],
    ['54.597 -5.930 stuck on the roof', '@54.597,-5.93'],
    ['51.9912 2.1598', '@51.9912,-2.1598'],
    ['at 51.9912,-2.1598 near GL20 5BY', '@51.9912,-2.1598 GL20 5BY'],
  ]
  it.each(table)('%j', (text, expected) => expect(seen(text)).toBe(expected))

  it('is as uncertain as its last decimal', () => {
    const radius = (text: string) => findPlaces(text)[0]!.radiusM
    expect([radius('51.99,-2.16'), radius('51.991,-2.159'), radius('51.991234,-2.159812')]).toEqual([786, 79, 50])
  })
})

it('a bare longitude in the east may have lost its minus', () => {
  const orElse = (text: string) => findPlaces(text)[0]!.orElse
  expect(orElse('51.4816, 0.7012')).toEqual({ lat: 51.4816, lon: -0.7012 })
  expect(orElse('51.4816N 0.7012E')).toBeUndefined()
  expect(orElse('51.4816, -0.7012')).toBeUndefined()
})

describe('no place is seen in what is none', () => {
  it.each([
    ['A1'],
    ['a1.'],
    ['A1 30'],
    ['A1 30 min'],
    ['C2 5 min'],
    ['C2 in 5 mins please'],
    ['E1 2hr'],
    ['m1 2hr'],
    ['HX7 30'],
    ['AC2 45 mins'],
    ['M5'],
    ['E17'],
    ['A1 B2'],
    ['at 10am'],
    ['A38'],
    ['stuck on the M5 near the A38'],
    ['on the M6 2hr delay'],
    ['M5 5 people'],
    ['C4 2nd floor'],
    ['B4 2nd floor'],
    ['flat B12 3rd floor'],
    ['07700 900123'],
    ['+44 7700 900123'],
    ['in 2 hours'],
    ['b4 2nite'],
    ['m8 see you l8r'],
    ['me 2 4 us'],
    ['me2 pls'],
    ['any1 free? ne1?'],
    ['so 2 5lb bags'],
    ['we are 5 2nd house on left'],
    ['Village hall 3ft of water'],
    ['wall 2ft high'],
    ['flat 5a'],
    ['CO2 alarm is going'],
    ['got WD40'],
    ['covid19'],
    ['5 B1 batteries'],
    ['2 x 4 pints'],
    ['10.30, 11.15'],
    ['51.50 2.40'],
    ['£51.500 2.400'],
    ['12.12.2024'],
    ['192.168.51.991'],
    ['48.8566,2.3522'],
    ['40.7128,-74.0060'],
    ['52,-2'],
    ['lat 95.123 lon 10.123'],
    ["don't5by"],
    [''],
    ['   '],
    ['SOS 999'],
    ['all 5 of us'],
    ['yes 1'],
    ['reply B1 1st'],
    ['no dia 12 de 13 de Dezembro'],
    ['de 800 milhões de pessoas'],
    ['RM34,000 was given'],
  ])('%j', (text) => expect(seen(text)).toBe(''))
})

it('says where each mention stands, in the words of the text', () => {
  const text = 'Help! gl2o 5by or 51.9912, -2.1598 or HX7.'
  for (const { start, end, said } of findPlaces(text)) expect(text.slice(start, end)).toBe(said)
  expect(findPlaces(text).map(({ said }) => said)).toEqual(['gl2o 5by', '51.9912, -2.1598', 'HX7'])
})

it('never offers more than 8 candidates, and only what has the form of a postcode', () => {
  const look = [...'0O1IL5S8B2Z']
  for (const a of look) {
    for (const b of look) {
      for (const c of look) {
        for (const { source, candidates } of findPlaces(`${a}${b}${c} 1${a}${b}`)) {
          expect(candidates.length).toBeLessThanOrEqual(8)
          expect(source === 'outward' || candidates.every(isValid)).toBe(true)
        }
      }
    }
  }
})

it('reads a long text in time that grows with its length', () => {
  const text = 'gl2o 1l5 8b1 51.99 x - 2 '.repeat(8_000)
  const began = performance.now()
  findPlaces(text)
  expect(performance.now() - began).toBeLessThan(5_000)
})
