import { describe, expect, it } from 'vitest'
import { checkEntry, type EntryColumns } from '../../../core/ledger/check-entry.ts'
import { encodeEntry } from '../../../core/ledger/entry.ts'
import { aggregateOfType, entryTypes } from '../../../core/ledger/entry-types.ts'
import type { Aggregate } from '../../../core/ledger/streams.ts'
import { evolve } from '../../../core/ledger/streams.ts'
import { currentBodyVersion, upcast } from '../../../core/ledger/upcast.ts'
import { entryFixtures, fixtureOf } from '../../support/entry-fixtures.ts'

const firsts: Readonly<Record<Aggregate, string | null>> = {
  need: 'need_reported',
  person: 'person_met',
  offer: 'offer_made',
  message: 'message_received',
  alarm: 'alarm_raised',
  alert: 'alert_drafted',
  duty: null,
  account: 'account_opened',
  incident: 'incident_opened',
  ledger: null,
}

const versions = entryTypes.flatMap((type) =>
  Array.from({ length: currentBodyVersion(type) }, (_, i) => [type, i + 1] as const),
)

describe('every entry that was ever written is still readable', () => {
  it.each(versions)('%s, body version %i', (type, version) => {
    const fixture = fixtureOf(type, version)
    const columns: EntryColumns = fixture
    expect(fixture).toMatchObject({ type, bodyVersion: version })
    expect(checkEntry(encodeEntry(fixture), columns).wrong).toEqual([])
    const first = firsts[aggregateOfType(type)!]
    const before = first && first !== type ? evolve(undefined, upcast(fixtureOf(first))) : undefined
    const state = evolve(before, upcast(fixture))
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(Object.values(state)).not.toContain(undefined)
  })

  it('no fixture is of a type or version that does not exist', () => {
    const known = new Set(versions.map(([type, version]) => `${type}.v${version}`))
    expect([...entryFixtures.keys()].filter((name) => !known.has(name))).toEqual([])
  })

  it('an entry of a newer Muster is refused', () => {
    expect(() => upcast({ ...fixtureOf('set_off'), bodyVersion: 99 })).toThrow('reads up to 1')
  })
})
