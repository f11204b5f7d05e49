import { rebuild } from '../../adapters/db/rebuild.ts'
import { counted, everySecond } from '../progress.ts'
import type { Opened } from '../with-database.ts'
import { printDigest } from './print-digest.ts'

/** Writes every projection again from the log; returns the exit code. */
export async function rebuildProjections({ database }: Opened): Promise<number> {
  const progress = everySecond()
  let streams = 0
  const tables = await rebuild(database.pool, (count) => {
    streams += count
    progress(() => `Wrote ${counted(streams, 'stream')}…`)
  })
  const changed = tables.filter(({ before, after }) => before.sha256 !== after.sha256)
  for (const table of tables) printDigest(table.after, changed.includes(table) ? '  CHANGED' : '')
  if (changed.length === 0) console.log('Rebuilt: every table is what it was.')
  else console.log(`Rebuilt: ${changed.length} of ${tables.length} tables changed. Restart a Muster that is running.`)
  return 0
}
