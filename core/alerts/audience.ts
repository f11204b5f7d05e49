import { haversineM } from '../geo/distance.ts'
import type { Point } from '../geo/point.ts'
import { isInside, type Polygon, polygonOf } from '../geo/polygon.ts'
import { isAway, type Person } from '../people/person.ts'
import type { Instant } from '../time.ts'
import type { Alert, AlertLanguage, AlertRule } from './alert.ts'

/** Where an alert is for: round a place, or within corners (WGS 84, in order). */
export type Area =
  | { readonly label: string; readonly centre: Point; readonly radiusM: number }
  | { readonly label: string; readonly corners: readonly Point[] }

/** An alert as a planner writes it. */
export interface AlertDraft extends AlertRule, Pick<Alert, 'purpose' | 'lifeSafety'> {
  readonly incident: string
  /** `cy` is empty where everybody gets the English. */
  readonly texts: { readonly en: string; readonly cy: string }
  /** Null: wherever they are. */
  readonly area: Area | null
}

/** What an alert comes to: people, segments and expected cost (millionths), by channel and language. */
export interface AlertPlan {
  readonly recipients: number
  readonly lines: readonly {
    readonly channel: string
    readonly language: AlertLanguage
    readonly people: number
    readonly segments: number
    readonly micros: number
  }[]
}

/** A test for points, made once for many: inside the area, or everywhere where there is none. */
export function insideOf(area: Area | null): (point: Point) => boolean {
  if (area === null) return () => true
  if ('centre' in area) return (point) => haversineM(area.centre, point) <= area.radiusM
  const polygon: Polygon = polygonOf([area.corners])
  return ({ lat, lon }) => isInside(polygon, lat, lon)
}

export interface Rule extends AlertRule {
  readonly lifeSafety: boolean
  /** The exercise that a recipient must be enrolled in; null: it is real. */
  readonly exercise: string | null
  readonly now: Instant
}

/** Whether an alert may go to somebody, wherever they are: topic, STOP, away, exercise, and what it is for. */
export function mayGet(person: Person, { topic, skill, role, exercise, lifeSafety, now }: Rule): boolean {
  if (person.erased || !person.addresses.some((address) => person.optedOut[address] === undefined)) return false
  if (topic !== null && person.muted.includes(topic)) return false
  if (exercise !== null && !person.exercises.includes(exercise)) return false
  if (role === 'everybody' && skill === null) return true
  if (person.volunteer === null || (skill !== null && !person.volunteer.skills.includes(skill))) return false
  return lifeSafety || !isAway(person, now)
}
