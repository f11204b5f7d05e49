import { html } from 'hono/html'
import type { Address } from '../../../core/channel.ts'
import { kinds } from '../../../core/kinds.ts'
import type { Profile } from '../../../core/matching/eligible.ts'
import type { InvitationState, Need } from '../../../core/needs/need.ts'
import type { Standing } from '../../../core/offers/standing.ts'
import { isAway, isOrWillBeAway, type Person, type Volunteer } from '../../../core/people/person.ts'
import type { Placed } from '../../db/console-records.ts'
import { holdForm } from './hold-form.ts'
import type { Page } from './layout.ts'
import { logTable } from './need-log.ts'
import type { Notice } from './notices.ts'
import { facts, foldedReasonForm, type Html, masked, type Problem, showForm, table, when } from './parts.ts'
import { sayWhen } from './times.ts'
import * as words from './words.ts'

/** Somebody's record with the mask lifted. */
export interface UnmaskedPerson {
  readonly name: string | undefined
  readonly addresses: readonly Address[]
  readonly profile: Profile | undefined
  readonly reasons: ReadonlyMap<string, string>
}

export interface Asked {
  readonly need: Need
  readonly state: InvitationState
  readonly metres: number
  readonly at: string
}

export interface PersonView {
  readonly now: Date
  readonly person: Person
  readonly unmasked: UnmaskedPerson | null
  readonly asked: readonly Asked[]
  readonly needs: readonly Need[]
  readonly entries: readonly Placed[]
  readonly staff: ReadonlyMap<string, string>
  readonly notice: Notice | null
  readonly problems: readonly Problem[]
}

export const personPage = (view: PersonView): Page => ({
  title: titleOf(view.person),
  here: 'needs',
  unmasked: view.unmasked !== null,
  notice: view.notice,
  problems: view.problems,
  body: html`<p class="back"><a href="/console">All needs</a></p>
  <h1>${titleOf(view.person)}</h1>
  ${view.unmasked ? html`<p class="notice shown" role="status">Unmasked, and written in the log. <a href="/console/people/${view.person.id}">Mask it again</a></p>` : ''}
  <section aria-labelledby="who-title"><h2 id="who-title">Who</h2>${who(view)}</section>
  ${blocked(view)}
  ${weekly(view)}
  ${view.person.volunteer ? html`<section aria-labelledby="offers-title"><h2 id="offers-title">What they offer</h2>${offers(view, view.person.volunteer)}</section>` : ''}
  ${view.person.volunteer ? html`<section aria-labelledby="do-title"><h2 id="do-title">What you can do</h2>${doings(view, view.person.volunteer)}</section>` : ''}
  <section aria-labelledby="needs-title"><h2 id="needs-title">Their requests</h2>${requests(view)}</section>
  ${view.person.volunteer ? html`<section aria-labelledby="asked-title"><h2 id="asked-title">What they were asked</h2>${askedTable(view)}</section>` : ''}
  ${view.person.erased ? '' : html`<section aria-labelledby="data-title"><h2 id="data-title">Their data</h2>${theirData(view)}</section>`}
  <section aria-labelledby="entries-title"><h2 id="entries-title">Log</h2>${logTable({ entries: view.entries, staff: view.staff, reasons: view.unmasked?.reasons ?? null })}</section>`,
})

function theirData({ person, problems, now }: PersonView): Html {
  const path = `/console/people/${person.id}`
  return html`${person.hold ? html`<p>A legal hold stands since ${when(person.hold, sayWhen(person.hold, now))}.</p>` : ''}
  ${showForm(`${path}/data`, 'everything held about them', 'data-why')}
  ${holdForm(path, person.hold !== undefined, problems)}
  ${foldedReasonForm('Erase them', {
    id: 'erase',
    action: `${path}/erase`,
    button: 'Erase for ever',
    label: 'Why are they erased?',
    hint: 'Keys and texts are destroyed. What happened stays in the log, in codes. It cannot be undone.',
    problems,
    grave: true,
  })}`
}

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']

/** What they want or offer every week, and whether their kitchen is confirmed for it. */
function weekly({ person, problems, now }: PersonView): Html {
  const cooks = person.volunteer?.skills.some((kind) => kinds[kind].hygiene) ?? false
  const standing = person.standing ?? []
  if (person.erased || (!cooks && standing.length === 0 && !person.usualFor?.length)) return ''
  const kitchen = person.hygieneUntil ? `Confirmed until ${sayWhen(person.hygieneUntil, now)}` : 'Not confirmed'
  return html`<section aria-labelledby="weekly-title"><h2 id="weekly-title">Every week</h2>
    ${facts([
      ['Kitchen', kitchen],
      ['Asked first', (person.usualFor ?? []).map((one) => weekdays[one.weekday - 1]).join(', ') || 'For nothing'],
    ])}
    ${foldedReasonForm('Confirm their kitchen', {
      id: 'kitchen',
      action: `/console/people/${person.id}/kitchen`,
      button: 'Confirm it',
      label: 'What was checked?',
      hint: 'Whoever cooks for others every week needs it; for a single meal nobody does.',
      problems,
      before: html`<div class="field"><label for="kitchen-months">For how many months?</label><input id="kitchen-months" name="months" value="12" inputmode="numeric" class="short"></div>`,
    })}
    ${standing.map((one) => arrangement(person.id, one, { problems, now }))}</section>`
}

function arrangement(
  person: string,
  { id, direction, kind, weekday, nextAt }: Standing,
  { problems, now }: Pick<PersonView, 'problems' | 'now'>,
): Html {
  const what = `${direction === 'want' ? 'Wants' : 'Offers'} ${kinds[kind].label} on ${weekdays[weekday - 1]}`
  return html`<p>${what}, ${nextAt ? html`next ${when(nextAt, sayWhen(nextAt, now))}` : 'paused'}.</p>${foldedReasonForm(
    'Change it',
    {
      id: `weekly-${id}`,
      action: `/console/people/${person}/weekly`,
      button: 'Change it',
      label: 'Why?',
      problems,
      hidden: { standing: id },
      before: html`<div class="field"><label for="weekly-wish-${id}">How?</label><select id="weekly-wish-${id}" name="wish"><option value="skip">Leave the next one out</option><option value="pause">Pause</option><option value="resume">Go on</option><option value="end">End</option></select></div>`,
    },
  )}`
}

/** Whom they are never matched with, each with a way to lift it. */
function blocked({ person, problems }: PersonView): Html {
  if (!person.blocked?.length) return ''
  return html`<section aria-labelledby="blocked-title"><h2 id="blocked-title">Never matched with</h2><ul>${person.blocked.map(
    (other) =>
      html`<li><a href="/console/people/${other}">Person ${words.handleOf(other)}</a> ${foldedReasonForm('Lift it', {
        id: `unblock-${other}`,
        action: `/console/people/${person.id}/unblock`,
        button: 'They may be matched again',
        label: 'Why?',
        hidden: { other },
        problems,
      })}</li>`,
  )}</ul></section>`
}

const titleOf = ({ id, volunteer }: Person): string => `${volunteer ? 'Volunteer' : 'Person'} ${words.handleOf(id)}`

function who({ person, unmasked, now }: PersonView): Html {
  if (person.erased) return html`<p class="empty">Erased ${when(person.erased, sayWhen(person.erased, now))}.</p>`
  const known: (readonly [string, Html])[] = [
    ['Known since', html`${when(person.metAt, sayWhen(person.metAt, now))}, ${person.source.replaceAll(/[_/]/g, ' ')}`],
    ['Kept for', `${person.purpose.replaceAll('_', ' ')}, on the basis of ${person.lawfulBasis.replaceAll('_', ' ')}`],
    ['Told about it', person.noticeAt ? when(person.noticeAt, sayWhen(person.noticeAt, now)) : 'Not yet'],
    ['Texts', textsWords(person)],
    ['Language', languageNames.of(person.language) ?? person.language],
  ]
  if (!unmasked)
    return html`${facts([['Name', masked], ['Reached at', masked], ...known])}${showForm(`/console/people/${person.id}/show`, 'name and number')}`
  const reached = unmasked.addresses.map(({ id, channel }) => `${id} (${channel})`).join(', ')
  return facts([['Name', unmasked.name ?? 'Not given'], ['Reached at', reached || 'No address'], ...known])
}

const languageNames = new Intl.DisplayNames(['en-GB'], { type: 'language' })

function textsWords(person: Person): string {
  if (person.addresses.length === 0) return 'No phone: everything is told by voice'
  const stopped = person.addresses.filter((address) => person.optedOut[address] !== undefined).length
  if (stopped === 0) return 'They get our texts'
  return stopped === person.addresses.length
    ? 'They sent STOP and get no texts'
    : 'They sent STOP at one of their addresses'
}

function offers({ person, unmasked, now }: PersonView, volunteer: Volunteer): Html {
  const profile = unmasked?.profile
  return facts([
    ['Can help with', volunteer.skills.map((kind) => kinds[kind].label).join(', ') || 'Nothing named'],
    ['Approved', volunteer.unconfirmed ? 'Not yet: open-air work only' : 'Yes'],
    [
      'Check',
      `${words.vettingWords[volunteer.vetting]}${volunteer.vettingExpires ? `, until ${sayWhen(volunteer.vettingExpires, now)}` : ''}`,
    ],
    ['Vehicle', words.vehicleWords[volunteer.vehicle]],
    ['Away', awayWords(person, now)],
    ['Goes as far as', profile ? words.milesWords(profile.radiusM) : masked],
    ['Languages and notes', profile ? [...profile.languages, ...profile.otherSkills].join(', ') || 'None' : masked],
  ])
}

function awayWords(person: Person, now: Date): string {
  const at = now.toISOString()
  if (!isOrWillBeAway(person, at)) return 'No'
  const { from, until } = person.away!
  const end = until ? `until ${sayWhen(until, now)}` : 'until they say they are back'
  return from && !isAway(person, at) ? `From ${sayWhen(from, now)} ${end}` : `U${end.slice(1)}`
}

function doings({ person, problems, now }: PersonView, volunteer: Volunteer): Html {
  const path = `/console/people/${person.id}`
  const approve = foldedReasonForm('Approve', {
    id: `approve-${person.id}`,
    action: `${path}/approve`,
    button: 'Approve',
    label: 'What was checked?',
    hint: 'They are told by text, and may be asked for work in homes too.',
    problems,
  })
  return html`${volunteer.unconfirmed ? approve : ''}${isOrWillBeAway(person, now.toISOString()) ? back(path) : away(path)}`
}

const away = (path: string): Html => html`<details><summary>Mark as away</summary>
  <form method="post" action="${path}/away" class="act">
    <div class="field"><label for="days">For how long?</label><select id="days" name="days">
      <option value="1">A day</option><option value="7">A week</option><option value="28">Four weeks</option><option value="">Until they say they are back</option>
    </select></div>
    <button>Mark as away</button>
  </form></details>`

const back = (path: string): Html =>
  html`<form method="post" action="${path}/back" class="act"><button>They are back</button></form>`

const requests = ({ needs, now }: PersonView): Html =>
  needs.length === 0
    ? html`<p class="empty">They have no open request.</p>`
    : html`<ul>${needs.map((need) => html`<li><a href="/console/needs/${need.id}">${words.wantedWords(need)}</a>, ${words.standing(need, now).toLowerCase()}</li>`)}</ul>`

const askedTable = ({ asked, now }: PersonView): Html =>
  asked.length === 0
    ? html`<p class="empty">They have not been asked for anything yet.</p>`
    : table<Asked>(
        'The last needs they were asked for',
        [
          {
            title: 'Need',
            cell: ({ need }) => html`<a href="/console/needs/${need.id}">${words.wantedWords(need)}</a>`,
          },
          { title: 'When', cell: ({ at }) => when(at, sayWhen(at, now)) },
          { title: 'Distance', cell: ({ metres }) => (metres === 0 ? '–' : words.milesWords(metres)) },
          { title: 'Answer', cell: ({ state }) => words.invitationWords[state] },
        ],
        asked,
      )
