import { type Db, rows } from './client.ts'
import type { Vault } from './vault.ts'

/** Something that may be done so often from one place: `who` is an address of the network, a person, a number. */
export interface Use {
  readonly what: string
  readonly who: string
  readonly times: number
  readonly withinMs: number
}

/** Counts one more use, in all processes together; false when there were as many already as may be. */
export async function mayUse(db: Db, vault: Vault, { what, who, times, withinMs }: Use, now: Date): Promise<boolean> {
  const sql = `INSERT INTO page_uses (key, used, until) VALUES ($1, 1, $3) ON CONFLICT (key) DO UPDATE SET
      used = CASE WHEN page_uses.until <= $2 THEN 1 ELSE page_uses.used + 1 END,
      until = CASE WHEN page_uses.until <= $2 THEN excluded.until ELSE page_uses.until END
    RETURNING used`
  const values = [vault.findable(`use ${what}`, who), now, new Date(now.getTime() + withinMs)]
  return (await rows<{ used: number }>(db, sql, values))[0]!.used <= times
}

/** Lets go of counts that are over. */
export async function forgetUses(db: Db, now: Date): Promise<void> {
  await db.query('DELETE FROM page_uses WHERE until <= $1', [now])
}
