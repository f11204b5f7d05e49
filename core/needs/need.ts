import type { DecidedFrom } from '../dispatch/decided-from.ts'
import type { KindId, Urgency, Vehicle, Vetting } from '../kinds.ts'
import type { Entry, Fact } from '../ledger/entry.ts'
import type { ShownWhy } from '../people/shown.ts'
import type { ErasedBody } from '../privacy/destroyed.ts'
import type { Instant } from '../time.ts'

/** What the work asks of whoever comes; never a condition of a person. */
export type Requirement = 'two_to_lift' | 'vehicle' | 'confirmed_only'

export type InvitationState = 'asked' | 'accepted' | 'declined' | 'stood_down' | 'standby' | 'unreachable'

export interface Invitation {
  readonly person: string
  readonly letter: string
  readonly wave: number
  readonly metres: number
  /** The one-off offer this person was asked for, if it was that and not their standing willingness. */
  readonly offer: string | null
  readonly at: Instant
  readonly state: InvitationState
  /** What the person made a yes depend on, sealed. */
  readonly condition: string | null
  /** Minutes until they could be there, if they said so; kept for those in reserve. */
  readonly inMin: number | null
  /** When it ceased to be open: a yes, a no, or no longer needed. */
  readonly answeredAt?: Instant
}

export type AssignmentState =
  | 'briefing'
  | 'accepted'
  | 'on_the_way'
  | 'arrived'
  | 'done'
  | 'dropped'
  | 'overdue'
  | 'disputed'

export interface Assignment {
  readonly person: string
  readonly letter: string
  readonly state: AssignmentState
  readonly from: Instant
  readonly to: Instant
  /** When the person said they would be there. */
  readonly dueAt: Instant
  /** When silence turns the assignment overdue; null once a planner has been told that somebody on site is silent. */
  readonly overdueAt: Instant | null
}

export type NeedStatus = 'open' | 'filled' | 'done' | 'closed'
export type CloseOutcome = 'done' | 'withdrawn' | 'by_correction' | 'by_planner' | 'out_of_time'

export interface Need {
  readonly id: string
  readonly authority: string
  readonly incident: string | null
  readonly exercise: boolean
  readonly kind: KindId
  readonly urgency: Urgency
  readonly wanted: number
  readonly portions: number | null
  readonly requirements: readonly Requirement[]
  readonly vetting: Vetting
  readonly vehicle: Vehicle
  readonly reporter: string
  /** Sealed under this need's key: place, words, name, house, notes, doorstep word. */
  readonly details: string
  readonly latE2: number
  readonly lonE2: number
  readonly openedAt: Instant
  readonly by: Instant
  readonly status: NeedStatus
  readonly invitations: readonly Invitation[]
  readonly assignments: readonly Assignment[]
  readonly wave: number
  /** When the engine looks at this need again; null when it waits for nobody. */
  readonly waveEndsAt: Instant | null
  readonly escalatedAt: Instant | null
  /** When somebody in the console last looked at who and where; the resident is told when they ask. */
  readonly shownToStaffAt: Instant | null
  /** When the resident's silence counts as agreement that it is done. */
  readonly doneCheckEndsAt: Instant | null
  readonly outcome: CloseOutcome | null
  /** Of a weekly arrangement: which, when it is wanted, and who is asked first. */
  readonly weekly?: Weekly
  /** Whom a planner wants asked next, in that order, and whom not at all. */
  readonly next?: readonly string[]
  readonly never?: readonly string[]
  /** Since when a legal hold keeps everything about it. */
  readonly hold?: Instant
  /** Since when who, where and in what words is gone. */
  readonly erased?: Instant
}

export interface Weekly {
  readonly standing: string
  readonly wantedAt: Instant
  readonly usual: string | null
}

export interface Chosen {
  readonly person: string
  readonly letter: string
  readonly metres: number
  readonly offer: string | null
}

/** Why a wave was sent to these people: integers only, so that it can be replayed without anybody's position. */
export interface WaveDecision {
  readonly policy: number
  readonly seats: number
  readonly considered: number
  readonly excluded: Readonly<Record<string, number>>
  readonly chosen: readonly Chosen[]
  /** Everything it was decided from; null where policy 1 decided. */
  readonly decided: DecidedFrom | null
}

/** Who was shown where and who: a volunteer with a seat, or a planner (`staff/ID`) in the console. */
export type Disclosure =
  | { readonly person: string; readonly stage: 'on_acceptance' | 'on_the_way' }
  | { readonly staff: string; readonly stage: 'console'; readonly why: ShownWhy }

/** A `reasonRef` is the id of a sealed value: a planner's own words never stand in an entry. */
export type NeedFact =
  | Fact<
      'need_reported',
      {
        kind: KindId
        urgency: Urgency
        wanted: number
        portions: number | null
        requirements: readonly Requirement[]
        vetting: Vetting
        vehicle: Vehicle
        reporter: string
        details: string
        latE2: number
        lonE2: number
        by: Instant
        channel: string
        weekly?: Weekly
      }
    >
  | Fact<'need_detailed', { details: string; what: 'contact' | 'note' | 'place' }>
  | Fact<'wave_started', WaveDecision & { wave: number; reason: WaveReason; endsAt: Instant }>
  | Fact<'wave_put_off', { until: Instant; reason: PutOffReason }>
  | Fact<'wave_asked_for', { reasonRef: string | null; at: Instant }>
  | Fact<'ranking_changed', { person: string; place: RankingPlace; reasonRef: string }>
  | Fact<'assigned_by_hand', { person: string; reasonRef: string; overridden?: Overridden }>
  | Fact<
      'invitation_accepted',
      {
        person: string
        letter: string
        from: Instant
        to: Instant
        dueAt: Instant
        overdueAt: Instant
        condition: string | null
        briefing: boolean
        how: AcceptedHow
      }
    >
  | Fact<'invitation_declined', { person: string; condition: string | null }>
  | Fact<'invitations_stood_down', { people: readonly string[] }>
  | Fact<'invitation_unreachable', { person: string }>
  | Fact<
      'standby_kept',
      { person: string; letter: string; inMin: number | null; condition: string | null; why: StandbyReason }
    >
  | Fact<'briefing_acknowledged', { person: string }>
  | Fact<'details_disclosed', Disclosure>
  | Fact<'set_off', { person: string; overdueAt: Instant }>
  | Fact<'arrived', { person: string; overdueAt: Instant }>
  | Fact<'assignment_done', { person: string }>
  | Fact<'assignment_dropped', { person: string; why: DroppedWhy; reasonRef: string | null }>
  | Fact<'assignment_overdue', { person: string; replaced: boolean }>
  | Fact<'need_filled', Record<string, never>>
  | Fact<'done_check_started', { endsAt: Instant }>
  | Fact<'done_disputed', Record<string, never>>
  | Fact<'need_escalated', { why: EscalationReason; alarm: string }>
  | Fact<'need_closed', { outcome: CloseOutcome; reasonRef: string | null }>
  | Fact<'need_filed', { incident: string; reasonRef: string | null }>
  | Fact<'need_hold_placed', { reasonRef: string }>
  | Fact<'need_hold_lifted', { reasonRef: string }>
  | Fact<'need_erased', ErasedBody>

/** A rule about who may come that a planner can set aside for somebody they know. */
export type Overridden = 'vetting' | 'vetting_expired' | 'unconfirmed' | 'vehicle'

/** Why a seat was given up; `blocked`: the two are never to be matched any more. */
export type DroppedWhy = 'said_so' | 'opted_out' | 'by_planner' | 'blocked'

/** Where a planner wants somebody in the order of asking. */
export type RankingPlace = 'next' | 'never' | 'as_ranked'

/** By the person's own answer, from the reserve, or put there by a planner. */
/** Why a yes is kept in reserve: the seats were taken, or somebody sooner is wanted. */
export type StandbyReason = 'filled' | 'sooner_wanted'

export type AcceptedHow = 'answered' | 'from_reserve' | 'by_hand'

/** `kept_clear`: nobody is sent there now. `others_first`: everybody who could be asked is asked for a need that comes before this one. */
export type PutOffReason = 'quiet_hours' | 'nobody_left' | 'enough_asked' | 'others_first' | 'kept_clear'

export type WaveReason =
  | 'opened'
  | 'time_passed'
  | 'declined'
  | 'dropped'
  | 'overdue'
  | 'planner'
  | 'ranked'
  | 'offer'
  | 'reopened'
export type EscalationReason = 'nobody_left' | 'kept_clear' | 'out_of_time' | 'to_planner' | 'overdue' | 'opted_out'

type Body<T extends NeedFact['type']> = Extract<NeedFact, { type: T }>['body']
type Apply<T extends NeedFact['type']> = (need: Need, body: Body<T>, entry: Entry) => Need

const apply: { readonly [T in NeedFact['type']]: Apply<T> } = {
  need_reported: (need) => need,
  need_detailed: (need, { details }) => ({ ...need, details }),
  wave_started: (need, { wave, chosen, endsAt }, { at }) => ({
    ...need,
    wave,
    waveEndsAt: endsAt,
    invitations: [
      ...need.invitations,
      ...chosen.map(
        ({ person, letter, metres, offer }): Invitation => ({
          ...{ person, letter, metres, offer, wave, at, state: 'asked' },
          ...{ condition: null, inMin: null },
        }),
      ),
    ],
  }),
  wave_put_off: (need, { until }) => ({ ...need, waveEndsAt: until }),
  ranking_changed: (need, { person, place }) => ({
    ...need,
    next: [...without(need.next, person), ...(place === 'next' ? [person] : [])],
    never: [...without(need.never, person), ...(place === 'never' ? [person] : [])],
  }),
  assigned_by_hand: (need) => need,
  wave_asked_for: (need, { at }) => ({ ...need, waveEndsAt: at }),
  invitation_accepted: (need, body, { at }) => ({
    ...withInvitation(withAsked(need, body), body.person, {
      state: 'accepted',
      answeredAt: at,
      letter: body.letter,
      condition: body.condition,
    }),
    assignments: [...need.assignments.filter((a) => a.person !== body.person), assignmentOf(body)],
  }),
  invitation_declined: (need, { person, condition }, { at }) =>
    withInvitation(need, person, { state: 'declined', condition, answeredAt: at }),
  invitations_stood_down: (need, { people }, { at }) => withInvitations(need, people, at),
  invitation_unreachable: (need, { person }, { at }) =>
    withInvitation(need, person, { state: 'unreachable', answeredAt: at }),
  standby_kept: (need, { person, letter, inMin, condition }, { at }) =>
    withInvitation(need, person, { state: 'standby', letter, inMin, condition, answeredAt: at }),
  briefing_acknowledged: (need, { person }) => withAssignment(need, person, { state: 'accepted' }),
  details_disclosed: (need, body, { at }) => ('staff' in body ? { ...need, shownToStaffAt: at } : need),
  set_off: (need, { person, overdueAt }) => withAssignment(need, person, { state: 'on_the_way', overdueAt }),
  arrived: (need, { person, overdueAt }) => withAssignment(need, person, { state: 'arrived', overdueAt }),
  assignment_done: (need, { person }) => withAssignment(need, person, { state: 'done' }),
  assignment_dropped: (need, { person }) => reopened(withAssignment(need, person, { state: 'dropped' })),
  assignment_overdue: (need, { person, replaced }) =>
    replaced
      ? reopened(withAssignment(need, person, { state: 'overdue' }))
      : withAssignment(need, person, { overdueAt: null }),
  need_filled: (need) => ({ ...need, status: 'filled', waveEndsAt: null }),
  done_check_started: (need, { endsAt }) => ({ ...need, status: 'done', waveEndsAt: null, doneCheckEndsAt: endsAt }),
  done_disputed: (need) => ({
    ...need,
    status: 'open',
    doneCheckEndsAt: null,
    assignments: need.assignments.map((a) => (a.state === 'done' ? { ...a, state: 'disputed' } : a)),
  }),
  need_escalated: (need, _, { at }) => ({ ...need, escalatedAt: at, waveEndsAt: null }),
  need_filed: (need, { incident }) => ({ ...need, incident }),
  need_hold_placed: (need, _, { at }) => ({ ...need, hold: at }),
  need_hold_lifted: ({ hold: _lifted, ...need }) => need,
  need_erased: (need, _, { at }) => ({ ...need, erased: at }),
  need_closed: (need, { outcome }) => ({ ...need, status: 'closed', outcome, waveEndsAt: null, doneCheckEndsAt: null }),
}

/** Somebody assigned by hand need not have been asked before. */
function withAsked(need: Need, { person, letter, from }: Body<'invitation_accepted'>): Need {
  if (need.invitations.some((i) => i.person === person)) return need
  const invitation: Invitation = {
    person,
    letter,
    metres: 0,
    offer: null,
    wave: need.wave,
    at: from,
    state: 'asked',
    condition: null,
    inMin: null,
  }
  return { ...need, invitations: [...need.invitations, invitation] }
}

const assignmentOf = (body: Body<'invitation_accepted'>): Assignment => ({
  person: body.person,
  letter: body.letter,
  state: body.briefing ? 'briefing' : 'accepted',
  from: body.from,
  to: body.to,
  dueAt: body.dueAt,
  overdueAt: body.overdueAt,
})

const reopened = (need: Need): Need => (need.status === 'filled' ? { ...need, status: 'open' } : need)

function withInvitations(need: Need, people: readonly string[], at: Instant): Need {
  const touched = new Set(people)
  const stoodDown = (i: Invitation): Invitation => ({ ...i, state: 'stood_down', answeredAt: i.answeredAt ?? at })
  return { ...need, invitations: need.invitations.map((i) => (touched.has(i.person) ? stoodDown(i) : i)) }
}

const without = (people: readonly string[] = [], person: string): string[] => people.filter((one) => one !== person)

function withInvitation(need: Need, person: string, change: Partial<Invitation>): Need {
  return { ...need, invitations: need.invitations.map((i) => (i.person === person ? { ...i, ...change } : i)) }
}

function withAssignment(need: Need, person: string, change: Partial<Assignment>): Need {
  return { ...need, assignments: need.assignments.map((a) => (a.person === person ? { ...a, ...change } : a)) }
}

/** The need after one more entry of its stream; `undefined` before the first, which must be `need_reported`. */
export function evolveNeed(need: Need | undefined, entry: Entry<NeedFact>): Need {
  const before = need ?? unreported(entry)
  return (apply[entry.type] as Apply<NeedFact['type']>)(before, entry.body as never, entry)
}

function unreported(entry: Entry<NeedFact>): Need {
  if (entry.type !== 'need_reported') throw new Error(`needs: ${entry.stream} begins with ${entry.type}`)
  const { channel: _channel, ...given } = entry.body as Body<'need_reported'>
  return {
    ...given,
    id: entry.stream.slice('need/'.length),
    authority: entry.authority,
    incident: entry.incident,
    exercise: entry.exercise,
    openedAt: entry.at,
    status: 'open',
    invitations: [],
    assignments: [],
    wave: 0,
    waveEndsAt: entry.at,
    escalatedAt: null,
    shownToStaffAt: null,
    doneCheckEndsAt: null,
    outcome: null,
  }
}

const holdsASeat: readonly AssignmentState[] = ['briefing', 'accepted', 'on_the_way', 'arrived', 'done']

/** Assignments that count towards `wanted`. */
export const seated = (need: Need): readonly Assignment[] =>
  need.assignments.filter((a) => holdsASeat.includes(a.state))

const underWay: readonly AssignmentState[] = ['briefing', 'accepted', 'on_the_way', 'arrived']

/** Assignments of people who are coming or there. */
export const running = (need: Need): readonly Assignment[] => need.assignments.filter((a) => underWay.includes(a.state))

/** People still wanted. */
export const seatsFree = (need: Need): number => Math.max(0, need.wanted - seated(need).length)

export const stillAsked = (need: Need): readonly Invitation[] => need.invitations.filter((i) => i.state === 'asked')

export const standbys = (need: Need): readonly Invitation[] => need.invitations.filter((i) => i.state === 'standby')

/** A need that nothing more can happen to. */
export const isOver = (need: Need): boolean => need.status === 'closed'
