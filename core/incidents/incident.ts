import type { Entry, Fact } from '../ledger/entry.ts'
import type { Arrivals } from '../messages/fall-over.ts'
import type { ErasedBody } from '../privacy/destroyed.ts'
import type { RetentionCounts } from '../privacy/retention.ts'
import type { Instant } from '../time.ts'
import { type Budget, type BudgetFact, type BudgetScope, budgetReached, budgetSet, budgetWarned } from './budget.ts'
import type { DecisionFact, DecisionLine, SituationLine } from './decision-log.ts'
import { decided, reported, reviewed } from './decision-log.ts'
import { type KeptClear, type KeptClearFact, keptClear, reopened } from './kept-clear.ts'
import { approved, drafted, type Post, type PostFact, published, removed, withdrawn } from './post.ts'
import { type Room, type RoomFact, roomOpened } from './room.ts'

/** Groups needs, areas and alerts. Every authority has a standing one for what belongs to no other. */
export interface Incident {
  readonly id: string
  readonly authority: string
  readonly exercise: boolean
  readonly code: string
  readonly open: boolean
  /** Sealed under the incident's key: what planners call it. */
  readonly name?: string
  readonly hold?: Instant
  readonly erased?: Instant
  readonly situations?: readonly SituationLine[]
  readonly decisions?: readonly DecisionLine[]
  /** Areas that nobody is sent into and nobody in is asked. */
  readonly keptClear?: readonly KeptClear[]
  /** Public posts, oldest first. */
  readonly posts?: readonly Post[]
  /** Where its timeline is posted, one a chat. */
  readonly rooms?: readonly Room[]
  /** What its texts may cost; that of a day is the standing incident's. */
  readonly budgets?: Partial<Readonly<Record<BudgetScope, Budget>>>
  /** Of the standing incident: when old records were last let go of, and how many. */
  readonly retention?: RetentionCounts & { readonly at: Instant }
}

export type IncidentFact =
  | Fact<'incident_opened', { code: string; nameRef?: string }>
  | Fact<'incident_closed', { reasonRef: string }>
  | Fact<'incident_hold_placed', { reasonRef: string }>
  | Fact<'incident_hold_lifted', { reasonRef: string }>
  | Fact<'incident_erased', ErasedBody>
  | Fact<'retention_applied', RetentionCounts>
  | DecisionFact
  | PostFact
  | KeptClearFact
  | RoomFact
  | BudgetFact
  | ProviderFact

/** Of the standing incident: by which channel texts go that wait for another. `slow` of `of` arrived late. */
type ProviderFact =
  | Fact<'provider_fell_over', Arrivals & { from: string; to: string }>
  | Fact<'provider_came_back', Arrivals & { from: string; to: string }>

type Body<T extends IncidentFact['type']> = Extract<IncidentFact, { type: T }>['body']
type Apply<T extends IncidentFact['type']> = (incident: Incident, body: Body<T>, entry: Entry) => Incident

const apply: { readonly [T in IncidentFact['type']]: Apply<T> } = {
  incident_opened: (incident) => incident,
  incident_closed: (incident) => ({ ...incident, open: false }),
  incident_hold_placed: (incident, _, { at }) => ({ ...incident, hold: at }),
  incident_hold_lifted: ({ hold: _lifted, ...incident }) => incident,
  incident_erased: (incident, _, { at }) => ({ ...incident, erased: at }),
  retention_applied: (incident, counts, { at }) => ({ ...incident, retention: { ...counts, at } }),
  situation_reported: reported,
  decision_recorded: decided,
  decision_reviewed: reviewed,
  area_kept_clear: keptClear,
  area_reopened: reopened,
  post_drafted: drafted,
  post_approved: approved,
  post_withdrawn: withdrawn,
  post_published: published,
  post_removed: removed,
  room_opened: roomOpened,
  decision_shared: (incident) => incident,
  provider_fell_over: (incident) => incident,
  provider_came_back: (incident) => incident,
  budget_set: budgetSet,
  budget_warned: budgetWarned,
  budget_reached: budgetReached,
}

/** The incident after one more entry of its stream; the first must be `incident_opened`. */
export function evolveIncident(before: Incident | undefined, entry: Entry<IncidentFact>): Incident {
  const incident = before ?? opened(entry)
  return (apply[entry.type] as Apply<IncidentFact['type']>)(incident, entry.body as never, entry)
}

function opened(entry: Entry<IncidentFact>): Incident {
  if (entry.type !== 'incident_opened') throw new Error(`incidents: ${entry.stream} begins with ${entry.type}`)
  const { authority, exercise, body } = entry
  const { code, nameRef } = body as Body<'incident_opened'>
  const id = entry.stream.slice('incident/'.length)
  return { id, authority, exercise, code, open: true, ...(nameRef ? { name: nameRef } : {}) }
}
