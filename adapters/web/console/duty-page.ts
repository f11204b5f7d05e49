import { html } from 'hono/html'
import type { Page } from './layout.ts'
import type { Notice } from './notices.ts'
import { field, foldedReasonForm, type Html, type Problem } from './parts.ts'
import { handleOf } from './words.ts'

export interface OnDuty {
  readonly id: string
  readonly name: string | undefined
  /** The end of the number, to tell two people apart; null when there is none. */
  readonly numberEnd: string | null
}

export interface DutyView {
  readonly list: readonly OnDuty[]
  /** What was typed, kept while something in it is wrong. */
  readonly typed: { readonly phone: string; readonly name: string }
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

/** Who is called when there is an alarm, first to last. */
export const dutyPage = (view: DutyView): Page => ({
  title: 'Duty list',
  here: 'duty',
  notice: view.notice,
  problems: view.problems,
  body: html`<h1>Duty list</h1>
  <p>An alarm is texted to the first; whoever has not taken it on after 5 minutes is followed by the next, and after the last comes the first again.</p>
  ${view.list.length === 0 ? html`<p class="banner"><strong>The duty list is empty.</strong> No alarm reaches anybody.</p>` : list(view)}
  <h2>Add somebody</h2>
  <form method="post" action="/console/duty" class="narrow">
    ${field({
      id: 'phone',
      name: 'phone',
      label: 'Mobile number',
      hint: 'For example 07700 900123. Alarms are texted to it.',
      type: 'tel',
      value: view.typed.phone,
      problems: view.problems,
    })}
    ${field({ id: 'name', name: 'name', label: 'Name', value: view.typed.name, problems: view.problems })}
    <button>Add to the end of the list</button>
  </form>`,
})

const list = ({ list, problems }: DutyView): Html =>
  html`<ol class="cards duty">${list.map(
    ({ id, name, numberEnd }) => html`<li>
    <p class="what"><strong>${name ?? `Person ${handleOf(id)}`}</strong>${numberEnd ? `, number ends in ${numberEnd}` : ''}. <a href="/console/people/${id}">Record<span class="unseen"> of ${name ?? handleOf(id)}</span></a></p>
    ${foldedReasonForm('Take off the list', {
      id: `remove-${id}`,
      action: '/console/duty/remove',
      button: 'Take off the list',
      label: 'Why?',
      hidden: { person: id },
      problems,
    })}
  </li>`,
  )}</ol>`
