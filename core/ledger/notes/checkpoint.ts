import type { KeyObject } from 'node:crypto'
import { fail, ok, type Result } from '../../result.ts'
import type { TreeHead } from '../tree/check.ts'
import { emptyRoot, hashBytes } from '../tree/hashes.ts'
import { decodeBase64, type VerifierKey } from './keys.ts'
import { formatNote, type NoteFault, openNote, type SignedNote, signNote } from './note.ts'

/** What a log says of itself: whose it is, how many leaves it has, and their root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string
}

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Reads the text of a checkpoint; lines after the third are left out. Undefined when it is not one. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', count = '', encoded = '', ...more] = text.split('\n')
  const root = decodeBase64(encoded)
  const size = /^(0|[1-9]\d{0,15})$/.test(count) ? Number(count) : Number.NaN
  const ended = more.at(-1) === '' && !more.slice(0, -1).includes('')
  if (!ended || origin === '' || root?.length !== hashBytes || !Number.isSafeInteger(size)) return undefined
  return size > 0 || root.equals(emptyRoot) ? { origin, size, root } : undefined
}

/** A checkpoint as a note signed by the log itself; its key is named after the origin. */
export function signCheckpoint(checkpoint: Checkpoint, key: VerifierKey, privateKey: KeyObject): SignedNote {
  if (key.name !== checkpoint.origin) throw new Error('ledger: a log signs its own checkpoints only')
  const text = formatCheckpoint(checkpoint)
  return { text, signatures: [signNote(text, key, privateKey)] }
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  /** The note with the signatures of the log and of known witnesses only. */
  readonly note: string
  /** The names of the witnesses whose cosignatures it carries. */
  readonly witnesses: readonly string[]
}

export type CheckpointFault = NoteFault | 'other_origin'

/** Opens a checkpoint of the log that `log` is the key of; `witnesses` are the keys of those that may have cosigned. */
export function openCheckpoint(
  note: string,
  log: VerifierKey,
  witnesses: readonly VerifierKey[] = [],
): Result<OpenedCheckpoint, CheckpointFault> {
  const byLog = openNote(note, [log])
  if (!byLog.ok) return byLog
  const opened = openNote(note, [log, ...witnesses])
  if (!opened.ok) return opened
  const checkpoint = parseCheckpoint(opened.value.text)
  if (!checkpoint) return fail('malformed')
  if (checkpoint.origin !== log.name) return fail('other_origin')
  const seen = witnesses.filter(({ name, id }) =>
    opened.value.signatures.some((one) => one.name === name && id.equals(one.bytes.subarray(0, 4))),
  )
  return ok({ checkpoint, note: formatNote(opened.value), witnesses: seen.map(({ name }) => name) })
}
