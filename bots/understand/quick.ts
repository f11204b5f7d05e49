// Most texts say nothing of what most patterns look for. Which letters a pattern cannot do without is read from the
// pattern itself, and it is tried only where all of them occur.

import { alternativesOf, neededIn } from './needed-letters.ts'
import { isMet, needOf } from './needs-met.ts'

/** A pattern that is tried only on texts that hold what it needs. Answers exactly as the pattern would. */
export interface QuickPattern {
  test(text: string): boolean
  exec(text: string): RegExpExecArray | null
  matchAll(text: string): readonly RegExpExecArray[]
  /** The text with a space instead of each match. */
  removeFrom(text: string): string
}

interface Guarded {
  readonly pattern: RegExp
  /** Which of all needs it is; null when it needs nothing. */
  readonly need: number | null
}

export function quick(pattern: RegExp): QuickPattern {
  const whole = guarded(pattern)
  const flags = pattern.flags.replace('g', '')
  const branches = alternativesOf(pattern).map((source) => guarded(new RegExp(source, flags)))
  return {
    test: (text) => branches.some((branch) => mayMatch(branch, text) && branch.pattern.test(text)),
    exec: (text) => firstMatch(branches, text),
    matchAll: (text) => (mayMatch(whole, text) ? [...text.matchAll(pattern)] : []),
    removeFrom: (text) => (mayMatch(whole, text) ? text.replaceAll(pattern, ' ') : text),
  }
}

/** A test that is true of texts that one of the patterns matches. */
export function anyOf(...patterns: readonly RegExp[]): (text: string) => boolean {
  const all = patterns.map(quick)
  return (text) => all.some((pattern) => pattern.test(text))
}

const guarded = (pattern: RegExp): Guarded => ({ pattern, need: needOf(neededIn(pattern)) })

const mayMatch = ({ need }: Guarded, text: string): boolean => need === null || isMet(need, text)

/** Of alternatives the one that matches first in the text, and of two there the one that stands first. */
function firstMatch(branches: readonly Guarded[], text: string): RegExpExecArray | null {
  let first: RegExpExecArray | null = null
  for (const branch of branches) {
    const match = mayMatch(branch, text) ? branch.pattern.exec(text) : null
    if (match && (first === null || match.index < first.index)) first = match
  }
  return first
}
