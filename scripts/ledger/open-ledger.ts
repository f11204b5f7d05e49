import { rows } from '../../adapters/db/client.ts'
import { checkFingerprints, keysFrom, logKey } from '../../adapters/db/keys.ts'
import type { PublishedLedger } from '../../adapters/db/published.ts'
import { type Opened, Refusal } from '../with-database.ts'

/** The ledger of the database that was opened. Refuses when nothing was ever written. */
export async function openLedger({ settings, database }: Opened): Promise<PublishedLedger> {
  const db = database.pool
  const keys = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  await checkFingerprints(db, keys)
  const sql = 'SELECT id, origin FROM authorities ORDER BY created_at LIMIT 1'
  const [authority] = await rows<{ id: string; origin: string }>(db, sql)
  if (!authority) throw new Refusal('Nothing was ever written into this log.')
  return { db, authority: authority.id, log: logKey(authority.origin, keys.ledger) }
}
