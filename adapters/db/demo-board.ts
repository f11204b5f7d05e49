import type { Point } from '../../core/geo/point.ts'
import type { Need } from '../../core/needs/need.ts'
import { type Db, rows } from './client.ts'
import type { Vault } from './vault.ts'

/** What of a need's sealed details the demo shows. */
export interface ShownDetails {
  readonly place: { readonly label: string; readonly point: Point }
  readonly doorstepWord: string
}

export interface BoardNeed {
  readonly need: Need
  readonly details: ShownDetails
}

/** The needs of an authority that were opened since then, newest first, with their places: for fictional people only. */
export async function readBoard(db: Db, vault: Vault, authority: string, since: Date): Promise<BoardNeed[]> {
  const sql = `SELECT state FROM needs WHERE authority_id = $1 AND state->>'openedAt' > $2
    ORDER BY state->>'openedAt' DESC LIMIT 40`
  const found = await rows<{ state: Need }>(db, sql, [authority, since.toISOString()])
  const needs = found.map((row) => row.state)
  const details = await vault.openAll<ShownDetails>(
    db,
    needs.map((need) => need.details),
  )
  return needs.flatMap((need) => {
    const shown = details.get(need.details)
    return shown ? [{ need, details: shown }] : []
  })
}
