import type { KindId, Vehicle, Vetting } from '../kinds.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { Standing, StandingFact, UsualFor } from '../offers/standing.ts'
import * as standing from '../offers/standing.ts'
import { type Case, type CaseFact, decided, opened } from '../privacy/case.ts'
import type { ErasedBody } from '../privacy/destroyed.ts'
import { days, type Instant, plus } from '../time.ts'
import { nextLetter, type RetiredLetter } from './letters.ts'
import { type JoinedAddress, joinedInto, type LinkingFact, withJoined, withoutAddress } from './linking.ts'
import type { ShownWhy } from './shown.ts'
import { type AddressWays, chose, closed, heard, type WayFact } from './ways.ts'

/** What an open letter stands for. `done_check` asks a resident whether it is really done; `alarm` wants a duty officer; `menu` is a question with numbered answers. */
export type ItemPurpose = 'invitation' | 'assignment' | 'done_check' | 'alarm' | 'menu'

/** Something we asked this person that an answer such as `A1` belongs to. `about` is a need's or an alarm's id. */
export interface OpenItem {
  readonly letter: string
  readonly purpose: ItemPurpose
  readonly about: string
  readonly kind: KindId | null
  readonly since: Instant
}

/** A closed item is remembered for a while, so that an answer which comes too late is understood. */
export interface ClosedItem extends OpenItem {
  readonly at: Instant
  /** What became of it: `declined`, `done`, `stood_down` … */
  readonly outcome: string
}

/** A stretch of time promised to a need; two that overlap would be a double booking. */
export interface Commitment {
  readonly need: string
  readonly from: Instant
  readonly to: Instant
}

export interface Volunteer {
  /** Sealed: name, position, own radius, hours, languages, notes. */
  readonly profile: string
  readonly skills: readonly KindId[]
  readonly vetting: Vetting
  readonly vettingExpires: Instant | null
  readonly vehicle: Vehicle
  /** Joined by text and not yet approved by a person: open-air kinds only. */
  readonly unconfirmed: boolean
  /** False until an imported volunteer has been told who we are, why we have the number, and how to leave. */
  readonly introduced: boolean
}

export type LawfulBasis = 'public_task' | 'legitimate_interests' | 'consent' | 'vital_interests'

export interface Person {
  readonly id: string
  readonly authority: string
  /** Ids of addresses; the number itself is sealed beside them. */
  readonly addresses: readonly string[]
  readonly metAt: Instant
  readonly purpose: string
  readonly lawfulBasis: LawfulBasis
  readonly source: string
  readonly noticeAt: Instant | null
  readonly retention: string
  /** What we write to them in, by its BCP 47 tag; a language we cannot write is kept for planners and matching. */
  readonly language: string
  /** Sealed: the name this person gave as a resident. */
  readonly contact: string | null
  readonly volunteer: Volunteer | null
  /** Null: around. Away from `from` on, where it is said, until `until`; null: until BACK. */
  readonly away: { readonly from?: Instant; readonly until: Instant | null } | null
  /** Kinds this person does not want to be asked for any more. */
  readonly muted: readonly KindId[]
  /** Address id → when the person said STOP on it. */
  readonly optedOut: Readonly<Record<string, Instant>>
  readonly exercises: readonly string[]
  readonly asks: readonly { readonly need: string; readonly at: Instant }[]
  /** Whom they are never matched with: neither is asked for the other's needs. */
  readonly blocked?: readonly string[]
  /** What they want or offer every week. */
  readonly standing?: readonly Standing[]
  /** Others' weekly wants that they are asked for first. */
  readonly usualFor?: readonly UsualFor[]
  /** Until when a planner has confirmed their kitchen; who cooks for others regularly needs it. */
  readonly hygieneUntil?: Instant
  /** When they were last asked for anything. */
  readonly askedAt?: Instant
  /** When they last said no to something or finished a job. */
  readonly restsFrom?: Instant
  readonly commitments: readonly Commitment[]
  readonly items: readonly OpenItem[]
  readonly closed: readonly ClosedItem[]
  readonly retired: readonly RetiredLetter[]
  /** How each address is used, by its id; nothing about one that is only ever used in the ordinary way. */
  readonly ways?: Readonly<Record<string, AddressWays>>
  /** False: they do not want to be rung. */
  readonly mayRing?: boolean
  /** Addresses that came to this record by a code, the last ones. */
  readonly joinedLately?: readonly JoinedAddress[]
  /** The record that goes on in place of this one. */
  readonly joined?: string
  /** When they last showed that the number is still theirs, after a long silence. */
  readonly confirmedAt?: Instant
  /** Needs this person reported that are not closed, oldest first. */
  readonly needs: readonly string[]
  /** What they asked us for under data protection law. */
  readonly cases?: readonly Case[]
  /** Since when a legal hold keeps everything about them. */
  readonly hold?: Instant
  /** Since when nothing is known of them but that there was somebody. */
  readonly erased?: Instant
}

/** Who wanted that two people are never matched again. */
export type PairBlockedBy = 'planner' | 'resident' | 'volunteer'

export type PersonFact =
  | Fact<
      'person_met',
      {
        /** Null: somebody without one, who is rung or visited. */
        address: string | null
        purpose: string
        lawfulBasis: LawfulBasis
        source: string
        retention: string
        language: string
      }
    >
  | Fact<'address_linked', { address: string }>
  | Fact<'address_unlinked', { address: string }>
  | LinkingFact
  | Fact<'number_confirmed', { address: string }>
  | WayFact
  | Fact<'notice_given', { wording: string }>
  | Fact<'contact_given', { contact: string }>
  | Fact<'language_chosen', { language: string; by: 'chosen' | 'detected' }>
  | Fact<
      'volunteer_joined',
      Omit<Volunteer, 'introduced'> & { introduced: boolean; over18: boolean | null; consentAt: Instant | null }
    >
  | Fact<'volunteer_changed', Omit<Volunteer, 'introduced' | 'unconfirmed'>>
  | Fact<'volunteer_approved', { how: 'by_planner' | 'on_import'; reasonRef: string | null }>
  | Fact<'volunteer_introduced', Record<string, never>>
  | Fact<'went_away', { from: Instant | null; until: Instant | null }>
  | Fact<'came_back', Record<string, never>>
  | Fact<'topics_left', { kinds: readonly KindId[] }>
  | Fact<'topics_joined', { kinds: readonly KindId[] }>
  | StandingFact
  | Fact<'hygiene_confirmed', { until: Instant; reasonRef: string }>
  | Fact<'pair_blocked', { other: string; by: PairBlockedBy; reasonRef: string | null }>
  | Fact<'pair_unblocked', { other: string; reasonRef: string | null }>
  | Fact<'opted_out', { address: string; by: 'carrier' | 'text' | 'staff' | 'earlier' }>
  | Fact<'opted_in', { address: string }>
  | Fact<'exercise_enrolled', { exercise: string }>
  | Fact<'invited', { need: string; kind: KindId; letter: string }>
  | Fact<'item_opened', { letter: string; purpose: ItemPurpose; about: string; kind: KindId | null }>
  | Fact<'item_changed', { letter: string; purpose: ItemPurpose }>
  | Fact<'item_closed', { letter: string; outcome: string }>
  | Fact<'committed', { need: string; from: Instant; to: Instant }>
  | Fact<'released', { need: string }>
  | Fact<'need_opened', { need: string }>
  | Fact<'need_ended', { need: string }>
  | Fact<'record_shown', { staff: string; why: ShownWhy }>
  | CaseFact
  | Fact<'person_hold_placed', { reasonRef: string }>
  | Fact<'person_hold_lifted', { reasonRef: string }>
  | Fact<'texts_erased', ErasedBody>
  | Fact<'person_erased', ErasedBody>

/** Asks and closed items are kept this long: the longest rule that looks back is the letters' rest of 7 days. */
const memoryMs = days(8)

type Body<T extends PersonFact['type']> = Extract<PersonFact, { type: T }>['body']
type Apply<T extends PersonFact['type']> = (person: Person, body: Body<T>, entry: Entry) => Person

const apply: { readonly [T in PersonFact['type']]: Apply<T> } = {
  person_met: (person) => person,
  address_linked: ({ joined: _joined, ...p }, { address }) => ({
    ...p,
    addresses: [...p.addresses.filter((a) => a !== address), address],
  }),
  address_unlinked: (p, { address }) => withoutAddress(p, address),
  address_joined: (p, { address, from }, { at }) => withJoined(p, { address, from, at }),
  joined_into: (p, { person }) => joinedInto(p, person),
  number_confirmed: (p, _, { at }) => ({ ...p, confirmedAt: at }),
  heard_on: (p, { address, channel }) => withWays(p, address, heard(channel)),
  way_chosen: (p, { address, channel }) => withWays(withoutChoice(p), address, chose(channel)),
  way_closed: (p, { address, channel }) => withWays(p, address, closed(channel)),
  ringing_chosen: (p, { may }) => ({ ...p, mayRing: may }),
  notice_given: (p, _, { at }) => ({ ...p, noticeAt: at }),
  contact_given: (p, { contact }) => ({ ...p, contact }),
  language_chosen: (p, { language }) => ({ ...p, language }),
  volunteer_joined: (p, { over18: _over18, consentAt: _consentAt, ...volunteer }) => ({ ...p, volunteer }),
  volunteer_changed: (p, changed) => ({ ...p, volunteer: p.volunteer && { ...p.volunteer, ...changed } }),
  volunteer_approved: (p) => ({ ...p, volunteer: p.volunteer && { ...p.volunteer, unconfirmed: false } }),
  volunteer_introduced: (p) => ({ ...p, volunteer: p.volunteer && { ...p.volunteer, introduced: true } }),
  went_away: (p, { from, until }) => ({ ...p, away: { ...(from === null ? {} : { from }), until } }),
  came_back: (p) => ({ ...p, away: null }),
  topics_left: (p, { kinds }) => ({ ...p, muted: [...new Set([...p.muted, ...kinds])] }),
  topics_joined: (p, { kinds }) => ({ ...p, muted: p.muted.filter((kind) => !kinds.includes(kind)) }),
  standing_begun: standing.begun,
  standing_opened: standing.openedOnce,
  standing_moved: standing.moved,
  standing_ended: standing.ended,
  usual_chosen: standing.usualChosen,
  usual_for: standing.usualFor,
  hygiene_confirmed: (p, { until }) => ({ ...p, hygieneUntil: until }),
  pair_blocked: (p, { other }) => ({ ...p, blocked: [...new Set([...(p.blocked ?? []), other])] }),
  pair_unblocked: (p, { other }) => ({ ...p, blocked: (p.blocked ?? []).filter((one) => one !== other) }),
  opted_out: (p, { address }, { at }) => ({ ...p, optedOut: { ...p.optedOut, [address]: at } }),
  opted_in: (p, { address }) => {
    const { [address]: _gone, ...optedOut } = p.optedOut
    return { ...p, optedOut }
  },
  exercise_enrolled: (p, { exercise }) => ({ ...p, exercises: [...p.exercises, exercise] }),
  invited: (p, { need, kind, letter }, { at }) => ({
    ...withItem(p, { letter, purpose: 'invitation', about: need, kind, since: at }),
    asks: [...p.asks.filter((ask) => plus(ask.at, memoryMs) > at), { need, at }],
    askedAt: at,
  }),
  item_opened: (p, item, { at }) => withItem(p, { ...item, since: at }),
  item_changed: (p, { letter, purpose }, { at }) => ({
    ...p,
    items: p.items.map((item) => (item.letter === letter ? { ...item, purpose, since: at } : item)),
  }),
  item_closed: (p, { letter, outcome }, { at }) => rested(closeItem(p, letter, { outcome, at }), outcome, at),
  committed: (p, commitment) => ({ ...p, commitments: [...p.commitments, commitment] }),
  released: (p, { need }) => ({ ...p, commitments: p.commitments.filter((c) => c.need !== need) }),
  need_opened: (p, { need }) => ({ ...p, needs: [...p.needs, need] }),
  record_shown: (p) => p,
  case_opened: (p, body, { at }) => ({ ...p, cases: opened(p.cases, body, at) }),
  case_decided: (p, body) => ({ ...p, cases: decided(p.cases, body) }),
  own_link_sent: (p) => p,
  own_link_revoked: (p) => p,
  own_record_shown: (p) => p,
  person_hold_placed: (p, _, { at }) => ({ ...p, hold: at }),
  person_hold_lifted: ({ hold: _lifted, ...p }) => p,
  texts_erased: (p) => p,
  person_erased: (p, _, { at }) => erased(p, at),
  need_ended: (p, { need }) => ({ ...p, needs: p.needs.filter((n) => n !== need) }),
}

/** What is left of somebody: that they were known from then to then, and what became of their requests to us. */
function erased({ id, authority, metAt, purpose, lawfulBasis, source, retention, cases }: Person, at: Instant): Person {
  const known = { id, authority, metAt, purpose, lawfulBasis, source, retention }
  return { ...nobody, ...known, ...(cases ? { cases } : {}), erased: at }
}

const withWays = (person: Person, address: string, change: (ways: AddressWays) => AddressWays): Person => ({
  ...person,
  ways: { ...person.ways, [address]: change(person.ways?.[address] ?? {}) },
})

/** Only the last choice counts. */
const withoutChoice = (person: Person): Person =>
  person.ways === undefined
    ? person
    : {
        ...person,
        ways: Object.fromEntries(Object.entries(person.ways).map(([id, { chosen: _before, ...ways }]) => [id, ways])),
      }

const nobody = {
  addresses: [],
  noticeAt: null,
  language: 'en',
  contact: null,
  volunteer: null,
  away: null,
  muted: [],
  optedOut: {},
  exercises: [],
  asks: [],
  commitments: [],
  items: [],
  closed: [],
  retired: [],
  needs: [],
} as const

function withItem(person: Person, item: OpenItem): Person {
  return { ...person, items: [...person.items, item], retired: person.retired.filter((r) => r.letter !== item.letter) }
}

function closeItem(person: Person, letter: string, { outcome, at }: { outcome: string; at: Instant }): Person {
  const item = person.items.find((open) => open.letter === letter)
  if (!item) return person
  return {
    ...person,
    items: person.items.filter((open) => open !== item),
    closed: [...person.closed.filter((c) => plus(c.at, memoryMs) > at), { ...item, at, outcome }],
    retired: [...person.retired, { letter, at }],
  }
}

/** After a no and after a job somebody is left alone for a while. */
const rested = (person: Person, outcome: string, at: Instant): Person =>
  outcome === 'declined' || outcome === 'done' ? { ...person, restsFrom: at } : person

/** The person after one more entry of their stream; `undefined` before the first, which must be `person_met`. */
export function evolvePerson(person: Person | undefined, entry: Entry<PersonFact>): Person {
  const before = person ?? unmet(entry)
  return (apply[entry.type] as Apply<PersonFact['type']>)(before, entry.body as never, entry)
}

function unmet(entry: Entry<PersonFact>): Person {
  if (entry.type !== 'person_met') throw new Error(`people: ${entry.stream} begins with ${entry.type}`)
  const { address, ...given } = entry.body as Body<'person_met'>
  return {
    ...nobody,
    ...given,
    id: entry.stream.slice('person/'.length),
    authority: entry.authority,
    metAt: entry.at,
    addresses: address === null ? [] : [address],
  }
}

/** True while the person is away at `now`. */
export const isAway = (person: Person, now: Instant): boolean =>
  person.away !== null && (person.away.from ?? now) <= now && !isBackBy(person.away, now)

/** True when somebody is away at `now` or will be. */
export const isOrWillBeAway = ({ away }: Person, now: Instant): boolean => away !== null && !isBackBy(away, now)

const isBackBy = ({ until }: NonNullable<Person['away']>, now: Instant): boolean => until !== null && until <= now

/** The address we write to: the one linked last that has not opted out; null when there is none. */
export const reachableAddress = (person: Person): string | null =>
  person.addresses.findLast((address) => person.optedOut[address] === undefined) ?? null

/** The letter this person's next open item gets. */
export const nextLetterOf = (person: Person, now: Instant): string =>
  nextLetter(
    person.items.map((item) => item.letter),
    person.retired,
    now,
  )

/** True when these two shall never be matched. Each of both streams says so: one of them is enough to know. */
export const isBlockedFrom = (person: Pick<Person, 'blocked'>, other: string): boolean =>
  person.blocked?.includes(other) ?? false
