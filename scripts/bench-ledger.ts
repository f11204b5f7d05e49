// `npm run bench:ledger [-- --entries 1000000] [--seconds 20] [--seed 1]` measures the log on a database of its own: entries
// sequenced a second, a proof, a whole verification, and a turn against the same transaction without the log.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Database, openDatabase } from '../adapters/db/open.ts'
import { readSettings } from '../adapters/settings.ts'
import { type Muster, wireMuster } from '../bots/muster.ts'
import { enterVolunteers } from '../bots/turns/enter-volunteers.ts'
import { fillLedger } from './bench-ledger/fill.ts'
import { measureProofs, measureSequencer, measureVerify } from './bench-ledger/log.ts'
import { measureTurns } from './bench-ledger/turns.ts'
import { volunteers } from './bench-ledger/volunteers.ts'

const options = {
  entries: { type: 'string', default: '1000000' },
  seconds: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
} as const
const { values } = parseArgs({ options })

await onNewDatabase(async (muster, database) => {
  await enterVolunteers(muster.house, volunteers(), 'job/bench')
  await measureTurns(muster, database, Number(values.seconds))
})
await onNewDatabase(async (muster) => {
  await fillLedger(muster, Number(values.entries))
  await measureSequencer(muster)
  await measureProofs(muster, Number(values.seed))
  await measureVerify(muster)
})
process.exit(0)

async function onNewDatabase(measure: (muster: Muster, database: Database) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  const settings = readSettings({ DATA_DIR: dir })
  const database = await openDatabase(settings, console.log, dir)
  try {
    const muster = await wireMuster({ settings, database, doors: [], log: console.log })
    while ((await muster.sequence()) > 0);
    await measure(muster, database)
  } finally {
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
