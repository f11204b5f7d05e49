import type { KindId } from '../../../core/kinds.ts'
import type { Lexed, Token } from './tokens.ts'
import type { Spoken } from './vocabulary.ts'

export type Target =
  | { readonly by: 'letter'; readonly letter: string }
  | { readonly by: 'kind'; readonly kinds: readonly KindId[] }
  | { readonly by: 'all' }
  /** "the last one", "either": whoever asks cannot know which. */
  | { readonly by: 'vague' }

/** One thing somebody said about one question, or about whichever they have in mind (`target` null). */
export interface Statement {
  readonly target: Target | null
  /** The digit of a code such as A1. */
  readonly digit: number | null
  /** In words; beside a code only where they say more than its digit, or something else. */
  readonly said: Spoken | null
  readonly minutes: number | null
  readonly condition: string | null
  /** True when words stand beside it that no answer is made of. */
  readonly strange: number
  /** False when it was put as a question: "A1?" */
  readonly sure: boolean
}

interface Draft {
  target: Target | null
  digit: number | null
  saids: Heard[]
  at: number
  end: number
}

interface Heard {
  readonly said: Spoken
  readonly minutes: number | null
  readonly at: number
}

/** What a run of tokens says, in the order it stands. Empty when there is no answer in it. */
export function statementsIn({ said, tokens }: Lexed): Statement[] {
  const { kept, asked } = withoutQuestions(
    settleNumbers(settleNames(settleShort(settleLetters(tokens), said), said)),
    said,
  )
  const drafts = group(kept)
  if (drafts.length === 0 && isConditionAlone(kept)) return [{ ...nothingSaid, said: 'maybe' }]
  const unsure = asked || kept.some((t) => t.t === 'or')
  return withoutBare(drafts.map((draft, i) => finish(draft, kept, said, drafts[i + 1]?.at, i === 0, unsure)))
}

/** "Yes. A1": words without a name go with what is named; where they go against it, all of it is in doubt. */
function withoutBare(statements: Statement[]): Statement[] {
  const named = statements.filter((one) => one.target !== null)
  const bare = statements.find((one) => one.target === null)
  if (!bare || named.length === 0) return statements
  const refused = bare.said !== null && refusals.includes(bare.said)
  const against = named.some((one) => (one.digit === 1 || one.said === 'yes') === refused && one.said !== 'weak')
  return against || bare.said === 'maybe' ? named.map((one) => ({ ...one, sure: false })) : named
}

const nothingSaid: Statement = {
  target: null,
  digit: null,
  said: null,
  minutes: null,
  condition: null,
  strange: 0,
  sure: true,
}

/** "no car today, sorry": it bears on our question and does not answer it. */
const isConditionAlone = (tokens: readonly Token[]): boolean =>
  tokens.some((t) => t.t === 'condition' || t.t === 'note') &&
  tokens.every((t) => ['condition', 'note', 'filler', 'break', 'minutes', 'number'].includes(t.t))

/** A shaky letter is one only where everything else around it is known to belong to an answer. */
function settleLetters(tokens: readonly Token[]): Token[] {
  return tokens.map((token, i) => {
    if (token.t !== 'letter' || !token.shaky) return token
    const clause = clauseAround(tokens, i)
    const odd = clause.some((t) => ['word', 'kind', 'condition', 'note', 'minutes', 'number'].includes(t.t))
    const answers = clause.some((t) => t.t === 'said' || t.t === 'not' || (t.t === 'letter' && !t.shaky))
    if (tokens.every((t) => t.t === 'letter' || t.t === 'filler')) return { ...token, shaky: false }
    return odd || !answers ? { t: 'filler', at: token.at, end: token.end } : { ...token, shaky: false }
  })
}

/** "Hi, n" and "Y thanks": a letter for a word, where it is all that is said. */
function settleShort(tokens: readonly Token[], said: string): Token[] {
  const short = (t: Token) => (({ y: 'yes', n: 'no' }) as const)[said.slice(t.at, t.end).toLowerCase()]
  const alone = tokens.filter((t) => !['filler', 'break'].includes(t.t) && !isNod(t))
  const [only] = alone
  const answer = alone.length === 1 && only!.t !== 'letter' && short(only!)
  return answer
    ? tokens.map((t) => (t === only ? { t: 'said', said: answer, minutes: null, at: t.at, end: t.end } : t))
    : [...tokens]
}

const isNod = (t: Token): boolean => t.t === 'said' && (t.said === 'weak' || t.said === 'thanks')

/** A name under a text, or before "here", says who writes: "Yes - Sam", "Sam here, A1". */
function settleNames(tokens: readonly Token[], said: string): Token[] {
  const isName = (t: Token | undefined) => t?.t === 'word' && /^\p{Lu}\p{Ll}+$/u.test(said.slice(t.at, t.end))
  const last = tokens.findLastIndex((t) => t.t !== 'filler' && t.t !== 'break')
  const signed = isName(tokens[last]) && /(?:[-,.!\n] ?|from |\d )$/.test(said.slice(0, tokens[last]!.at))
  const first = tokens.findIndex((t) => t.t !== 'filler')
  const here = tokens[first + 1]
  const opened =
    isName(tokens[first]) &&
    here !== undefined &&
    (/^here\b/.test(said.slice(here.at)) || introduced.test(said.slice(0, tokens[first]!.at)))
  return tokens.map((t, i) => {
    const names =
      (signed && (i === last || (i === last - 1 && /^from /.test(said.slice(t.at))))) ||
      (opened && (i === first || (i === first + 1 && /^here\b/.test(said.slice(t.at)))))
    return names ? { t: 'filler', at: t.at, end: t.end } : t
  })
}

const introduced = /(?:this is|it'?s|its|it is) $/i

/** "1 shopping", "2 for the flood": a digit stands for yes or no where there is nothing else it could count. */
function settleNumbers(tokens: readonly Token[]): Token[] {
  const plain = tokens.every((t) => ['number', 'kind', 'filler', 'break', 'join'].includes(t.t))
  if (!plain || !tokens.some((t) => t.t === 'kind')) return [...tokens]
  return tokens.map((t) =>
    t.t === 'number' && (t.n === 1 || t.n === 2)
      ? { t: 'said', said: t.n === 1 ? 'yes' : 'no', minutes: null, at: t.at, end: t.end }
      : t,
  )
}

function clauseAround(tokens: readonly Token[], i: number): readonly Token[] {
  const from = tokens.findLastIndex((t, j) => j < i && t.t === 'break') + 1
  const to = tokens.findIndex((t, j) => j > i && (t.t === 'break' || t.t === 'mark'))
  return tokens.slice(from, to < 0 ? undefined : to)
}

/** Drops what is a question: from its asking word to its mark, or the whole clause. `asked`: nothing else was in it. */
function withoutQuestions(tokens: readonly Token[], said: string): { kept: Token[]; asked: boolean } {
  const kept: Token[] = []
  let asked = false
  const clauses = clausesOf(tokens)
  for (const [i, clause] of clauses.entries()) {
    const marked = clause.at(-1)?.t === 'mark'
    const from = clause.findIndex((t) => t.t === 'asks')
    const leads = from >= 0 && (marked || clause.slice(0, from).every((t) => t.t === 'filler' || t.t === 'join'))
    if (leads && isAboutCode(clause, from, clauses[i - 1], said)) asked = true
    const short = clause.every((t) => ['code', 'letter', 'said', 'filler', 'mark', 'kind'].includes(t.t))
    if (marked && from < 0 && short) {
      kept.push(...clause)
      asked = true
    } else if (
      from >= 0 &&
      (marked || clause.slice(0, from).every((t) => t.t === 'filler' || t.t === 'join' || t.t === 'condition'))
    )
      kept.push(...withoutTail(clause.slice(0, from)))
    else if (!marked) kept.push(...clause)
  }
  return { kept, asked }
}

/** "A1 - is that today?", "A1 still needed?": a code that only names what is asked about. "A1 where do I go?" is a yes. */
function isAboutCode(
  clause: readonly Token[],
  from: number,
  before: readonly Token[] | undefined,
  said: string,
): boolean {
  const near = [
    ...(before && !/[.!\n]/.test(said.slice(before.at(-1)!.at, before.at(-1)!.end)) ? before : []),
    ...clause.slice(0, from),
  ]
  const named = near.some((t) => t.t === 'code') && !near.some((t) => t.t === 'said')
  return named && /^(?:is|are|do|does|did|has|can|could|would|will|am)\b/i.test(said.slice(clause[from]!.at))
}

/** "yes but what…": what only led to the question goes with it. */
const withoutTail = (tokens: Token[]): Token[] =>
  tokens.slice(0, tokens.findLastIndex((t) => !['condition', 'join', 'filler', 'not'].includes(t.t)) + 1)

function clausesOf(tokens: readonly Token[]): Token[][] {
  const clauses: Token[][] = [[]]
  for (const token of tokens) {
    clauses.at(-1)!.push(token)
    if (token.t === 'break' || token.t === 'mark') clauses.push([])
  }
  return clauses
}

/** Puts answers and what they are about together: "yes A no C", "A yes C no", "not A, C", "yes to both". */
function group(tokens: readonly Token[]): Draft[] {
  const read = withoutNod(tokens)
  const grouping = new Grouping(read)
  read.forEach((token, i) => {
    grouping.take(token, i)
  })
  return spread(grouping.drafts, read)
}

/** A thumbs-up or an "ok" under an answer only rounds it off; "the shopping is fine" is one of its own. */
function withoutNod(tokens: readonly Token[]): readonly Token[] {
  const nod = tokens.findLastIndex((t) => t.t !== 'filler' && t.t !== 'break')
  const answers = tokens.some((t) => t.t === 'said' && !isNod(t))
  const before = tokens.slice(0, Math.max(0, nod)).findLast((t) => t.t !== 'filler')
  const isOwn = before !== undefined && isCopula(before)
  return answers && nod >= 0 && !isOwn && isNod(tokens[nod]!) ? tokens.with(nod, asFiller(tokens[nod]!)) : tokens
}

const asFiller = ({ at, end }: Token): Token => ({ t: 'filler', at, end })

/** Reads tokens one by one; remembers what was named and not answered, and what was said and not yet of anything. */
class Grouping {
  readonly drafts: Draft[] = []
  readonly #tokens: readonly Token[]
  #waiting: Draft[] = []
  #saying: Heard | null = null
  #used = false
  #negated = false
  #inCondition = false

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  take(token: Token, i: number): void {
    const next = this.#tokens.slice(i + 1)
    const ends = endsHere(token, next)
    if (ends && token.t === 'condition' && isNamedFirst(next)) this.#saying = null // "but the shopping is fine"
    if (token.t === 'code' || ends) this.#inCondition = false
    else if (token.t === 'condition' && !refusesAfter(token, next)) this.#inCondition = this.drafts.length > 0
    if (this.#inCondition) return
    const target = targetOf(token)
    if (token.t === 'not') this.#negated = true
    else if (target) this.#name(token, target)
    else if (token.t === 'said') this.#say(token, next)
  }

  #name(token: Token, target: Target): void {
    const said = this.#saidOf(token)
    const every = token.t === 'either' && said !== null && refusals.includes(said.said)
    const draft = this.#open(
      token,
      every ? { by: 'all' } : target,
      token.t === 'code' && !this.#negated ? token.digit : null,
    )
    if (said) draft.saids.push(said)
    if (said && !this.#used) draft.at = Math.min(draft.at, said.at)
    if (this.#negated || token.t === 'code') this.#saying = null
    this.#used = true
    this.#waiting = token.t === 'code' ? [draft] : said ? [] : [...this.#waiting, draft]
    this.#negated = false
  }

  /** "not A" gives up A if it was theirs; a code takes only what was said right before it. */
  #saidOf(token: Token): Heard | null {
    if (this.#negated) return { said: 'drop', minutes: null, at: token.at }
    if (token.t === 'none') return { said: 'no', minutes: null, at: token.at }
    return token.t === 'code' && this.#used ? null : this.#saying
  }

  #say(token: Token & { readonly t: 'said' }, next: readonly Token[]): void {
    const heard = { said: token.said, minutes: token.minutes, at: token.at }
    const leads = isNamedNext(next)
    const named = this.#waiting.filter((draft) => draft.digit === null || !leads)
    for (const draft of named) {
      draft.saids.push(heard)
      draft.end = token.end
    }
    if (named.length > 0) {
      this.#waiting = this.#waiting.filter((draft) => draft.digit !== null)
      this.#saying = null
    } else if (leads) this.#leadWith(heard)
    else this.#sayOfNothing(token, heard)
  }

  #leadWith(heard: Heard): void {
    const apart = this.#tokens.some(
      (t) => t.t === 'word' && this.#saying && t.at > this.#saying.at && t.end <= heard.at,
    )
    const before = this.#used || apart ? null : this.#saying
    this.#saying = before
      ? { ...heard, said: strongest([before.said, heard.said]) ?? heard.said, at: before.at }
      : heard
    this.#used = false
  }

  /** What is said of nothing in particular goes with what was said last. */
  #sayOfNothing(token: Token, heard: Heard): void {
    const draft = this.drafts.at(-1) ?? this.#open(token, null, null)
    draft.saids.push(heard)
    draft.end = token.end
  }

  #open(token: Token, target: Target | null, digit: number | null): Draft {
    const draft: Draft = { target, digit, saids: [], at: token.at, end: token.end }
    this.drafts.push(draft)
    return draft
  }
}

/** "A yes and C too", "not A, C": what was only named takes part in what was said before it. */
function spread(drafts: Draft[], tokens: readonly Token[]): Draft[] {
  drafts.forEach((draft, i) => {
    const before = drafts[i - 1]
    if (draft.saids.length > 0 || draft.digit !== null || !before?.target) return
    const joined = tokens.some((t) => t.t === 'join' && t.at >= before.end && t.at <= draft.end + 6)
    const [said] = before.saids
    if (said?.said === 'drop' && tokens.some((t) => t.t === 'not'))
      draft.saids.push({ said: 'yes', minutes: null, at: draft.at })
    else if (joined && said) draft.saids.push(said)
    else if (joined && before.digit !== null) draft.digit = before.digit
  })
  return drafts
}

function targetOf(token: Token): Target | null {
  if (token.t === 'code' || token.t === 'letter') return { by: 'letter', letter: token.letter }
  if (token.t === 'kind') return { by: 'kind', kinds: token.kinds }
  if (token.t === 'all' || token.t === 'none') return { by: 'all' }
  return token.t === 'either' || token.t === 'ordinal' ? { by: 'vague' } : null
}

/** "can't lift anything": what they cannot do, where "can't do the lift" is an answer. */
function cannotDo(next: readonly Token[]): boolean {
  const at = next.findIndex((t) => t.t === 'said' && t.said === 'cant')
  return at >= 0 && next.slice(0, at).every((t) => t.t === 'filler') && next[at + 1]?.t === 'kind'
}

/** Whether what comes next names something: what was said before is not said of it. */
const isNamedFirst = (next: readonly Token[]): boolean => {
  const first = next.find((t) => t.t !== 'filler')
  return first?.t === 'kind' || first?.t === 'letter'
}

/** "is" and "are", as in "but the shopping is fine". */
const isCopula = (t: Token): boolean => t.t === 'asks' && t.end - t.at <= 3

/** "and no to the shopping", "but not C": where a condition is over, while "and no stairs" goes on with it. */
function endsHere(token: Token, next: readonly Token[]): boolean {
  if (token.t !== 'break' && token.t !== 'join' && token.t !== 'condition' && token.t !== 'not') return false
  const [first, second] = (token.t === 'not' ? [token, ...next] : next).filter((t) => t.t !== 'filler' && !isCopula(t))
  if (first?.t === 'code') return true
  if (first === undefined || second === undefined || cannotDo(next)) return false
  if (first.t === 'letter' || first.t === 'kind') return second.t === 'said'
  return (first.t === 'not' || first.t === 'said') && targetOf(second) !== null
}

const refusals: readonly Spoken[] = ['no', 'cant', 'reason', 'drop']

/** "but I can't", "but I'm away": it takes the answer back, where "but can't lift" and "but busy until 5" go with it. */
function refusesAfter({ t }: Token, next: readonly Token[]): boolean {
  const [first, second] = next.filter((one) => one.t !== 'filler')
  if (t !== 'condition' || first?.t !== 'said' || !refusals.includes(first.said)) return false
  return second === undefined || second.t === 'break' || second.t === 'mark' || second.t === 'said'
}

/** Whether what an answer is about follows it in the same breath: "yes to A", "yes, A", not "yes. The dog is nice". */
function isNamedNext(next: readonly Token[]): boolean {
  const at = next.findIndex((t) => !['filler', 'join', 'not', 'said', 'or'].includes(t.t))
  const found = next[at]
  if (found?.t !== 'break') return found !== undefined && targetOf(found) !== null
  const [after, beyond] = next.slice(at + 1).filter((t) => t.t !== 'filler')
  if (after?.t === 'kind')
    return found.end - found.at === 1 && (beyond === undefined || beyond.t === 'break' || beyond.t === 'condition')
  return after?.t === 'letter' || after?.t === 'code'
}

const endsCondition = ['filler', 'join', 'break', 'said', 'after_all']

function finish(
  draft: Draft,
  tokens: readonly Token[],
  text: string,
  nextAt: number | undefined,
  first: boolean,
  asked: boolean,
): Statement {
  const after = tokens.filter((t) => t.at >= draft.end && (nextAt === undefined || t.end <= nextAt))
  const before = first ? tokens.filter((t) => t.end <= draft.at && t.t !== 'said') : []
  const territory = [...before, ...after].filter((t) => t.at >= draft.end || first)
  const words = draft.saids.map((one) => one.said)
  const late = territory.some((t) => t.t === 'after_all')
  const spoken = strongest(late ? words.map((w) => (w === 'cant' || w === 'no' ? 'drop' : w)) : words)
  const timed = draft.saids.find((one) => one.minutes !== null)?.minutes ?? null
  const { minutes, condition, strange } = readTerritory(territory, text, draft)
  const within = tokens.filter((t) => t.t === 'word' && t.at > draft.at && t.end <= draft.end).length
  return {
    target: draft.target,
    digit: draft.digit,
    said: spoken,
    minutes: timed ?? minutes,
    condition,
    strange: strange + within,
    sure: !asked,
  }
}

function readTerritory(territory: readonly Token[], text: string, draft: Draft) {
  const from = territory.findIndex((t) =>
    ['condition', 'note', 'minutes', 'number', 'word', 'kind', 'all', 'either', 'ordinal'].includes(t.t),
  )
  if (from < 0) return { minutes: null, condition: null, strange: 0 }
  const told = territory.slice(from).filter((t) => !endsCondition.includes(t.t))
  const [only] = told
  const saidTime =
    told.length === 1 && (only!.t === 'minutes' || (only!.t === 'number' && draft.digit !== null && only!.n > 2))
  if (saidTime)
    return { minutes: only!.t === 'minutes' ? only!.minutes : (only as { n: number }).n, condition: null, strange: 0 }
  const opening = territory.findIndex((t) => ['condition', 'note', 'minutes'].includes(t.t))
  const strange = territory
    .slice(0, opening < 0 ? undefined : opening)
    .filter((t) => t.t === 'word' || t.t === 'number' || t.t === 'kind').length
  const run = territory.slice(from)
  const last = run.findLastIndex((t) => !endsCondition.includes(t.t))
  const condition = text.slice(run[0]!.at, run[last]!.end).toLowerCase()
  return { minutes: null, condition: condition === '' || condition === 'but' ? null : condition, strange }
}

const strength: readonly Spoken[] = [
  'not_done',
  'done',
  'arrived',
  'on_the_way',
  'drop',
  'no',
  'cant',
  'reason',
  'yes',
  'wish',
  'weak',
  'thanks',
]

/** Several words for one thing: the one that says most; null of none, `maybe` when they go against each other. */
function strongest(words: readonly Spoken[]): Spoken | null {
  if (words.includes('maybe')) return 'maybe'
  const refuses = words.some((word) => refusals.includes(word))
  const agrees = words.some((word) => word === 'yes' || word === 'on_the_way' || word === 'arrived' || word === 'done')
  if (refuses && agrees) return 'maybe'
  return strength.find((one) => words.includes(one)) ?? null
}
