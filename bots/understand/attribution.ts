import { statementsOf } from './attribution/correcting.ts'
import { undictated } from './attribution/dictated.ts'
import { type Resolved, resolve } from './attribution/resolving.ts'
import type { AskBack, Attributed, Situation } from './attribution/situation.ts'
import type { Statement } from './attribution/statements.ts'
import { lex } from './attribution/tokens.ts'
import type { Spoken } from './attribution/vocabulary.ts'
import { inAnyLanguage, wholeText } from './attribution/whole-text.ts'

/**
 * What a text was found to answer: `answers`, with what else is to be asked in `also`; or nothing that is sure, and one
 * short question. No answers and nothing to ask: thanks, which need no word from us.
 */
export type Attribution =
  | { readonly answers: readonly Attributed[]; readonly also: readonly AskBack[] }
  | { readonly askBack: AskBack }

/**
 * Which of our open questions a text answers, and how. Null when it answers none: a question of theirs, a new request,
 * talk.
 *
 * Letters are taken at their word. Plain words count only where one question can be meant and nothing else that we sent
 * or closed lately can; an ambiguous yes is never acted on.
 */
export function attribute(text: string, situation: Situation): Attribution | null {
  return together(statements(text, situation).map((statement) => resolve(statement, situation)))
}

/**
 * What a text says that is nothing but an answer in plain words, to whatever it may be; null for anything else. `1` and
 * `2` are yes and no.
 */
export function bareAnswer(text: string, language: Situation['language']): Spoken | null {
  const [only, ...more] = statements(text, { open: [], closed: [], sent: [], now: '', language })
  if (!only || more.length > 0 || only.target !== null || only.strange > 0 || only.condition !== null) return null
  return only.digit === null ? only.said : only.digit === 1 ? 'yes' : only.digit === 2 ? 'no' : null
}

function statements(text: string, situation: Situation): readonly Statement[] {
  const letters = [...situation.open, ...situation.closed].map((item) => item.letter)
  const written = undictated(text, letters)
  const whole = wholeText(written, letters)
  if (whole) return [whole]
  const { language } = situation
  const own = language === null || language === 'en' ? null : inAnyLanguage(text, language)
  if (own) return [own]
  const read = statementsOf(lex(written, letters, language), situation)
  if (read.length > 0) return read
  const foreign = inAnyLanguage(text, language)
  return foreign ? [foreign] : []
}

function together(all: readonly Resolved[]): Attribution | null {
  const asks = all.flatMap((one) => (typeof one === 'object' && 'ask' in one ? [one.ask] : []))
  const answers = distinct(all.flatMap((one) => (typeof one === 'object' && 'answers' in one ? one.answers : [])))
  const twice = answers.find((a) => answers.some((b) => b.letter === a.letter && b.answer !== a.answer))
  if (twice) return { askBack: { why: 'which_answer', letter: twice.letter } }
  if (answers.length > 0)
    return { answers, also: asks.filter((ask) => !answers.some((a) => 'letter' in ask && ask.letter === a.letter)) }
  if (asks[0]) return { askBack: oneQuestion(asks) }
  return all.includes('nothing') && !all.includes('other') ? { answers: [], also: [] } : null
}

/** Doubt about the answer to each of several is one question: which. */
function oneQuestion(asks: readonly AskBack[]): AskBack {
  const letters = [...new Set(asks.flatMap((ask) => (ask.why === 'which_answer' ? ask.letter : [])))]
  return letters.length > 1 ? { why: 'which_item', letters, answer: 'yes' } : asks[0]!
}

const distinct = (answers: readonly Attributed[]): Attributed[] =>
  answers.filter((a, i) => answers.findIndex((b) => b.letter === a.letter && b.answer === a.answer) === i)
