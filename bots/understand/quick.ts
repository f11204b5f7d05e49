// Most texts say nothing of what most patterns look for. Which letters a pattern cannot do without is read from the
// pattern itself, and it is tried only where all of them occur.
import { alternativesOf, neededIn } from './needed-letters.ts'

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
  readonly clauses: readonly (readonly Uint16Array[])[]
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

const guarded = (pattern: RegExp): Guarded => ({
  pattern,
  clauses: neededIn(pattern).map((clause) => clause.map(keysOf)),
})

/** Of alternatives the one that matches first in the text, and of two there the one that stands first. */
function firstMatch(branches: readonly Guarded[], text: string): RegExpExecArray | null {
  let first: RegExpExecArray | null = null
  for (const branch of branches) {
    const match = mayMatch(branch, text) ? branch.pattern.exec(text) : null
    if (match && (first === null || match.index < first.index)) first = match
  }
  return first
}

const keyBits = 13
const keyMask = (1 << keyBits) - 1

/** A number for the three characters that begin at `at`. */
const keyAt = (text: string, at: number): number =>
  (Math.imul(text.charCodeAt(at), 0x2f) ^
    Math.imul(text.charCodeAt(at + 1), 0x3d1) ^
    Math.imul(text.charCodeAt(at + 2), 0x1f35)) &
  keyMask

const keysOf = (literal: string): Uint16Array =>
  Uint16Array.from({ length: literal.length - 2 }, (_, at) => keyAt(literal, at))

let readText = ''
let reading = 0
/** For every group of three the number of the last text that held it. */
const present = new Uint32Array(1 << keyBits)

/** Marks what groups of three a text holds; the same text is asked for by hundreds of patterns, one after the other. */
function read(text: string): void {
  reading++
  for (let at = 0; at + 3 <= text.length; at++) present[keyAt(text, at)] = reading
  readText = text
}

function mayMatch({ clauses }: Guarded, text: string): boolean {
  if (clauses.length === 0) return true
  if (text !== readText) read(text)
  for (const clause of clauses) if (!hasOneOf(clause)) return false
  return true
}

function hasOneOf(clause: readonly Uint16Array[]): boolean {
  for (const keys of clause) if (hasAll(keys)) return true
  return false
}

function hasAll(keys: Uint16Array): boolean {
  for (let i = 0; i < keys.length; i++) if (present[keys[i]!] !== reading) return false
  return true
}
