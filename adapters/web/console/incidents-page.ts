import { html } from 'hono/html'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { Page } from './layout.ts'
import type { Notice } from './notices.ts'
import { field, type Html, type Problem, table } from './parts.ts'

export interface IncidentRow {
  readonly incident: Incident
  readonly name: string
  readonly needs: number
  readonly due: number
}

export interface IncidentsView {
  readonly rows: readonly IncidentRow[]
  readonly typed: string
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

export const incidentsPage = (view: IncidentsView): Page => ({
  title: 'Incidents',
  here: 'incidents',
  notice: view.notice,
  problems: view.problems,
  body: html`<h1>Incidents</h1>
  ${list(view.rows)}
  <h2>Open an incident</h2>
  <form method="post" action="/console/incidents" class="narrow">
    ${field({ id: 'name', name: 'name', label: 'What is it called?', hint: 'For example River Avon flooding', value: view.typed, problems: view.problems })}
    <fieldset><legend>Is it real?</legend>
      <div class="choice"><input type="radio" name="exercise" value="no" id="exercise-0" checked><label for="exercise-0">Real</label></div>
      <div class="choice"><input type="radio" name="exercise" value="yes" id="exercise-1"><label for="exercise-1">An exercise: this cannot be changed later</label></div>
    </fieldset>
    <button>Open the incident</button>
  </form>`,
})

const list = (rows: readonly IncidentRow[]): Html =>
  table<IncidentRow>(
    'Incidents, open ones first',
    [
      {
        title: 'Incident',
        cell: ({ incident, name }) =>
          html`<a href="/console/incidents/${incident.id}">${name}</a>${incident.exercise ? html` <span class="tag exercise">EXERCISE</span>` : ''}`,
      },
      { title: 'State', cell: ({ incident }) => (incident.open ? 'Open' : 'Closed') },
      { title: 'Needs', cell: ({ needs }) => String(needs) },
      { title: 'Decisions', cell: ({ incident }) => String(incident.decisions?.length ?? 0) },
      { title: 'To look at again', cell: ({ due }) => (due > 0 ? html`<span class="tag urgent">${due}</span>` : '0') },
    ],
    rows,
  )
