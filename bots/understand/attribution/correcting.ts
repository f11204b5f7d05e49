import { minutes, plus } from '../../../core/time.ts'
import type { Asked, Situation } from './situation.ts'
import { type Statement, statementsIn, type Target } from './statements.ts'
import type { Lexed, Token } from './tokens.ts'

/** How long somebody may still be correcting what they answered last. */
const correctingMs = minutes(30)

/** What a text says when all that it takes back is taken back: "A1 sorry I meant no", "wrong one, C1", "not A, C". */
export function statementsOf(lexed: Lexed, situation: Situation): Statement[] {
  const at = lexed.tokens.findLastIndex((t) => t.t === 'correction')
  if (at < 0) return statementsIn(lexed)
  const part = (tokens: readonly Token[]) => statementsIn({ ...lexed, tokens })
  const before = part(lexed.tokens.slice(0, at).filter((t) => t.t !== 'correction'))
  const after = part(lexed.tokens.slice(at + 1))
  if (after.length === 0) return before.map(doubted)
  if (before.length === 0) return correctsEarlier(after, lexed, at, situation)
  return correctsItself(before, after, marker(lexed, at))
}

const doubted = (statement: Statement): Statement => ({ ...statement, sure: false })

const marker = ({ said, tokens }: Lexed, at: number): string =>
  said.slice(tokens[at]!.at, tokens[at]!.end).toLowerCase()

/** "A1 no wait C1": the second takes the place of the first. A weak marker ("actually") before another letter is asked about. */
function correctsItself(before: readonly Statement[], after: readonly Statement[], by: string): Statement[] {
  const last = before.at(-1)!
  const filled = after.map((one) => ({
    ...one,
    target: one.target ?? last.target,
    ...(one.said === null && one.digit === null ? { digit: last.digit, said: last.said } : {}),
  }))
  if (filled.some((_, i) => after[i]!.target === null) && before.length > 1) return [...before, ...filled].map(doubted)
  const others = before.filter((one) => !filled.some((f) => sameTarget(f.target, one.target)))
  if (others.length === before.length && /actually/.test(by)) return [...before, ...filled].map(doubted)
  return others.length === before.length ? filled : [...others, ...filled]
}

const sameTarget = (a: Target | null, b: Target | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/** "Sorry I meant no", after a text of before: it is about what was answered last. */
function correctsEarlier(after: readonly Statement[], lexed: Lexed, at: number, situation: Situation): Statement[] {
  const previous = lastAnswered(situation)
  const [only] = after
  if (after.length === 1 && only!.target === null) {
    if (previous === 'several') return [doubted(only!)]
    return [
      previous
        ? {
            ...only!,
            target: { by: 'letter', letter: previous.letter },
            said: only!.said === 'no' ? 'drop' : only!.said,
          }
        : only!,
    ]
  }
  if (!previous || previous === 'several' || !/wrong|meant/.test(marker(lexed, at))) return [...after]
  const filled = after.map((one) => (one.said === null && one.digit === null ? { ...one, said: 'yes' as const } : one))
  const named = filled.some((one) => one.target?.by === 'letter' && one.target.letter === previous.letter)
  const takesAnother = filled.some((one) => one.digit === 1 || one.said === 'yes')
  return named || !takesAnother || previous.state !== 'accepted' ? filled : [dropped(previous), ...filled]
}

const dropped = ({ letter }: Asked): Statement => ({
  target: { by: 'letter', letter },
  digit: null,
  said: 'drop',
  minutes: null,
  condition: null,
  strange: 0,
  sure: true,
})

/** What this person answered last: the job they took, or the question they said no to. `several`: it cannot be told. */
function lastAnswered({ open, closed, now }: Situation): Asked | 'several' | null {
  const jobs = open.filter((item) => item.state === 'accepted')
  const declined = closed.filter(
    (c) => c.answered && c.purpose === 'invitation' && plus(c.closedAt, correctingMs) > now,
  )
  const lately = jobs.filter((item) => plus(item.askedAt, correctingMs) > now)
  const recent = [...(lately.length > 0 || open.length > jobs.length ? lately : jobs), ...declined]
  if (recent.length > 1 || (recent.length === 0 && jobs.length > 0)) return 'several'
  return recent[0] ?? null
}
