import type { Checkpoint } from './notes/checkpoint.ts'
import type { Hash } from './tree/hashes.ts'

/**
 * How a ledger stands to the last head that is remembered outside of its database. `behind` and `forked` are what a
 * restored backup or a changed record looks like, `unreadable` is a memory that was damaged: none of them may be signed.
 */
export type Standing = 'nothing_remembered' | 'equal' | 'ahead' | 'behind' | 'forked' | 'unreadable'

/** What is remembered: a head, nothing, or something that cannot be read as a head of this ledger. */
export type Remembered = Checkpoint | null | 'unreadable'

/** `rootThen` is the root of the ledger's first `remembered.size` leaves; null when it has not so many. */
export function standingOf(
  remembered: Remembered,
  ledger: { readonly origin: string; readonly size: number },
  rootThen: Hash | null,
): Standing {
  if (!remembered) return 'nothing_remembered'
  if (remembered === 'unreadable') return 'unreadable'
  if (remembered.origin !== ledger.origin) return 'forked'
  if (remembered.size > ledger.size) return 'behind'
  if (!rootThen?.equals(remembered.root)) return 'forked'
  return remembered.size === ledger.size ? 'equal' : 'ahead'
}

const mayBeSigned: readonly Standing[] = ['nothing_remembered', 'equal', 'ahead']

export const maySign = (standing: Standing): boolean => mayBeSigned.includes(standing)
