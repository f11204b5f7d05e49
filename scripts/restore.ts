// `npm run restore -- FILE` loads a backup into an empty database. What was erased since is not brought back.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { erasuresFileIn, rememberErasures, rememberedErasures } from '../adapters/db/erasures-file.ts'
import { keysFrom, type SecretKeys } from '../adapters/db/keys.ts'
import { CannotRestore, restore } from '../adapters/db/restore.ts'
import { wireMuster } from '../bots/muster.ts'
import { eraseAgain } from '../bots/turns/erasing.ts'
import { counted, everySecond } from './progress.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

const options = { keys: { type: 'string' }, erasures: { type: 'string' } } as const
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const [file] = positionals

async function run(opened: Opened): Promise<number> {
  if (!file) throw new Refusal('Say which backup: npm run restore -- FILE [--keys FILE] [--erasures FILE]')
  for (const path of [file, values.keys, values.erasures])
    if (path && !existsSync(path)) throw new Refusal(`There is no file ${path}.`)
  const { database } = opened
  if (values.keys) takeKeys(database.dir, values.keys)
  const erasures = allErasures(database.dir)
  console.log(`${counted(erasures.length, 'erasure')} remembered outside the database will be kept to.`)
  await load(opened, erasures)
  await settleIn(opened, erasures)
  return 0
}

/** The keys of the backup become the keys of this machine; other keys that are there already stay, and stop the restore. */
function takeKeys(dir: string, path: string): void {
  const text = readFileSync(path, 'utf8')
  mkdirSync(dir, { recursive: true })
  for (const [name, key] of [
    ['VAULT_KEY', 'vault.key'],
    ['LEDGER_KEY', 'ledger.key'],
  ] as const) {
    const value = new RegExp(`^${name}=(\\S+)$`, 'm').exec(text)?.[1]
    if (!value) throw new Refusal(`${path} does not hold ${name}.`)
    if (!existsSync(join(dir, key))) writeFileSync(join(dir, key), `${value}\n`, { mode: 0o600, flag: 'wx' })
  }
}

/** Those of this machine, and those of the file that is given: from then on all are this machine's. */
function allErasures(dir: string) {
  const own = rememberedErasures(erasuresFileIn(dir))
  const known = new Set(own.map(({ entry }) => entry))
  const given = (values.erasures ? rememberedErasures(values.erasures) : []).filter(({ entry }) => !known.has(entry))
  rememberErasures(erasuresFileIn(dir), given)
  return [...own, ...given]
}

async function load({ settings, database }: Opened, erasures: ReturnType<typeof allErasures>): Promise<void> {
  const keys: SecretKeys = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  const progress = everySecond()
  const seen = { rows: 0, streams: 0 }
  const said = () => `Loaded ${counted(seen.rows, 'row')}, wrote ${counted(seen.streams, 'stream')} again…`
  const onRows = (_: string, count: number) => {
    seen.rows += count
    progress(said)
  }
  const onStreams = (count: number) => {
    seen.streams += count
    progress(said)
  }
  try {
    const done = await restore({ connection: database.owner, file: file!, keys, erasures, onRows, onStreams })
    for (const { table, rows, sha256 } of done.projections)
      console.log(`${table.padEnd(18)} ${String(rows).padStart(10)}  ${sha256}`)
    console.log(
      `Restored from ${done.header.madeAt}: ${counted(seen.rows, 'row')}; every table written again from the entries is what it was.`,
    )
    if (done.leftOut > 0) console.log(`${counted(done.leftOut, 'row')} of what was erased since were left out.`)
  } catch (error) {
    throw error instanceof CannotRestore ? new Refusal(error.message) : error
  }
}

/** Erasures that the backup does not know of are written down again; nothing is signed until a named person says so. */
async function settleIn({ settings, database }: Opened, erasures: ReturnType<typeof allErasures>): Promise<void> {
  holdSigning(database.dir)
  const { house } = await wireMuster({ settings, database, doors: [], log: console.log })
  const again = await eraseAgain(house, erasures)
  if (again > 0) console.log(`${counted(again, 'erasure')} of after the backup written down again.`)
  console.log('Nothing is signed until somebody says that this older log is the one to go on with:')
  console.log('  npm run ledger -- accept-restore --by USER --reason "…"')
}

/** Without what was signed last before the restore, nobody can tell whether the backup is older: then it is held to be. */
function holdSigning(dir: string): void {
  const memory = join(dir, 'signed-head')
  if (!existsSync(memory))
    writeFileSync(memory, 'A backup was restored: what was signed last is not known here.\n', { mode: 0o600 })
}

await withDatabase({ mustExist: false }, run)
