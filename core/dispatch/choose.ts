import type { Considered, DecidedFrom } from './decided-from.ts'
import { costM } from './order.ts'
import { type Plan, plan } from './plan.ts'

/** The rule that chose: raised whenever the choice for the same facts would change. */
export const wavePolicy = 2

/** Where life is at risk asking goes on as fast as texts go out, nearest first: so many, and then the next. */
const slice = { asks: 30, everyS: 30 }

export type Facts = Omit<DecidedFrom, 'allowedPpm' | 'emptyPpm' | 'reviewS' | 'passedOver' | 'together'> & {
  readonly seats: number
}

export interface Choice extends Plan {
  readonly chosen: readonly Considered[]
}

/** Whom to ask now, and when to look again: from these facts always the same. */
export function choose(facts: Facts): Choice {
  const kept = new Set((facts.kept ?? []).map(({ person }) => person))
  const candidates = inOrder(facts).filter(({ person }) => !kept.has(person))
  const planned =
    facts.manner === 'life'
      ? atOnce(facts, candidates.length)
      : plan({ ...facts, factorsPpm: candidates.map((c) => c.factorPpm) })
  return { ...planned, chosen: candidates.slice(0, planned.ask) }
}

/** A planner's own choice first, then offers of the very thing, then by cost; ties by distance and id. */
export function inOrder({
  candidates,
  wantedNext,
  manner,
  usual,
}: Pick<Facts, 'candidates' | 'wantedNext' | 'manner' | 'usual'>): Considered[] {
  const placeOf = ({ person, offer }: Considered): number => {
    const wanted = wantedNext.indexOf(person)
    if (person === usual) return -wantedNext.length - 1
    return wanted >= 0 ? wanted - wantedNext.length : offer === null ? 1 : 0
  }
  const cost = (one: Considered) => (one.offer === null ? costM(one, manner) : one.metres)
  return candidates
    .map((one) => ({ one, place: placeOf(one), cost: cost(one) }))
    .sort(
      (a, b) =>
        a.place - b.place || a.cost - b.cost || a.one.metres - b.one.metres || (a.one.person < b.one.person ? -1 : 1),
    )
    .map(({ one }) => one)
}

function atOnce({ least, most }: Facts, free: number): Plan {
  const ask = Math.min(free, Math.max(least, Math.min(most, slice.asks)))
  return { ask, allowedPpm: 0, emptyPpm: 0, reviewS: slice.everyS }
}
