import type pg from 'pg'
import { masterKeys, unseal, unwrapDataKey } from '../../adapters/db/sealing.ts'

/** Everything in a database that somebody who has it and the vault's key can open, as text: the worst reader there is. */
export async function everythingOpened(owner: pg.Pool, vaultKey: Buffer): Promise<string[]> {
  const masters = masterKeys(vaultKey)
  const keys = await owner.query<{ id: string; wrapped: Buffer }>('SELECT id, wrapped FROM keys')
  const keyOf = new Map(keys.rows.map(({ id, wrapped }) => [id, unwrapDataKey(masters, id, wrapped)]))
  const sealed = await owner.query<{ id: string; key_ids: string[]; sealed: Buffer }>(
    `SELECT id, key_ids, sealed FROM sealed_values
     UNION ALL SELECT id, ARRAY[key_id], sealed FROM inbox WHERE sealed <> ''
     UNION ALL SELECT id, ARRAY[key_id], sealed FROM addresses
     UNION ALL SELECT person_id, ARRAY[person_id], sealed FROM conversations`,
  )
  return sealed.rows.flatMap(({ id, key_ids, sealed }) => {
    const mine = key_ids.toReversed().map((key) => keyOf.get(key))
    if (mine.includes(undefined)) return []
    return [Buffer.from(mine.reduce<Uint8Array>((bytes, key) => unseal(key!, bytes, id), sealed)).toString('utf8')]
  })
}
