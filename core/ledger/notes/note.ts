import { type KeyObject, sign } from 'node:crypto'
import { fail, ok, type Result } from '../../result.ts'
import { decodeBase64, isKeyName, isSigned, type VerifierKey } from './keys.ts'

/** One line under a note: whose it says it is, and its bytes, key id first. */
export interface NoteSignature {
  readonly name: string
  readonly bytes: Buffer
}

/** A signed note (c2sp.org/signed-note): text that ends in a newline, and who signed it. Nothing is checked yet. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export type NoteFault = 'malformed' | 'wrong_signature' | 'unsigned'

const maxNoteLength = 1_000_000
const maxSignatures = 100
const idBytes = 4

/** Signs a note's text, which must end in a newline, with the private key that belongs to `key`. */
export function signNote(text: string, key: VerifierKey, privateKey: KeyObject): NoteSignature {
  if (!isText(text)) throw new Error('ledger: a note is lines of text, each ended')
  return { name: key.name, bytes: Buffer.concat([key.id, sign(null, Buffer.from(text, 'utf8'), privateKey)]) }
}

export const formatSignature = ({ name, bytes }: NoteSignature): string => `— ${name} ${bytes.toString('base64')}\n`

export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`

/** Reads a note without trusting it; undefined when it is not one. The text ends before the last empty line. */
export function parseNote(note: string): SignedNote | undefined {
  const cut = note.lastIndexOf('\n\n')
  if (note.length > maxNoteLength || cut < 0) return undefined
  const text = note.slice(0, cut + 1)
  const signatures = parseSignatures(note.slice(cut + 2))
  return signatures && isText(text) ? { text, signatures } : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note may not hold
const isText = (text: string): boolean => text.endsWith('\n') && text.isWellFormed() && !/[\0-\x09\x0b-\x1f]/.test(text)

/** Signature lines as they stand under a note; undefined when a line is not one. */
export function parseSignatures(lines: string): NoteSignature[] | undefined {
  if (!lines.endsWith('\n')) return undefined
  const parsed = lines.slice(0, -1).split('\n').map(parseSignature)
  return parsed.length <= maxSignatures && parsed.every((one) => one !== undefined) ? parsed : undefined
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  const bytes = decodeBase64(encoded)
  return bytes && bytes.length > idBytes && isKeyName(name) ? { name, bytes } : undefined
}

const isBy = (key: VerifierKey, { name, bytes }: NoteSignature): boolean =>
  key.name === name && key.id.equals(bytes.subarray(0, idBytes))

/**
 * Reads a note that at least one of `keys` signed, with the signatures of those keys; lines of other keys are left out.
 * Rejects the whole note when a line of a known key is not its signature.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): Result<SignedNote, NoteFault> {
  const parsed = parseNote(note)
  if (!parsed) return fail('malformed')
  const known = parsed.signatures.flatMap((signature) => {
    const key = keys.find((one) => isBy(one, signature))
    return key ? [{ key, signature }] : []
  })
  const good = known.every(({ key, signature }) => isSigned(key, parsed.text, signature.bytes.subarray(idBytes)))
  if (!good) return fail('wrong_signature')
  const signatures = known.map(({ signature }) => signature)
  return signatures.length > 0 ? ok({ text: parsed.text, signatures }) : fail('unsigned')
}
