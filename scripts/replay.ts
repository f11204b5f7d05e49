// `npm run replay -- ID`: tells again what the ledger holds of it. An incident: the board as it stood, `--until TIME`.
// A need: makes every choice of whom to ask again and says where it differs; `--why PERSON` says why one was asked or not.
import { parseArgs } from 'node:util'
import { rows } from '../adapters/db/client.ts'
import { replayIncident } from './replay/incident.ts'
import { replayNeed, whyPerson } from './replay/need.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const options = { until: { type: 'string' }, why: { type: 'string' } } as const
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const [id = ''] = positionals
const isId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

async function ofNeed({ database }: Opened, need: string): Promise<number> {
  if (values.why === undefined) {
    const { lines, differences } = await replayNeed(database.pool, need)
    for (const line of lines) console.log(line)
    return differences === 0 ? 0 : 1
  }
  if (!isId(values.why)) throw new Refusal('Say whom by their id as the console’s address shows it: --why PERSON')
  for (const line of await whyPerson(database.pool, need, values.why)) console.log(line)
  return 0
}

/** How each sort of thing is told again, by the table its id stands in. */
const replays: Readonly<Record<string, (opened: Opened, id: string) => Promise<number>>> = {
  incidents: (opened, incident) => replayIncident(opened, incident, values.until),
  needs: ofNeed,
}

async function run(opened: Opened): Promise<number> {
  if (!isId(id))
    throw new Refusal(
      'Say what, by its id as the console’s address shows it: npm run replay -- ID [--until "2026-11-22 14:30"] [--why PERSON]',
    )
  for (const [table, replay] of Object.entries(replays)) {
    const found = await rows(opened.database.pool, `SELECT 1 FROM ${table} WHERE id = $1`, [id])
    if (found.length > 0) return replay(opened, id)
  }
  throw new Refusal('There is nothing with that id that can be replayed.')
}

await withDatabase({ mustExist: true }, run)
