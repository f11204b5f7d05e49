import type { ErasingEntry } from '../../core/privacy/destroyed.ts'
import { erasingTypes } from '../../core/privacy/destroyed.ts'
import { type Db, rows } from './client.ts'

/**
 * Which entries lost the salt that opens their commitment because somebody was erased: an entry of the ledger says so,
 * stream by stream, up to which version. A salt that is missing anywhere else was taken away.
 */
export async function erasedOpenings(
  db: Db,
  authority: string,
): Promise<(entry: { readonly stream: string | null; readonly version: number }) => boolean> {
  const types = erasingTypes.map((type) => `'${type}'`).join(', ')
  const sql = `SELECT bytes FROM entries WHERE authority_id = $1 AND type IN (${types}) ORDER BY id`
  const upTo = new Map<string, number>()
  for (const { bytes } of await rows<{ bytes: Buffer }>(db, sql, [authority]))
    for (const [stream, version] of Object.entries(streamsIn(bytes)))
      upTo.set(stream, Math.max(version, upTo.get(stream) ?? 0))
  return ({ stream, version }) => stream !== null && version <= (upTo.get(stream) ?? 0)
}

/** What cannot be read erases nothing: the entry itself is reported where it stands. */
function streamsIn(bytes: Buffer): Readonly<Record<string, number>> {
  try {
    return (JSON.parse(bytes.toString('utf8')) as ErasingEntry).body?.streams ?? {}
  } catch {
    return {}
  }
}
