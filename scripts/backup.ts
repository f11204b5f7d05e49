// `npm run backup -- FILE` writes everything but the keys into one file, while Muster goes on; `--keys FILE` writes those.
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backup } from '../adapters/db/backup.ts'
import { checkFingerprints, keysFrom } from '../adapters/db/keys.ts'
import { counted, everySecond, inThousands } from './progress.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const { values, positionals } = parseArgs({ options: { keys: { type: 'string' } }, allowPositionals: true })
const [file] = positionals

async function run({ settings, database }: Opened): Promise<number> {
  if (!file && !values.keys)
    throw new Refusal('Say into which file: npm run backup -- FILE, or --keys FILE for the keys')
  for (const path of [file, values.keys])
    if (path && existsSync(path)) throw new Refusal(`There is a file ${path} already.`)
  const keys = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  await checkFingerprints(database.pool, keys)
  if (values.keys) {
    const text = `VAULT_KEY=${keys.vault.toString('base64')}\nLEDGER_KEY=${keys.ledger.toString('base64')}\n`
    writeFileSync(values.keys, text, { mode: 0o600, flag: 'wx' })
    console.log(`The keys are in ${values.keys}: keep them in another place than the backup.`)
  }
  if (file) await writeBackup(database, file)
  return 0
}

async function writeBackup(database: Opened['database'], path: string): Promise<void> {
  const progress = everySecond()
  const began = performance.now()
  let rows = 0
  const manifest = await backup({
    connection: database.owner,
    file: path,
    now: new Date(),
    onRows: (table, count) => {
      rows += count
      progress(() => `Copied ${counted(rows, 'row')}, now ${table}…`)
    },
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const entries = counted(manifest.tables.entries?.rows ?? 0, 'entry', 'entries')
  console.log(
    `Backed up: ${entries}, ${counted(rows, 'row')}, ${inThousands(statSync(path).size)} bytes in ${seconds} s.`,
  )
  console.log('The keys are not in it: npm run backup -- --keys FILE writes them into a file of their own.')
}

await withDatabase({ mustExist: true }, run)
