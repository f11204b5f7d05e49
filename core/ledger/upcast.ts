import type { Entry } from './entry.ts'

type Upcaster = (body: Record<string, unknown>) => Record<string, unknown>

/**
 * How an old body is read today: for a type, the step from body version n to n + 1 stands at index n - 1.
 * Steps are pure and total; every version ever written stays as a fixture under tests/fixtures/entries.
 */
const steps: Readonly<Record<string, readonly Upcaster[]>> = {
  wave_started: [(body) => ({ ...body, decided: null })],
  went_away: [(body) => ({ from: null, ...body })],
}

/** The body version that is written today for a type of entry. */
export const currentBodyVersion = (type: string): number => 1 + (steps[type]?.length ?? 0)

/** The same entry with its body as today's code reads it. Throws when a newer Muster wrote it. */
export function upcast(entry: Entry): Entry {
  const current = currentBodyVersion(entry.type)
  if (entry.bodyVersion > current) {
    throw new Error(`ledger: ${entry.type} has body version ${entry.bodyVersion}, this Muster reads up to ${current}`)
  }
  const missing = (steps[entry.type] ?? []).slice(entry.bodyVersion - 1)
  const body = missing.reduce((older, step) => step(older), entry.body as Record<string, unknown>)
  return { ...entry, bodyVersion: current, body }
}
