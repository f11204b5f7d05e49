import { attribute } from '../../bots/understand/attribution.ts'
import { asMeanings, type Policy } from './baselines.ts'
import type { Meaning, Played } from './generate.ts'

/** `passed_over`: an answer that was not seen as one; nothing is done and another reader has the text. */
export type Verdict = 'right' | 'wrong' | 'asked_back' | 'passed_over'

export interface Scored {
  readonly verdict: Verdict
  /** Asked back, or passed over, where a careful dispatcher would have known. */
  readonly needless: boolean
}

/** What becomes of a text with us. Acting where a careful dispatcher would have asked is wrong, lucky or not. */
export function scoreUs(played: Played): Scored {
  const result = attribute(played.text, played.world.situation)
  const { means, mustAsk } = played
  if (result === null)
    return { verdict: means.length > 0 || mustAsk ? 'passed_over' : 'right', needless: means.length > 0 && !mustAsk }
  if ('askBack' in result) return { verdict: 'asked_back', needless: !mustAsk }
  const did = asMeanings(result.answers)
  if (did.length === 0)
    return { verdict: means.length === 0 || mustAsk ? 'right' : 'passed_over', needless: means.length > 0 && !mustAsk }
  if (!mustAsk && matches(did, means)) return { verdict: 'right', needless: false }
  const partly = result.also.length > 0 && did.every((one) => means.some((m) => isSame(one, m)))
  return partly ? { verdict: 'asked_back', needless: !mustAsk } : { verdict: 'wrong', needless: false }
}

/** What becomes of it under a policy that never asks: right when it books exactly what was meant. */
export const scorePolicy = (policy: Policy, played: Played): Verdict => {
  const did = policy(played)
  return did.length === played.means.length &&
    did.every((one) => played.means.some((m) => m.letter === one.letter && m.answer === one.answer))
    ? 'right'
    : 'wrong'
}

function matches(did: readonly Meaning[], meant: readonly Meaning[]): boolean {
  if (did.length !== meant.length) return false
  return meant.every((m) => did.some((d) => isSame(d, m)))
}

const isSame = (did: Meaning, meant: Meaning): boolean =>
  did.letter === meant.letter && did.answer === meant.answer && keeps(did, meant)

/** Times and conditions are part of the answer: they may be kept as either. */
const keeps = (did: Meaning, meant: Meaning): boolean =>
  (meant.minutes === undefined || did.minutes === meant.minutes) &&
  (!meant.condition || did.condition === true || did.minutes !== undefined)
