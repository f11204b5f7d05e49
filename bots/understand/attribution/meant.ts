import { purposes } from '../../../core/messages/message.ts'
import { minutes, plus } from '../../../core/time.ts'
import type { Answer, Asked, Closed, Situation } from './situation.ts'
import type { Spoken } from './vocabulary.ts'

/** How long something we sent can still be what a bare answer is meant for. */
const answerableForMs = minutes(30)

/** What these words answer to this question; null when they are no answer to it. */
export function answerTo({ purpose, state }: Asked, said: Spoken): Answer | null {
  if (purpose === 'menu') return null
  if (purpose === 'alarm') return said === 'yes' || said === 'on_the_way' || said === 'weak' ? 'yes' : null
  if (purpose === 'done_check') return toDoneCheck[said] ?? null
  return (state === 'accepted' ? toJob : toInvitation)[said] ?? null
}

const toInvitation: Readonly<Partial<Record<Spoken, Answer>>> = {
  yes: 'yes',
  wish: 'yes',
  weak: 'yes',
  no: 'no',
  cant: 'no',
  reason: 'no',
  drop: 'no',
  on_the_way: 'on_the_way',
}
const toJob: Readonly<Partial<Record<Spoken, Answer>>> = {
  cant: 'drop',
  drop: 'drop',
  reason: 'drop',
  on_the_way: 'on_the_way',
  arrived: 'arrived',
  done: 'done',
}
const toDoneCheck: Readonly<Partial<Record<Spoken, Answer>>> = {
  yes: 'yes',
  weak: 'yes',
  done: 'yes',
  no: 'no',
  not_done: 'no',
}

/** What a digit answers, by what its letter stands for; null when it offers no such digit. */
export function answerOfDigit({ purpose, state }: Asked, digit: number): Answer | null {
  if (purpose === 'menu') return null
  if (purpose === 'alarm') return digit === 1 ? 'yes' : null
  if (purpose === 'done_check' || state === 'asked') return digit === 1 ? 'yes' : digit === 2 ? 'no' : null
  return jobDigits[digit] ?? null
}

const jobDigits: Readonly<Record<number, Answer>> = {
  1: 'yes',
  2: 'drop',
  3: 'on_the_way',
  4: 'arrived',
  5: 'done',
  6: 'drop',
  7: 'read',
}

/** The open questions that a bare answer fits, whichever was meant. */
export function fitting({ open }: Situation, said: Spoken): Asked[] {
  const fit = open.filter((item) => answerTo(item, said) !== null)
  const jobs = fit.filter((item) => item.state === 'accepted')
  return (said === 'drop' || said === 'on_the_way') && jobs.length > 0 ? jobs : fit
}

/**
 * Whether something else could be what a bare answer to `item` was meant for: a question we put in the last 30 minutes,
 * talk that we passed on, or one that was closed before this person answered it while `item` was waiting.
 */
export function hasRival(item: Asked, said: Spoken, { sent, now, closed }: Situation): boolean {
  if (item.state === 'accepted') return false
  const recent = sent.filter((s) => plus(s.at, answerableForMs) > now && s.need !== item.about)
  if (recent.some((s) => purposes[s.purpose].answerable || s.purpose === 'relay')) return true
  return closed.some((c) => isRival(c, item, said, now))
}

/** A closed question nobody answered: lately put or closed, or put while this one was left waiting. */
export function isRival(closed: Closed, item: Asked, said: Spoken, now: string): boolean {
  if (closed.answered || answerTo({ ...closed, state: 'asked' }, said) === null || closed.purpose !== 'invitation')
    return false
  if (closed.about === item.about) return false
  const late = plus(item.askedAt, answerableForMs) <= now
  return plus(closed.askedAt, answerableForMs) > now || (late && closed.closedAt > item.askedAt)
}

/** Whether "ok" or a thumbs-up can only mean this: it is the last and only thing we sent. */
export const isLastAndOnly = (item: Asked, { sent, now, open }: Situation): boolean => {
  const recent = sent.filter((s) => plus(s.at, answerableForMs) > now)
  return (
    recent.length === 1 &&
    recent[0]!.need === item.about &&
    purposes[recent[0]!.purpose].answerable &&
    open.length === 1
  )
}

/** Whether the last thing we sent asked for nothing, so that "ok" and "thanks" only say that it was read. */
export function lastAsksNothing({ sent, now }: Situation): boolean {
  const [last] = sent.filter((s) => plus(s.at, answerableForMs) > now)
  return last !== undefined && !purposes[last.purpose].answerable && last.purpose !== 'relay'
}

/** The one invitation closed just now that this person never answered, when nothing else is left to answer. */
export function lateFor({ open, closed, sent, now }: Situation): Closed | null {
  const recent = closed.filter((c) => c.purpose === 'invitation' && plus(c.closedAt, answerableForMs) > now)
  const others = sent.some((s) => purposes[s.purpose].answerable && s.need !== recent[0]?.about)
  return open.length === 0 && recent.length === 1 && !others ? recent[0]! : null
}
