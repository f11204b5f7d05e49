import { rows } from '../../adapters/db/client.ts'
import { erasePerson } from '../turns/erasing.ts'
import type { House } from '../turns/house.ts'

/**
 * Erases everybody whose erasure a planner has granted, once the text that tells them so is out of the house. One who
 * cannot be erased yet is tried again. Returns how many were erased.
 */
export async function carryOutErasures(house: House): Promise<number> {
  let erased = 0
  for (const id of await granted(house))
    if ((await erasePerson(house, id, { actor: 'job/erasures', why: 'asked' })).ok) erased++
  return erased
}

async function granted({ pool, authority }: House): Promise<string[]> {
  const sql = `SELECT p.id FROM people p WHERE p.authority_id = $1 AND p.state ? 'cases' AND p.state->>'erased' IS NULL
    AND p.state->'cases' @> '[{"wants": "erasure", "outcome": "granted"}]'
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.person_id = p.id AND o.state IN ('queued', 'sending')) ORDER BY p.id`
  return (await rows<{ id: string }>(pool, sql, [authority])).map(({ id }) => id)
}
