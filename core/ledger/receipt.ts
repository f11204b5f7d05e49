import { fail, ok, type Result } from '../result.ts'
import type { CopyKeys } from './copy.ts'
import { decodeEntry, type Entry, encodeLeaf } from './entry.ts'
import type { CheckpointFault, OpenedCheckpoint } from './notes/checkpoint.ts'
import { checkTlogProof, parseTlogProof, type TlogProof } from './notes/tlog-proof.ts'

/** What opens a leaf: the salt, then the entry as it was hashed. It travels in the proof's extra line. */
export const joinOpening = (salt: Uint8Array, entry: Uint8Array): Buffer => Buffer.concat([salt, entry])

const saltBytes = 32

export interface OpenedReceipt extends OpenedCheckpoint {
  readonly index: number
  /** The entry; null when its opening was destroyed, so that only its place is proved. */
  readonly entry: Entry | null
}

export type ReceiptFault =
  | CheckpointFault
  | 'not_a_proof'
  | 'not_included'
  | 'not_an_entry'
  | 'other_leaf'
  | 'other_entry'

const faults: Readonly<Record<ReceiptFault, string>> = {
  not_a_proof: 'it is not a tlog-proof',
  not_included: 'its leaf does not stand in the log where it says',
  not_an_entry: 'what it opens is not an entry',
  other_leaf: 'the entry is not the one that the leaf beside it stands for',
  other_entry: 'the entry beside it is not the one that is proved',
  malformed: 'its checkpoint is not one',
  unsigned: 'its checkpoint is not signed with the key',
  wrong_signature: 'the signature of its checkpoint is wrong',
  other_origin: 'its checkpoint is that of another log',
}

export const sayReceiptFault = (fault: ReceiptFault): string => faults[fault]

/** A receipt as it is handed over: the proof, the leaf that it proves, and the entry to be read. */
export interface HandedReceipt {
  readonly proof: string
  readonly leaf: Buffer
  readonly entry: Buffer
}

/** Checks a receipt: that the entry it opens, or the bare leaf where the opening is gone, stands in a signed log. */
export function openReceipt({ leaf, ...handed }: HandedReceipt, keys: CopyKeys): Result<OpenedReceipt, ReceiptFault> {
  const proof = parseTlogProof(handed.proof)
  if (!proof) return fail('not_a_proof')
  const entry = proof.extra && readOpening(proof.extra)
  if (proof.extra && !entry) return fail('not_an_entry')
  if (entry && !leafOf(proof, entry).equals(leaf)) return fail('other_leaf')
  if (proof.extra && !proof.extra.subarray(saltBytes).equals(handed.entry)) return fail('other_entry')
  const included = checkTlogProof(proof, leaf, keys)
  return included.ok ? ok({ ...included.value, index: proof.index, entry }) : included
}

function readOpening(opening: Buffer): Entry | null {
  try {
    const entry = decodeEntry(opening.subarray(saltBytes))
    return typeof entry.id === 'string' && entry.id.isWellFormed() ? entry : null
  } catch {
    return null // said by the caller
  }
}

const leafOf = ({ extra }: TlogProof, { id }: Entry): Buffer =>
  encodeLeaf(id, extra!.subarray(0, saltBytes), extra!.subarray(saltBytes))
