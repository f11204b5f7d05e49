import { html } from 'hono/html'
import { shownWhys } from '../../../core/people/shown.ts'
import { shownWhyWords } from './words.ts'

export type Html = ReturnType<typeof html> | string

/** Something wrong in a form: the id of the field, and a sentence that says what would be right. */
export interface Problem {
  readonly id: string
  readonly text: string
}

/** All that is wrong, at the top, each a link to its field; nothing when nothing is. */
export const problemSummary = (problems: readonly Problem[]): Html =>
  problems.length === 0
    ? ''
    : html`<div class="problems" role="alert" tabindex="-1">
        <h2>There is a problem</h2>
        <ul>${problems.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ul>
      </div>`

/** The problem of one field, beside it. */
export function problemAt(problems: readonly Problem[], id: string): Html {
  const problem = problems.find((p) => p.id === id)
  return problem
    ? html`<p class="problem" id="${id}-problem"><span class="unseen">Error: </span>${problem.text}</p>`
    : ''
}

const described = (problems: readonly Problem[], id: string, hint: boolean): Html => {
  const ids = [hint ? `${id}-hint` : '', problems.some((p) => p.id === id) ? `${id}-problem` : ''].filter(Boolean)
  return ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`
}

export interface Field {
  readonly id: string
  readonly name: string
  readonly label: Html
  readonly hint?: string
  readonly value?: string
  readonly type?: 'text' | 'tel' | 'password' | 'number' | 'datetime-local'
  readonly autocomplete?: string
  readonly problems?: readonly Problem[]
  readonly rows?: number
  /** The most signs it takes; 1,000 for a text area, 200 for a line. */
  readonly most?: number
  readonly short?: boolean
}

/** A labelled field with its hint and its problem; a text area when `rows` is given. */
export function field(f: Field): Html {
  const { id, name, problems = [], value = '', type = 'text', rows, autocomplete = 'off' } = f
  const invalid = problems.some((p) => p.id === id)
  const common = html`id="${id}" name="${name}" autocomplete="${autocomplete}"${described(problems, id, f.hint !== undefined)}${invalid ? html` aria-invalid="true"` : ''}`
  return html`<div class="field${invalid ? ' wrong' : ''}">
    <label for="${id}">${f.label}</label>
    ${f.hint ? html`<p class="hint" id="${id}-hint">${f.hint}</p>` : ''}
    ${problemAt(problems, id)}
    ${
      rows
        ? html`<textarea ${common} rows="${rows}" maxlength="${f.most ?? 1000}">${value}</textarea>`
        : html`<input ${common} type="${type}" value="${value}" maxlength="200"${f.short ? html` class="short"` : ''}>`
    }
  </div>`
}

export interface ReasonForm {
  /** Also the prefix of the reason field's id: `ID-reason`. */
  readonly id: string
  readonly action: string
  readonly button: string
  readonly label: string
  readonly hint?: string
  readonly problems: readonly Problem[]
  readonly hidden?: Readonly<Record<string, string>>
  readonly grave?: boolean
  readonly before?: Html
}

export const missingReason = (id: string): Problem => ({ id: `${id}-reason`, text: 'Say why, in a few words' })

/** A button that wants a reason. */
export const reasonForm = (form: ReasonForm): Html => html`<form method="post" action="${form.action}" class="act">
    ${Object.entries(form.hidden ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${form.before ?? ''}
    ${field({
      id: `${form.id}-reason`,
      name: 'reason',
      label: form.label,
      problems: form.problems,
      ...(form.hint ? { hint: form.hint } : {}),
    })}
    <button class="${form.grave ? 'grave' : ''}">${form.button}</button>
  </form>`

/** The same, folded away behind its name until it is wanted; open while something is wrong in it. */
export const foldedReasonForm = (summary: string, form: ReasonForm): Html =>
  html`<details${form.problems.some((p) => p.id.startsWith(`${form.id}-`)) ? html` open` : ''}><summary>${summary}</summary>${reasonForm(form)}</details>`

/** Lifts the mask: a button, and why. */
export const showForm = (
  action: string,
  what: string,
  id = 'why',
): Html => html`<form method="post" action="${action}" class="show">
    <label for="${id}">Why do you need it?</label>
    <select id="${id}" name="why">${shownWhys.map((why) => html`<option value="${why}">${shownWhyWords[why]}</option>`)}</select>
    <button>Show ${what}</button>
    <p class="hint">This is written in the log with your name.</p>
  </form>`

export const masked = html`<span class="masked">masked</span>`

export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => Html
}

/** A table that turns into a list of cards, or of lines when `compact`, on a narrow screen and stays a table for a screen reader. */
export const table = <T>(caption: string, columns: readonly Column<T>[], rows: readonly T[], compact = false): Html =>
  html`<table role="table"${compact ? html` class="compact"` : ''}>
    <caption>${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map(({ title }) => html`<th role="columnheader" scope="col">${title}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map(
      (row) =>
        html`<tr role="row">${columns.map(({ title, cell }) => html`<td role="cell" data-title="${title}"><div>${cell(row)}</div></td>`)}</tr>`,
    )}</tbody>
  </table>`

/** Names and values, one under the other. */
export const facts = (pairs: readonly (readonly [string, Html])[]): Html =>
  html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

export const when = (instant: string, said: string): Html => html`<time datetime="${instant}">${said}</time>`
