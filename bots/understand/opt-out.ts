import type { KindId } from '../../core/kinds.ts'
import type { HoursRange } from '../../core/matching/hours.ts'
import type { Instant } from '../../core/time.ts'
import { bare } from './fold.ts'
import { saysStop } from './opting/entirely.ts'
import { hoursLimitedTo } from './opting/limited-hours.ts'
import { pauseIn } from './opting/pauses.ts'
import { topicsLeft } from './opting/topics.ts'

/**
 * How far somebody wants fewer texts: none at all; none of some kinds; none from a time (null: now) until another (null:
 * when they say BACK); only at some hours of the week.
 */
export type OptOut =
  | { readonly scope: 'all' }
  | { readonly scope: 'topics'; readonly kinds: readonly KindId[] }
  | { readonly scope: 'pause'; readonly from: Instant | null; readonly until: Instant | null }
  | { readonly scope: 'hours'; readonly hours: HoursRange }

/**
 * What a text asks us to stop, the narrowest wish that it fits: "no more texts tonight" is a pause, not the end. Null
 * when it asks for nothing of the sort ("Stop by at 3?").
 */
export function readOptOut(text: string, now: Instant): OptOut | null {
  const hours = hoursLimitedTo(text)
  if (hours) return { scope: 'hours', hours }
  const pause = pauseIn(text, now)
  if (pause) return { scope: 'pause', ...pause }
  const kinds = topicsLeft(text)
  if (kinds.length > 0) return { scope: 'topics', kinds }
  return saysStop(text) ? { scope: 'all' } : null
}

/** Whether a text asks to get texts again. YES is not among them: it answers questions. */
export const saysOptIn = (text: string): boolean => ['start', 'unstop', 'restart', 'start again'].includes(bare(text))
