import type { Entry, Fact } from '../ledger/entry.ts'
import type { Instant } from '../time.ts'
import type { Incident } from './incident.ts'

/** In which capacity somebody decides. A code, so that it may stand in an entry. */
export const decidingRoles = ['strategic', 'tactical', 'operational', 'duty_officer', 'planner', 'loggist'] as const
export type DecidingRole = (typeof decidingRoles)[number]

/** METHANE where a major incident is declared, ETHANE below that (JESIP). */
export type SituationForm = 'METHANE' | 'ETHANE'

/** What is sealed of a situation report, in the order in which JESIP asks for it. */
export interface SituationText {
  readonly exactLocation: string
  readonly type: string
  readonly hazards: string
  readonly access: string
  readonly casualties: string
  readonly services: string
}

/** What is sealed of a decision: the fields of the Joint Decision Model and of a JESIP decision log. */
export interface DecisionText {
  readonly decision: string
  readonly decidedBy: string
  /** Gather information and intelligence: what was known then. */
  readonly information: string
  /** Assess threats and risks and develop a working strategy. */
  readonly risks: string
  /** Consider powers, policies and procedures. */
  readonly powers: string
  /** Identify options and contingencies. */
  readonly options: string
  readonly rationale: string
  /** On whose authority. */
  readonly authority: string
  /** Take action, and how it will be reviewed. */
  readonly action: string
}

/** A report or decision as its entries give it. Nothing is edited: a correction is another line that names this one. */
export interface SituationLine {
  readonly id: string
  readonly form: SituationForm
  readonly text: string
  readonly by: string
  readonly observedAt: Instant
  readonly recordedAt: Instant
  readonly corrects: string | null
}

export interface DecisionLine {
  readonly id: string
  readonly text: string
  readonly by: string
  readonly role: DecidingRole
  readonly decidedAt: Instant
  readonly recordedAt: Instant
  /** When it is to be looked at again; null when nobody asked for that, or it has been. */
  readonly reviewAt: Instant | null
  readonly corrects: string | null
  readonly reviews: readonly { readonly at: Instant; readonly by: string; readonly text: string }[]
}

export type DecisionFact =
  | Fact<
      'situation_reported',
      { report: string; form: SituationForm; text: string; observedAt: Instant; corrects: string | null }
    >
  | Fact<
      'decision_recorded',
      {
        decision: string
        text: string
        role: DecidingRole
        decidedAt: Instant
        reviewAt: Instant | null
        corrects: string | null
      }
    >
  | Fact<'decision_reviewed', { decision: string; text: string; reviewAt: Instant | null }>

type Body<T extends DecisionFact['type']> = Extract<DecisionFact, { type: T }>['body']

export const reported = (incident: Incident, body: Body<'situation_reported'>, { at, actor }: Entry): Incident => ({
  ...incident,
  situations: [...(incident.situations ?? []), lineOf(body.report, body, { at, actor })],
})

function lineOf(
  id: string,
  { form, text, observedAt, corrects }: Body<'situation_reported'>,
  { at, actor }: Pick<Entry, 'at' | 'actor'>,
): SituationLine {
  return { id, form, text, observedAt, corrects, by: actor, recordedAt: at }
}

/** A decision that corrects another takes over its review. */
export function decided(incident: Incident, body: Body<'decision_recorded'>, { at, actor }: Entry): Incident {
  const { decision: id, ...rest } = body
  const before = (incident.decisions ?? []).map((line) =>
    line.id === body.corrects ? { ...line, reviewAt: null } : line,
  )
  return { ...incident, decisions: [...before, { ...rest, id, by: actor, recordedAt: at, reviews: [] }] }
}

export const reviewed = (incident: Incident, body: Body<'decision_reviewed'>, { at, actor }: Entry): Incident => ({
  ...incident,
  decisions: (incident.decisions ?? []).map((line) =>
    line.id === body.decision
      ? { ...line, reviewAt: body.reviewAt, reviews: [...line.reviews, { at, by: actor, text: body.text }] }
      : line,
  ),
})

/** The line that corrects this one; undefined while it stands as it was. */
export const correctionOf = <T extends { readonly id: string; readonly corrects: string | null }>(
  lines: readonly T[],
  id: string,
): T | undefined => lines.find((line) => line.corrects === id)

/** Decisions whose time to be looked at again has come, the longest overdue first. */
export const reviewsDue = ({ decisions = [] }: Incident, now: Instant): readonly DecisionLine[] =>
  decisions
    .filter(({ reviewAt }) => reviewAt !== null && reviewAt <= now)
    .toSorted((a, b) => (a.reviewAt! < b.reviewAt! ? -1 : 1))
