import { headOfSize, lastHead, noteOf } from '../../adapters/db/heads.ts'
import { hashesOf } from '../../adapters/db/ledger-tiles.ts'
import type { PublishedLedger } from '../../adapters/db/published.ts'
import { headCovering } from '../../adapters/db/receipts.ts'
import { formatCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import { formatTlogProof } from '../../core/ledger/notes/tlog-proof.ts'
import { proveConsistency, proveInclusion, rootAt } from '../../core/ledger/tree/prove.ts'
import { Refusal } from '../with-database.ts'

/** Prints a file of c2sp.org/tlog-proof@v1: that a leaf stands at an index of the signed log. */
export async function proveEntry(ledger: PublishedLedger, given: string | undefined): Promise<number> {
  const { db, authority, log } = ledger
  const index = readCount(given, 'Say which entry by its index: npm run ledger -- prove 41')
  const head = await headCovering(ledger, index)
  if (!head || index >= head.size) throw new Refusal(`The log has ${head?.size ?? 0} signed entries, counted from 0.`)
  const proof = await proveInclusion(index, head.size, hashesOf(db, authority, head.size))
  process.stdout.write(
    formatTlogProof({ index, proof, extra: null, checkpoint: await noteOf(db, authority, log, head) }),
  )
  return 0
}

/**
 * Prints that the log at one size continues it at an older one, as a witness is told it (c2sp.org/tlog-witness): the old
 * size, the proof, an empty line, and the checkpoint; without a signature where no head of just that size was signed.
 */
export async function proveGrowth(ledger: PublishedLedger, [older, newer]: readonly string[]): Promise<number> {
  const { db, authority, log } = ledger
  const usage = 'Say from which size to which: npm run ledger -- consistency 100 200'
  const [old, size] = [readCount(older, usage), readCount(newer, usage)]
  const last = await lastHead(db, authority)
  if (old > size || size > (last?.size ?? 0))
    throw new Refusal(`The log has ${last?.size ?? 0} signed entries: say two sizes up to that, the older one first.`)
  const hashes = hashesOf(db, authority, size)
  const proof = await proveConsistency(old, size, hashes)
  const head = await headOfSize(db, authority, size)
  const note = head
    ? await noteOf(db, authority, log, head)
    : formatCheckpoint({ origin: log.name, size, root: await rootAt(size, hashes) })
  if (!head) console.error(`No head of size ${size} was signed: the checkpoint below has no signature.`)
  process.stdout.write(`old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`)
  return 0
}

function readCount(given: string | undefined, usage: string): number {
  if (given === undefined || !/^(0|[1-9]\d{0,14})$/.test(given)) throw new Refusal(usage)
  return Number(given)
}
