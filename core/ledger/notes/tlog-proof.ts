import { fail, type Result } from '../../result.ts'
import { checkInclusion } from '../tree/check.ts'
import { type Hash, hashBytes, hashLeaf } from '../tree/hashes.ts'
import { type CheckpointFault, type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { decodeBase64, type VerifierKey } from './keys.ts'

/** That a leaf stands in a log, checkable without a network (c2sp.org/tlog-proof@v1). */
export interface TlogProof {
  readonly index: number
  readonly proof: readonly Hash[]
  /** What the log wants to say besides; not covered by any signature. */
  readonly extra: Buffer | null
  /** A signed checkpoint, as it was issued. */
  readonly checkpoint: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'

export function formatTlogProof({ index, proof, extra, checkpoint }: TlogProof): string {
  const lines = [
    firstLine,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...proof.map((hash) => hash.toString('base64')),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads a proof without trusting it; undefined when it is not one. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const cut = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, cut).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()!.slice('extra '.length)) : null
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '') ?? []
  const proof = lines.map(decodeBase64)
  if (cut < 0 || first !== firstLine || extra === undefined || index === undefined) return undefined
  if (!proof.every((hash) => hash?.length === hashBytes)) return undefined
  return { index: Number(index), proof: proof as Hash[], extra, checkpoint: text.slice(cut + 2) }
}

/** Checks that a leaf stands where the proof says, in a tree that the log signed. */
export function checkTlogProof(
  { index, proof, checkpoint }: TlogProof,
  leaf: Uint8Array,
  { log, witnesses = [] }: { readonly log: VerifierKey; readonly witnesses?: readonly VerifierKey[] },
): Result<OpenedCheckpoint, CheckpointFault | 'not_included'> {
  const opened = openCheckpoint(checkpoint, log, witnesses)
  if (!opened.ok) return opened
  const included = checkInclusion({ index, leafHash: hashLeaf(leaf), proof }, opened.value.checkpoint)
  return included ? opened : fail('not_included')
}
