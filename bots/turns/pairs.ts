import { dropAssignment, standDown } from '../../core/needs/answers.ts'
import { personFact } from '../../core/needs/decision.ts'
import { running } from '../../core/needs/need.ts'
import { isBlockedFrom, type PairBlockedBy, type Person } from '../../core/people/person.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Turn } from './turn.ts'

export interface Pair {
  readonly a: string
  readonly b: string
}

export interface Blocking {
  readonly by: PairBlockedBy
  /** Why, in their own words; null where nobody gave a reason. Sealed for both: it goes when either does. */
  readonly reason: string | null
}

/**
 * From now on these two are never matched, whichever of them asks for something. Whatever runs between them ends: an open
 * question is stood down, a seat is given up and somebody else is looked for. Neither is told why.
 *
 * Refused when one of them is not known (`gone`) or it stands already (`over`).
 */
export async function blockPair(turn: Turn, pair: Pair, blocking: Blocking): Promise<Result<null, 'gone' | 'over'>> {
  const found = await bothOf(turn, pair)
  if (!found || pair.a === pair.b) return fail('gone')
  const needs = found.flatMap((person) => person.needs).toSorted()
  for (const need of needs) await turn.lockedNeed(need)
  if (isBlockedFrom(await turn.person(pair.a), pair.b)) return fail('over')
  const reasonRef = await sealed(turn, pair, blocking.reason)
  const body = { by: blocking.by, reasonRef }
  await turn.decide([
    personFact(pair.a)('pair_blocked', { other: pair.b, ...body }),
    personFact(pair.b)('pair_blocked', { other: pair.a, ...body }),
  ])
  for (const need of needs) await part(turn, need, pair, reasonRef)
  return ok(null)
}

/** A planner's word that whoever reported a need and somebody asked for it are never matched again. */
export async function blockByPlanner(
  turn: Turn,
  needId: string,
  person: string,
  reason: string,
): Promise<Result<null, 'gone' | 'over'>> {
  const { reporter } = await turn.need(needId)
  return blockPair(turn, { a: reporter, b: person }, { by: 'planner', reason })
}

/** They may be matched again. */
export async function unblockPair(turn: Turn, pair: Pair, reason: string): Promise<Result<null, 'gone'>> {
  const people = await bothOf(turn, pair)
  if (!people || !isBlockedFrom(people[0], pair.b)) return fail('gone')
  const reasonRef = await sealed(turn, pair, reason)
  await turn.decide([
    personFact(pair.a)('pair_unblocked', { other: pair.b, reasonRef }),
    personFact(pair.b)('pair_unblocked', { other: pair.a, reasonRef }),
  ])
  return ok(null)
}

async function bothOf(turn: Turn, { a, b }: Pair): Promise<[Person, Person] | null> {
  const [one, other] = await turn.unit.loadAll('person', [a, b])
  return one && other ? [one, other] : null
}

const sealed = async (turn: Turn, { a, b }: Pair, reason: string | null): Promise<string | null> =>
  reason === null ? null : turn.unit.seal(reason, [a, b])

/** Ends what runs between the two for one need. */
async function part(turn: Turn, id: string, { a, b }: Pair, reasonRef: string | null): Promise<void> {
  const need = await turn.need(id)
  const volunteer = need.reporter === a ? b : a
  if (running(need).some(({ person }) => person === volunteer)) {
    const dropped = dropAssignment(need, await turn.person(volunteer), 'blocked', reasonRef)
    if (dropped.ok) await turn.decide(dropped.value, need)
    return
  }
  const open = need.invitations.filter((i) => i.person === volunteer && (i.state === 'asked' || i.state === 'standby'))
  await turn.decide(standDown(need, open), need)
}
