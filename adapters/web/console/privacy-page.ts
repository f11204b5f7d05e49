import { html } from 'hono/html'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { Case } from '../../../core/privacy/case.ts'
import type { Page } from './layout.ts'
import type { Notice } from './notices.ts'
import { foldedReasonForm, type Html, type Problem, table, when } from './parts.ts'
import { sayWhen } from './times.ts'
import { handleOf, plural } from './words.ts'

export interface CaseRow extends Case {
  readonly person: string
}

export interface Held {
  readonly what: 'person' | 'need' | 'incident'
  readonly id: string
  readonly since: string
}

export interface PrivacyView {
  readonly now: Date
  readonly cases: readonly CaseRow[]
  readonly held: readonly Held[]
  readonly retention: Incident['retention'] | undefined
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

export const privacyPage = (view: PrivacyView): Page => ({
  title: 'Privacy',
  here: 'privacy',
  notice: view.notice,
  problems: view.problems,
  body: html`<h1>Privacy</h1>
  <section aria-labelledby="cases-title"><h2 id="cases-title">${plural(view.cases.length, 'request')} about their own data</h2>${cases(view)}</section>
  <section aria-labelledby="held-title"><h2 id="held-title">Legal holds</h2>${held(view)}</section>
  <section aria-labelledby="retention-title"><h2 id="retention-title">Old records</h2>${retention(view)}</section>`,
})

const wantsWords = { access: 'Wants to see what is held', erasure: 'Wants everything deleted' } as const

const cases = ({ cases, now, problems }: PrivacyView): Html =>
  cases.length === 0
    ? html`<p class="empty">Nobody is waiting for a decision. People ask by texting “what do you know about me” or “delete me”.</p>`
    : html`<ul class="cards">${cases.map((one) => html`<li>${caseCard(one, now, problems)}</li>`)}</ul>`

function caseCard(one: CaseRow, now: Date, problems: readonly Problem[]): Html {
  const overdue = Date.parse(one.dueAt) < now.getTime()
  const path = `/console/privacy/${one.person}/${one.id}`
  const what = html`<p class="what"><strong>${wantsWords[one.wants]}</strong>: <a href="/console/people/${one.person}">person ${handleOf(one.person)}</a>. Asked ${when(one.openedAt, sayWhen(one.openedAt, now))}, to be decided by ${when(one.dueAt, sayWhen(one.dueAt, now))}${overdue ? html` <span class="tag urgent">overdue</span>` : ''}</p>`
  if (one.outcome === 'granted') return html`${what}<p>Granted: erased as soon as nothing is on its way to them.</p>`
  const form = (outcome: 'granted' | 'refused', button: string, hint: string) =>
    foldedReasonForm(button, {
      id: `${outcome}-${one.id}`,
      action: `${path}/${outcome}`,
      button,
      label: outcome === 'granted' ? 'What was checked?' : 'Why not?',
      hint,
      problems,
      grave: outcome === 'granted' && one.wants === 'erasure',
    })
  return html`${what}<div class="row">${
    one.wants === 'erasure'
      ? form('granted', 'Grant: erase everything', 'They get one last text. It cannot be undone.')
      : form('granted', 'Grant: send them a link', 'A private link to everything held is texted to them.')
  }${form('refused', 'Refuse', 'They are told by text that the reason is written down, and how to complain.')}</div>`
}

const pathOf = { person: 'people', need: 'needs', incident: 'incidents' } as const

const held = ({ held, now }: PrivacyView): Html =>
  held.length === 0
    ? html`<p class="empty">None. A hold is placed on the page of a person, a need or an incident.</p>`
    : table<Held>(
        'What a legal hold keeps from being erased',
        [
          {
            title: 'What',
            cell: ({ what, id }) => html`<a href="/console/${pathOf[what]}/${id}">${what} ${handleOf(id)}</a>`,
          },
          { title: 'Since', cell: ({ since }) => when(since, sayWhen(since, now)) },
        ],
        held,
      )

function retention({ retention, now }: PrivacyView): Html {
  if (!retention) return html`<p class="empty">Nothing was old enough to be let go of yet.</p>`
  const { needs, people, texts, incidents, held } = retention
  return html`<p>Last let go of ${when(retention.at, sayWhen(retention.at, now))}: the details of ${plural(needs, 'need')}, ${plural(people, 'person', 'people')}, the words of ${plural(texts, 'message')}, the decision log of ${plural(incidents, 'incident')}. ${plural(held, 'record was', 'records were')} passed over because a legal hold stands on them.</p>`
}
