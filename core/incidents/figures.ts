import type { Entry } from '../ledger/entry.ts'
import type { Need } from '../needs/need.ts'
import type { Instant } from '../time.ts'

/** One line of the figures of an incident. */
export interface Figure {
  readonly label: string
  readonly value: number
  readonly unit: 'count' | 'minutes'
}

/** How one need went, as its entries give it. Null: it did not come to that. */
export interface NeedCourse {
  readonly need: Need
  readonly firstYesAt: Instant | null
  readonly firstThereAt: Instant | null
  readonly closedAt: Instant | null
}

/** The course of each need, from the entries of its own stream in their order. */
export function coursesOf(needs: readonly Need[], entries: readonly Entry[]): NeedCourse[] {
  const byStream = Map.groupBy(entries, ({ stream }) => stream)
  return needs.map((need) => {
    const own = byStream.get(`need/${need.id}`) ?? []
    const first = (type: string) => own.find((entry) => entry.type === type)?.at ?? null
    const last = (type: string) => own.findLast((entry) => entry.type === type)?.at ?? null
    return {
      need,
      firstYesAt: first('invitation_accepted'),
      firstThereAt: first('arrived'),
      closedAt: last('need_closed'),
    }
  })
}

/** The figures of an incident: how many, and half of the needs were answered within so many minutes. */
export function figuresOf(courses: readonly NeedCourse[]): Figure[] {
  const needs = courses.map(({ need }) => need)
  const count = (label: string, value: number): Figure => ({ label, value, unit: 'count' })
  const outcome = (label: string, of: Need['outcome']) => count(label, needs.filter((n) => n.outcome === of).length)
  const invitations = needs.flatMap((need) => need.invitations)
  const helpers = needs.flatMap((need) => need.assignments.filter(({ state }) => state === 'done'))
  const figures = [
    count('Needs', needs.length),
    outcome('Done', 'done'),
    outcome('Withdrawn', 'withdrawn'),
    outcome('Closed by a planner', 'by_planner'),
    outcome('Out of time', 'out_of_time'),
    count('Still open', needs.filter(({ status }) => status !== 'closed').length),
    count('Raised to people on duty', needs.filter(({ escalatedAt }) => escalatedAt !== null).length),
    count('Invitations', invitations.length),
    count('People asked', new Set(invitations.map(({ person }) => person)).size),
    count('Said yes', invitations.filter(({ state }) => state === 'accepted').length),
    count('People who helped', new Set(helpers.map(({ person }) => person)).size),
  ]
  return [
    ...figures,
    ...median('Half had a yes within', courses, ({ firstYesAt }) => firstYesAt),
    ...median('Half had somebody there within', courses, ({ firstThereAt }) => firstThereAt),
  ]
}

/** The median of the minutes from a need's opening; no line where it never came to that. */
function median(label: string, courses: readonly NeedCourse[], at: (course: NeedCourse) => Instant | null): Figure[] {
  const minutes = courses
    .flatMap((course) => {
      const then = at(course)
      return then === null ? [] : [(Date.parse(then) - Date.parse(course.need.openedAt)) / 60_000]
    })
    .toSorted((a, b) => a - b)
  const middle = minutes[Math.floor((minutes.length - 1) / 2)]
  return middle === undefined ? [] : [{ label, value: Math.round(middle), unit: 'minutes' }]
}
