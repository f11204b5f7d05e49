import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../core/ledger/entry.ts'
import { upcast } from '../../../core/ledger/upcast.ts'
import { evolvePerson, isAway, isOrWillBeAway, type Person, type PersonFact } from '../../../core/people/person.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'

const met = evolvePerson(undefined, fixtureOf('person_met') as Entry<PersonFact>)
const awaySince = (version: number): Person =>
  evolvePerson(met, upcast(fixtureOf('went_away', version)) as Entry<PersonFact>)
const [earlier, from, during, until] = [
  '2026-11-24T23:59:59.999Z',
  '2026-11-25T00:00:00.000Z',
  '2026-11-29T07:59:59.999Z',
  '2026-11-29T08:00:00.000Z',
] as const

describe('somebody who is away', () => {
  it('from a time on is away then and not earlier, and until it ends', () => {
    const person = awaySince(2)
    expect([earlier, from, during, until].map((now) => isAway(person, now))).toEqual([false, true, true, false])
    expect([earlier, from, during, until].map((now) => isOrWillBeAway(person, now))).toEqual([true, true, true, false])
  })

  it('since an entry of before beginnings were known is away from then on', () => {
    expect(awaySince(1).away).toEqual({ until })
    expect(isAway(awaySince(1), earlier)).toBe(true)
  })

  it('without an end is away for good', () => {
    expect(isAway({ ...met, away: { from, until: null } }, '2036-01-01T00:00:00.000Z')).toBe(true)
    expect(isAway(met, from)).toBe(false)
  })
})
