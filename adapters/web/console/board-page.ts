import { html } from 'hono/html'
import type { Alarm } from '../../../core/alerts/alarm.ts'
import type { Message } from '../../../core/messages/message.ts'
import { type Need, seated } from '../../../core/needs/need.ts'
import type { Person } from '../../../core/people/person.ts'
import type { Page } from './layout.ts'
import { needsMap, type Spot } from './map.ts'
import type { Notice } from './notices.ts'
import { foldedReasonForm, type Html, masked, type Problem, table, when } from './parts.ts'
import { sayAge, sayWhen } from './times.ts'
import * as words from './words.ts'

export interface NeedRow {
  readonly need: Need
  readonly area: string
  readonly incident: string
}

export interface AlarmRow {
  readonly alarm: Alarm
  readonly need: NeedRow | null
}

export interface BoardView {
  readonly now: Date
  readonly which: 'open' | 'closed'
  readonly needs: readonly NeedRow[]
  readonly total: number
  readonly spots: readonly Spot[]
  /** What the map has for a background. */
  readonly homes: readonly { lat: number; lon: number }[]
  readonly alarms: readonly AlarmRow[]
  readonly messages: readonly Message[]
  readonly messagesTotal: number
  readonly volunteers: readonly Person[]
  readonly volunteersTotal: number
  /** Incidents with decisions whose time to be looked at again has come. */
  readonly reviews: readonly { readonly id: string; readonly name: string; readonly due: number }[]
  readonly dutyEmpty: boolean
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

export const boardPage = (view: BoardView): Page => ({
  title: view.alarms.length > 0 ? `(${view.alarms.length}) Needs` : 'Needs',
  here: 'needs',
  live: true,
  notice: view.notice,
  problems: view.problems,
  body: html`<h1>Needs</h1>
  <div id="duty-warning" data-live>${view.dutyEmpty ? dutyWarning : ''}</div>
  <div id="reviews" data-live>${view.reviews.map(({ id, name, due }) => html`<p class="banner"><a href="/console/incidents/${id}#decisions-title">${name}</a>: ${words.plural(due, 'decision is', 'decisions are')} to be looked at again.</p>`)}</div>
  <section id="alarms" data-live aria-labelledby="alarms-title">${alarms(view)}</section>
  <section id="needs" data-live aria-labelledby="needs-title">${needs(view)}</section>
  <section id="map" data-live aria-labelledby="map-title">${view.spots.length > 0 ? html`<h2 id="map-title">Where</h2>${needsMap(view.spots, view.homes)}` : html`<h2 id="map-title" class="unseen">Where</h2>`}</section>
  <section id="messages" data-live aria-labelledby="messages-title">${messages(view)}</section>
  <section id="volunteers" data-live aria-labelledby="volunteers-title">${volunteers(view)}</section>`,
})

const dutyWarning = html`<p class="banner"><strong>The duty list is empty.</strong> No alarm reaches anybody. <a href="/console/duty">Put somebody on duty</a></p>`

function alarms({ alarms, now, problems }: BoardView): Html {
  if (alarms.length === 0)
    return html`<h2 id="alarms-title">Alarms</h2><p class="empty">No alarm is waiting for anybody.</p>`
  return html`<h2 id="alarms-title">${words.plural(alarms.length, 'alarm')} waiting for somebody</h2>
  <ul class="cards">${alarms.map((row) => html`<li class="alarm">${alarmCard(row, now, problems)}</li>`)}</ul>`
}

const alarmCard = ({ alarm, need }: AlarmRow, now: Date, problems: readonly Problem[]): Html => html`
  <p class="what"><strong>${words.alarmWords[alarm.reason]}</strong>${alarm.exercise ? exercise : ''}</p>
  <p>${need ? html`<a href="/console/needs/${need.need.id}">${words.wantedWords(need.need)}, ${need.area}</a>. ` : ''}${alarm.person ? html`<a href="/console/people/${alarm.person}">Person ${words.handleOf(alarm.person)}</a>. ` : ''}Raised ${when(alarm.raisedAt, sayWhen(alarm.raisedAt, now))}, ${calledWords(alarm)}.</p>
  ${foldedReasonForm('Take it on', {
    id: `alarm-${alarm.id}`,
    action: `/console/alarms/${alarm.id}/take`,
    button: 'Take it on',
    label: 'What will you do?',
    problems,
  })}`

const calledWords = ({ calls }: Alarm): string =>
  calls.length === 0 ? 'nobody called yet' : `${words.plural(calls.length, 'call', 'calls')} to people on duty`

const exercise = html` <span class="tag exercise">EXERCISE</span>`

function needs({ which, needs, total, now }: BoardView): Html {
  const shown = needs.length < total ? html`<p class="hint">The first ${needs.length} of ${total} are shown.</p>` : ''
  return html`<h2 id="needs-title">${which === 'open' ? `${words.plural(total, 'open need')}` : `${words.plural(total, 'closed need')}`}</h2>
  <p class="switch">${which === 'open' ? html`<strong>Open</strong> <a href="/console?show=closed">Closed</a>` : html`<a href="/console">Open</a> <strong>Closed</strong>`}</p>
  ${needs.length === 0 ? emptyNeeds(which) : needsTable(which, needs, now)}${shown}`
}

const emptyNeeds = (which: 'open' | 'closed'): Html =>
  which === 'open'
    ? html`<p class="empty">Nobody is waiting for help. New requests appear here by themselves. <a href="/console/call">Take a call</a></p>`
    : html`<p class="empty">No need has been closed yet.</p>`

const needsTable = (which: 'open' | 'closed', rows: readonly NeedRow[], now: Date): Html =>
  table<NeedRow>(
    which === 'open' ? 'Open needs, most urgent first' : 'Closed needs, last opened first',
    [
      {
        title: 'Need',
        cell: ({ need }) =>
          html`<a href="/console/needs/${need.id}">${words.wantedWords(need)}</a>${need.exercise ? exercise : ''}`,
      },
      {
        title: 'Urgency',
        cell: ({ need }) => html`<span class="tag ${need.urgency}">${words.urgencyWords[need.urgency]}</span>`,
      },
      { title: 'Area', cell: ({ area }) => area },
      {
        title: 'State',
        cell: ({ need }) =>
          html`${words.standing(need, now)}${need.escalatedAt !== null && need.status === 'open' ? html` <span class="tag urgent">planner</span>` : ''}`,
      },
      { title: 'Coming', cell: ({ need }) => `${seated(need).length} of ${need.wanted}` },
      { title: 'Asked, yes, no', cell: ({ need }) => answers(need) },
      { title: 'Age', cell: ({ need }) => when(need.openedAt, sayAge(need.openedAt, now)) },
      { title: 'Incident', cell: ({ incident }) => incident },
    ],
    rows,
  )

function answers({ invitations }: Need): Html {
  const yes = invitations.filter((i) => i.state === 'accepted' || i.state === 'standby').length
  const no = invitations.filter((i) => i.state === 'declined').length
  return html`${invitations.length}, ${yes}, ${no}`
}

function messages({ messages, messagesTotal, now, problems }: BoardView): Html {
  if (messages.length === 0)
    return html`<h2 id="messages-title">Messages</h2><p class="empty">Every message was understood and handled.</p>`
  const more = messages.length < messagesTotal ? html`<p class="hint">The first ${messages.length} are shown.</p>` : ''
  return html`<h2 id="messages-title">${words.plural(messagesTotal, 'message')} for a person to see to</h2>
  <ul class="cards">${messages.map((message) => html`<li>${messageCard(message, now, problems)}</li>`)}</ul>${more}`
}

const messageCard = (message: Message, now: Date, problems: readonly Problem[]): Html => html`
  <p class="what"><strong>${waitingWords(message)}</strong> ${when(message.at, sayWhen(message.at, now))}, ${message.person ? html`<a href="/console/people/${message.person}">person ${words.handleOf(message.person)}</a>` : 'somebody'}${message.need ? html`, <a href="/console/needs/${message.need}">their need</a>` : ''}. Text: ${masked}</p>
  <div class="row"><form method="post" action="/console/messages/${message.id}/show"><input type="hidden" name="why" value="to_answer"><button class="plain">Show<span class="unseen"> this message, person ${words.handleOf(message.person || message.id)}, ${sayWhen(message.at, now)}</span></button></form>
  ${foldedReasonForm('Mark as handled', {
    id: `message-${message.id}`,
    action: `/console/messages/${message.id}/handle`,
    button: 'Mark as handled',
    label: 'What was done?',
    problems,
  })}</div>`

/** What a waiting message waits for. */
export const waitingWords = ({ status, purpose }: Message): string => {
  if (status === 'call_back') return `Ring back: ${words.purposeWords[purpose ?? ''] ?? 'news'} that could not be sent`
  if (status === 'to_join')
    return 'Two records of one person, both with something open: join them by hand, or keep them apart'
  if (status === 'asks_ring') return 'Asks to be rung'
  if (status === 'reported') return 'Reported: words that were passed on to them, and by whom'
  return status === 'unhandled' ? 'Could not be handled' : 'Not understood'
}

function volunteers({ volunteers, volunteersTotal, now, problems }: BoardView): Html {
  if (volunteers.length === 0)
    return html`<h2 id="volunteers-title">Volunteers</h2><p class="empty">No volunteer is waiting for approval.</p>`
  const more =
    volunteers.length < volunteersTotal ? html`<p class="hint">The first ${volunteers.length} are shown.</p>` : ''
  return html`<h2 id="volunteers-title">${words.plural(volunteersTotal, 'volunteer')} waiting for approval</h2>
  <p class="hint">Until then they are only asked for work in the open air.</p>
  <ul class="cards">${volunteers.map((person) => html`<li>${volunteerCard(person, now, problems)}</li>`)}</ul>${more}`
}

const volunteerCard = (person: Person, now: Date, problems: readonly Problem[]): Html => html`
  <p class="what"><a href="/console/people/${person.id}"><strong>Volunteer ${words.handleOf(person.id)}</strong></a>, joined ${when(person.metAt, sayWhen(person.metAt, now))}: ${(person.volunteer?.skills ?? []).map((kind) => words.wantedWords({ kind, portions: null }).toLowerCase()).join(', ')}</p>
  ${foldedReasonForm('Approve', {
    id: `approve-${person.id}`,
    action: `/console/people/${person.id}/approve`,
    button: 'Approve',
    label: 'What was checked?',
    problems,
  })}`
