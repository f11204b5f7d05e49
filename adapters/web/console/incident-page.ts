import { html } from 'hono/html'
import {
  correctionOf,
  type DecisionLine,
  type DecisionText,
  reviewsDue,
  type SituationLine,
  type SituationText,
} from '../../../core/incidents/decision-log.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { PostText } from '../../../core/incidents/post.ts'
import type { logWords } from '../../db/incident-records.ts'
import { holdForm } from './hold-form.ts'
import { decisionFields, roleWords, situationFields } from './incident-fields.ts'
import { decisionForm, type Filled, situationForm } from './incident-forms.ts'
import { keptClearSection } from './kept-clear.ts'
import type { Page } from './layout.ts'
import type { LogView } from './need-log.ts'
import { logTable } from './need-log.ts'
import type { Notice } from './notices.ts'
import { facts, field, foldedReasonForm, type Html, type Problem, when } from './parts.ts'
import { type PostsView, postsSection } from './posts.ts'
import { saySecond, sayWhen } from './times.ts'
import { plural } from './words.ts'

export interface IncidentView {
  readonly now: Date
  readonly incident: Incident
  readonly name: string
  readonly standing: boolean
  readonly figures: readonly (readonly [string, number])[]
  readonly words: Awaited<ReturnType<typeof logWords>>
  readonly log: LogView
  readonly decision: Filled
  readonly situation: Filled
  readonly posts: Pick<PostsView, 'networks' | 'texts'>
  readonly post: PostText
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

export const incidentPage = (view: IncidentView): Page => ({
  title: view.name,
  here: 'incidents',
  notice: view.notice,
  problems: view.problems,
  body: html`<p class="back"><a href="/console/incidents">All incidents</a></p>
  <h1>${view.name} <span class="where">${view.incident.code}</span></h1>
  <section aria-labelledby="state-title">${state(view)}</section>
  <section aria-labelledby="situations-title">${situations(view)}</section>
  <section aria-labelledby="decisions-title">${decisions(view)}</section>
  <section aria-labelledby="clear-title">${keptClearSection(view.incident, view)}</section>
  <section aria-labelledby="posts-title">${postsSection({ ...view.posts, incident: view.incident, filled: view.post, problems: view.problems })}</section>
  <section aria-labelledby="report-title">${report(view)}</section>
  <section aria-labelledby="keep-title"><h2 id="keep-title">Keep and close</h2>${keeping(view)}</section>
  <section aria-labelledby="entries-title"><h2 id="entries-title">Log</h2>${logTable(view.log)}</section>`,
})

const pathOf = ({ incident }: IncidentView): string => `/console/incidents/${incident.id}`

function state({ incident, figures, now }: IncidentView): Html {
  const hold = incident.hold
    ? html`<p>A legal hold stands since ${when(incident.hold, sayWhen(incident.hold, now))}.</p>`
    : ''
  return html`<h2 id="state-title">${incident.open ? 'Open' : 'Closed'}</h2>
  ${incident.exercise ? html`<p><span class="tag exercise">EXERCISE</span></p>` : ''}${hold}
  ${facts(figures.map(([name, n]) => [name, String(n)] as const))}`
}

function situations(view: IncidentView): Html {
  const { incident, problems, situation, now } = view
  const lines = incident.situations ?? []
  const open = problems.some((p) => p.id.startsWith('situation-')) || situation.corrects !== null
  return html`<h2 id="situations-title">${plural(lines.length, 'situation report')}</h2>
  ${lines.length === 0 ? html`<p class="empty">No METHANE or ETHANE report yet.</p>` : html`<ol class="cards">${lines.toReversed().map((line) => html`<li id="${line.id}">${situationCard(view, line)}</li>`)}</ol>`}
  ${incident.erased ? '' : html`<details${open ? html` open` : ''}><summary>Enter a METHANE or ETHANE report</summary>${situationForm({ path: pathOf(view), now, filled: situation, problems })}</details>`}`
}

function situationCard(view: IncidentView, line: SituationLine): Html {
  const text = view.words.situations.get(line.text)
  return html`<p class="what"><strong>${line.form}</strong>, observed ${when(line.observedAt, saySecond(line.observedAt))}</p>
  ${text ? facts(situationFields.map(({ key, label }) => [label, text[key as keyof SituationText] || '–'] as const)) : erased}
  ${provenance(view, line, view.incident.situations ?? [])}`
}

const erased = html`<p class="empty">These words were erased.</p>`

function provenance<T extends SituationLine | DecisionLine>(view: IncidentView, line: T, lines: readonly T[]): Html {
  const correction = correctionOf(lines, line.id)
  const name = view.log.staff.get(line.by.replace('staff/', '')) ?? 'Planner'
  return html`<p class="hint">Recorded ${when(line.recordedAt, saySecond(line.recordedAt))} by ${name}.${line.corrects ? html` Corrects <a href="#${line.corrects}">an earlier line</a>.` : ''}${correction ? html` <strong>Corrected by <a href="#${correction.id}">a later line</a>.</strong>` : html` <a href="${pathOf(view)}?correct=${line.id}">Correct it<span class="unseen">, recorded ${saySecond(line.recordedAt)}</span></a>`}</p>`
}

function decisions(view: IncidentView): Html {
  const { incident, problems, decision, now } = view
  const lines = incident.decisions ?? []
  const open = problems.some((p) => p.id.startsWith('decision-')) || decision.corrects !== null
  return html`<h2 id="decisions-title">${plural(lines.length, 'decision')}</h2>
  ${reviewsDue(incident, now.toISOString()).length > 0 ? html`<p class="banner">${plural(reviewsDue(incident, now.toISOString()).length, 'decision is', 'decisions are')} to be looked at again.</p>` : ''}
  ${lines.length === 0 ? html`<p class="empty">No decision has been logged yet.</p>` : html`<ol class="cards">${lines.toReversed().map((line) => html`<li id="${line.id}">${decisionCard(view, line)}</li>`)}</ol>`}
  ${incident.erased ? '' : html`<details${open ? html` open` : ''}><summary>Enter a decision</summary>${decisionForm({ path: pathOf(view), now, filled: decision, problems })}</details>`}`
}

function decisionCard(view: IncidentView, line: DecisionLine): Html {
  const text = view.words.decisions.get(line.text)
  const overdue = line.reviewAt !== null && line.reviewAt <= view.now.toISOString()
  const review = line.reviewAt
    ? html` To be looked at again ${when(line.reviewAt, saySecond(line.reviewAt))}.${overdue ? html` <span class="tag urgent">due</span>` : ''}`
    : ''
  return html`<p class="what"><strong>${text?.decision ?? 'Erased'}</strong></p>
  <p>Decided ${when(line.decidedAt, saySecond(line.decidedAt))}, ${roleWords[line.role]}.${review}</p>
  ${text ? facts(decisionFields.slice(1).map(({ key, label }) => [label, text[key as keyof DecisionText] || '–'] as const)) : erased}
  ${line.reviews.map(({ at, text: ref, by }) => html`<p>Looked at ${when(at, saySecond(at))} by ${view.log.staff.get(by.replace('staff/', '')) ?? 'a planner'}: <span class="said">${view.words.reviews.get(ref) ?? 'erased'}</span></p>`)}
  ${provenance(view, line, view.incident.decisions ?? [])}
  ${correctionOf(view.incident.decisions ?? [], line.id) ? '' : reviewForm(view, line)}`
}

const reviewForm = (view: IncidentView, line: DecisionLine): Html =>
  foldedReasonForm('Note that it was looked at again', {
    id: `review-${line.id}`,
    action: `${pathOf(view)}/reviews`,
    button: 'Enter the review',
    label: 'What came of it?',
    problems: view.problems,
    hidden: { decision: line.id },
    before: field({
      id: `review-${line.id}-next`,
      name: 'reviewAt',
      label: html`Next look <span class="hint">(optional)</span>`,
      hint: 'UK time',
      type: 'datetime-local',
      problems: view.problems,
      short: true,
    }),
  })

const report = (view: IncidentView): Html => html`<h2 id="report-title">After-action report</h2>
  <p>Timeline, figures, decisions, and what proves them. Names and addresses of residents are not in it.</p>
  <div class="row">${[
    ['pdf', 'PDF'],
    ['csv', 'CSV'],
    ['json', 'JSON'],
  ].map(
    ([ending, name]) =>
      html`<form method="post" action="${pathOf(view)}/report.${ending}"><button class="plain">Download as ${name}</button></form>`,
  )}</div>`

function keeping(view: IncidentView): Html {
  const { incident, problems, standing } = view
  const close = foldedReasonForm('Close the incident', {
    id: 'close',
    action: `${pathOf(view)}/close`,
    button: 'Close it',
    label: 'Why is it closed?',
    hint: 'Needs under it go on. Its log can still be added to.',
    problems,
    grave: true,
  })
  return html`${holdForm(pathOf(view), incident.hold !== undefined, problems)}${incident.open && !standing ? close : ''}`
}
