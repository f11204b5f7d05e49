// `npm run ledger -- COMMAND …`: see the table of commands.
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { PublishedLedger } from '../adapters/db/published.ts'
import { acceptRestored } from './ledger/accept-restored.ts'
import { runErase } from './ledger/erase.ts'
import { exportLedger } from './ledger/export-ledger.ts'
import { openLedger } from './ledger/open-ledger.ts'
import { proveEntry, proveGrowth } from './ledger/proofs.ts'
import { rebuildProjections } from './ledger/rebuild-projections.ts'
import { packNeed, verifyReceipts } from './ledger/receipts.ts'
import { verifyCopy } from './ledger/verify-copy.ts'
import { verifyDatabase } from './ledger/verify-database.ts'
import { type Opened, Refusal, withDatabase } from './with-database.ts'

type Run = (args: readonly string[]) => Promise<number>

interface Command {
  readonly usage: string
  readonly run: Run
}

const onDatabase =
  (work: (opened: Opened, args: readonly string[]) => Promise<number>): Run =>
  (args) =>
    withDatabase({ mustExist: true }, (opened) => work(opened, args))

const onLedger = (work: (ledger: PublishedLedger, args: readonly string[]) => Promise<number>): Run =>
  onDatabase(async (opened, args) => work(await openLedger(opened), args))

/** What cannot be done is a sentence and exit code 1. */
const refusing = (work: () => Promise<number>): Promise<number> =>
  work().catch((error: Error) => {
    console.error(error.message)
    return 1
  })

/** The database, or a copy of a published log, or receipts: by what is named. */
const verifyAny: Run = (args) =>
  refusing(async () => {
    const options = { against: { type: 'string' }, vkey: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [where] = positionals
    if (where === undefined)
      return withDatabase({ mustExist: true }, (opened) => verifyDatabase(opened, values.against))
    const isSite = /^https?:\/\//.test(where)
    const found = isSite ? undefined : statSync(where, { throwIfNoEntry: false })
    if (!isSite && !found) throw new Refusal(`There is no ${where}.`)
    return found?.isFile() ? verifyReceipts(where, values.vkey) : verifyCopy(where, values)
  })

const commands: Readonly<Record<string, Command>> = {
  verify: { usage: 'verify [DIR | URL | RECEIPT.zip] [--against DIR | CHECKPOINT] [--vkey KEY]', run: verifyAny },
  export: {
    usage: 'export DIR',
    run: onLedger((ledger, [dir]) => {
      if (!dir) throw new Refusal('Say where to: npm run ledger -- export DIR')
      return exportLedger(ledger, dir)
    }),
  },
  prove: { usage: 'prove INDEX', run: onLedger((ledger, [index]) => proveEntry(ledger, index)) },
  consistency: { usage: 'consistency OLD NEW', run: onLedger(proveGrowth) },
  receipt: { usage: 'receipt NEED [FILE.zip]', run: onLedger(packNeed) },
  erase: { usage: 'erase PERSON --by USER --why TEXT', run: onDatabase(runErase) },
  rebuild: { usage: 'rebuild', run: onDatabase(rebuildProjections) },
  'accept-restore': { usage: 'accept-restore --by USER --reason TEXT', run: onDatabase(acceptRestored) },
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) process.exitCode = await command.run(args)
else {
  const usages = Object.values(commands).map(({ usage }) => `  npm run ledger -- ${usage}`)
  console.error(`Say what to do:\n${usages.join('\n')}`)
  process.exitCode = 1
}
