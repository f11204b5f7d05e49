import { expect, it } from 'vitest'
import { cornersIn } from '../../../core/incidents/kept-clear.ts'

const three = [
  { lat: 51.99, lon: -2.16 },
  { lat: 52, lon: -2.16 },
  { lat: 52, lon: -2.1 },
]

it.each([
  ['51.99, -2.16\n52, -2.16\n52, -2.1', three],
  ['51.99 -2.16\r\n\r\n52 -2.16\r\n52 -2.1\r\n', three],
  ['51.99,-2.16; 52,-2.16; 52,-2.1', three],
  ['51.99, -2.16\n52, -2.16', 'too_few'],
  ['', 'too_few'],
  ['GL20 5BY\n52, -2.16\n52, -2.1', 'not_numbers'],
  ['91, -2.16\n52, -2.16\n52, -2.1', 'not_numbers'],
  ['51.99, -2.16\n52, -2.16\n52, -21', 'too_large'],
])('%j are corners, or it is said why not', (text, read) => {
  const corners = cornersIn(text)
  expect(corners.ok ? corners.value : corners.error).toEqual(read)
})
