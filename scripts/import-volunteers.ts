// `npm run import:volunteers -- FILE.csv` enters a list of volunteers; the same number again updates.
import { createReadStream, statSync } from 'node:fs'
import { rows } from '../adapters/db/client.ts'
import { UnusableFile } from '../adapters/files/csv-records.ts'
import { type Imported, importVolunteers } from '../bots/jobs/import-volunteers.ts'
import { wireMuster } from '../bots/muster.ts'
import { kindIds } from '../core/kinds.ts'
import { counted, everySecond, inThousands } from './progress.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

/** Of bad rows, and of rows with unknown skills, so many are shown; the rest are counted. */
const shown = 50

async function run({ settings, database, demo }: Opened, path: string): Promise<number> {
  const { house } = await wireMuster({ settings, database, doors: [], log: console.log })
  const [places] = await rows<{ any: boolean }>(house.pool, 'SELECT EXISTS (SELECT FROM places) AS any')
  if (!places?.any) console.log('No places are imported, so no postcode is known: npm run import:places -- FILE…')
  const progress = everySecond()
  const imported = await importVolunteers(house, createReadStream(path), {
    channel: demo ? 'simulated' : 'sms',
    actor: 'job/import',
    onProgress: ({ rows }) => progress(() => `Read ${counted(rows, 'row')}…`),
  }).catch((error) => {
    throw error instanceof UnusableFile ? new Refusal(`${path}: ${error.message}.`) : error
  })
  report(imported)
  return 0
}

function report(imported: Imported): void {
  const { bad, unknownSkills, repeated } = imported
  showSome(bad, ({ line, reason }) => `Line ${line} was left out: ${reason}.`)
  showSome(
    unknownSkills,
    ({ line, count }) => `Line ${line}: ${counted(count, 'skill')} not known here, kept as words.`,
  )
  if (unknownSkills.length > 0) console.log(`Known skills: ${kindIds.join(', ')}.`)
  const counts = [
    `${inThousands(imported.added)} added`,
    `${inThousands(imported.changed)} changed`,
    `${inThousands(imported.unchanged)} unchanged`,
    `${inThousands(bad.length)} left out`,
    ...(repeated > 0 ? [`${inThousands(repeated)} with the number of a later row`] : []),
  ]
  console.log(`Volunteers: ${counts.join(', ')}; ${counted(imported.rows, 'row')} read.`)
}

function showSome<T>(items: readonly T[], line: (item: T) => string): void {
  for (const item of items.slice(0, shown)) console.log(line(item))
  if (items.length > shown) console.log(`… and ${inThousands(items.length - shown)} more such lines.`)
}

const [path] = process.argv.slice(2)
if (path && statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
  await withDatabase({ mustExist: false }, (opened) => run(opened, path))
else {
  console.error(path ? `There is no file ${path}.` : 'Say which file: npm run import:volunteers -- FILE.csv')
  process.exitCode = 1
}
