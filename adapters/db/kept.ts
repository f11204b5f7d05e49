import { createSecretKey } from 'node:crypto'
import { type Db, rows } from './client.ts'
import { seal, unseal } from './sealing.ts'
import type { Vault } from './vault.ts'

/** One value that outlives a restart: sealed in the database, under a key that follows from VAULT_KEY. */
export interface Kept {
  /** Undefined where nothing is kept, or it was sealed under another VAULT_KEY. */
  read(): Promise<string | undefined>
  /** Null: nothing is kept any more. */
  write(value: string | null): Promise<void>
}

export function keptAs(db: Db, vault: Vault, name: string): Kept {
  const key = createSecretKey(vault.findable('kept', name))
  const label = `kept ${name}`
  return {
    async read() {
      const [row] = await rows<{ sealed: Buffer }>(db, 'SELECT sealed FROM kept WHERE name = $1', [name])
      try {
        return row && unseal(key, row.sealed, label).toString('utf8')
      } catch {
        return undefined // another key's: what it opened is begun anew
      }
    },
    async write(value) {
      if (value === null) await rows(db, 'DELETE FROM kept WHERE name = $1', [name])
      const sql =
        'INSERT INTO kept (name, sealed) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed'
      if (value !== null) await rows(db, sql, [name, seal(key, Buffer.from(value, 'utf8'), label)])
    },
  }
}
