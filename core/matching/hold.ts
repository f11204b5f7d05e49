import type { Exclusion } from './exclusion.ts'

/** A stretch of time in which somebody is not asked, and why: away, at rest, in a menu, promised elsewhere. */
export interface Hold {
  readonly why: Exclusion
  /** Milliseconds since 1970; -Infinity where it has no beginning, Infinity where it has no end. */
  readonly fromMs: number
  readonly toMs: number
  /** The kinds of help it keeps away; null: all. */
  readonly kinds: readonly string[] | null
  /** False: somebody in danger is more important. */
  readonly holdsForLife: boolean
}

/** What somebody would be asked for: the stretch of time it takes, from now to its end, and what it is. */
export interface Asked {
  readonly fromMs: number
  readonly toMs: number
  readonly kind: string | null
  readonly lifeSafety: boolean
}

/** Why one of the holds keeps the ask away, the first that does; null when none. Half-open: one may begin as another ends. */
export function heldBy(holds: readonly Hold[], asked: Asked): Exclusion | null {
  for (const { why, fromMs, toMs, kinds, holdsForLife } of holds) {
    if (fromMs >= asked.toMs || toMs <= asked.fromMs) continue
    if (!holdsForLife && asked.lifeSafety) continue
    if (kinds === null || (asked.kind !== null && kinds.includes(asked.kind))) return why
  }
  return null
}
