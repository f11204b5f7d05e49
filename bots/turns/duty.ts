import { transaction } from '../../adapters/db/client.ts'
import type { Address } from '../../core/channel.ts'
import { personFact } from '../../core/needs/decision.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { House } from './house.ts'
import { stillStopped } from './opting-out.ts'
import type { Turn } from './turn.ts'

/** Puts whoever has this address at the end of the duty list. Somebody not met before is met now. Returns the person's id. */
export async function addDutyOfficer(
  house: House,
  address: Address,
  actor: string,
  name: string | null = null,
): Promise<string> {
  const { authority, pool, vault, now, standingIncident } = house
  const { addressId, keyId } = await vault.addressOf(pool, authority, address, now())
  await transaction(pool, async (client) => {
    const unit = house.openUnit(client)
    const envelope = { actor, cause: null, incident: standingIncident, exercise: false }
    if (!(await unit.load('person', keyId))) {
      const stopped = await stillStopped(unit, keyId, addressId)
      await unit.write([met(keyId, addressId), ...stopped], envelope)
    }
    const body = { person: keyId, name: name === null ? null : await unit.seal(name, [keyId]) }
    await unit.write([{ stream: `duty/${authority}`, fact: { type: 'duty_officer_added', body } }], envelope)
    await unit.flush()
  })
  return keyId
}

const met = (person: string, address: string) =>
  personFact(person)('person_met', {
    address,
    purpose: 'duty',
    lawfulBasis: 'public_task',
    source: 'console',
    retention: 'staff',
    language: 'en',
  })

/** Takes somebody off the duty list. */
export async function removeDutyOfficer(turn: Turn, person: string, reason: string): Promise<Result<null, 'gone'>> {
  const { authority } = turn.house
  const list = await turn.unit.load('duty', authority)
  if (!list?.people.includes(person)) return fail('gone')
  const reasonRef = await turn.unit.seal(reason, [person])
  const body = { person, reasonRef }
  await turn.decide([{ stream: `duty/${authority}`, fact: { type: 'duty_officer_removed', body } }])
  return ok(null)
}
