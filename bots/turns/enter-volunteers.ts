import { transaction } from '../../adapters/db/client.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { VolunteerRow } from '../../adapters/files/volunteer-csv.ts'
import type { Point } from '../../core/geo/point.ts'
import type { Json } from '../../core/ledger/canonical.ts'
import { type Decided, personFact } from '../../core/needs/decision.ts'
import type { Person } from '../../core/people/person.ts'
import type { House } from './house.ts'

/** A row whose place is known. */
export interface PlacedRow extends VolunteerRow {
  readonly at: Point
}

export interface Entered {
  readonly added: number
  readonly changed: number
}

/**
 * Enters volunteers from a list, in one transaction: somebody new is met and joins, confirmed by whoever keeps the list;
 * the same number again changes what was known. Two rows with one number: the later counts.
 */
export async function enterVolunteers(
  house: House,
  batch: readonly PlacedRow[],
  actor: string,
  channel = 'sms',
): Promise<Entered> {
  const byPhone = new Map(batch.map((row) => [row.phone, row]))
  const rows = [...byPhone.values()]
  const addresses = await house.vault.addressesOf(
    house.pool,
    house.authority,
    rows.map((row) => ({ channel, id: row.phone })),
    house.now(),
  )
  return transaction(house.pool, async (client) => {
    const unit = new UnitOfWork(client, {
      authority: house.authority,
      now: house.now(),
      newId: house.newId,
      vault: house.vault,
    })
    const people = await unit.loadAll(
      'person',
      addresses.map((a) => a.keyId),
    )
    const decided: Decided[] = []
    for (const [i, row] of rows.entries()) {
      decided.push(...(await enter(unit, row, addresses[i]!, people[i])))
    }
    await unit.write(decided, { actor, cause: null, incident: house.standingIncident, exercise: false })
    await unit.flush()
    const added = people.filter((person) => !person?.volunteer).length
    return { added, changed: rows.length - added }
  })
}

async function enter(
  unit: UnitOfWork,
  row: PlacedRow,
  { addressId, keyId }: { addressId: string; keyId: string },
  person: Person | undefined,
): Promise<Decided[]> {
  const fact = personFact(keyId)
  const { name, radiusM, hours, languages, otherSkills, postcode, externalId, email } = row
  const sealed = await unit.seal(
    { name, ...row.at, radiusM, hours, languages, otherSkills, postcode, externalId, email } as unknown as Json,
    [keyId],
  )
  const { skills, vetting, vettingExpires, vehicle, over18, consentAt } = row
  const volunteer = { profile: sealed, skills, vetting, vettingExpires, vehicle }
  if (person?.volunteer)
    return [
      fact('volunteer_changed', volunteer),
      ...(person.volunteer.unconfirmed ? [fact('volunteer_approved', { how: 'on_import', reasonRef: null })] : []),
    ]
  const met: Decided[] = person
    ? []
    : [
        fact('person_met', {
          address: addressId,
          purpose: 'volunteering',
          lawfulBasis: 'legitimate_interests',
          source: 'import',
          retention: 'volunteer',
          language: 'en',
        }),
      ]
  return [...met, fact('volunteer_joined', { ...volunteer, unconfirmed: false, introduced: false, over18, consentAt })]
}
