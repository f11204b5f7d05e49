// `npm run ledger -- verify` checks the whole ledger and what follows from it; `rebuild` writes what follows afresh;
// `erase` destroys what is known of somebody.
import { checkFingerprints, keysFrom, publicKeyOf, signingKey } from '../adapters/db/keys.ts'
import type { Digest } from '../adapters/db/projection-rows.ts'
import { rebuild } from '../adapters/db/rebuild.ts'
import { verify } from '../adapters/db/verify.ts'
import { runErase } from './ledger-erase.ts'
import { counted, everySecond, inThousands } from './progress.ts'
import { type Opened, withDatabase } from './with-database.ts'

/** Findings beyond these are counted. */
const shown = 50

async function runVerify({ settings, database }: Opened): Promise<number> {
  const keys = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  await checkFingerprints(database.pool, keys)
  const progress = everySecond()
  const seen = { entries: 0, streams: 0 }
  let findings = 0
  const verdict = await verify(database.pool, publicKeyOf(signingKey(keys.ledger)), {
    wrong: (where, what) => {
      if (++findings <= shown) console.log(`WRONG  ${where}: ${what}`)
    },
    passed: (count, of) => {
      seen[of] += count
      progress(
        () => `Looked at ${counted(seen.entries, 'entry', 'entries')}, folded ${counted(seen.streams, 'stream')}…`,
      )
    },
  })
  if (findings > shown) console.log(`… and ${inThousands(findings - shown)} more`)
  for (const { live, rebuilt } of verdict.tables) printDigest(live, live.sha256 === rebuilt.sha256 ? '' : '  DIFFERS')
  const extent = `${counted(verdict.indexed, 'entry', 'entries')} with an index, ${inThousands(verdict.queued)} waiting for one`
  if (findings > 0) console.log(`The ledger is WRONG: ${counted(findings, 'finding')} (${extent}).`)
  else console.log(`The ledger is right: ${extent}; ${verdict.tables.length} tables are what they say.`)
  return findings > 0 ? 1 : 0
}

async function runRebuild({ database }: Opened): Promise<number> {
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

const printDigest = ({ table, rows, sha256 }: Digest, mark: string): void =>
  console.log(`${table.padEnd(16)} ${inThousands(rows).padStart(11)} ${rows === 1 ? 'row ' : 'rows'}  ${sha256}${mark}`)

const commands: Readonly<Record<string, (opened: Opened) => Promise<number>>> = {
  verify: runVerify,
  rebuild: runRebuild,
  erase: runErase,
}

const command = commands[process.argv[2] ?? '']
if (command) await withDatabase({ mustExist: true }, command)
else {
  console.error('Say what to do: npm run ledger -- verify, rebuild or erase')
  process.exitCode = 1
}
