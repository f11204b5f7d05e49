import type { Alert } from '../../../core/alerts/alert.ts'
import type { AlertDraft, AlertPlan, Area } from '../../../core/alerts/audience.ts'
import type { Point } from '../../../core/geo/point.ts'
import type { BudgetSetting } from '../../../core/incidents/budget.ts'
import type { DecidingRole, DecisionText, SituationForm, SituationText } from '../../../core/incidents/decision-log.ts'
import type { PostDraft } from '../../../core/incidents/post.ts'
import type { KindId, Urgency } from '../../../core/kinds.ts'
import type { ByHandRefusal } from '../../../core/needs/by-hand.ts'
import type { RankingPlace } from '../../../core/needs/need.ts'
import type { StandingWish } from '../../../core/offers/standing.ts'
import type { ShownWhy } from '../../../core/people/shown.ts'
import type { EraseRefusal } from '../../../core/privacy/may-erase.ts'
import type { Result } from '../../../core/result.ts'
import type { Instant } from '../../../core/time.ts'

/** A call as the operator typed it in; texts are trimmed, empty where nothing was said. */
export interface Call {
  /** E.164; null when the caller has no phone or does not give it: every message to them becomes a call back. */
  readonly phone: string | null
  readonly callerName: string
  /** Who is to be helped, where that is not the caller. */
  readonly subjectName: string
  readonly house: string
  readonly place: string
  /** Null: the words decide. */
  readonly kind: KindId | null
  /** Null: as is usual for the kind. */
  readonly urgency: Urgency | null
  readonly words: string
  readonly vulnerable: readonly string[]
  readonly portions: number | null
  readonly notes: string
}

export type CallProblem = 'place_not_found' | 'place_doubtful' | 'kind_unclear'

/** Why something was not done: things have moved on since the page was drawn. */
export type Refusal =
  | ByHandRefusal
  | EraseRefusal
  | 'gone'
  | 'both_live'
  | 'exercise_differs'
  | 'exercise_not_posted'
  | 'tells_of_somebody'

/** A decision as it is entered; the words are sealed. `corrects` names the one it puts right. */
export interface DecisionEntry {
  readonly text: DecisionText
  readonly role: DecidingRole
  readonly decidedAt: Instant
  readonly reviewAt: Instant | null
  readonly corrects: string | null
}

export interface SituationEntry {
  readonly form: SituationForm
  readonly text: SituationText
  readonly observedAt: Instant
  readonly corrects: string | null
}

export type Did<T = null> = Promise<Result<T, Refusal>>

/**
 * All that a planner can have done. Each becomes entries with `staff/ACCOUNT` as their actor and is announced to whom
 * it concerns; `by` is the account's id. Reasons are the planner's own words and are sealed.
 */
export interface Actions {
  closeNeed(by: string, need: string, reason: string): Did
  /** Returns how many more people were asked. */
  askMore(by: string, need: string, reason: string): Did<number>
  /** `override`: they are sent although a check, an approval or a vehicle is missing. */
  assign(by: string, need: string, person: string, how: { reason: string; override: boolean }): Did
  /** Changes who is asked next; whoever is next is asked at once. */
  rank(by: string, need: string, person: string, how: { place: RankingPlace; reason: string }): Did
  /** These two, whoever reported the need and this person, are never matched again. */
  block(by: string, need: string, person: string, reason: string): Did
  unblock(by: string, person: string, other: string, reason: string): Did
  drop(by: string, need: string, person: string, reason: string): Did
  acknowledgeAlarm(by: string, alarm: string, reason: string): Did
  handleMessage(by: string, message: string, reason: string): Did
  /** Makes one of the two records that a message is about, once one of them has nothing open; it is then handled. */
  joinRecords(by: string, message: string, reason: string): Did
  approve(by: string, person: string, reason: string): Did
  /** Their kitchen is fit to cook for others every week. */
  confirmKitchen(by: string, person: string, how: { until: Instant; reason: string }): Did
  /** Something wanted or offered every week: the next left out, paused, taken up again, or ended. */
  moveStanding(by: string, person: string, how: { standing: string; wish: StandingWish; reason: string }): Did
  /** `until` null: until they say that they are back. */
  markAway(by: string, person: string, until: string | null): Did
  markBack(by: string, person: string): Did
  /** Returns the need's id. */
  takeCall(by: string, call: Call): Promise<Result<string, CallProblem>>
  addToDuty(by: string, phone: string, name: string | null): Promise<void>
  removeFromDuty(by: string, person: string, reason: string): Did

  /** Writes down that the mask is lifted; what is behind it may be read after that. */
  showNeed(by: string, need: string, why: ShownWhy, people: readonly string[]): Did
  showPeople(by: string, people: readonly string[], why: ShownWhy): Did
  showMessage(by: string, message: string, why: ShownWhy): Did
  /** Everything held about somebody, all their requests included. */
  showAll(by: string, person: string, why: ShownWhy): Did

  /** Returns the incident's id. Whether it is an exercise never changes. */
  openIncident(by: string, opening: { name: string; exercise: boolean }): Promise<string>
  closeIncident(by: string, incident: string, reason: string): Did
  fileNeed(by: string, need: string, incident: string, reason: string): Did
  reportSituation(by: string, incident: string, situation: SituationEntry): Did
  recordDecision(by: string, incident: string, decision: DecisionEntry): Did
  reviewDecision(
    by: string,
    incident: string,
    review: { decision: string; words: string; reviewAt: Instant | null },
  ): Did

  /** A draft of an alert; nothing goes out before it is approved. Returns its id. */
  draftAlert(by: string, draft: AlertDraft): Did<string>
  /** What it would come to if it were sent now. */
  previewAlert(alert: Alert): Promise<AlertPlan>
  /** `seen`: how many recipients whoever approves it was shown. */
  approveAlert(by: string, alert: string, seen: number): Did
  /** Takes back what has not gone. */
  withdrawAlert(by: string, alert: string, reason: string): Did
  /** The area round a place that words name; null where they name none, or several. */
  areaAround(place: string, radiusM: number): Promise<Area | null>

  /** What texts of an incident, or of a day (then it is the standing incident's), may cost. */
  setBudget(by: string, incident: string, budget: BudgetSetting): Did

  /** Nobody in this area is asked, and nobody is sent into it, until it is opened again. */
  keepClear(by: string, incident: string, area: { corners: readonly Point[]; reason: string }): Did
  reopenArea(by: string, incident: string, area: { area: string; reason: string }): Did

  /** A public post; it goes out once it is approved, or at once as an update of one that was. */
  draftPost(by: string, incident: string, draft: PostDraft): Did
  approvePost(by: string, incident: string, post: string): Did
  withdrawPost(by: string, incident: string, post: string): Did

  erase(by: string, person: string, reason: string): Did
  setHold(by: string, on: { what: 'person' | 'need' | 'incident'; id: string; held: boolean }, reason: string): Did
  decideCase(by: string, of: { person: string; case: string }, outcome: 'granted' | 'refused', reason: string): Did

  /** Returns the one-time password, or null when the user name is taken. */
  openAccount(by: string, name: string, login: string): Promise<string | null>
  closeAccount(by: string, account: string, reason: string): Did
  /** Another one-time password; every session of the account ends. */
  issuePassword(by: string, account: string, reason: string): Did<string>
  changePassword(by: string, password: string): Promise<void>
  /** False when the account is closed. */
  noteSignIn(account: string): Promise<boolean>
  noteSignOut(account: string): Promise<void>
}
