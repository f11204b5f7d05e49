import { checkFingerprints, keysFrom, publicKeyOf, signingKey } from '../../adapters/db/keys.ts'
import { verify } from '../../adapters/db/verify.ts'
import { counted, everySecond, inThousands } from '../progress.ts'
import type { Opened } from '../with-database.ts'
import { printDigest } from './print-digest.ts'

/** Findings beyond these are counted. */
const shown = 50

/** Checks the whole ledger in the database, and what follows from it; returns the exit code. */
export async function verifyDatabase({ settings, database }: Opened): Promise<number> {
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
