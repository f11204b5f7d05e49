import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/** Signature types of c2sp.org/signed-note that we read: a log's own, and a witness's with a time. */
export const signatureTypes = { ed25519: 1, cosignature: 4 } as const

export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes]

/** A key that signatures are checked with; name and id together tell it from all others. */
export interface VerifierKey {
  readonly name: string
  /** 4 bytes. */
  readonly id: Buffer
  readonly type: SignatureType
  readonly publicKey: KeyObject
}

const rawKeyBytes = 32
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A name that a note may be signed with: not empty, no space of any kind, no plus, no control character. */
export const isKeyName = (name: string): boolean => name.isWellFormed() && /^[^\s\p{Z}\p{Cc}+]+$/u.test(name)

/** The key of a log or a witness from its name and an Ed25519 public key. Throws on a name that cannot sign. */
export function verifierKey(name: string, publicKey: KeyObject, type: SignatureType): VerifierKey {
  if (!isKeyName(name)) throw new Error('ledger: a key name holds a space, a plus or nothing')
  return { name, type, publicKey, id: keyId(name, type, rawKey(publicKey)) }
}

const keyId = (name: string, type: SignatureType, raw: Buffer): Buffer =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.from([type]), raw]), 'buffer').subarray(0, 4)

const rawKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-rawKeyBytes)

/** `NAME+ID+KEY` as it is handed to others: 8 hexadecimal digits, then type and public key in base64. */
export const formatVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.from([type]), rawKey(publicKey)]).toString('base64')}`

/** Reads what `formatVerifierKey` writes; undefined when it is not one, or its id is not that of its key. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const [, name = '', id, encoded = ''] = /^([^+]+)\+([\da-f]{8})\+([A-Za-z\d+/]+=*)$/.exec(text) ?? []
  const bytes = decodeBase64(encoded)
  const type = Object.values(signatureTypes).find((known) => known === bytes?.[0])
  if (!bytes || !type || bytes.length !== 1 + rawKeyBytes || !isKeyName(name)) return undefined
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiPrefix, bytes.subarray(1)]),
    format: 'der',
    type: 'spki',
  })
  const key = verifierKey(name, publicKey, type)
  return key.id.toString('hex') === id ? key : undefined
}

/** The bytes of base64 as RFC 4648 section 4 writes it; undefined for anything that it would not write just so. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined
}

const signatureBytes = 64
const timeBytes = 8

/** Whether a signature (its bytes after the key id) of this key is good for a note's text. */
export function isSigned({ type, publicKey }: VerifierKey, text: string, signature: Buffer): boolean {
  if (type === signatureTypes.ed25519)
    return signature.length === signatureBytes && verify(null, Buffer.from(text, 'utf8'), publicKey, signature)
  if (signature.length !== timeBytes + signatureBytes) return false
  const message = cosignedMessage(signature.readBigUInt64BE(), text)
  return verify(null, message, publicKey, signature.subarray(timeBytes))
}

/** What a witness signs: that it saw this checkpoint at `time`, seconds since 1970 (c2sp.org/tlog-cosignature). */
export const cosignedMessage = (time: bigint, text: string): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${time}\n${text}`, 'utf8')
