import { describe, expect, it } from 'vitest'
import { foldName } from '../../../adapters/geocoding/fold-name.ts'
import { readOpenName } from '../../../adapters/geocoding/open-names.ts'
import { openNameRow } from '../../support/open-names.ts'

describe('a row of OS Open Names', () => {
  it('is a name, what it lies in, where it is and how far it reaches', () => {
    const fields = openNameRow({
      name: 'Mill Lane',
      type: 'transportNetwork',
      localType: 'Named Road',
      town: 'Twyning',
      box: 300,
    })
    expect(readOpenName(fields)).toEqual([
      {
        id: 'osgb1',
        name: 'Mill Lane',
        folded: 'mill lane',
        kind: 'street',
        town: 'Twyning',
        district: 'Tewkesbury',
        county: 'Gloucestershire',
        outward: 'GL20',
        lat: expect.closeTo(51.986, 2),
        lon: expect.closeTo(-2.162, 2),
        radiusM: 212,
      },
    ])
  })

  it('with a second name is looked for under both', () => {
    const fields = openNameRow({ name: 'Cardiff', otherName: 'Caerdydd', type: 'populatedPlace', localType: 'City' })
    expect(readOpenName(fields)).toMatchObject([
      { folded: 'cardiff', kind: 'settlement' },
      { folded: 'caerdydd', name: 'Caerdydd', kind: 'settlement' },
    ])
  })

  it.each(['Postcode', 'Numbered Road', 'Section Of Numbered Road'])('that is a %s is not kept', (localType) => {
    expect(readOpenName(openNameRow({ name: 'GL20 5BY', type: 'other', localType }))).toBe('not kept')
  })

  it('of the wrong length, off the grid or without a name says so', () => {
    expect(readOpenName(['a', 'b'])).toEqual({ wrong: 'there are 2 columns, and 34 were expected' })
    expect(readOpenName(openNameRow({ name: 'X', easting: '' }))).toMatchObject({
      wrong: expect.stringContaining('position'),
    })
    expect(readOpenName(openNameRow({ name: ' - ' }))).toEqual({ wrong: 'there is no name' })
  })
})

it.each([
  ['St. Mary’s Rd', 'st marys road'],
  ['Saint Marys Road', 'st marys road'],
  ['Church St', 'church street'],
  ['Stow-on-the-Wold', 'stow on the wold'],
  ["A' Chrìon Làraich", 'a chrion laraich'],
  ['Rose & Crown Ave', 'rose and crown avenue'],
  ['St', 'st'],
  ['  ', ''],
])('%j is looked for as %j', (name, folded) => expect(foldName(name)).toBe(folded))
