import { transaction } from '../../adapters/db/client.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Address } from '../../core/channel.ts'
import type { House } from './house.ts'

/** Puts whoever has this address at the end of the duty list. Somebody not met before is met now. Returns the person's id. */
export async function addDutyOfficer(house: House, address: Address, actor: string): Promise<string> {
  const { authority, pool, vault, newId, now, standingIncident } = house
  const { addressId, keyId } = await vault.addressOf(pool, authority, address, now())
  await transaction(pool, async (client) => {
    const unit = new UnitOfWork(client, { authority, now: now(), newId, vault })
    const envelope = { actor, cause: null, incident: standingIncident, exercise: false }
    if (!(await unit.load('person', keyId))) {
      const body = {
        address: addressId,
        purpose: 'duty',
        lawfulBasis: 'public_task',
        source: 'console',
        retention: 'staff',
        language: 'en',
      }
      await unit.write([{ stream: `person/${keyId}`, fact: { type: 'person_met', body } }], envelope)
    }
    await unit.write(
      [{ stream: `duty/${authority}`, fact: { type: 'duty_officer_added', body: { person: keyId } } }],
      envelope,
    )
    await unit.flush()
  })
  return keyId
}
