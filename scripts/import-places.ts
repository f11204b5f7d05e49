// `npm run import:places -- FILE…` reads postcodes and their positions from Code-Point Open: its CSV files, or the
// folder it was unpacked to. Free from Ordnance Survey: https://osdatahub.os.uk/downloads/open/CodePointOpen
import { resolve } from 'node:path'
import { csvFiles } from '../adapters/geocoding/code-point-open.ts'
import { type ImportSummary, importPlaces } from '../adapters/geocoding/import-code-point.ts'
import { counted, inThousands } from './progress.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const usage = 'Say which files: npm run import:places -- FILE… (CSV files of Code-Point Open, or folders of them)'

/** npm runs us in the project; a name is meant from where npm was called. */
const paths = process.argv.slice(2).map((path) => resolve(process.env.INIT_CWD ?? '.', path))

async function runImport({ database }: Opened): Promise<number> {
  const files = await csvFiles(paths).catch((error: Error) => {
    throw new Refusal(error.message)
  })
  if (files.length === 0) throw new Refusal('There is no .csv file there.')
  const summary = await importPlaces(database.pool, files, console.log)
  console.log(inWords(summary))
  const { added, changed, unchanged } = summary
  return added + changed + unchanged > 0 ? 0 : 1
}

function inWords({ added, changed, unchanged, withoutPosition, skipped, seconds }: ImportSummary): string {
  const places = `${counted(added, 'postcode')} added, ${inThousands(changed)} changed, ${inThousands(unchanged)} unchanged`
  const left = `${inThousands(withoutPosition)} without a position and ${counted(skipped, 'unreadable row')} left out`
  return `${places}; ${left}; ${seconds.toFixed(1)} s.`
}

if (paths.length > 0) await withDatabase({ mustExist: false }, runImport)
else {
  console.error(usage)
  process.exitCode = 1
}
