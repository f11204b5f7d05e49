import { type Aim, mayStayEmpty } from './pace.ts'
import { add, emptySeats, fullChance, nobody } from './poisson-binomial.ts'
import { chancePpm, type ResponseTable, type Standing } from './response.ts'

export interface Situation extends Omit<Aim, 'supply'> {
  readonly table: ResponseTable
  /** Those asked who have not answered. */
  readonly waiting: readonly Standing[]
  /** Those who could be asked, in the order in which they would be: how much likelier than usual each says yes. */
  readonly factorsPpm: readonly number[]
  /** Ask at least so many: somebody said no, or a planner wants more. */
  readonly least: number
  /** Ask at most so many: what the carrier takes, what is left of the budget. */
  readonly most: number
}

export interface Plan {
  /** How many of the candidates are asked now, from the front. */
  readonly ask: number
  /** Seats that may stay empty and those that would, on average and in parts per million of one, after asking. */
  readonly allowedPpm: number
  readonly emptyPpm: number
  /** When silence will have made the remaining chance fall short: seconds from now. */
  readonly reviewS: number
}

/** The engine does not look at a need again sooner than this. */
const soonestS = 15
/** Below this chance of filling every seat by asking everybody, people are few. */
const enoughSupply = 0.9

/**
 * The fewest of the candidates to ask now so that enough seats are taken in time, with what is already asked for counted,
 * and when to look again if nobody answers. Re-planned at that moment, or when somebody answers.
 */
export function plan(situation: Situation): Plan {
  const { table, leftS, seats, factorsPpm, least, most } = situation
  const filled = nobody(seats)
  for (const one of situation.waiting) add(filled, chancePpm(table, one, leftS))
  const fresh = factorsPpm.map((factorPpm) => chancePpm(table, { ageS: 0, factorPpm }, leftS))
  const supply = fullChance(fresh.reduce(add, filled.slice())) < enoughSupply ? 'few' : 'plenty'
  const aim = { ...situation, supply } as const
  const allowed = mayStayEmpty(table, aim)
  let ask = 0
  while (ask < Math.min(most, factorsPpm.length) && (ask < least || emptySeats(filled) > allowed)) {
    add(filled, fresh[ask]!)
    ask++
  }
  const asked = factorsPpm.slice(0, ask).map((factorPpm) => ({ ageS: 0, factorPpm }))
  return {
    ask,
    allowedPpm: Math.round(allowed * 1e6),
    emptyPpm: Math.round(emptySeats(filled) * 1e6),
    reviewS: reviewAfterS(aim, [...situation.waiting, ...asked]),
  }
}

/** When, if nobody answers, those waiting no longer suffice. Whole seconds. */
function reviewAfterS(
  { table, leftS, seats, targetPpm, supply }: Situation & Aim,
  waiting: readonly Standing[],
): number {
  const fallsShort = (afterS: number): boolean => {
    const aim = { leftS: leftS - afterS, seats, targetPpm, supply }
    const filled = nobody(seats)
    for (const { ageS, factorPpm } of waiting)
      add(filled, chancePpm(table, { ageS: ageS + afterS, factorPpm }, aim.leftS))
    return emptySeats(filled) > mayStayEmpty(table, aim)
  }
  let [low, high] = [soonestS, Math.max(soonestS, Math.floor(leftS))]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fallsShort(middle)) high = middle
    else low = middle + 1
  }
  return low
}
