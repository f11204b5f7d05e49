/** What speaks for and against asking somebody next; whole numbers. */
export interface Terms {
  readonly metres: number
  /** How much likelier than others this person says yes, by their own history, in parts per million. */
  readonly ownPpm: number
  readonly askedDay: number
  readonly askedWeek: number
  /** Days since they were last asked, or since they joined. */
  readonly idleDays: number
}

/** `life`: nearest first, nothing else counts. `urgent`: nobody's turn comes at the price of a later arrival. */
export type Manner = 'life' | 'urgent' | 'unhurried'

const askedTodayM = 800
const askedThisWeekM = 100
/** The idle floor: who has waited longer than this for a turn comes nearer, day by day, as far as 1.5 km. */
const idleFromDays = 7
const idleDayM = 50
const idleMostM = 1_500

/**
 * How far somebody counts as being, in metres: a planner can read why one was asked before another.
 *
 * Half as likely to say yes counts as twice as far. Each ask of the last 24 hours counts as 800 m, each of the last week
 * as 100 m. Where there is no hurry, every idle day after the seventh brings them 50 m nearer, at most 1,500 m.
 */
export function costM({ metres, ownPpm, askedDay, askedWeek, idleDays }: Terms, manner: Manner): number {
  if (manner === 'life') return metres
  const likely = Math.min(4_000_000, Math.max(250_000, ownPpm))
  const tired = askedTodayM * askedDay + askedThisWeekM * askedWeek
  const idle = manner === 'urgent' ? 0 : Math.min(idleMostM, idleDayM * Math.max(0, idleDays - idleFromDays))
  return Math.round(((metres + 250) * 1e6) / likely) - 250 + tired - idle
}

/** Nobody is asked more often than this in 24 hours, unless life is at risk. */
export const mostAsksADay = 3
/** After a no, and after a job, somebody is left alone for so long, unless life is at risk. */
export const restS = 2 * 3_600

/** Why somebody is left alone for now. */
export type Tired = 'asked_enough' | 'resting'

export const isTired = (why: string): why is Tired => why === 'asked_enough' || why === 'resting'

/** `restedS`: since their last no or last job ended; null when there was none lately. */
export function tired({ askedDay, restedS }: { askedDay: number; restedS: number | null }): Tired | null {
  if (askedDay >= mostAsksADay) return 'asked_enough'
  return restedS !== null && restedS < restS ? 'resting' : null
}
