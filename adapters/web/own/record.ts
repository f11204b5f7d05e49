import { html } from 'hono/html'
import { kinds } from '../../../core/kinds.ts'
import { isShownWhy } from '../../../core/people/shown.ts'
import type { Seen, SubjectRecord } from '../../db/subject-access.ts'
import { type Column, facts, type Html, table, when } from '../console/parts.ts'
import { saySecond } from '../console/times.ts'
import * as words from '../console/words.ts'

/** Somebody's record for reading, a section each; `nameOf` says how a member of staff is called to whoever reads it. */
export const recordSections = (record: SubjectRecord, nameOf: (account: string) => string): Html => html`
  <section aria-labelledby="who-title"><h2 id="who-title">Who</h2>${who(record)}</section>
  ${record.volunteer ? html`<section aria-labelledby="volunteer-title"><h2 id="volunteer-title">As a volunteer</h2>${volunteer(record.volunteer)}</section>` : ''}
  <section aria-labelledby="requests-title"><h2 id="requests-title">Requests for help</h2>${requests(record)}</section>
  <section aria-labelledby="asked-title"><h2 id="asked-title">What was asked of them</h2>${asked(record)}</section>
  <section aria-labelledby="offers-title"><h2 id="offers-title">Offers</h2>${offers(record)}</section>
  <section aria-labelledby="messages-title"><h2 id="messages-title">Messages</h2>${messages(record)}</section>
  <section aria-labelledby="notes-title"><h2 id="notes-title">What staff wrote</h2>${notes(record)}</section>
  <section aria-labelledby="seen-title"><h2 id="seen-title">Who saw it</h2>${seen(record, nameOf)}</section>
  <section aria-labelledby="log-title"><h2 id="log-title">Log</h2>${log(record)}</section>`

const time = (instant: string): Html => when(instant, saySecond(instant))
const plain = (code: string): string => words.capital(code.replaceAll('_', ' '))
const or = (text: string | null | undefined): string => text || 'Not given'

function who({ name, addresses, known }: SubjectRecord): Html {
  const stopped = Object.keys(known.optedOut).length > 0
  return facts([
    ['Name', or(name)],
    ['Reached at', addresses.map(({ id, channel }) => `${id} (${channel})`).join(', ') || 'No address'],
    ['Known since', html`${time(known.metAt)}, ${plain(known.source.replaceAll('/', ' '))}`],
    ['Kept for', `${plain(known.purpose)}, on the basis of ${plain(known.lawfulBasis).toLowerCase()}`],
    ['Kept as', plain(known.retention)],
    ['Told about it', known.noticeAt ? time(known.noticeAt) : 'Not yet'],
    ['Language', known.language],
    ['Texts', stopped ? 'They sent STOP' : 'They get our texts'],
    ['Legal hold', known.legalHoldSince ? html`since ${time(known.legalHoldSince)}` : 'None'],
    ['Asked of us', known.requestsToUs.map((one) => `${one.wants}: ${one.outcome ?? 'open'}`).join(', ') || 'Nothing'],
  ])
}

function volunteer({ profile, ...codes }: NonNullable<SubjectRecord['volunteer']>): Html {
  return facts([
    ['Can help with', codes.skills.map((kind) => kinds[kind].label).join(', ') || 'Nothing named'],
    ['Check', words.vettingWords[codes.vetting]],
    ['Vehicle', words.vehicleWords[codes.vehicle]],
    ['Approved', codes.unconfirmed ? 'Not yet' : 'Yes'],
    ...Object.entries(profile ?? {}).map(([key, value]) => [plain(fromCamel(key)), said(value)] as const),
  ])
}

const fromCamel = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const said = (value: unknown): string =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)
    ? 'Nothing'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

const none = (text: string): Html => html`<p class="empty">${text}</p>`

function requests({ requests }: SubjectRecord): Html {
  if (requests.length === 0) return none('None.')
  return html`${requests.map(
    ({
      kind,
      openedAt,
      status,
      outcome,
      details,
    }) => html`<h3>${words.capital(kinds[kind].label)}, ${time(openedAt)}</h3>
    ${facts([
      ['State', outcome ? words.outcomeWords[outcome] : plain(status)],
      ...(details
        ? ([
            ['Name and house', or(details.contact)],
            [
              'Place',
              `${details.place.label} (${details.place.point.lat}, ${details.place.point.lon}), said as “${details.place.said}”`,
            ],
            ['Words', or(details.words)],
            [
              'Good to know',
              [...details.vulnerable.map((code) => words.vulnerableWords[code] ?? code), ...details.notes].join('. ') ||
                'Nothing',
            ],
            ['Doorstep word', details.doorstepWord],
            ...(details.calledInBy ? ([['Called in by', details.calledInBy]] as const) : []),
          ] as const)
        : ([['Details', 'Erased']] as const)),
    ])}`,
  )}`
}

type Row<K extends 'askedFor' | 'messages' | 'staffNotes' | 'log'> = SubjectRecord[K][number]

const listed = <T>(caption: string, columns: readonly Column<T>[], rows: readonly T[]): Html =>
  rows.length === 0 ? none('None.') : table(caption, columns, rows, true)

const asked = ({ askedFor }: SubjectRecord): Html =>
  listed<Row<'askedFor'>>(
    'Needs of others they were asked for',
    [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'What', cell: ({ kind }) => words.capital(kinds[kind].label) },
      { title: 'Distance', cell: ({ metres }) => words.milesWords(metres) },
      { title: 'Answer', cell: ({ answer }) => plain(answer) },
    ],
    askedFor,
  )

const offers = ({ offers }: SubjectRecord): Html =>
  offers.length === 0
    ? none('None.')
    : html`<ul>${offers.map((offer) => html`<li>${offer.portions} × ${kinds[offer.kind].label}, until ${time(offer.until)}: ${offer.details ? JSON.stringify(offer.details) : 'erased'}</li>`)}</ul>`

const messages = ({ messages }: SubjectRecord): Html =>
  listed<Row<'messages'>>(
    'Every message in and out, oldest first',
    [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'Way', cell: ({ direction }) => (direction === 'in' ? 'From them' : 'To them') },
      { title: 'State', cell: ({ status }) => plain(status) },
      { title: 'Text', cell: ({ text }) => html`<span class="said">${text ?? 'Erased'}</span>` },
    ],
    messages,
  )

const notes = ({ staffNotes }: SubjectRecord): Html =>
  listed<Row<'staffNotes'>>(
    'Reasons and notes, oldest first',
    [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'About', cell: ({ what }) => plain(what) },
      { title: 'Words', cell: ({ text }) => html`<span class="said">${text}</span>` },
    ],
    staffNotes,
  )

const seen = ({ seenBy }: SubjectRecord, nameOf: (account: string) => string): Html =>
  listed<Seen>(
    'Who saw which of it, oldest first',
    [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'Who', cell: ({ staff, volunteer }) => (staff ? nameOf(staff) : (volunteer ?? '')) },
      { title: 'What', cell: ({ what }) => plain(what) },
      { title: 'Why', cell: ({ why }) => (isShownWhy(why) ? words.shownWhyWords[why] : why) },
    ],
    seenBy,
  )

const log = ({ log }: SubjectRecord): Html =>
  listed<Row<'log'>>(
    'Entries in the ledger, oldest first',
    [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'What', cell: ({ what }) => plain(what) },
      { title: 'Entry', cell: ({ entry }) => html`<code>${entry}</code>` },
    ],
    log,
  )
