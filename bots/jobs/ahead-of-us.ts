import type { KeyObject } from 'node:crypto'
import { rows } from '../../adapters/db/client.ts'
import { lastHead, noteOf } from '../../adapters/db/heads.ts'
import { ledgerSize } from '../../adapters/db/ledger-tiles.ts'
import type { PublishedLedger } from '../../adapters/db/published.ts'
import type { WitnessSetting } from '../../adapters/settings.ts'
import { submitCheckpoint } from '../../adapters/witness/submit.ts'
import type { Ledger } from '../../core/ledger/ledger.ts'
import { signCheckpoint } from '../../core/ledger/notes/checkpoint.ts'
import { formatNote } from '../../core/ledger/notes/note.ts'
import { emptyRoot } from '../../core/ledger/tree/hashes.ts'

/**
 * The size that a witness has seen of a ledger that is smaller now: an older backup, when our own memory of the last head
 * is gone too. Null when no witness that answers has seen more, or a named person has let go of what it saw.
 */
export async function aheadOfUs(
  ledger: PublishedLedger,
  witnesses: readonly WitnessSetting[],
  { signingKey }: { readonly signingKey: KeyObject },
): Promise<number | null> {
  const checkpoint = await anyCheckpoint(ledger, signingKey)
  const answers = await Promise.all(witnesses.map((one) => submitCheckpoint(one, { old: 0, proof: [], checkpoint })))
  const seen = Math.max(0, ...answers.map((answer) => (answer.kind === 'seen' ? answer.size : 0)))
  const { db, authority } = ledger
  const known = Math.max(await ledgerSize(db, authority), await abandonedSize(ledger))
  return seen > known ? seen : null
}

/** The newest head, or that of the empty log, which says nothing that could ever be untrue. */
async function anyCheckpoint({ db, authority, log }: PublishedLedger, signingKey: KeyObject): Promise<string> {
  const head = await lastHead(db, authority)
  if (head) return noteOf(db, authority, log, head)
  return formatNote(signCheckpoint({ origin: log.name, size: 0, root: emptyRoot }, log, signingKey))
}

async function abandonedSize({ db, authority }: PublishedLedger): Promise<number> {
  const [row] = await rows<{ state: Ledger }>(db, 'SELECT state FROM ledgers WHERE id = $1', [authority])
  return Math.max(0, ...(row?.state.restores ?? []).map((restore) => restore.abandonedSize))
}
