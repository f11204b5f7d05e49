import type { Alarm } from '../alerts/alarm.ts'
import type { Need } from '../needs/need.ts'
import { running } from '../needs/need.ts'
import type { Offer } from '../offers/offer.ts'
import { opensAt } from '../offers/standing.ts'
import type { Person } from '../people/person.ts'
import type { Instant } from '../time.ts'
import type { Aggregate, States } from './streams.ts'

/** Rows that follow from one stream's state and are looked up by something else than the stream's id. */
export interface DerivedRows {
  readonly invitations: readonly { person_id: string; state: string; wave: number; metres: number; at: Instant }[]
  readonly assignments: readonly {
    person_id: string
    state: string
    starts_at: Instant
    ends_at: Instant
    due_at: Instant
  }[]
  readonly letters: readonly { letter: string; purpose: string; about: string; since: Instant }[]
  readonly addresses: readonly { address_id: string }[]
  readonly timers: readonly { name: string; due_at: Instant }[]
}

const none: DerivedRows = { invitations: [], assignments: [], letters: [], addresses: [], timers: [] }

/** The derived rows of a state: pure, so that a rebuild gives the very same. */
export function rowsOf<A extends Aggregate>(aggregate: A, state: States[A] | undefined): DerivedRows {
  if (!state) return none
  if (aggregate === 'need') return rowsOfNeed(state as Need)
  if (aggregate === 'person') return rowsOfPerson(state as Person)
  if (aggregate === 'alarm') return { ...none, timers: timer('call_next', (state as Alarm).nextAt) }
  if (aggregate === 'offer')
    return { ...none, timers: timer('ends', (state as Offer).open ? (state as Offer).until : null) }
  return none
}

function rowsOfNeed(need: Need): DerivedRows {
  return {
    ...none,
    invitations: need.invitations.map(({ person, state, wave, metres, at }) => ({
      person_id: person,
      state,
      wave,
      metres,
      at,
    })),
    assignments: need.assignments.map(({ person, state, from, to, dueAt }) => ({
      person_id: person,
      state,
      starts_at: from,
      ends_at: to,
      due_at: dueAt,
    })),
    timers: timersOfNeed(need),
  }
}

function timersOfNeed(need: Need): DerivedRows['timers'] {
  const waiting = need.status === 'open' || need.status === 'filled'
  return [
    ...timer('wave', need.waveEndsAt),
    ...timer('done_check', need.doneCheckEndsAt),
    ...timer('out_of_time', need.status === 'open' && need.escalatedAt === null ? need.by : null),
    ...(waiting ? running(need) : []).flatMap((a) => timer(`overdue/${a.person}`, a.overdueAt)),
  ]
}

function rowsOfPerson(person: Person): DerivedRows {
  return {
    ...none,
    letters: person.items.map(({ letter, purpose, about, since }) => ({ letter, purpose, about, since })),
    addresses: person.addresses.map((address_id) => ({ address_id })),
    timers: [
      ...timer('comes_back', person.away?.until ?? null),
      ...(person.standing ?? []).flatMap((one) => timer(`weekly/${one.id}`, opensAt(one))),
    ],
  }
}

const timer = (name: string, due_at: Instant | null): DerivedRows['timers'] =>
  due_at === null ? [] : [{ name, due_at }]
