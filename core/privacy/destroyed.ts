import type { Entry } from '../ledger/entry.ts'

/**
 * What an erasing entry destroys: ids only. The database destroys nothing that no such entry names.
 *
 * Whatever was sealed under one of `keys` is gone for good. `values` and `inbox` are single sealed texts whose keys stay.
 * Addresses are forgotten; those in `stopped` stay known by their keyed hash, so that they are not texted again.
 * `streams` names the streams whose entries can no longer be opened, each with the last version that this holds for.
 */
export interface Destroyed {
  readonly keys: readonly string[]
  readonly values: readonly string[]
  readonly inbox: readonly string[]
  readonly addresses: readonly string[]
  readonly stopped: readonly string[]
  readonly streams: Readonly<Record<string, number>>
}

export const nothingDestroyed: Destroyed = {
  keys: [],
  values: [],
  inbox: [],
  addresses: [],
  stopped: [],
  streams: {},
}

/**
 * Why something was erased: somebody asked, its time to be kept was over, a backup brought it back, or a number is
 * somebody else's now.
 */
export type ErasedWhy = 'asked' | 'retention' | 'restored' | 'given_up'

/** The body of an erasing entry. Much takes several entries; each says which part of how many it is. */
export type ErasedBody = Destroyed & {
  readonly why: ErasedWhy
  readonly reasonRef: string | null
  readonly part: number
  readonly parts: number
}

/** The types of entry that destroy something. */
export const erasingTypes = ['person_erased', 'need_erased', 'texts_erased', 'incident_erased'] as const

export const isErasing = (type: string): boolean => (erasingTypes as readonly string[]).includes(type)

export type ErasingEntry = Entry<{ readonly type: (typeof erasingTypes)[number]; readonly body: ErasedBody }>

/** Ids that one entry can name: 60,000 bytes hold them with room to spare. */
const idsPerPart = 700

/** The same in parts that each fit into an entry. Keys and addresses stand in the first. */
export function inParts(all: Destroyed): Destroyed[] {
  const pieces: Destroyed[] = [
    { ...nothingDestroyed, keys: all.keys, addresses: all.addresses, stopped: all.stopped },
    ...chunks(all.values).map((values) => ({ ...nothingDestroyed, values })),
    ...chunks(all.inbox).map((inbox) => ({ ...nothingDestroyed, inbox })),
    ...chunks(Object.entries(all.streams)).map((some) => ({ ...nothingDestroyed, streams: Object.fromEntries(some) })),
  ]
  const parts: Destroyed[] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (last && sizeOf(last) + sizeOf(piece) <= idsPerPart) parts[parts.length - 1] = joined(last, piece)
    else parts.push(piece)
  }
  return parts
}

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / idsPerPart) }, (_, i) => all.slice(i * idsPerPart, (i + 1) * idsPerPart))

const sizeOf = ({ keys, values, inbox, addresses, stopped, streams }: Destroyed): number =>
  keys.length + values.length + inbox.length + addresses.length + stopped.length + Object.keys(streams).length

const joined = (a: Destroyed, b: Destroyed): Destroyed => ({
  keys: [...a.keys, ...b.keys],
  values: [...a.values, ...b.values],
  inbox: [...a.inbox, ...b.inbox],
  addresses: [...a.addresses, ...b.addresses],
  stopped: [...a.stopped, ...b.stopped],
  streams: { ...a.streams, ...b.streams },
})
