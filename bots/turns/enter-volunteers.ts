import { rows, transaction } from '../../adapters/db/client.ts'
import { stoppedEarlier } from '../../adapters/db/erasures.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { KnownAddress } from '../../adapters/db/vault.ts'
import type { VolunteerRow } from '../../adapters/files/volunteer-csv.ts'
import type { Point } from '../../core/geo/point.ts'
import { canonical, type Json } from '../../core/ledger/canonical.ts'
import { type Decided, personFact } from '../../core/needs/decision.ts'
import type { Person, Volunteer } from '../../core/people/person.ts'
import type { House } from './house.ts'

/** A row whose place is known. */
export interface PlacedRow extends VolunteerRow {
  readonly at: Point
}

/** How many people: new, changed, and already as the list says. */
export interface Entered {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/**
 * Enters volunteers from a list, in one transaction: somebody new is met and joins, confirmed by whoever keeps the list;
 * the same number again changes what was known, and writes nothing when nothing is new. Two rows with one number: the
 * later counts.
 */
export async function enterVolunteers(
  house: House,
  batch: readonly PlacedRow[],
  actor: string,
  channel = 'sms',
): Promise<Entered> {
  const { authority, pool, vault, now } = house
  const listed = [...new Map(batch.map((row) => [row.phone, row])).values()]
  const wanted = listed.map((row) => ({ channel, id: row.phone }))
  const addresses = await vault.addressesOf(pool, authority, wanted, now())
  return transaction(pool, async (client) => {
    const unit = house.openUnit(client)
    const known = await readKnown(unit, addresses)
    const stopped = await stoppedEarlier(
      client,
      known.flatMap(({ person, addressId }) => (person ? [] : addressId)),
    )
    const decided: Decided[] = []
    const count = { added: 0, changed: 0, unchanged: 0 }
    for (const [i, row] of listed.entries()) {
      const facts = await enter(unit, row, known[i]!)
      count[facts.length === 0 ? 'unchanged' : known[i]!.person?.volunteer ? 'changed' : 'added']++
      decided.push(...facts)
      const { personId, addressId, person } = known[i]!
      if (!person && stopped.has(addressId))
        decided.push(personFact(personId)('opted_out', { address: addressId, by: 'earlier' }))
    }
    await unit.write(decided, { actor, cause: null, incident: house.standingIncident, exercise: false })
    await unit.flush()
    return count
  })
}

interface Known {
  readonly addressId: string
  readonly personId: string
  readonly person: Person | undefined
  /** The profile as it is, opened; undefined when there is none, or it was destroyed. */
  readonly profile: Json | undefined
}

/** Whoever is behind each address, all read at once. */
async function readKnown(unit: UnitOfWork, addresses: readonly KnownAddress[]): Promise<Known[]> {
  const sql =
    'SELECT address_id, min(person_id::text) AS person_id FROM person_addresses WHERE address_id = ANY($1) GROUP BY 1'
  const ids = addresses.map((a) => a.addressId)
  const behind = await rows<{ address_id: string; person_id: string }>(unit.client, sql, [ids])
  const owners = new Map(behind.map((row) => [row.address_id, row.person_id]))
  const personIds = addresses.map(({ addressId, keyId }) => owners.get(addressId) ?? keyId)
  const people = await unit.loadAll('person', personIds)
  const sealed = people.flatMap((person) => person?.volunteer?.profile ?? [])
  const opened = await unit.vault.openAll<Json>(unit.client, sealed)
  return addresses.map(({ addressId }, i) => {
    const person = people[i]
    return { addressId, personId: personIds[i]!, person, profile: opened.get(person?.volunteer?.profile ?? '') }
  })
}

async function enter(unit: UnitOfWork, row: PlacedRow, known: Known): Promise<Decided[]> {
  const { volunteer } = known.person ?? {}
  const fact = personFact(known.personId)
  const approved = volunteer?.unconfirmed ? [fact('volunteer_approved', { how: 'on_import', reasonRef: null })] : []
  if (volunteer && isAsListed(row, volunteer, known.profile)) return approved
  const profile = await unit.seal(profileOf(row), [known.personId])
  const { skills, vetting, vettingExpires, vehicle, over18, consentAt } = row
  const codes = { profile, skills, vetting, vettingExpires, vehicle }
  if (volunteer) return [fact('volunteer_changed', codes), ...approved]
  const joined = { ...codes, unconfirmed: false, introduced: false, over18, consentAt }
  return [...(known.person ? [] : [met(known)]), fact('volunteer_joined', joined)]
}

function met({ personId, addressId }: Known): Decided {
  return personFact(personId)('person_met', {
    address: addressId,
    purpose: 'volunteering',
    lawfulBasis: 'legitimate_interests',
    source: 'import',
    retention: 'volunteer',
    language: 'en',
  })
}

/** What is sealed about a volunteer from a list: also in it what a planner may want to look up, not only what matches. */
function profileOf(row: PlacedRow): Json {
  const { name, at, radiusM, hours, languages, otherSkills, postcode, externalId, email, source } = row
  const { lat, lon } = at
  const profile = { name, lat, lon, radiusM, hours, languages, otherSkills, postcode, externalId, email, source }
  return profile as unknown as Json
}

function isAsListed(row: PlacedRow, volunteer: Volunteer, profile: Json | undefined): boolean {
  const codesOf = ({ skills, vetting, vettingExpires, vehicle }: PlacedRow | Volunteer): Json => [
    skills.toSorted(),
    vetting,
    vettingExpires,
    vehicle,
  ]
  const same = (a: Json, b: Json) => canonical(a) === canonical(b)
  return profile !== undefined && same(codesOf(row), codesOf(volunteer)) && same(profileOf(row), profile)
}
