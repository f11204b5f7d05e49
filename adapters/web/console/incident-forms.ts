import { html } from 'hono/html'
import { type DecisionLine, decidingRoles, type SituationLine } from '../../../core/incidents/decision-log.ts'
import {
  decisionFields,
  type LogField,
  requiredOfDecision,
  requiredOfSituation,
  roleWords,
  situationFields,
} from './incident-fields.ts'
import { field, type Html, type Problem } from './parts.ts'
import { toField } from './times.ts'

/** What a form holds when it is drawn: what was typed, or the line that is to be corrected. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>
  /** Id of the line this one puts right. */
  readonly corrects: string | null
}

export interface LogForm {
  readonly path: string
  readonly now: Date
  readonly filled: Filled
  readonly problems: readonly Problem[]
}

function logField(
  prefix: string,
  { key, label, hint, rows }: LogField<string>,
  form: LogForm,
  required: readonly string[],
): Html {
  return field({
    id: `${prefix}-${key}`,
    name: key,
    label: required.includes(key) ? label : html`${label} <span class="hint">(optional)</span>`,
    hint,
    value: form.filled.values[key] ?? '',
    problems: form.problems,
    most: 2000,
    ...(rows > 0 ? { rows } : {}),
  })
}

const timeField = (form: LogForm, id: string, name: string, label: Html, usual: string): Html =>
  field({
    id,
    name,
    label,
    hint: 'UK time',
    type: 'datetime-local',
    value: form.filled.values[name] ?? usual,
    problems: form.problems,
    short: true,
  })

const correcting = ({ corrects }: Filled): Html =>
  corrects === null
    ? ''
    : html`<input type="hidden" name="corrects" value="${corrects}"><p class="hint">This is a new line that corrects an earlier one. The earlier one stays as it is, and says so.</p>`

/** METHANE, or ETHANE where no major incident is declared. */
export const situationForm = (
  form: LogForm,
): Html => html`<form method="post" action="${form.path}/situations" class="act">
  ${correcting(form.filled)}
  <fieldset><legend>Major incident declared?</legend>
    ${[
      ['METHANE', 'Yes: METHANE'],
      ['ETHANE', 'No: ETHANE'],
    ].map(
      ([value, label], i) =>
        html`<div class="choice"><input type="radio" name="form" value="${value}" id="form-${i}"${(form.filled.values.form ?? 'ETHANE') === value ? html` checked` : ''}><label for="form-${i}">${label}</label></div>`,
    )}
  </fieldset>
  ${situationFields.map((one) => logField('situation', one, form, requiredOfSituation))}
  ${timeField(form, 'situation-observedAt', 'observedAt', 'Observed at', toField(form.now.toISOString()))}
  <button>Enter the report</button>
</form>`

export const decisionForm = (
  form: LogForm,
): Html => html`<form method="post" action="${form.path}/decisions" class="act">
  ${correcting(form.filled)}
  ${decisionFields.map((one) => logField('decision', one, form, requiredOfDecision))}
  <div class="field"><label for="decision-role">Role of whoever decided</label><select id="decision-role" name="role">${decidingRoles.map(
    (role) =>
      html`<option value="${role}"${form.filled.values.role === role ? html` selected` : ''}>${roleWords[role]}</option>`,
  )}</select></div>
  ${timeField(form, 'decision-decidedAt', 'decidedAt', 'Decided at', toField(form.now.toISOString()))}
  ${timeField(form, 'decision-reviewAt', 'reviewAt', html`To be looked at again <span class="hint">(optional)</span>`, '')}
  <button>Enter the decision</button>
</form>`

/** The form of a correction begins with what the line says. */
export const filledFrom = (line: SituationLine | DecisionLine, text: Readonly<Record<string, string>>): Filled => ({
  corrects: line.id,
  values:
    'role' in line
      ? {
          ...text,
          role: line.role,
          decidedAt: toField(line.decidedAt),
          reviewAt: line.reviewAt ? toField(line.reviewAt) : '',
        }
      : { ...text, form: line.form, observedAt: toField(line.observedAt) },
})
