import type { Address } from '../../core/channel.ts'
import type { Result } from '../../core/result.ts'

/** An open need as it may be seen by every planner: nothing of who and where exactly. */
export interface OpenNeed {
  readonly id: string
  /** As it stands in a sentence: "flood help". */
  readonly what: string
  readonly urgency: string
  /** At least 50 postcodes wide; null where no place is known. */
  readonly area: string | null
  readonly wanted: number
  readonly coming: number
  readonly asked: number
  readonly openMin: number
}

/** A need as a planner enters it for somebody; texts are trimmed, empty where nothing was said. */
export interface EnteredNeed {
  readonly words: string
  readonly place: string
  readonly name: string
  readonly house: string
  readonly phone: string
}

export type EnteringProblem = 'place_not_found' | 'place_doubtful' | 'kind_unclear' | 'phone_wrong'

export type RoomProblem = 'gone' | 'has_one'
export type SharingProblem = 'gone' | 'no_decision' | 'tells_of_somebody'

export interface EnteredDecision {
  readonly decision: string
  readonly rationale: string
  readonly options: string
  readonly risks: string
  readonly decidedBy: string
}

/** Where a planner says it: which workspace or server, and which channel of it. */
export interface Here {
  readonly server: string
  readonly place: string
}

/**
 * What planners can have done from where they talk. Each becomes entries with `person/ID` of whoever did it as their
 * actor. Nothing here spends money beyond what a need does, and nothing lifts a mask: that is the console's.
 */
export interface PlannerActions {
  openNeeds(): Promise<{ readonly total: number; readonly shown: readonly OpenNeed[] }>
  /** Why those were asked who were asked last, in sentences; undefined where no open need's id ends so. */
  whyAsked(needEnds: string): Promise<readonly string[] | undefined>
  /** Codes of open incidents, the last opened first. */
  openIncidents(): Promise<readonly string[]>
  /** Returns the code of the incident. */
  openIncident(by: Address, opening: { name: string; exercise: boolean }): Promise<string>
  /** Returns the need's id. */
  enterNeed(by: Address, need: EnteredNeed): Promise<Result<string, EnteringProblem>>
  /** Into the incident of that code, or the everyday one: `standing`. */
  recordDecision(by: Address, incident: string, decision: EnteredDecision): Promise<Result<null, 'gone'>>
  /** Has the incident of that code told here, or in a new channel beside it: returns that one's name, null for here. */
  openRoom(
    by: Address,
    incident: string,
    room: Here & { readonly isNew: boolean },
  ): Promise<Result<string | null, RoomProblem>>
  /** Lets the incident's channels read its last decision. */
  shareDecision(by: Address, incident: string): Promise<Result<null, SharingProblem>>
}
