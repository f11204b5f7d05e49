import OsGridRef from 'geodesy/osgridref.js'
import { describe, expect, it } from 'vitest'
import { findGridReferences } from '../../../bots/understand/grid-references.ts'
import { haversineM } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'

const seen = (text: string): string =>
  findGridReferences(text)
    .map(({ point, radiusM }) => `${point.lat.toFixed(3)},${point.lon.toFixed(3)} ±${radiusM}`)
    .join(' ')

describe('a reference is the middle of its square, as uncertain as the square is wide', () => {
  it.each([
    ['SD 992 272', '53.742,-2.013 ±71'],
    ['sd992272 please', '53.742,-2.013 ±71'],
    ['SD992272', '53.742,-2.013 ±71'],
    ['SD-992-272'.replaceAll('-', ' '), '53.742,-2.013 ±71'],
    ['SD99212721', '53.741,-2.013 ±50'],
    ['SD 9920 2720', '53.741,-2.014 ±50'],
    ['SD 99201 27213', '53.741,-2.014 ±50'],
    ['SO8932', '51.991,-2.154 ±707'],
    ['SO 89 32', '51.991,-2.154 ±707'],
    ['grid ref so 89 32', '51.991,-2.154 ±707'],
    ['399201 427213', '53.741,-2.014 ±50'],
    ['399201,427213', '53.741,-2.014 ±50'],
    ['399201, 427213', '53.741,-2.014 ±50'],
    ['E399201 N427213', '53.741,-2.014 ±50'],
    ['easting 399201 northing 427213', '53.741,-2.014 ±50'],
    ['OS grid 447911 223456', '51.908,-1.305 ±50'],
    ['the gate at SD 992 272, water over the road', '53.742,-2.013 ±71'],
  ])('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('no reference is seen in what is none', () => {
  it.each([
    ['SD 99'],
    ['SD'],
    ['SD 992 2722'],
    ['house no 1234'],
    ['no 123456'],
    ['we have so 200 300 people'],
    ['st 2024'],
    ['NN10 30 mins'],
    ['SO17 1BJ'],
    ['XX 123 456'],
    ['447911 123456'],
    ['07700 900123'],
    ['+447700900123'],
    ['£399201 427213'],
    ['799201 427213'],
    ['1234567 123456'],
    ['ref 123456'],
  ])('%j', (text) => expect(seen(text)).toBe(''))
})

it('says where each stands', () => {
  const text = 'from SD 992 272 to SO8932.'
  expect(findGridReferences(text).map(({ start, end }) => text.slice(start, end))).toEqual(['SD 992 272', 'SO8932'])
})

it('never puts a point of the square outside its radius', () => {
  for (let i = 0; i < 200; i++) {
    const [easting, northing] = [300_000 + i * 997, 200_000 + i * 1_511]
    const { lat, lon } = new OsGridRef(easting, northing).toLatLon() as unknown as Point
    for (const digits of [4, 6, 8, 10]) {
      const [spot] = findGridReferences(new OsGridRef(easting, northing).toString(digits))
      expect(haversineM(spot!.point, { lat, lon })).toBeLessThanOrEqual(spot!.radiusM + 1)
    }
  }
})
