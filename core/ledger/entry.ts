import { hash } from 'node:crypto'
import { canonical, type Json } from './canonical.ts'

/** A fact that a rule decided, before it has a place in the ledger. */
export interface Fact<T extends string = string, B = unknown> {
  readonly type: T
  readonly body: B
}

/**
 * One fact in the ledger (DESIGN.md section 8). Times are ISO 8601 in UTC with milliseconds.
 *
 * `happenedAt` is when it happened, `at` when it was recorded. `actor` is `person/ID`, `staff/ID` or `job/NAME`.
 * `cause` is the id of the entry this one follows from. The body holds pseudonyms, codes and coarse facts only.
 */
export interface Entry<F extends Fact = Fact> {
  readonly id: string
  readonly format: 1
  readonly authority: string
  readonly stream: string
  readonly version: number
  readonly type: F['type']
  readonly bodyVersion: number
  readonly happenedAt: string
  readonly at: string
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly cause: string | null
  readonly incident: string | null
  readonly exercise: boolean
  readonly body: F['body']
}

/** The most bytes an entry may take, so that a C2SP entry bundle (65,535) always holds it. */
export const maxEntryBytes = 60_000

/** The bytes that are stored and hashed. Throws when the entry is too large or not plain JSON. */
export function encodeEntry(entry: Entry): Buffer {
  const bytes = Buffer.from(canonical(entry as unknown as Json), 'utf8')
  if (bytes.length > maxEntryBytes)
    throw new Error(`ledger: a ${entry.type} entry takes ${bytes.length} bytes of ${maxEntryBytes}`)
  return bytes
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads what `encodeEntry` wrote. Throws when the bytes are not a JSON object in UTF-8; what is in it is not checked. */
export function decodeEntry(bytes: Uint8Array): Entry {
  const value: unknown = JSON.parse(utf8.decode(bytes))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('ledger: not an entry')
  return value as Entry
}

/** The salted commitment that stands for an entry in the public log: SHA-256(salt ‖ entry), salt of 32 random bytes. */
export function commitment(salt: Uint8Array, entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([salt, entry]), 'buffer')
}

/** A leaf as it may be published: format, the entry's id and its commitment, in canonical JSON. */
export function encodeLeaf(id: string, salt: Uint8Array, entry: Uint8Array): Buffer {
  return Buffer.from(canonical({ format: 1, id, commitment: commitment(salt, entry).toString('hex') }), 'utf8')
}

/** `need/3f…` → its two halves. Throws on a name that is neither. */
export function parseStream(stream: string): { aggregate: string; id: string } {
  const cut = stream.indexOf('/')
  if (cut < 1) throw new Error('ledger: a stream is named AGGREGATE/ID')
  return { aggregate: stream.slice(0, cut), id: stream.slice(cut + 1) }
}
