import { verify } from '../../adapters/db/verify.ts'
import { counted, inThousands } from '../progress.ts'
import type { Opened } from '../with-database.ts'
import { printFindings } from './findings.ts'
import { openOlder } from './open-copy.ts'
import { openLedger } from './open-ledger.ts'
import { printDigest } from './print-digest.ts'

/** Checks the whole ledger in the database, what follows from it, and what was done since an older head; returns the exit code. */
export async function verifyDatabase(opened: Opened, against: string | undefined): Promise<number> {
  const { database } = opened
  const { log } = await openLedger(opened)
  const publicKey = log.publicKey
  const findings = printFindings()
  const older = against === undefined ? null : await openOlder(against, log, findings)
  const verdict = await verify(database.pool, publicKey, findings, older)
  const count = findings.end()
  for (const { live, rebuilt } of verdict.tables) printDigest(live, live.sha256 === rebuilt.sha256 ? '' : '  DIFFERS')
  const extent = `${counted(verdict.indexed, 'entry', 'entries')} with an index, ${inThousands(verdict.queued)} waiting for one`
  const since = older ? `, and they begin with the ${inThousands(older.checkpoint.size)} of the older head` : ''
  if (count > 0) console.log(`The ledger is WRONG: ${counted(count, 'finding')} (${extent}).`)
  else console.log(`The ledger is right: ${extent}${since}; ${verdict.tables.length} tables are what they say.`)
  return count > 0 ? 1 : 0
}
