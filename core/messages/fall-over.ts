import { minutes } from '../time.ts'

/** How messages of a channel arrived lately: so many took longer than `slowMs`, of so many that are known of by now. */
export interface Arrivals {
  readonly slow: number
  readonly of: number
}

/** A receipt that takes longer is late. */
export const slowMs = minutes(5)
/** What was sent in this time counts. */
export const windowMs = minutes(20)

const lateShare = 0.15
/** Fewer say nothing. */
const enough = 20
/** Messages that went out on trial since a channel stood aside: so many show that it is well again. */
const enoughOnTrial = 5
/** A channel that stands aside is tried with one message in so long. */
export const trialEveryS = 30

/** Whether messages that wait should go by another channel. */
export const isLate = ({ slow, of }: Arrivals): boolean => of >= enough && slow > lateShare * of

/** Whether a channel that stood aside is well again, by what it was tried with since. */
export const isWell = ({ slow, of }: Arrivals): boolean => of >= enoughOnTrial && slow <= lateShare * of
