import type { Checkpoint } from './notes/checkpoint.ts'
import type { Hash } from './tree/hashes.ts'

/**
 * How a ledger stands to the last head that is remembered outside of its database. `behind` and `forked` are what a
 * restored backup or a changed record looks like: such a ledger must not be signed.
 */
export type Standing = 'nothing_remembered' | 'equal' | 'ahead' | 'behind' | 'forked'

/** `rootThen` is the root of the ledger's first `remembered.size` leaves; null when it has not so many. */
export function standingOf(
  remembered: Checkpoint | null,
  ledger: { readonly origin: string; readonly size: number },
  rootThen: Hash | null,
): Standing {
  if (!remembered) return 'nothing_remembered'
  if (remembered.origin !== ledger.origin) return 'forked'
  if (remembered.size > ledger.size) return 'behind'
  if (!rootThen?.equals(remembered.root)) return 'forked'
  return remembered.size === ledger.size ? 'equal' : 'ahead'
}

export const maySign = (standing: Standing): boolean => standing !== 'behind' && standing !== 'forked'
