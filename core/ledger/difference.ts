/** A leaf as two copies of a ledger are compared by: the entry it stands for, and its hash. */
export interface ComparedLeaf {
  readonly id: string
  readonly hash: string
}

/** What was done to a ledger since an older copy of it; indices are those of the older copy unless they say `now`. */
export type Difference =
  | { readonly kind: 'edited'; readonly index: number; readonly id: string }
  | { readonly kind: 'deleted'; readonly index: number; readonly id: string }
  | { readonly kind: 'inserted'; readonly now: number; readonly id: string }
  | { readonly kind: 'moved'; readonly index: number; readonly now: number; readonly id: string }
  | { readonly kind: 'truncated'; readonly index: number; readonly missing: number }

/**
 * Names what was done to a ledger, by place. `from` is the index at which both lists begin; they agree before it.
 * What stands after everything of the older copy is new and no difference. Of two entries that changed places one is
 * named: the fewest are, that explain the order.
 */
export function differences(older: readonly ComparedLeaf[], now: readonly ComparedLeaf[], from = 0): Difference[] {
  const placeNow = new Map(now.map(({ id }, place) => [id, place]))
  const kept = older.flatMap((leaf, place) =>
    placeNow.has(leaf.id) ? [{ leaf, place, to: placeNow.get(leaf.id)! }] : [],
  )
  const steady = longestRise(kept.map(({ to }) => to))
  const moved = kept.filter((_, i) => !steady.has(i))
  const found: Difference[] = [
    ...missing(older, now, placeNow, from),
    ...added(older, now, from),
    ...moved.map(({ leaf, place, to }) => ({
      kind: 'moved' as const,
      index: from + place,
      now: from + to,
      id: leaf.id,
    })),
    ...kept
      .filter(({ leaf, to }) => now[to]!.hash !== leaf.hash)
      .map(({ leaf, place }) => ({ kind: 'edited' as const, index: from + place, id: leaf.id })),
  ]
  return found.toSorted((a, b) => placeOf(a) - placeOf(b))
}

const placeOf = (difference: Difference): number => ('index' in difference ? difference.index : difference.now)

function missing(
  older: readonly ComparedLeaf[],
  now: readonly ComparedLeaf[],
  placeNow: ReadonlyMap<string, number>,
  from: number,
): Difference[] {
  const last = older.findLastIndex(({ id }) => placeNow.has(id))
  const cutOff = older.length - last - 1
  const endsThere = last < 0 ? now.length === 0 : placeNow.get(older[last]!.id) === now.length - 1
  const truncated = cutOff > 0 && endsThere
  const within = truncated ? older.slice(0, last + 1) : older
  const deleted = within.flatMap(({ id }, i) =>
    placeNow.has(id) ? [] : [{ kind: 'deleted' as const, index: from + i, id }],
  )
  return truncated ? [...deleted, { kind: 'truncated', index: from + last + 1, missing: cutOff }] : deleted
}

/** Leaves that the older copy does not have, before the last that it has. */
function added(older: readonly ComparedLeaf[], now: readonly ComparedLeaf[], from: number): Difference[] {
  const known = new Set(older.map(({ id }) => id))
  const last = now.findLastIndex(({ id }) => known.has(id))
  return now.slice(0, last + 1).flatMap(({ id }, i) => (known.has(id) ? [] : [{ kind: 'inserted', now: from + i, id }]))
}

/** Which members of a list of different numbers make up a longest rising run, gaps allowed. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const before: number[] = []
  for (const [i, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (numbers[ends[middle]!]! < number) low = middle + 1
      else high = middle
    }
    before[i] = ends[low - 1] ?? -1
    ends[low] = i
  }
  const rise = new Set<number>()
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) rise.add(i)
  return rise
}
