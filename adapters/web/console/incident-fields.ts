import {
  type DecidingRole,
  type DecisionText,
  decidingRoles,
  type SituationText,
} from '../../../core/incidents/decision-log.ts'

/** A field of the decision log: how it is called, and what belongs there. */
export interface LogField<K extends string> {
  readonly key: K
  readonly label: string
  readonly hint: string
  readonly rows: number
}

/** METHANE without its first letter, which is a choice (JESIP). */
export const situationFields: readonly LogField<keyof SituationText & string>[] = [
  { key: 'exactLocation', label: 'Exact location', hint: 'Where, by place, postcode or grid reference', rows: 2 },
  { key: 'type', label: 'Type of incident', hint: 'For example river flooding, about 40 homes', rows: 2 },
  { key: 'hazards', label: 'Hazards', hint: 'Present and suspected', rows: 3 },
  { key: 'access', label: 'Access', hint: 'Routes that are safe to use, and those that are not', rows: 3 },
  { key: 'casualties', label: 'Number of casualties', hint: 'How many, of what sort and how badly', rows: 2 },
  { key: 'services', label: 'Emergency services', hint: 'There now, and needed', rows: 2 },
]

/** A decision in the order of the Joint Decision Model (JESIP). */
export const decisionFields: readonly LogField<keyof DecisionText & string>[] = [
  { key: 'decision', label: 'Decision', hint: 'What was decided', rows: 3 },
  { key: 'decidedBy', label: 'Decided by', hint: 'Name, where that is not you', rows: 0 },
  { key: 'information', label: 'Information and intelligence', hint: 'What was known at the time', rows: 4 },
  { key: 'risks', label: 'Threats, risks and working strategy', hint: 'What could go wrong, and the aim', rows: 3 },
  { key: 'powers', label: 'Powers, policies and procedures', hint: 'What allows or requires it', rows: 2 },
  { key: 'options', label: 'Options and contingencies', hint: 'What else was considered', rows: 4 },
  { key: 'rationale', label: 'Rationale', hint: 'Why this one', rows: 4 },
  { key: 'authority', label: 'Authority', hint: 'On whose authority', rows: 0 },
  { key: 'action', label: 'Action and review', hint: 'Who does what now, and how it is looked at again', rows: 3 },
]

export const requiredOfDecision: readonly (keyof DecisionText)[] = ['decision', 'information', 'options', 'rationale']
export const requiredOfSituation: readonly (keyof SituationText)[] = ['exactLocation', 'type']

export const roleWords: Readonly<Record<DecidingRole, string>> = {
  strategic: 'Strategic (gold)',
  tactical: 'Tactical (silver)',
  operational: 'Operational (bronze)',
  duty_officer: 'Duty officer',
  planner: 'Emergency planner',
  loggist: 'Loggist',
}

export const isRole = (text: string): text is DecidingRole => (decidingRoles as readonly string[]).includes(text)
