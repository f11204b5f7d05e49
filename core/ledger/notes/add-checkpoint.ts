import { type Hash, hashBytes } from '../tree/hashes.ts'
import { decodeBase64 } from './keys.ts'

/** What a witness is asked to cosign (c2sp.org/tlog-witness): a checkpoint, and that it continues the one of `old` leaves. */
export interface AddCheckpoint {
  readonly old: number
  readonly proof: readonly Hash[]
  /** A signed note. */
  readonly checkpoint: string
}

const maxProofLines = 63

export const formatAddCheckpoint = ({ old, proof, checkpoint }: AddCheckpoint): string =>
  `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`

/** Reads such a request without trusting it; undefined when it is not one. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const cut = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(0, cut)).split('\n')
  const [, old] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? []
  const proof = lines.map(decodeBase64)
  if (old === undefined || lines.length > maxProofLines) return undefined
  if (!proof.every((hash) => hash?.length === hashBytes)) return undefined
  return { old: Number(old), proof: proof as Hash[], checkpoint: body.slice(cut + 2) }
}
