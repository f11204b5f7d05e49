import type { Incident } from '../incidents/incident.ts'
import { isOver, type Need, running } from '../needs/need.ts'
import type { Person } from '../people/person.ts'

/** Why somebody is not erased now. `held`: a legal hold stands on them, or on a need or incident they had part in. */
export type EraseRefusal = 'gone' | 'held' | 'assignment_running' | 'need_open' | 'on_duty' | 'busy'

/** Everything that must be looked at before somebody is erased. */
export interface PartIn {
  readonly person: Person
  /** Needs they asked for. */
  readonly own: readonly Need[]
  /** Needs they were given, of other people. */
  readonly others: readonly Need[]
  /** Incidents of all these needs. */
  readonly incidents: readonly Incident[]
  readonly onDuty: boolean
}

/** Null when the person may be erased. Nobody is erased while somebody is on the way, or waiting for help. */
export function whyNotErased({ person, own, others, incidents, onDuty }: PartIn): EraseRefusal | null {
  if (person.erased) return 'gone'
  if ([person, ...own, ...others, ...incidents].some((one) => one.hold)) return 'held'
  if (assignmentRuns(person, own)) return 'assignment_running'
  if (own.some((need) => !isOver(need))) return 'need_open'
  return onDuty ? 'on_duty' : null
}

/** Somebody is coming to this person, or this person is going to somebody. */
export const assignmentRuns = (person: Person, own: readonly Need[]): boolean =>
  person.commitments.length > 0 ||
  person.items.some((item) => item.purpose === 'assignment') ||
  own.some((need) => running(need).length > 0)
