import { html } from 'hono/html'
import { type Alert, type AlertStatus, alertLanguages } from '../../../core/alerts/alert.ts'
import type { AlertPlan, Area } from '../../../core/alerts/audience.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import { kinds } from '../../../core/kinds.ts'
import { quietUntil } from '../../../core/time.ts'
import type { Progress } from '../../db/alerts.ts'
import { money } from './costs-page.ts'
import type { Form } from './desk.ts'
import type { Page } from './layout.ts'
import { type LogView, logTable } from './need-log.ts'
import { facts, field, foldedReasonForm, type Html, type Problem, problemAt, table, when } from './parts.ts'
import { saySecond, sayWhen } from './times.ts'
import { capital, milesWords, plural } from './words.ts'

export interface AlertsView {
  readonly alerts: readonly Alert[]
  readonly incidents: readonly Incident[]
  readonly names: ReadonlyMap<string, string>
  readonly words: ReadonlyMap<string, string>
  readonly typed: Form
  readonly problems: readonly Problem[]
  readonly now: Date
}

const statusWords: Readonly<Record<AlertStatus, string>> = {
  draft: 'Draft',
  approved: 'Approved',
  sending: 'Going out',
  withdrawn: 'Withdrawn',
  ended: 'Sent',
}

const languageWords = { en: 'English', cy: 'Welsh' } as const

export const alertsPage = (view: AlertsView): Page => ({
  title: 'Alerts',
  here: 'alerts',
  body: html`<h1>Alerts</h1>
  <p>One text to everybody a rule selects. It waits behind replies and invitations, and by night unless life is at risk.</p>
  ${draftForm(view)}
  ${view.alerts.length === 0 ? html`<p class="empty">No alert has been written.</p>` : list(view)}`,
})

const list = ({ alerts, words, now }: AlertsView): Html =>
  table<Alert>(
    'Alerts, the last first',
    [
      { title: 'Written', cell: ({ draftedAt }) => when(draftedAt, sayWhen(draftedAt, now)) },
      {
        title: 'Words',
        cell: ({ id, texts }) => html`<a href="/console/alerts/${id}">${words.get(texts.en ?? '') ?? 'Erased'}</a>`,
      },
      {
        title: 'State',
        cell: ({ status, exercise }) =>
          html`${statusWords[status]}${exercise ? html` <span class="tag exercise">EXERCISE</span>` : ''}`,
      },
      { title: 'People', cell: ({ sent }) => (sent ? String(sent.recipients) : '–') },
    ],
    alerts,
    true,
  )

interface Choosing {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly options: readonly (readonly [string, string])[]
}

function draftForm({ incidents, names, typed, problems }: AlertsView): Html {
  const choose = ({ id, name, label, options }: Choosing) =>
    html`<div class="field"><label for="${id}">${label}</label>${problemAt(problems, id)}<select id="${id}" name="${name}">${options.map(
      ([value, said]) => html`<option value="${value}"${typed(name) === value ? html` selected` : ''}>${said}</option>`,
    )}</select></div>`
  const kindOptions = Object.entries(kinds).map(([id, { label }]) => [id, capital(label)] as const)
  const incidentOptions = incidents.map(
    ({ id, exercise }) => [id, `${names.get(id) ?? id}${exercise ? ' (EXERCISE)' : ''}`] as const,
  )
  const isBegun = problems.length > 0 || typed('incident') !== ''
  return html`<details${isBegun ? html` open` : ''}><summary>Write an alert</summary>
  <form method="post" action="/console/alerts" class="act">
    ${choose({ id: 'alert-incident', name: 'incident', label: 'Incident', options: incidentOptions })}
    ${field({ id: 'alert-en', name: 'en', label: 'In English', hint: 'Our name is put in front of it', rows: 4, value: typed('en'), problems })}
    ${field({ id: 'alert-cy', name: 'cy', label: html`In Welsh <span class="hint">(optional)</span>`, hint: 'Without it everybody gets the English', rows: 4, value: typed('cy'), problems })}
    ${choose({
      id: 'alert-role',
      name: 'role',
      label: 'To',
      options: [
        ['volunteers', 'Volunteers'],
        ['everybody', 'Everybody we know'],
      ],
    })}
    ${choose({ id: 'alert-skill', name: 'skill', label: 'Who offer', options: [['', 'Anything'], ...kindOptions] })}
    ${choose({ id: 'alert-topic', name: 'topic', label: 'It is about (who left this topic gets nothing)', options: [['', 'No topic'], ...kindOptions] })}
    ${field({ id: 'alert-place', name: 'place', label: html`Round this place <span class="hint">(optional)</span>`, hint: 'A postcode, town or street', value: typed('place'), problems })}
    ${field({ id: 'alert-miles', name: 'miles', label: 'Miles around it', value: typed('miles'), problems, short: true })}
    ${field({ id: 'alert-corners', name: 'corners', label: html`Or within these corners <span class="hint">(optional)</span>`, hint: 'Latitude and longitude, a corner a line', rows: 4, value: typed('corners'), problems })}
    ${choose({
      id: 'alert-purpose',
      name: 'purpose',
      label: 'Sort',
      options: [
        ['alert', 'Alert'],
        ['digest', 'Digest: waits behind everything else'],
      ],
    })}
    <div class="choice"><input type="checkbox" id="alert-life" name="lifeSafety" value="yes"${typed('lifeSafety') === 'yes' ? html` checked` : ''}><label for="alert-life">Danger to life: also at night, to those who are away, and past the budget</label></div>
    <button>Keep the draft</button>
  </form></details>`
}

export interface AlertView {
  readonly alert: Alert
  readonly incident: string
  readonly words: ReadonlyMap<string, string>
  readonly area: Area | null
  readonly preview: AlertPlan | null
  readonly progress: Progress | null
  readonly currency: string
  readonly isSecondLook: boolean
  readonly log: LogView
  readonly problems: readonly Problem[]
  readonly now: Date
}

export const alertPage = (view: AlertView): Page => ({
  title: `Alert: ${statusWords[view.alert.status]}`,
  here: 'alerts',
  live: view.preview === null,
  body: html`<p class="back"><a href="/console/alerts">All alerts</a></p>
  <h1>Alert <span class="where">${view.incident}</span></h1>
  ${view.alert.exercise ? html`<p><span class="tag exercise">EXERCISE</span> Only who is enrolled in it gets it.</p>` : ''}
  <section aria-labelledby="words-title"><h2 id="words-title">Words</h2>${said(view)}</section>
  <section aria-labelledby="for-title"><h2 id="for-title">For</h2>${facts(rule(view))}</section>
  ${view.preview ? previewSection(view, view.preview) : ''}${view.progress ? progressSection(view, view.progress) : ''}
  <section aria-labelledby="entries-title"><h2 id="entries-title">Log</h2>${logTable(view.log)}</section>`,
})

const said = ({ alert, words }: AlertView): Html =>
  html`${alertLanguages.map((language) => {
    const ref = alert.texts[language]
    return ref
      ? html`<p class="hint">${languageWords[language]}</p><p class="said" lang="${language}">${words.get(ref) ?? 'Erased'}</p>`
      : ''
  })}`

function rule({ alert, area }: AlertView): (readonly [string, Html])[] {
  const where =
    area === null
      ? alert.area === null
        ? 'Everywhere'
        : 'Erased'
      : 'centre' in area
        ? `${milesWords(area.radiusM)} round ${area.label}`
        : `${plural(area.corners.length, 'corner')}`
  return [
    ['Who', alert.role === 'volunteers' || alert.skill ? 'Volunteers' : 'Everybody we know'],
    ['Who offer', alert.skill ? kinds[alert.skill].label : 'anything'],
    ['Topic', alert.topic ? kinds[alert.topic].label : 'none'],
    ['Where', where],
    ['Sort', `${capital(alert.purpose)}${alert.lifeSafety ? ', danger to life' : ''}`],
  ]
}

function previewSection(view: AlertView, preview: AlertPlan): Html {
  const { alert, currency, now, isSecondLook } = view
  const total = preview.lines.reduce((sum, line) => sum + line.micros, 0)
  const segments = preview.lines.reduce((sum, line) => sum + line.segments, 0)
  const quiet = alert.lifeSafety ? null : quietUntil(now.toISOString())
  const go = isSecondLook
    ? html`<p><strong>${plural(preview.recipients, 'person', 'people')}</strong> get these words. What is out cannot be called back.</p>
      <form method="post" action="/console/alerts/${alert.id}/approve"><input type="hidden" name="seen" value="${preview.recipients}"><button class="grave">Send to ${plural(preview.recipients, 'person', 'people')}</button></form>`
    : html`<p><a class="button" href="/console/alerts/${alert.id}?look=again">Look again, then send</a></p>`
  return html`<section aria-labelledby="preview-title"><h2 id="preview-title">If it were sent now</h2>
    ${facts([
      ['People', String(preview.recipients)],
      ['Segments', String(segments)],
      ['Expected cost', money(total, currency)],
      [
        'Quiet hours',
        quiet
          ? html`it waits until ${when(quiet, sayWhen(quiet, now))}`
          : alert.lifeSafety
            ? 'it goes out at any hour'
            : 'not now',
      ],
    ])}
    ${table<AlertPlan['lines'][number]>(
      'By channel and language',
      [
        { title: 'Channel', cell: ({ channel }) => channel },
        { title: 'Language', cell: ({ language }) => languageWords[language] },
        { title: 'People', cell: ({ people }) => String(people) },
        { title: 'Segments', cell: (line) => String(line.segments) },
        { title: 'Cost', cell: ({ micros }) => money(micros, currency) },
      ],
      preview.lines,
      true,
    )}
    ${preview.recipients === 0 ? html`<p class="empty">Nobody would get it.</p>` : go}
    ${withdrawForm(view, 'Drop the draft')}</section>`
}

function progressSection(view: AlertView, progress: Progress): Html {
  const { alert } = view
  const recipients = alert.sent ? String(alert.sent.recipients) : 'being counted'
  const going = alert.status === 'approved' || alert.status === 'sending'
  return html`<section aria-labelledby="progress-title"><h2 id="progress-title">${statusWords[alert.status]}</h2><div id="progress" data-live>
    ${facts([
      ['People', recipients],
      ['Waiting', String(progress.toQueue + progress.waiting)],
      ['Waiting for the budget', String(progress.overBudget)],
      ['Sent', String(progress.sent)],
      ['Arrived, by receipts', String(progress.delivered)],
      ['Failed', String(progress.failed)],
      ['Kept back', String(progress.kept)],
      ['May or may not have gone out', String(progress.unconfirmed)],
      ...(alert.sent
        ? ([
            ['Digest of recipients', html`<code>${alert.sent.digest}</code>`],
            ['Sent at', saySecond(alert.sent.at)],
          ] as const)
        : []),
    ])}</div>
    ${going ? withdrawForm(view, 'Withdraw what has not gone') : ''}</section>`
}

const withdrawForm = ({ alert, problems }: AlertView, label: string): Html =>
  foldedReasonForm(label, {
    ...{
      id: 'withdraw',
      action: `/console/alerts/${alert.id}/withdraw`,
      button: label,
      label: 'Why?',
      problems,
      grave: true,
    },
  })
