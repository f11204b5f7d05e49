/** Words of which one at least stands in every text that matches. */
type Clause = readonly string[]

const leastLetters = 3

/**
 * What every text holds that a pattern matches: of each clause one word at least, as it is spelt in the pattern. Empty
 * when the pattern can do without any run of three letters, or does not mind capitals.
 */
export const neededIn = ({ source, flags }: RegExp): readonly Clause[] =>
  flags.includes('i') ? [] : readAlternatives({ source, at: 0 })

interface Reader {
  readonly source: string
  at: number
}

/** Reads up to the end of the group. One alternative is enough, so each gives its most telling clause. */
function readAlternatives(reader: Reader): readonly Clause[] {
  const branches = [readSequence(reader)]
  while (reader.source[reader.at] === '|') {
    reader.at++
    branches.push(readSequence(reader))
  }
  if (branches.length === 1) return branches[0]!
  const best = branches.map(mostTelling)
  return best.every((clause) => clause !== null) ? [best.flat()] : []
}

const mostTelling = (clauses: readonly Clause[]): Clause | null =>
  clauses.reduce<Clause | null>((best, clause) => (best === null || clause.length < best.length ? clause : best), null)

function readSequence(reader: Reader): readonly Clause[] {
  const found: Clause[] = []
  let run = ''
  const endRun = (): void => {
    if (run.length >= leastLetters) found.push([run])
    run = ''
  }
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at]!)) {
    const atom = readAtom(reader)
    const isNeeded = readQuantifier(reader)
    if (isNeeded === 'once' && atom.letter !== undefined) run += atom.letter
    else if (atom.letter !== '') endRun()
    if (isNeeded !== 'maybe') found.push(...atom.clauses)
  }
  endRun()
  return found
}

/** One piece of a pattern: a letter that stands for itself, '' for what takes no room, or neither. */
interface Atom {
  readonly letter?: string
  readonly clauses: readonly Clause[]
}

const anything: Atom = { clauses: [] }
const noRoom: Atom = { letter: '', clauses: [] }

function readAtom(reader: Reader): Atom {
  const char = reader.source[reader.at++]!
  if (char === '(') return readGroup(reader)
  if (char === '[') return readClass(reader)
  if (char === '\\') return readEscape(reader)
  if (char === '^' || char === '$') return noRoom
  return char === '.' ? anything : { letter: char, clauses: [] }
}

/** What looks ahead or back takes no room, and what must not be there is not needed. */
function readGroup(reader: Reader): Atom {
  const opening = /\?(?::|=|!|<=|<!|<\w+>)|/y
  opening.lastIndex = reader.at
  const kind = opening.exec(reader.source)![0]
  reader.at += kind.length
  const clauses = readAlternatives(reader)
  reader.at++
  return /^\?<?[=!]/.test(kind) ? noRoom : { clauses }
}

function readClass(reader: Reader): Atom {
  while (reader.source[reader.at] !== ']') reader.at += reader.source[reader.at] === '\\' ? 2 : 1
  reader.at++
  return anything
}

function readEscape(reader: Reader): Atom {
  const char = reader.source[reader.at++]!
  if (char === 'b' || char === 'B') return noRoom
  if (/[\w]/.test(char)) {
    if (reader.source[reader.at] === '{') reader.at = reader.source.indexOf('}', reader.at) + 1
    return anything
  }
  return { letter: char, clauses: [] }
}

const quantifier = /(?:[?*+]|\{\d+(?:,\d*)?\})\??/y

function readQuantifier(reader: Reader): 'once' | 'maybe' | 'often' {
  quantifier.lastIndex = reader.at
  const said = quantifier.exec(reader.source)?.[0]
  if (said === undefined) return 'once'
  reader.at += said.length
  return /^(?:[?*]|\{0)/.test(said) ? 'maybe' : 'often'
}

/** The alternatives of a pattern, those of the whole only: 'a(b|c)|d' has two. */
export function alternativesOf({ source }: RegExp): readonly string[] {
  const reader: Reader = { source, at: 0 }
  const found: string[] = []
  for (;;) {
    const from = reader.at
    readSequence(reader)
    found.push(source.slice(from, reader.at))
    if (reader.at >= source.length) return found
    reader.at++
  }
}
