import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { digestOf } from '../../../core/alerts/alert.ts'
import { insideOf, mayGet, type Rule } from '../../../core/alerts/audience.ts'
import { evolve } from '../../../core/ledger/streams.ts'
import type { Person } from '../../../core/people/person.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'

test('the digest is of who gets it, in whatever order they were found, and of nobody else', () => {
  const sorted = createHash('sha256').update('a\nb\nc\n').digest('hex')
  expect(digestOf(['c', 'a', 'b'])).toBe(sorted)
  expect(digestOf(['a', 'b'])).not.toBe(sorted)
})

const met = evolve(undefined, fixtureOf('person_met')) as Person
const volunteer = evolve(met, fixtureOf('volunteer_joined')) as Person
const rule: Rule = {
  ...{ role: 'volunteers', skill: null, topic: null, lifeSafety: false, exercise: null },
  now: '2026-11-22T14:00:00.000Z',
}
const [address] = volunteer.addresses

test.each<[string, Partial<Person>, Partial<Rule>, boolean]>([
  ['a volunteer gets it', {}, {}, true],
  ['not after STOP on the only address', { optedOut: { [address!]: rule.now } }, {}, false],
  ['nor about a topic they left', { muted: ['shopping'] }, { topic: 'shopping' }, false],
  ['but about another', { muted: ['shopping'] }, { topic: 'meal' }, true],
  ['nor without the skill', {}, { skill: 'pet_care' }, false],
  ['nor while away', { away: { until: null } }, {}, false],
  ['unless life is at risk', { away: { until: null } }, { lifeSafety: true }, true],
  ['nor in an exercise they are not enrolled in', {}, { exercise: 'e1' }, false],
  ['but in one they are', { exercises: ['e1'] }, { exercise: 'e1' }, true],
  ['nor once erased', { erased: rule.now }, {}, false],
  ['a resident does not, where it is for volunteers', { volunteer: null }, {}, false],
  ['but does where it is for everybody', { volunteer: null }, { role: 'everybody' }, true],
])('%s', (_, person, more, expected) => {
  expect(mayGet({ ...volunteer, ...person }, { ...rule, ...more })).toBe(expected)
})

test('an area is round a place or within corners, and none is everywhere', () => {
  const [here, there] = [
    { lat: 51.9912, lon: -2.1598 },
    { lat: 52.1, lon: -2.1598 },
  ]
  const round = insideOf({ label: 'GL20', centre: here, radiusM: 5_000 })
  const corners = [
    { lat: 51.9, lon: -2.3 },
    { lat: 51.9, lon: -2 },
    { lat: 52, lon: -2 },
    { lat: 52, lon: -2.3 },
  ]
  const within = insideOf({ label: 'drawn', corners })
  expect([round(here), round(there), within(here), within(there), insideOf(null)(there)]).toEqual([
    true,
    false,
    true,
    false,
    true,
  ])
})
