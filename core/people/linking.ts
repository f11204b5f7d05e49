import type { Fact } from '../ledger/entry.ts'
import { type Decided, personFact } from '../needs/decision.ts'
import { fail, ok, type Result } from '../result.ts'
import { days, type Instant, plus } from '../time.ts'
import type { Person } from './person.ts'

/** An address that was another person's until a code showed that both are one. */
export interface JoinedAddress {
  readonly address: string
  readonly from: string
  readonly at: Instant
}

export type LinkingFact =
  | Fact<'address_joined', { address: string; from: string }>
  | Fact<'joined_into', { person: string }>

/** How long NOT ME undoes a join. */
const undoMs = days(7)

/** What is left of somebody whose addresses are all another person's now. */
export const joinedInto = (person: Person, into: string): Person => ({ ...person, addresses: [], joined: into })

export const withJoined = (person: Person, { address, from, at }: JoinedAddress): Person => ({
  ...person,
  addresses: [...person.addresses.filter((a) => a !== address), address],
  joinedLately: [...(person.joinedLately ?? []).filter((one) => plus(one.at, undoMs) > at), { address, from, at }],
})

export const withoutAddress = ({ joinedLately, ...person }: Person, address: string): Person => {
  const left = joinedLately?.filter((one) => one.address !== address) ?? []
  return {
    ...person,
    addresses: person.addresses.filter((a) => a !== address),
    ...(left.length > 0 ? { joinedLately: left } : {}),
  }
}

/** Whether more hangs on a record than its addresses: what is open, promised, asked of us by law, or offered to others. */
export const isLive = (person: Person): boolean =>
  person.volunteer !== null ||
  person.needs.length > 0 ||
  person.commitments.length > 0 ||
  person.items.some(({ purpose }) => purpose !== 'menu') ||
  person.exercises.length > 0 ||
  person.hold !== undefined ||
  (person.cases ?? []).some(({ outcome }) => outcome === null)

export interface Join {
  /** Whose record goes on. */
  readonly kept: string
  readonly decided: readonly Decided[]
}

/**
 * Makes two records one: the record on which nothing hangs gives its addresses to the other, with how each is used and
 * whether it said STOP. Two records with something open are not joined by a rule: a person looks at them. `onDuty`: ids
 * of those who are called to alarms.
 */
export function joinPeople(
  first: Person,
  second: Person,
  onDuty: readonly string[],
): Result<Join, 'both_live' | 'one_already'> {
  if (first.id === second.id) return fail('one_already')
  const goesOn = (person: Person): boolean => isLive(person) || onDuty.includes(person.id)
  if (goesOn(first) && goesOn(second)) return fail('both_live')
  const [kept, other] = goesOn(second) ? [second, first] : [first, second]
  const give = other.addresses.flatMap((address) => given(kept.id, other, address))
  const quiet = other.mayRing === false ? [personFact(kept.id)('ringing_chosen', { may: false })] : []
  const decided = [...give, ...quiet, personFact(other.id)('joined_into', { person: kept.id })]
  return ok({ kept: kept.id, decided })
}

function given(kept: string, other: Person, address: string): Decided[] {
  const { chosen, heard = [], closed = [] } = other.ways?.[address] ?? {}
  const fact = personFact(kept)
  return [
    fact('address_joined', { address, from: other.id }),
    ...heard.toReversed().map((channel) => fact('heard_on', { address, channel })),
    ...closed.map((channel) => fact('way_closed', { address, channel })),
    ...(chosen === undefined ? [] : [fact('way_chosen', { address, channel: chosen })]),
    ...(other.optedOut[address] === undefined ? [] : [fact('opted_out', { address, by: 'earlier' })]),
  ]
}

export interface Undone {
  readonly decided: readonly Decided[]
  readonly addresses: readonly string[]
}

/** Takes the last join apart: each address goes back to the record it came from. Null when there is none of the last 7 days. */
export function undoJoin(person: Person, now: Instant): Undone | null {
  const lately = (person.joinedLately ?? []).filter(({ at }) => plus(at, undoMs) > now)
  const last = lately.at(-1)
  if (!last) return null
  const back = lately.filter(({ at, from }) => at === last.at && from === last.from)
  const decided = back.flatMap(({ address, from }) => [
    personFact(person.id)('address_unlinked', { address }),
    personFact(from)('address_linked', { address }),
    ...(person.optedOut[address] === undefined ? [] : [personFact(from)('opted_out', { address, by: 'earlier' })]),
  ])
  return { decided, addresses: back.map(({ address }) => address) }
}
