import { parseArgs } from 'node:util'
import { credentialOf } from '../../adapters/db/credentials.ts'
import { keysFrom, signingKey } from '../../adapters/db/keys.ts'
import { hashesOf, ledgerSize } from '../../adapters/db/ledger-tiles.ts'
import { forgetHead, rememberIn } from '../../adapters/db/signed-head.ts'
import { aheadOfUs } from '../../bots/jobs/ahead-of-us.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { acceptRestore } from '../../bots/turns/accept-restore.ts'
import { maySign, type Remembered, standingOf } from '../../core/ledger/standing.ts'
import { rootAt } from '../../core/ledger/tree/prove.ts'
import { counted } from '../progress.ts'
import { type Opened, Refusal } from '../with-database.ts'

/** A named person lets a restored, older log be signed again: an entry says so, the remembered head is put aside. */
export async function acceptRestored(opened: Opened, args: readonly string[]): Promise<number> {
  const { settings, database } = opened
  const { by, reason } = readArgs(args)
  const muster = await wireMuster({ settings, database, doors: [], log: console.log })
  const { house, ledgerKey } = muster
  const credential = await credentialOf(house.pool, house.vault, house.authority, by)
  if (!credential) throw new Refusal('There is no account of that user name: --by names who answers for this.')
  const remembered = rememberIn(database.dir, ledgerKey).read()
  const seen = remembered === null ? await seenByWitness(opened, muster) : null
  const now = await standingNow(muster, remembered, seen)
  const abandoned = remembered && remembered !== 'unreadable' ? remembered : { size: seen ?? 0, root: Buffer.alloc(0) }
  const accepted = await acceptRestore(house, {
    by: credential.accountId,
    reason,
    size: now.size,
    root: now.root.toString('hex'),
    abandonedSize: abandoned.size,
    abandonedRoot: abandoned.root.toString('hex'),
  })
  if (!accepted.ok) throw new Refusal('That account is closed.')
  console.log(
    `The log goes on from ${counted(now.size, 'entry', 'entries')}; it was signed up to ${abandoned.size} before.`,
  )
  if (remembered !== null)
    console.log(
      `The head that it does not continue is kept in ${forgetHead(database.dir, house.now())}: it is proof that there was another history.`,
    )
  console.log('Witnesses that saw that head go on refusing this log: tell them.')
  return 0
}

function readArgs(args: readonly string[]): { by: string; reason: string } {
  const options = { by: { type: 'string' }, reason: { type: 'string' } } as const
  const { by, reason } = parseArgs({ args: [...args], options, strict: false }).values
  if (typeof by === 'string' && typeof reason === 'string' && reason.trim() !== '') return { by, reason: reason.trim() }
  throw new Refusal('Say who answers for it and why: npm run ledger -- accept-restore --by planner --reason "…"')
}

/** The ledger as it stands; refuses when there is nothing to accept. */
async function standingNow(
  { house: { pool, authority }, ledgerKey }: Muster,
  remembered: Remembered,
  seen: number | null,
) {
  const size = await ledgerSize(pool, authority)
  const hashes = hashesOf(pool, authority, size)
  const known = remembered && remembered !== 'unreadable' && remembered.size <= size
  const rootThen = known ? await rootAt(remembered.size, hashes) : null
  if (seen === null && maySign(standingOf(remembered, { origin: ledgerKey.name, size }, rootThen)))
    throw new Refusal('The log continues what was signed last: there is nothing to accept.')
  return { size, root: await rootAt(size, hashes) }
}

/** What a witness has seen beyond what there is, where nothing else is remembered. */
function seenByWitness({ settings, database }: Opened, { house, ledgerKey }: Muster): Promise<number | null> {
  const { ledger } = keysFrom(database.dir, { vault: settings.VAULT_KEY, ledger: settings.LEDGER_KEY })
  const published = { db: house.pool, authority: house.authority, log: ledgerKey }
  return aheadOfUs(published, settings.LEDGER_WITNESSES ?? [], { signingKey: signingKey(ledger) })
}
