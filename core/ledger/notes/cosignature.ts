import { type KeyObject, sign } from 'node:crypto'
import { cosignedMessage, type VerifierKey } from './keys.ts'
import type { NoteSignature } from './note.ts'

/** A witness's signature under a checkpoint's text, with the time it gave: whole seconds since 1970. */
export function cosign(text: string, timeS: number, key: VerifierKey, privateKey: KeyObject): NoteSignature {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(timeS))
  const signature = sign(null, cosignedMessage(BigInt(timeS), text), privateKey)
  return { name: key.name, bytes: Buffer.concat([key.id, time, signature]) }
}

/** When a witness says it cosigned: whole seconds since 1970. */
export const cosignedAtS = ({ bytes }: NoteSignature): number => Number(bytes.readBigUInt64BE(4))
