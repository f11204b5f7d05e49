// `npm run import:places -- FILE…` reads where postcodes, streets and villages are, from CSV files or the folders they
// were unpacked to. Free: Code-Point Open and OS Open Names of Ordnance Survey (https://osdatahub.os.uk/downloads/open),
// the ONS Postcode Directory (https://geoportal.statistics.gov.uk), which has Northern Ireland's under its own licence.
import { resolve } from 'node:path'
import { type ImportSummary, importPlaces } from '../adapters/geocoding/import-places.ts'
import { csvFiles } from '../adapters/geocoding/place-files.ts'
import { counted, inThousands } from './progress.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const usage =
  'Say which files: npm run import:places -- FILE… (CSV files of Code-Point Open, OS Open Names or ONSPD, or folders)'

/** npm runs us in the project; a name is meant from where npm was called. */
const paths = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? '.', path))

async function runImport({ database }: Opened): Promise<number> {
  const files = await csvFiles(paths).catch((error: Error) => {
    throw new Refusal(error.message)
  })
  if (files.length === 0) throw new Refusal('There is no .csv file there.')
  const summary = await importPlaces(database.pool, files, console.log)
  console.log(inWords(summary))
  return total(summary) + total(summary.names) > 0 ? 0 : 1
}

function inWords(summary: ImportSummary): string {
  const { names, withoutPosition, terminated, skipped, seconds } = summary
  const places = [counts(summary, 'postcode'), ...(total(names) > 0 ? [counts(names, 'name')] : [])]
  const gone = terminated > 0 ? `, ${inThousands(terminated)} no longer in use` : ''
  const left = `${inThousands(withoutPosition)} without a position${gone} and ${counted(skipped, 'unreadable row')} left out`
  return `${[...places, left].join('; ')}; ${seconds.toFixed(1)} s.`
}

type Counts = ImportSummary['names']

const total = ({ added, changed, unchanged }: Counts): number => added + changed + unchanged

const counts = ({ added, changed, unchanged }: Counts, one: string): string =>
  `${counted(added, one)} added, ${inThousands(changed)} changed, ${inThousands(unchanged)} unchanged`

if (paths.length > 0) await withDatabase({ mustExist: false }, runImport)
else {
  console.error(usage)
  process.exitCode = 1
}
