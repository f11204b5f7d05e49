import { describe, expect, it } from 'vitest'
import { completePlusCode, findPlusCodes } from '../../../bots/understand/plus-codes.ts'

const seen = (text: string): string =>
  findPlusCodes(text)
    .map(({ code, spot }) =>
      spot ? `${spot.point.lat.toFixed(4)},${spot.point.lon.toFixed(4)} ±${spot.radiusM}` : code,
    )
    .join(' ')

describe('a full code has its place, a short one waits for a town', () => {
  it.each([
    ['9C3VXRRR+F3', '51.9912,-2.1598 ±50'],
    ['9c3vxrrr+f3', '51.9912,-2.1598 ±50'],
    ['flooded at 9C5VPXRQ+J2 please', '53.7416,-2.0124 ±50'],
    ['9C5VPX00+', '53.7250,-2.0250 ±3230'],
    ['9F42644C+4P', '52.2053,0.1218 ±50'],
    ['8CXPWRX2+X2', '49.9499,-5.1999 ±50'],
    ['PXRQ+J2 Hebden Bridge', 'PXRQ+J2'],
    ['Hebden Bridge, pxrq+j2', 'PXRQ+J2'],
    ['PXRQ%2BJ2', 'PXRQ+J2'],
    ['PXRQ+J2X', 'PXRQ+J2X'],
  ])('%j', (text, expected) => expect(seen(text)).toBe(expected))
})

describe('no code is seen in what is none', () => {
  it.each([
    ['2+2=4'],
    ['1234+56'],
    ['2345+67'],
    ['A1 + B2'],
    ['+447700900123'],
    ['8FW4V75V+8Q in Paris'],
    ['PXRQ+'],
    ['C++ course'],
    ['me+you'],
  ])('%j', (text) => expect(seen(text)).toBe(''))
})

it('completes a short code to the one nearest to a town', () => {
  const { point, radiusM } = completePlusCode('PXRQ+J2', { lat: 53.74, lon: -2.01 })
  expect([point.lat.toFixed(4), point.lon.toFixed(4), radiusM]).toEqual(['53.7416', '-2.0124', 50])
  expect(completePlusCode('PXRQ+J2', { lat: 51.99, lon: -2.16 }).point.lat).toBeCloseTo(51.7415, 3)
})
