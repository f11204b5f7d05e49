import { answeredByS, type ResponseTable } from './response.ts'

/** A need's time: how long is left for yeses to come in, and how likely all seats shall be taken by then. */
export interface Aim {
  readonly leftS: number
  readonly seats: number
  readonly targetPpm: number
  /** With few who could be asked, asking them late would lose some of their answers. */
  readonly supply: 'plenty' | 'few'
}

/** Who is asked last shall still have time to answer: for this share of those who would. */
const inTimeShare = { plenty: 0.9, few: 0.98 }
/** Asking does not wait for this share of the yeses that are still to come before it goes on. */
const lookAheadShare = 0.35
/** However slow people are, asking is spread over this share of what is left. */
const leastSpread = { plenty: 0.4, few: 0.1 }

/**
 * How many of the free seats may stay empty, on average, after the answers of everybody who is asked by now.
 *
 * With time left it is cheaper to wait for a few answers than to ask more people at once: those still thinking when the
 * last seat is taken were asked for nothing. Fewest are when the share of needs still open falls as the square of a
 * straight line: asked people still thinking cost ∫ u² S dt for a share S that falls at the rate u; with w = √S that is
 * ∫ 4 w'² dt, least when w is straight. So asking begins gently and grows as time runs out, and ends in asking as many
 * as the target takes, together.
 */
export function mayStayEmpty(table: ResponseTable, { leftS, seats, targetPpm, supply }: Aim): number {
  const within = Math.max(1, leftS)
  const askingS = Math.max(within - answeredByS(table, inTimeShare[supply], within), leastSpread[supply] * within)
  const aheadS = Math.min(askingS, answeredByS(table, lookAheadShare, within))
  const missed = (1e6 - targetPpm) / 1e6 / seats
  const straight = 1 - ((1 - Math.sqrt(missed)) * aheadS) / askingS
  return seats * straight ** 2
}

/** At least this share of the time that is left is used, however many may have to be replaced. */
const leastUsed = 0.3

/**
 * By when the seats should be taken, in seconds from now: so that somebody who does not come can still be replaced, and
 * whoever replaces them once more, the more the likelier that is. `noticedAfterS`: how long after a yes it shows. With too
 * little time left for that, all of it.
 */
export function aimS(of: { leftS: number; seats: number; missedPpm: number; noticedAfterS: number }): number {
  if (of.leftS <= of.noticedAfterS) return of.leftS
  const missed = of.missedPpm / 1e6
  const replaced = 1 - (1 - missed) ** of.seats
  const rounds = Math.min(1, 6 * replaced) + Math.min(1, 6 * replaced * missed)
  const kept = rounds * 1.4 * of.noticedAfterS
  return Math.round(Math.max(leastUsed * of.leftS, of.leftS - kept))
}
