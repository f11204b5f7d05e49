import type { Instant } from '../time.ts'
import type { Entry, Fact } from './entry.ts'

/** That a named person let the log go on from an older or another history than was signed last. */
export interface AcceptedRestore {
  readonly by: string
  readonly at: Instant
  readonly abandonedSize: number
  readonly abandonedRoot: string
}

/** What the ledger knows of itself. One per authority, stream `ledger/AUTHORITY`. */
export interface Ledger {
  readonly id: string
  readonly authority: string
  readonly restores: readonly AcceptedRestore[]
}

/**
 * `size` and `root` (hexadecimal) are the ledger as it stood; `abandonedSize` and `abandonedRoot` the head that was
 * remembered outside and that it does not continue. `reasonRef` is a sealed value.
 */
export type LedgerFact = Fact<
  'restore_accepted',
  { size: number; root: string; abandonedSize: number; abandonedRoot: string; reasonRef: string }
>

/** The ledger after one more entry about it. */
export function evolveLedger(before: Ledger | undefined, { authority, actor, at, body }: Entry<LedgerFact>): Ledger {
  const { abandonedSize, abandonedRoot } = body
  const restores = [...(before?.restores ?? []), { by: actor, at, abandonedSize, abandonedRoot }]
  return { id: authority, authority, restores }
}
