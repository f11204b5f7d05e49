import { canonical, type Json } from './canonical.ts'
import { decodeEntry, type Entry } from './entry.ts'
import { aggregateOfType } from './entry-types.ts'
import { currentBodyVersion } from './upcast.ts'

/** What is stored beside an entry's bytes so that it can be found. */
export type EntryColumns = Pick<Entry, 'id' | 'authority' | 'stream' | 'version' | 'type' | 'exercise' | 'at'>

/** What is wrong with a stored entry, a sentence each; the entry where its bytes can be read at all. */
export function checkEntry(bytes: Uint8Array, columns: EntryColumns): { entry: Entry | null; wrong: string[] } {
  const entry = readEntry(bytes)
  if (!entry) return { entry, wrong: ['its bytes are not an entry in JSON'] }
  return { entry, wrong: [...checkBytes(bytes, entry), ...checkColumns(entry, columns), ...checkType(entry)] }
}

function readEntry(bytes: Uint8Array): Entry | null {
  try {
    return decodeEntry(bytes)
  } catch {
    return null // which byte is wrong does not matter: the leaf tells that they are not the ones that were written
  }
}

const checkBytes = (bytes: Uint8Array, entry: Entry): string[] => [
  ...(isCanonical(bytes, entry) ? [] : ['its bytes are not in canonical form']),
  ...(entry.format === 1 ? [] : ['its format is not 1']),
]

const asText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

function isCanonical(bytes: Uint8Array, entry: Entry): boolean {
  try {
    const text = canonical(entry as unknown as Json)
    return Buffer.byteLength(text, 'utf8') === bytes.length && text === asText(bytes)
  } catch {
    return false // it holds what canonical JSON cannot, such as half of a surrogate pair
  }
}

const names = {
  id: 'id',
  authority: 'authority',
  stream: 'stream',
  version: 'version',
  type: 'type',
  exercise: 'exercise flag',
  at: 'time of recording',
} as const

const checkColumns = (entry: Entry, columns: EntryColumns): string[] =>
  (Object.keys(names) as (keyof EntryColumns)[])
    .filter((column) => entry[column] !== columns[column])
    .map((column) => `its ${names[column]} in the table is not the one in its bytes`)

function checkType({ type, stream, bodyVersion }: Entry): string[] {
  const aggregate = aggregateOfType(String(type))
  if (!aggregate) return ['its type is not known to this Muster']
  if (!String(stream).startsWith(`${aggregate}/`)) return [`its type does not belong in its stream`]
  const current = currentBodyVersion(type)
  if (Number.isInteger(bodyVersion) && bodyVersion >= 1 && bodyVersion <= current) return []
  return [`its body version is not one that this Muster reads (1 to ${current})`]
}
