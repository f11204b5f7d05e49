import { expect, it } from 'vitest'
import type { PlaceSource } from '../../../core/geo/geocoder.ts'
import { wouldChange } from '../../../core/geo/would-change.ts'

const place = (source: PlaceSource, radiusM: number) => ({ source, radiusM })

it.each([
  ['one street', [place('name', 200)], false],
  ['a village of 1 km', [place('name', 1_000)], false],
  ['a town of 4 km', [place('name', 4_000)], true],
  ['an outward code', [place('outward', 3_000)], true],
  ['an outward code of one street', [place('outward', 500)], false],
  ['a rural postcode: nobody has a better one', [place('postcode', 4_000)], false],
  ['a pin', [place('pin', 2_000)], false],
  ['a grid square of 1 km', [place('grid', 707)], false],
  ['a plus code of 100 km', [place('plus_code', 60_000)], true],
  ['two streets of a name', [place('name', 200), place('name', 200)], true],
  ['nothing', [], false],
])('%s: %#', (_, found, expected) => expect(wouldChange(found)).toBe(expected))
