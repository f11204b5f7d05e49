import { html } from 'hono/html'
import { type Need, seated, seatsFree } from '../../../core/needs/need.ts'
import { holdForm } from './hold-form.ts'
import type { Page } from './layout.ts'
import { entriesTable, messagesTable } from './need-log.ts'
import { asked, coming, why } from './need-people.ts'
import type { Candidate, NeedView } from './need-view.ts'
import { facts, foldedReasonForm, type Html, masked, type Problem, problemAt, showForm, when } from './parts.ts'
import { sayWhen } from './times.ts'
import * as words from './words.ts'

/** One need: what is known, who was asked, what was said, and what can be done. */
export const needPage = (view: NeedView): Page => ({
  title: `${words.wantedWords(view.need)}, ${view.area}`,
  here: 'needs',
  live: true,
  unmasked: view.unmasked !== null,
  notice: view.notice,
  problems: view.problems,
  body: html`<p class="back"><a href="/console">All needs</a></p>
  <h1>${words.wantedWords(view.need)} <span class="where">${view.area}</span></h1>
  ${view.unmasked ? html`<p class="notice shown" role="status">Unmasked, and written in the log. <a href="/console/needs/${view.need.id}">Mask it again</a></p>` : ''}
  <section id="state" data-live aria-labelledby="state-title">${state(view)}</section>
  <section id="record" aria-labelledby="record-title">${record(view)}</section>
  <section id="coming" data-live aria-labelledby="coming-title">${coming(view)}</section>
  ${view.need.status === 'closed' ? '' : html`<section id="steer" data-live aria-labelledby="steer-title">${steering(view)}</section>`}
  ${view.need.erased ? '' : html`${fileForm(view)}<section id="keep" aria-labelledby="keep-title"><h2 id="keep-title">Kept for an inquiry</h2>${view.need.hold ? html`<p>A legal hold stands since ${when(view.need.hold, sayWhen(view.need.hold, view.now))}.</p>` : ''}${holdForm(`/console/needs/${view.need.id}`, view.need.hold !== undefined, view.problems)}</section>`}
  ${blockForm(view)}
  <section id="asked" data-live aria-labelledby="asked-title">${asked(view)}</section>
  <section id="why" data-live aria-labelledby="why-title">${why(view)}</section>
  <section id="texts" data-live aria-labelledby="texts-title">${messagesTable(view)}</section>
  <section id="entries" data-live aria-labelledby="entries-title">${entriesTable(view)}</section>`,
})

function state({ need, now, incident, reached }: NeedView): Html {
  const requirements = need.requirements.map((r) => words.requirementWords[r])
  return html`<h2 id="state-title">${words.standing(need, now)}</h2>
  <p>${need.exercise ? html`<span class="tag exercise">EXERCISE</span> ` : ''}<span class="tag ${need.urgency}">${words.urgencyWords[need.urgency]}</span>${need.escalatedAt !== null && need.status === 'open' ? html` <span class="tag urgent">Needs a planner</span>` : ''}</p>
  ${facts([
    ['Wanted', `${words.plural(need.wanted, 'person', 'people')}, ${seated(need).length} coming or done`],
    ['Reported', when(need.openedAt, sayWhen(need.openedAt, now))],
    ['Wanted by', when(need.by, sayWhen(need.by, now))],
    ['Calls for', [words.vettingWords[need.vetting], words.vehicleWords[need.vehicle], ...requirements].join(', ')],
    ['Incident', need.incident ? html`<a href="/console/incidents/${need.incident}">${incident}</a>` : incident],
    [
      'Reported by',
      html`<a href="/console/people/${need.reporter}">Person ${words.handleOf(need.reporter)}</a>, ${reached}`,
    ],
  ])}`
}

function record({ need, unmasked }: NeedView): Html {
  const title = html`<h2 id="record-title">Who and where</h2>`
  if (!unmasked)
    return html`${title}${facts([
      ['Name and house', masked],
      ['Place', masked],
      ['In their words', masked],
      ['Good to know', masked],
      ['Doorstep word', masked],
    ])}${showForm(`/console/needs/${need.id}/show`, 'who and where')}`
  const { details } = unmasked
  if (!details) return html`${title}<p class="empty">This record was erased.</p>`
  const { point, radiusM } = details.place
  const known = [...details.vulnerable.map((code) => words.vulnerableWords[code] ?? code), ...details.notes]
  return html`${title}${facts([
    ['Name and house', details.contact ?? 'Not given'],
    ...(details.calledInBy ? [['Called in by', details.calledInBy] as const] : []),
    ['Place', html`${details.place.label} (${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}, within ${radiusM} m)`],
    ['In their words', details.words || 'Nothing'],
    ['Good to know', known.join('. ') || 'Nothing'],
    ['Doorstep word', details.doorstepWord],
  ])}`
}

function steering(view: NeedView): Html {
  const { need, problems } = view
  const path = `/console/needs/${need.id}`
  const open = need.status === 'open' && seatsFree(need) > 0
  return html`<h2 id="steer-title">What you can do</h2>
  ${open ? html`${askMore(view, path)}${rank(view, path)}${assign(view, path)}` : html`<p class="hint">Every place is taken. To send somebody else, take somebody off it first.</p>`}
  ${foldedReasonForm('Close this need', {
    id: 'close',
    action: `${path}/close`,
    button: 'Close it',
    label: 'Why is it closed?',
    hint: 'The resident and everybody coming or in reserve are told. The reason is kept for the record.',
    problems,
    grave: true,
  })}`
}

function fileForm({ need, incidents, problems }: NeedView): Html {
  if (incidents.length === 0) return ''
  return html`<section id="file" aria-labelledby="file-title"><h2 id="file-title">Incident</h2>${foldedReasonForm(
    'File under an incident',
    {
      id: 'file',
      action: `/console/needs/${need.id}/file`,
      button: 'File it there',
      label: 'Why?',
      problems,
      before: html`<div class="field"><label for="file-incident">Incident</label><select id="file-incident" name="incident">${incidents.map(([id, name]) => html`<option value="${id}">${name}</option>`)}</select></div>`,
    },
  )}</section>`
}

/** Everybody who had to do with the need, so that one of them is never matched with whoever reported it again. */
function blockForm({ need, unmasked, problems }: NeedView): Html {
  const people = [...new Set([...need.assignments, ...need.invitations].map((one) => one.person))]
  if (people.length === 0 || need.erased) return ''
  const name = (id: string) => unmasked?.names.get(id) ?? `Volunteer ${words.handleOf(id)}`
  const choice = (id: string, i: number) =>
    html`<div class="choice"><input type="radio" name="person" value="${id}" id="block-person-${i}"><label for="block-person-${i}">${name(id)}</label></div>`
  return html`<section id="block" aria-labelledby="block-title"><h2 id="block-title">Never again</h2>${foldedReasonForm(
    'Never match two people again',
    {
      id: 'block',
      action: `/console/needs/${need.id}/block`,
      button: 'Never match them again',
      label: 'Why?',
      hint: 'Whoever reported this and the person chosen: neither is asked for the other, for anything. What runs between them ends, and neither is told why.',
      problems,
      grave: true,
      before: html`<fieldset><legend>Who</legend>${problemAt(problems, 'block-person-0')}${people.map(choice)}</fieldset>`,
    },
  )}</section>`
}

const askMore = ({ problems }: NeedView, path: string): Html =>
  foldedReasonForm('Ask more people', {
    id: 'ask',
    action: `${path}/ask`,
    button: 'Ask more people now',
    label: 'Why ask more now?',
    hint: 'The next nearest who fit are asked at once, at night too.',
    problems,
  })

const rank = (view: NeedView, path: string): Html =>
  foldedReasonForm('Change who is asked next', {
    id: 'rank',
    action: `${path}/rank`,
    button: 'Change the order',
    label: 'Why this person?',
    hint: 'Whoever comes next is asked at once, at night too. Nobody is asked more than three times a day unless life is at risk.',
    problems: view.problems,
    before: html`${candidateList(view, 'rank')}<div class="field"><label for="rank-place">Their place</label><select id="rank-place" name="place"><option value="next">Ask them next</option><option value="never">Do not ask them for this</option><option value="as_ranked">As ranked</option></select></div>`,
  })

/** What may be set aside for somebody the planner knows; an allergy and a pair that is not to meet never are. */
const override = html`<div class="choice"><input type="checkbox" name="override" value="yes" id="assign-override"><label for="assign-override">Also if they lack the check, the approval or the vehicle it calls for</label></div>`

const assign = (view: NeedView, path: string): Html => html`${foldedReasonForm('Assign somebody by hand', {
  id: 'assign',
  action: `${path}/assign`,
  button: 'Assign',
  label: 'Why this person?',
  hint: 'Ring them first: the details are texted to them at once.',
  problems: view.problems,
  before: html`${candidateList(view, 'assign')}${override}`,
})}
  <details${view.problems.some((p) => p.id === 'search-name') ? html` open` : ''}><summary>Find a volunteer by name</summary>
    <form method="post" action="${path}/search" class="act">
      <div class="field"><label for="search-name">Name, or a part of it</label><input id="search-name" name="name" autocomplete="off" maxlength="80"></div>
      <button>Search</button>
      <p class="hint">Whose name is shown is written in the log.</p>
    </form>
  </details>`

function candidateList(view: NeedView, form: 'assign' | 'rank'): Html {
  if (view.candidates.length === 0)
    return html`<p class="empty">Nobody near fits and is free. Find somebody by name below.</p>`
  const name = (c: Candidate) => view.unmasked?.names.get(c.id) ?? `Volunteer ${words.handleOf(c.id)}`
  return candidateChoice(view.candidates, name, { problems: view.problems, form })
}

/** One of several people, by distance. */
export const candidateChoice = (
  candidates: readonly Candidate[],
  name: (c: Candidate) => string,
  { problems, form }: { readonly problems: readonly Problem[]; readonly form: 'assign' | 'rank' } = {
    problems: [],
    form: 'assign',
  },
): Html =>
  html`<fieldset><legend>Who</legend>${problemAt(problems, `${form}-person-0`)}${candidates.map(
    (c, i) =>
      html`<div class="choice"><input type="radio" name="person" value="${c.id}" id="${form}-person-${i}"><label for="${form}-person-${i}">${name(c)}, ${words.milesWords(c.metres)}, ${words.vettingWords[c.volunteer.vetting]}, ${words.vehicleWords[c.volunteer.vehicle]}${c.misfit ? html`. <strong>Would not be asked: they ${c.misfit}</strong>` : ''}</label></div>`,
  )}</fieldset>`

/** Volunteers found by name, to assign one of them. */
export const foundPage = (need: Need, found: readonly Candidate[], names: ReadonlyMap<string, string>): Page => ({
  title: 'Assign by hand',
  here: 'needs',
  unmasked: true,
  body: html`<p class="back"><a href="/console/needs/${need.id}">Back to the need</a></p>
  <h1>Assign by hand</h1>
  ${
    found.length === 0
      ? html`<p class="empty">No volunteer has that name.</p>`
      : html`<form method="post" action="/console/needs/${need.id}/assign" class="act">
          ${candidateChoice(found, (c) => names.get(c.id) ?? words.handleOf(c.id))}${override}
          <div class="field"><label for="assign-reason">Why this person?</label><p class="hint" id="assign-reason-hint">Ring them first: the details are texted to them at once.</p><input id="assign-reason" name="reason" required maxlength="200" autocomplete="off" aria-describedby="assign-reason-hint"></div>
          <button>Assign</button>
        </form>`
  }`,
})
