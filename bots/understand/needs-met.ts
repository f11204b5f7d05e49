// All that patterns need, looked for in one pass over a text: where the letters of one begin is looked up, the rest
// compared. Every pattern then only asks whether all it needs was met.

/** A word, and the clauses that it meets. */
interface Literal {
  readonly text: string
  readonly clauses: number[]
  metIn: number
}

/** What one text met: by need the number of its clauses, when `seenIn` says that it was this reading. */
interface Reading {
  text: string | undefined
  reading: number
  readonly seenIn: number[]
  readonly met: number[]
}

const literals = new Map<string, Literal>()
const keyBits = 14
/** The words under a number that their first three letters give. */
const beginning: Literal[][] = Array.from({ length: 1 << keyBits }, () => [])
/** For each clause the need it belongs to and the last reading that met it; for each need how many clauses it has. */
const needOfClause: number[] = []
const clauseMetIn: number[] = []
const clausesOf: number[] = []

const keyAt = (text: string, at: number): number =>
  (Math.imul(text.charCodeAt(at), 0x2f) ^
    Math.imul(text.charCodeAt(at + 1), 0x3d1) ^
    Math.imul(text.charCodeAt(at + 2), 0x1f35)) &
  ((1 << keyBits) - 1)

/** A number for a need, which is met by a text that holds one word at least of each clause; null for no clauses. */
export function needOf(clauses: readonly (readonly string[])[]): number | null {
  if (clauses.length === 0) return null
  const need = clausesOf.push(clauses.length) - 1
  for (const words of clauses) {
    const clause = needOfClause.push(need) - 1
    clauseMetIn.push(0)
    for (const word of new Set(words)) literalOf(word).clauses.push(clause)
  }
  for (const kept of readings) {
    kept.text = undefined
    kept.seenIn.push(0)
    kept.met.push(0)
  }
  return need
}

function literalOf(text: string): Literal {
  const known = literals.get(text)
  if (known) return known
  const literal = { text, clauses: [], metIn: 0 }
  literals.set(text, literal)
  beginning[keyAt(text, 0)]!.push(literal)
  return literal
}

/** The same few forms of a text are asked for by hundreds of patterns, in turns. */
const kept = 3
const readings: Reading[] = Array.from({ length: kept }, () => ({ text: undefined, reading: 0, seenIn: [], met: [] }))
let reading = 0
let latest = readings[0]!

/** Whether a text meets a need. */
export function isMet(need: number, text: string): boolean {
  if (latest.text !== text) latest = readings.find((one) => one.text === text) ?? read(text)
  return latest.seenIn[need] === latest.reading && latest.met[need] === clausesOf[need]
}

/** Reads a text in place of the one that was read longest ago. */
function read(text: string): Reading {
  const into = readings.reduce((a, b) => (a.reading <= b.reading ? a : b))
  into.text = text
  into.reading = ++reading
  for (let at = 0; at + 3 <= text.length; at++) {
    const here = beginning[keyAt(text, at)]!
    for (let i = 0; i < here.length; i++) {
      const literal = here[i]!
      if (literal.metIn !== reading && text.startsWith(literal.text, at)) meet(literal, into)
    }
  }
  return into
}

function meet(literal: Literal, { seenIn, met }: Reading): void {
  literal.metIn = reading
  for (const clause of literal.clauses) {
    if (clauseMetIn[clause] === reading) continue
    clauseMetIn[clause] = reading
    const need = needOfClause[clause]!
    met[need] = seenIn[need] === reading ? met[need]! + 1 : 1
    seenIn[need] = reading
  }
}
