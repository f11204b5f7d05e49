import { days, type Instant, plus } from '../time.ts'

/** Letters that cannot be taken for a digit or for one another: no I L O S Z B. */
export const letterAlphabet = 'ACDEFGHJKMNPQRTUVWXY'

/** A closed letter rests this long before it can stand for something else. */
const restMs = days(7)

export interface RetiredLetter {
  readonly letter: string
  readonly at: Instant
}

/**
 * The letter for a person's next open item: one never used, else the one closed longest ago and at rest for 7 days,
 * else the first free pair of letters. `inUse` are the letters of items still open.
 */
export function nextLetter(inUse: readonly string[], retired: readonly RetiredLetter[], now: Instant): string {
  const closedAt = new Map(retired.map((r) => [r.letter, r.at]))
  const taken = new Set(inUse)
  const fresh = (letter: string) => !taken.has(letter) && !closedAt.has(letter)
  const rested = (letter: string) => !taken.has(letter) && plus(closedAt.get(letter)!, restMs) <= now
  return (
    [...letterAlphabet].find(fresh) ??
    oldest(
      [...letterAlphabet].filter((l) => closedAt.has(l) && rested(l)),
      closedAt,
    ) ??
    pairs().find((pair) => fresh(pair) || (closedAt.has(pair) && rested(pair))) ??
    noLetterLeft()
  )
}

function oldest(letters: readonly string[], closedAt: ReadonlyMap<string, Instant>): string | undefined {
  return letters.toSorted((a, b) => (closedAt.get(a)! < closedAt.get(b)! ? -1 : 1))[0]
}

const pairs = (): string[] => [...letterAlphabet].flatMap((a) => [...letterAlphabet].map((b) => a + b))

function noLetterLeft(): never {
  throw new Error('people: all 420 letters of one person are in use')
}
