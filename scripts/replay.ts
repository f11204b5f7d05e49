// `npm run replay -- ID`: tells again what the ledger holds of it. An incident: the board as it stood, `--until TIME`.
import { parseArgs } from 'node:util'
import { rows } from '../adapters/db/client.ts'
import { replayIncident } from './replay/incident.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const { values, positionals } = parseArgs({ options: { until: { type: 'string' } }, allowPositionals: true })
const [id = ''] = positionals

/** How each sort of thing is told again, by the table its id stands in. */
const replays: Readonly<Record<string, (opened: Opened, id: string, until: string | undefined) => Promise<number>>> = {
  incidents: replayIncident,
}

async function run(opened: Opened): Promise<number> {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))
    throw new Refusal(
      'Say what, by its id as the console’s address shows it: npm run replay -- ID [--until "2026-11-22 14:30"]',
    )
  for (const [table, replay] of Object.entries(replays)) {
    const found = await rows(opened.database.pool, `SELECT 1 FROM ${table} WHERE id = $1`, [id])
    if (found.length > 0) return replay(opened, id, values.until)
  }
  throw new Refusal('There is nothing with that id that can be replayed.')
}

await withDatabase({ mustExist: true }, run)
