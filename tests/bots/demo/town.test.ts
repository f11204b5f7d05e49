import { expect, test } from 'vitest'
import { dutyOfficer, musterNumber, neighbours, visitor, volunteers } from '../../../bots/demo/people.ts'
import { wickbourne } from '../../../bots/demo/town.ts'
import { readRequest } from '../../../bots/understand/request.ts'
import { haversineM } from '../../../core/geo/distance.ts'
import { parsePostcode } from '../../../core/geo/postcode.ts'
import { kindIds } from '../../../core/kinds.ts'

const everybody = [dutyOfficer, visitor, ...volunteers, ...neighbours]

test('every number is one that nobody has', () => {
  const phones = [musterNumber, ...everybody.map((person) => person.phone)]
  for (const phone of phones) expect(phone).toMatch(/^\+447700900\d{3}$/)
  expect(new Set(phones).size).toBe(phones.length)
})

test('every postcode but the one real one is in a district that does not exist, in sectors of 50 and more', () => {
  const sectors = Map.groupBy(wickbourne.places, ({ postcode }) => parsePostcode(postcode)!.sector)
  for (const [sector, places] of sectors) {
    expect(sector).toMatch(/^GL99 /)
    expect(new Set(places.map((p) => p.postcode)).size).toBeGreaterThanOrEqual(50)
  }
  expect(wickbourne.home.postcode).toBe('GL20 5BY')
})

test('there is somebody for every kind of help', () => {
  const skills = new Set(volunteers.flatMap((v) => v.skills))
  expect(kindIds.filter((kind) => kind !== 'other' && !skills.has(kind))).toEqual([])
})

test('wherever water comes in, one of the three nearest says yes', () => {
  const floods = volunteers.filter((v) => v.skills.includes('flood_help'))
  for (const { at, postcode } of [...wickbourne.places, wickbourne.home]) {
    const nearest = floods.toSorted((a, b) => haversineM(at, a.at) - haversineM(at, b.at)).slice(0, 3)
    expect(
      nearest.some((v) => v.temper !== 'busy' && v.temper !== 'asleep'),
      postcode,
    ).toBe(true)
  }
})

test('every resident asks for something that is understood, at a place of the town', () => {
  const known = new Set([...wickbourne.places, wickbourne.home].map((place) => place.postcode))
  for (const { asks } of [visitor, ...neighbours]) {
    expect(readRequest(asks).kinds, asks).not.toEqual([])
    expect(known).toContain(/GL\d\d \d[A-Z]{2}/.exec(asks)?.[0])
  }
})
