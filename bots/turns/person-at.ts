import { rows } from '../../adapters/db/client.ts'
import type { Address } from '../../core/channel.ts'
import type { House } from './house.ts'

/** Whoever is reached at an address, met or not: the id they have, or will have once they are met. */
export async function personAt(
  house: House,
  address: Address,
): Promise<{ readonly id: string; readonly address: string }> {
  const { pool, vault, authority, now } = house
  const { addressId, keyId } = await vault.addressOf(pool, authority, address, now())
  const sql = 'SELECT person_id FROM person_addresses WHERE address_id = $1 ORDER BY person_id LIMIT 1'
  const [known] = await rows<{ person_id: string }>(pool, sql, [addressId])
  return { id: known?.person_id ?? keyId, address: addressId }
}
