import {
  answerOfDigit,
  answerTo,
  fitting,
  hasRival,
  isLastAndOnly,
  isRival,
  lastAsksNothing,
  lateFor,
} from './meant.ts'
import type { Answer, AskBack, Asked, Attributed, Closed, Situation } from './situation.ts'
import type { Statement, Target } from './statements.ts'
import type { Spoken } from './vocabulary.ts'

/** What became of one statement. `nothing`: it answers none of our questions and needs no word from us. */
export type Resolved = { readonly answers: readonly Attributed[] } | { readonly ask: AskBack } | 'nothing' | 'other'

/** Which question a statement answers, and what; or the one question to ask back. */
export function resolve(statement: Statement, situation: Situation): Resolved {
  if (statement.digit !== null && statement.target) return byCode(statement, situation)
  if (statement.digit !== null) return byDigit(statement, statement.digit, situation)
  return statement.target ? byName(statement, statement.target, situation) : bare(statement, situation)
}

/** A digit alone: 1 and 2 answer a question, 3 to 6 report on a job. */
function byDigit(statement: Statement, digit: number, situation: Situation): Resolved {
  if (digit === 1 || digit === 2)
    return bare({ ...statement, digit: null, said: digit === 1 ? 'yes' : 'no' }, situation)
  const jobs = situation.open.filter((item) => item.state === 'accepted' && answerOfDigit(item, digit) !== null)
  const [only] = jobs
  if (!only) return 'other'
  return jobs.length === 1
    ? answered(only, answerOfDigit(only, digit)!, statement)
    : ask(jobs, spokenDigits[digit] ?? 'done')
}

const spokenDigits: Readonly<Record<number, Spoken>> = { 3: 'on_the_way', 4: 'arrived', 5: 'done', 6: 'drop' }

const letterOf = ({ target }: Statement): string => (target?.by === 'letter' ? target.letter : '')

function byCode(statement: Statement, situation: Situation): Resolved {
  const letter = letterOf(statement)
  const digit = statement.digit!
  const item = situation.open.find((one) => one.letter === letter)
  if (!item) {
    const closed = situation.closed.findLast((one) => one.letter === letter)
    return closed ? late(closed, statement) : { ask: unknown(letter, digit, situation) }
  }
  const coded = answerOfDigit(item, digit)
  const worded = statement.said && answerTo(item, statement.said)
  if (statement.said === 'maybe' || !statement.sure) return { ask: { why: 'which_answer', letter } }
  if (item.state === 'accepted' && digit === 1 && worded) return answered(item, worded, statement)
  if (coded === null) return { ask: { why: 'which_digit', letter } }
  if (goesAgainst(statement.said, coded)) return { ask: { why: 'which_answer', letter } }
  return answered(item, coded === 'yes' && worded === 'on_the_way' ? worded : coded, statement)
}

const against: Readonly<Partial<Record<Answer, readonly Spoken[]>>> = {
  yes: ['no', 'cant', 'drop', 'reason', 'not_done'],
  no: ['yes', 'on_the_way', 'arrived'],
  on_the_way: ['no', 'cant', 'drop'],
  arrived: ['no', 'cant', 'drop'],
  done: ['no', 'cant', 'drop', 'not_done'],
  drop: ['yes', 'on_the_way', 'arrived', 'done'],
}

const goesAgainst = (said: Spoken | null, answer: Answer): boolean =>
  said !== null && (against[answer]?.includes(said) ?? false)

/** A letter that stands for nothing; a doubled one ("AA1") is taken for a slip and asked about. */
function unknown(letter: string, digit: number, { open }: Situation): AskBack {
  const slip = open.find((item) => letter === item.letter.repeat(2))
  return slip ? { why: 'which_answer', letter: slip.letter } : { why: 'unknown_letter', code: `${letter}${digit}` }
}

function late(closed: Closed, statement: Statement): Resolved {
  if (!statement.sure) return 'other'
  const coded = statement.digit === null ? null : answerOfDigit(closed, statement.digit)
  const answer = coded ?? (statement.said && answerTo(closed, statement.said))
  const reported = statement.digit === null ? undefined : jobAnswers[statement.digit]
  if (answer !== null && statement.said && goesAgainst(statement.said, answer))
    return { ask: { why: 'which_answer', letter: closed.letter } }
  if (answer === null && reported) return answered(closed, reported, statement, 'closed')
  if (answer === null && statement.digit !== null) return { ask: { why: 'which_digit', letter: closed.letter } }
  return answer === null ? 'other' : answered(closed, answer, statement, 'closed')
}

const jobAnswers: Readonly<Record<number, Answer>> = { 3: 'on_the_way', 4: 'arrived', 5: 'done', 6: 'drop', 7: 'read' }

const answered = (
  { letter }: Asked,
  answer: Answer,
  { minutes, condition }: Statement,
  item: 'open' | 'closed' = 'open',
): Resolved => ({ answers: [{ letter, answer, minutes, condition, item }] })

/** "yes to the shopping", "no C", "both": what was named must be one question, or all of them. */
function byName(statement: Statement, target: Target, situation: Situation): Resolved {
  const { said } = statement
  const meant = named(target, situation)
  if (said === null && target.by === 'all') return onlyNames(statement) ? ask(meant, 'yes') : 'other'
  if (said === null)
    return target.by === 'letter' && meant[0] && onlyNames(statement)
      ? { ask: { why: 'which_answer', letter: meant[0].letter } }
      : 'other'
  if (statement.strange > 2) return 'other'
  const fit = meant.filter((item) => explicitAnswer(item, said) !== null)
  const willing = said === 'yes' || said === 'weak' || said === 'wish'
  const asked = fit.filter((item) => item.state === 'asked')
  const answerable = willing && asked.length > 0 ? asked : fit
  if (meant.length === 0) return missing(statement, target, situation)
  const [only] = answerable
  if (!only) return meant.length === 1 ? { ask: { why: 'which_answer', letter: meant[0]!.letter } } : 'other'
  if (doubtful(statement) || target.by === 'vague')
    return ask(target.by === 'vague' ? situation.open : answerable, said)
  if (target.by === 'all' && said === 'cant') return ask(answerable, said)
  if (target.by === 'all') return everyOne(answerable, statement)
  if (answerable.length > 1 || hasNamesake(target, only, said, situation)) return ask(answerable, said)
  if (said === 'no' && only.state === 'accepted') return ask([only], said)
  return answered(only, explicitAnswer(only, said)!, statement)
}

const onlyNames = ({ strange, condition }: Statement): boolean => strange === 0 && condition === null

/** Named outright, a plain no gives up a job too, and a plain yes says that it is still theirs. */
function explicitAnswer(item: Asked, said: Spoken): Answer | null {
  const answer = answerTo(item, said)
  if (answer !== null) return answer
  if (item.state === 'accepted') return ({ yes: 'yes', weak: 'yes', no: 'drop' } as const)[said as 'yes'] ?? null
  return item.purpose === 'done_check' && (said === 'cant' || said === 'drop') ? 'no' : null
}

const doubtful = ({ said, sure, strange, condition }: Statement): boolean =>
  said === 'maybe' || said === 'thanks' || !sure || strange > 0 || (condition !== null && isTurned(said, condition))

const reports: readonly Spoken[] = ['on_the_way', 'arrived', 'done']

/** "can't until 6", "busy till 5": a no that may be half a yes. */
const isTurned = (said: Spoken | null, condition: string): boolean =>
  (said !== null &&
    reports.includes(said) &&
    /^(?:after|when|once|if|unless|before|by|in|from|for)\b/.test(condition)) ||
  ((said === 'cant' || said === 'reason') && /^(?:until|till?|before|unless|if)\b/.test(condition)) ||
  (said === 'wish' && /^but\b/.test(condition))

function named(target: Target, { open }: Situation): readonly Asked[] {
  if (target.by === 'letter') return open.filter((item) => item.letter === target.letter)
  if (target.by === 'kind') return open.filter((item) => item.kind !== null && target.kinds.includes(item.kind))
  return open.filter((item) => item.purpose === 'invitation' || item.state === 'accepted')
}

/** "all" and "both" are the questions waiting for an answer, or else the jobs; "both" of three is asked about. */
function everyOne(items: readonly Asked[], statement: Statement): Resolved {
  const waiting = items.filter((item) => item.state === 'asked')
  const all = waiting.length > 0 ? waiting : items
  const mixed = waiting.length > 0 && waiting.length < items.length && statement.said !== 'yes'
  if (all.length < 2 || mixed) return ask(items, statement.said!)
  return {
    answers: all.map((item) => {
      const { minutes, condition } = statement
      return { letter: item.letter, answer: explicitAnswer(item, statement.said!)!, minutes, condition, item: 'open' }
    }),
  }
}

/** What was named is not open: closed lately, or nothing of ours. */
function missing(statement: Statement, target: Target, situation: Situation): Resolved {
  const { said } = statement
  const closed = situation.closed.filter((one) =>
    target.by === 'letter'
      ? one.letter === target.letter
      : target.by === 'kind' && one.kind !== null && target.kinds.includes(one.kind),
  )
  const recent = closed.filter((one) => !one.answered)
  const [only] = recent.length > 0 ? recent : closed
  if (closed.length > 1 && target.by === 'kind') return ask(closed, said!)
  if (only && !doubtful(statement) && said !== 'weak') return late(only, statement)
  const open = situation.open.filter((item) => answerTo(item, said!) !== null)
  return open.length > 0 && statement.strange === 0 ? ask(open, said!) : 'other'
}

/** Another question of the same kind that was closed before it was answered. */
const hasNamesake = (target: Target, only: Asked, said: Spoken, { closed, now }: Situation): boolean =>
  target.by === 'kind' &&
  !(only.state === 'accepted' && (said === 'drop' || reports.includes(said))) &&
  closed.some((one) => one.kind === only.kind && isRival(one, only, said, now))

function ask(items: readonly Asked[], said: Spoken): Resolved {
  const [only] = items
  if (!only) return 'other'
  if (items.length === 1) return { ask: { why: 'which_answer', letter: only.letter } }
  const letters = items.map((item) => item.letter)
  return { ask: { why: 'which_item', letters, answer: explicitAnswer(only, said) ?? 'yes' } }
}

/** Plain words. They count when one open question can be meant and nothing else can; an ambiguous yes is never acted on. */
function bare(statement: Statement, situation: Situation): Resolved {
  const said = statement.said!
  if (statement.strange > 2) return 'other'
  if (statement.strange > 0 && (said === 'weak' || reports.includes(said))) return 'other'
  if (said === 'thanks' || (said === 'weak' && lastAsksNothing(situation))) return thanks(statement, situation)
  if (said === 'not_done' && fitting(situation, said).length === 0) return 'other'
  const items = said === 'maybe' ? fitting(situation, 'yes') : fitting(situation, said)
  const [only] = items
  if (!only) return nothingFits(statement, situation)
  if (items.length > 1 || doubtful(statement)) return statement.strange > 1 ? 'other' : ask(items, said)
  const sure = said === 'weak' ? isLastAndOnly(only, situation) : !hasRival(only, said, situation)
  return sure ? answered(only, answerTo(only, said)!, statement) : ask(items, said)
}

/** Thanks are for what was said last. For a question alone they may be a yes: that is asked. */
function thanks({ strange }: Statement, situation: Situation): Resolved {
  const waiting = fitting(situation, 'weak')
  if (strange > 0) return 'other'
  const asked = waiting.length === 1 && isLastAndOnly(waiting[0]!, situation)
  return asked ? ask(waiting, 'weak') : 'nothing'
}

function nothingFits(statement: Statement, situation: Situation): Resolved {
  const said = statement.said!
  if (said === 'weak') return 'nothing'
  const closed = lateFor(situation)
  if (doubtful(statement)) return 'other'
  if (closed && ['yes', 'no', 'cant', 'drop'].includes(said) && !closed.answered) return late(closed, statement)
  const jobs = situation.open.filter((item) => item.state === 'accepted')
  const waiting = situation.open.filter((item) => item.purpose === 'invitation' && item.state === 'asked')
  const meant = said === 'yes' || said === 'no' ? jobs : waiting
  return meant.length > 0 && (said !== 'yes' || jobs.length === 1) ? ask(meant, said) : 'other'
}
