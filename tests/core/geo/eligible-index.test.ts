import { describe, expect, it } from 'vitest'
import { haversineM } from '../../../core/geo/distance.ts'
import { EligibleIndex } from '../../../core/geo/eligible-index.ts'
import type { Findable, Wanted } from '../../../core/geo/findable.ts'
import { polygonOf } from '../../../core/geo/polygon.ts'
import { bruteForce, fitting } from '../../../scripts/bench/brute-force.ts'
import { makeNeeds, makeVolunteers } from '../../../scripts/bench/world.ts'
import { manyPoints } from '../../support/points.ts'
import { oneOf, randomFrom } from '../../support/random.ts'

function indexed(people: readonly Findable[]): EligibleIndex {
  const index = new EligibleIndex()
  index.load(people)
  return index
}

/** Everybody within some 10 km of one town, so that every search has many to choose from. */
const inOneTown = (people: readonly Findable[], seed: number): Findable[] => {
  const places = manyPoints(people.length, seed)
  return people.map((one, i) => ({ ...one, lat: 52 + (places[i]!.lat % 0.2), lon: -2 + (places[i]!.lon % 0.3) }))
}

const volunteer: Findable = {
  ...{ id: 'a', lat: 52, lon: -2, radiusM: 5_000, skills: ['shopping'], vetting: 'basic', vehicle: 'car' },
  ...{ vettingExpiresMs: 2_000, unconfirmed: false, reachable: true, available: true, hours: [], holds: [] },
}
const wanted: Wanted = {
  ...{ lat: 52, lon: -2, skills: ['shopping'], vetting: 'none', vehicle: 'none', unconfirmedToo: false },
  ...{
    withinM: 8_000,
    fromMs: 1_000,
    toMs: 5_000,
    kind: 'shopping',
    lifeSafety: false,
    except: new Map(),
    keptClear: [],
  },
}
const ids = (index: EligibleIndex, of: Partial<Wanted> = {}, k = 10): string[] =>
  index.nearest({ ...wanted, ...of }, k).map(({ id }) => id)

describe('the nearest who fit', () => {
  it.each([
    ['all over the country', (people: Findable[]) => people],
    ['in one town', (people: Findable[]) => inOneTown(people, 3)],
  ])('are who measuring everybody finds, to the last bit of the distance, %s', (_, place) => {
    const people = place(makeVolunteers(3_000, 11))
    const index = indexed(people)
    const needs = makeNeeds(150, people, 13)
    const found = needs.map((need) => index.nearest(need, 10))
    expect(found).toEqual(needs.map((need) => bruteForce(people, need, 10)))
    expect(found.filter((near) => near.length > 0).length).toBeGreaterThan(30)
  })

  it('within any distance, for any number of skills, and for more than there are', () => {
    const people = inOneTown(makeVolunteers(1_000, 17), 19)
    const index = indexed(people)
    for (const need of makeNeeds(20, people, 23)) {
      for (const withinM of [0, 1_000, 8_000]) {
        for (const skills of [[], need.skills, [...need.skills, 'lift', 'shopping'], ['juggling']]) {
          const asked = { ...need, withinM, skills }
          expect(index.nearest(asked, 5_000)).toEqual(bruteForce(people, asked, 5_000))
        }
      }
    }
  })

  it('wherever on the Earth they are', () => {
    const everywhere = manyPoints(1_500, 29).map(({ lat, lon }) => ({ lat: (lat - 55) * 15, lon: (lon + 3) * 30 }))
    const people = makeVolunteers(1_500, 31).map((one, i) => ({ ...one, ...everywhere[i]!, radiusM: 2_000_000 }))
    const index = indexed(people)
    for (const need of makeNeeds(50, people, 37)) expect(index.nearest(need, 10)).toEqual(bruteForce(people, need, 10))
  })

  it('are ordered by id where a thousand live in one tower block', () => {
    const random = randomFrom(41)
    const block = Array.from({ length: 1_000 }, (_, i) => ({ ...volunteer, id: `v${(i * 619) % 1_000}` }))
    const index = indexed(block)
    const inOrder = block.map(({ id }) => id).toSorted()
    expect(ids(index, {}, 10)).toEqual(inOrder.slice(0, 10))
    expect(ids(index, { lat: 52.01 }, 1_000)).toEqual(inOrder)
    const gone = inOrder.filter(() => random(10) > 0)
    for (const id of gone) index.remove(id)
    expect(ids(index, {}, 1_000)).toEqual(inOrder.filter((id) => !gone.includes(id)))
  })

  it('number none where none were asked for, or nobody is there', () => {
    expect(ids(indexed([volunteer]), {}, 0)).toEqual([])
    expect(ids(new EligibleIndex())).toEqual([])
  })
})

describe('one rule at a time', () => {
  const away = { why: 'away', fromMs: 0, toMs: 1_001, kinds: null, holdsForLife: true } as const
  const hours = [{ weekdays: [4], from: 60, to: 62 }] // the clocks were an hour ahead all through 1970
  const square = [
    [51.9, -2.1],
    [51.9, -1.9],
    [52.1, -1.9],
    [52.1, -2.1],
  ].map(([lat, lon]) => ({ lat: lat!, lon: lon! }))

  it.each<[string, Partial<Findable>, Partial<Wanted>, boolean]>([
    ['somebody who fits', {}, {}, true],
    ['without the skill', { skills: ['lift'] }, {}, false],
    ['without the second skill', {}, { skills: ['shopping', 'lift'] }, false],
    ['without any skill, where none is wanted', { skills: [] }, { skills: [] }, true],
    ['vetted enough', {}, { vetting: 'basic' }, true],
    ['vetted too little', {}, { vetting: 'standard' }, false],
    ['vetted until now', { vettingExpiresMs: 1_000 }, { vetting: 'basic' }, false],
    ['vetted until now, where none is wanted', { vettingExpiresMs: 1_000 }, {}, true],
    ['with a car for a van', {}, { vehicle: 'van' }, false],
    ['with a car for a cycle', {}, { vehicle: 'cycle' }, true],
    ['unconfirmed', { unconfirmed: true }, {}, false],
    ['unconfirmed, in the open air', { unconfirmed: true }, { unconfirmedToo: true }, true],
    [
      'unconfirmed and vetted, where vetting is wanted',
      { unconfirmed: true },
      { unconfirmedToo: true, vetting: 'basic' },
      false,
    ],
    ['who cannot be written to', { reachable: false }, {}, false],
    ['who is gone', { available: false }, {}, false],
    ['within their hours', { hours }, { fromMs: 59_000 }, true],
    ['a minute after them', { hours }, { fromMs: 120_000 }, false],
    ['in the same part of another day', { hours: [{ ...hours[0]!, weekdays: [3] }] }, {}, false],
    ['who is away until after now', { holds: [away] }, {}, false],
    ['who was away until now', { holds: [{ ...away, toMs: 1_000 }] }, {}, true],
    ['who is promised before this ends', { holds: [{ ...away, fromMs: 4_999, toMs: 9_000 }] }, {}, false],
    ['who is promised when this ends', { holds: [{ ...away, fromMs: 5_000, toMs: 9_000 }] }, {}, true],
    ['who wants none of this kind', { holds: [{ ...away, kinds: ['shopping'] }] }, {}, false],
    ['who wants none of another kind', { holds: [{ ...away, kinds: ['lift'] }] }, {}, true],
    ['at rest, for somebody in danger', { holds: [{ ...away, holdsForLife: false }] }, { lifeSafety: true }, true],
    ['away, for somebody in danger', { holds: [away] }, { lifeSafety: true }, false],
    ['who was asked before', {}, { except: new Map([['a', 'asked_before']]) }, false],
    ['where another was asked before', {}, { except: new Map([['b', 'asked_before']]) }, true],
    ['inside an area kept clear', {}, { keptClear: [polygonOf([square])] }, false],
    [
      'in the hole of one',
      {},
      { keptClear: [polygonOf([square, square.map(({ lat, lon }) => ({ lat: 26 + lat / 2, lon: lon / 2 - 1 }))])] },
      true,
    ],
    ['outside of it', {}, { keptClear: [polygonOf([square.map(({ lat, lon }) => ({ lat: lat + 1, lon }))])] }, true],
  ])('%s', (_, as, of, fits) => {
    const one = { ...volunteer, ...as }
    expect(ids(indexed([one]), of)).toEqual(fits ? ['a'] : [])
    expect(fitting({ ...wanted, ...of })(one, 0)).toBe(fits)
  })

  it('their own radius and that of the search hold to the last bit', () => {
    const place = { lat: 52.03, lon: -2.01 }
    const metres = haversineM(place, volunteer)
    const nextBelow = metres * (1 - 2 ** -53)
    expect(nextBelow).toBeLessThan(metres)
    expect(ids(indexed([{ ...volunteer, radiusM: metres }]), { ...place, withinM: metres })).toEqual(['a'])
    expect(ids(indexed([{ ...volunteer, radiusM: nextBelow }]), place)).toEqual([])
    expect(ids(indexed([volunteer]), { ...place, withinM: nextBelow })).toEqual([])
  })

  it('of more skills than have a bit each, all are told apart', () => {
    const people = Array.from({ length: 80 }, (_, i) => ({
      ...volunteer,
      id: `v${i}`,
      skills: [`s${i}`, `s${(i + 1) % 80}`],
    }))
    const index = indexed(people)
    for (let i = 0; i < 80; i++) {
      expect(ids(index, { skills: [`s${i}`, `s${(i + 1) % 80}`] })).toEqual([`v${i}`])
      expect(ids(index, { skills: [`s${i}`, `s${(i + 2) % 80}`] })).toEqual([])
    }
  })
})

/** Each of these happens to somebody; the index and the list are told. */
function happen(
  index: EligibleIndex,
  people: Map<string, Findable>,
  spare: readonly Findable[],
  random: (n: number) => number,
) {
  const other = oneOf(random, spare)
  const known = people.get(other.id)
  const what = random(6)
  if (what === 0 && known) {
    people.delete(other.id)
    index.remove(other.id)
  } else if (what === 1 && known) {
    const { lat, lon } = oneOf(random, spare)
    people.set(other.id, { ...known, lat, lon })
    index.move(other.id, { lat, lon })
  } else if (what < 4 && known) {
    people.set(other.id, { ...known, available: !known.available })
    index.toggle(other.id, !known.available)
  } else {
    const { lat, lon, ...rest } = oneOf(random, spare)
    const next = { ...rest, ...(known && random(2) ? { lat: known.lat, lon: known.lon } : { lat, lon }), id: other.id }
    people.set(other.id, next)
    index.put(next)
  }
}

describe('while people come, change, move and go', () => {
  const spare = inOneTown(makeVolunteers(800, 43), 47)
  const needs = makeNeeds(200, spare, 53)

  it('the nearest stay those that measuring everybody finds', () => {
    const random = randomFrom(59)
    const [index, people] = [new EligibleIndex(), new Map<string, Findable>()]
    for (let step = 0; step < 8_000; step++) {
      happen(index, people, spare, random)
      if (step % 50 > 0) continue
      const need = { ...oneOf(random, needs), withinM: 12_000 }
      expect(index.nearest(need, 10)).toEqual(bruteForce([...people.values()], need, 10))
      expect(index.size).toBe(people.size)
    }
  })

  it('the index ends with as many parts as one that is filled anew, and with none of them when all have gone', () => {
    const random = randomFrom(61)
    const [index, people] = [new EligibleIndex(), new Map<string, Findable>()]
    let most = 0
    for (let step = 0; step < 24_000; step++) {
      happen(index, people, spare, random)
      if (step === 8_000) most = index.parts.leaves
      if (step > 8_000) expect(index.parts.leaves).toBeLessThan(1.3 * most)
    }
    const fresh = indexed([...people.values()])
    expect(index.parts.leaves).toBeLessThan(1.5 * fresh.parts.leaves)
    const skills = new Set(spare.flatMap((one) => one.skills)).size
    for (const id of people.keys()) index.remove(id)
    expect(index.parts).toEqual({ nodes: 4 * (skills + 1), leaves: 0 })
    index.load([...people.values()])
    expect(index.nearest(needs[0]!, 10)).toEqual(bruteForce([...people.values()], needs[0]!, 10))
    index.put({ ...volunteer, id: 'one more' })
    expect(index.size).toBe(people.size + 1)
  })

  it('who is put again is who they are now, and nobody is there twice', () => {
    const index = indexed([volunteer, { ...volunteer, id: 'b' }])
    index.put({ ...volunteer, skills: ['lift'] })
    expect([ids(index), ids(index, { skills: ['lift'] }), ids(index, { skills: [] })]).toEqual([
      ['b'],
      ['a'],
      ['a', 'b'],
    ])
    index.put({ ...volunteer, radiusM: 1 })
    expect(ids(index, { lat: 52.001 })).toEqual(['b'])
    index.toggle('b', false)
    expect(ids(index)).toEqual(['a'])
    index.toggle('b', true)
    index.remove('a')
    index.remove('a')
    index.move('a', { lat: 52, lon: -2 })
    index.toggle('a', true)
    expect([ids(index), index.size]).toEqual([['b'], 1])
  })
})

describe('filling an index', () => {
  it('is for an empty one, and for people with an id of their own', () => {
    expect(() => indexed([volunteer]).load([{ ...volunteer, id: 'b' }])).toThrow('index: 1 people are in it already')
    expect(() => indexed([volunteer, volunteer])).toThrow('index: person a is entered twice')
  })
})

describe('the tally', () => {
  it('counts everybody within the distance once: by why they are not asked, or not at all where they are', () => {
    const people = inOneTown(makeVolunteers(3_000, 67), 71)
    const index = indexed(people)
    for (const need of makeNeeds(60, people, 73)) {
      const around = { ...need, withinM: 5_000 }
      const near = people.filter((one) => haversineM(around, one) <= 5_000)
      const { considered, excluded } = index.tally(around)
      expect(considered).toBe(near.length)
      const left = Object.values(excluded).reduce((sum, n) => sum + n, 0)
      expect(considered - left).toBe(index.nearest(around, 5_000).length)
      expect(excluded.skill ?? 0).toBe(near.filter((one) => !need.skills.every((s) => one.skills.includes(s))).length)
    }
  })
})
