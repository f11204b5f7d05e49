import { html } from 'hono/html'
import type { Message } from '../../../core/messages/message.ts'
import { isShownWhy } from '../../../core/people/shown.ts'
import type { Placed } from '../../db/console-records.ts'
import type { NeedView } from './need-view.ts'
import { personLink } from './need-view.ts'
import { type Html, masked, table, when } from './parts.ts'
import { saySecond, sayWhen } from './times.ts'
import { handleOf, messageWords, purposeWords, shownWhyWords } from './words.ts'

/** Every message in and out about a need. */
export function messagesTable(view: NeedView): Html {
  const { messages, now, need, unmasked } = view
  const title = html`<h2 id="texts-title">Messages</h2>`
  if (messages.length === 0) return html`${title}<p class="empty">No message has gone out or come in.</p>`
  const whom = (id: string) =>
    id === need.reporter ? html`<a href="/console/people/${id}">Resident</a>` : personLink(view, id)
  return html`${title}${table<Message>(
    'Messages about this need, oldest first',
    [
      { title: 'When', cell: ({ at }) => when(at, sayWhen(at, now)) },
      { title: 'Way', cell: ({ direction, person }) => html`${direction === 'in' ? 'From' : 'To'} ${whom(person)}` },
      { title: 'What', cell: ({ purpose }) => (purpose ? (purposeWords[purpose] ?? purpose) : 'their text') },
      { title: 'State', cell: ({ status }) => messageWords[status] },
      {
        title: 'Text',
        cell: ({ id }) => (unmasked ? html`<span class="said">${unmasked.texts.get(id) ?? 'Erased'}</span>` : masked),
      },
    ],
    messages,
    true,
  )}`
}

export interface LogView {
  readonly entries: readonly Placed[]
  readonly staff: ReadonlyMap<string, string>
  /** Reasons by reference; null while they are masked. */
  readonly reasons: ReadonlyMap<string, string> | null
}

export const entriesTable = ({ entries, staff, unmasked }: NeedView): Html =>
  html`<h2 id="entries-title">Log</h2>${logTable({ entries, staff, reasons: unmasked?.words ?? null })}`

/** Entries of one stream as the ledger holds them. */
export const logTable = (view: LogView): Html =>
  table<Placed>(
    'Entries in the ledger, oldest first',
    [
      { title: 'Number', cell: ({ seq }) => (seq === null ? 'soon' : String(seq)) },
      { title: 'Time', cell: ({ entry }) => when(entry.at, saySecond(entry.at)) },
      { title: 'What', cell: (placed) => whatWords(view, placed) },
      {
        title: 'By',
        cell: ({ entry }) =>
          html`${actorWords(view, entry.actor)}${entry.onBehalfOf ? html` for ${actorWords(view, entry.onBehalfOf)}` : ''}`,
      },
    ],
    view.entries,
    true,
  )

/** What an entry says, with its reason: a code stands there, a planner's words are masked. */
function whatWords({ reasons }: LogView, { entry }: Placed): Html {
  const { reasonRef, why } = entry.body as { reasonRef?: string | null; why?: string }
  const said = entry.type.replaceAll('_', ' ')
  if (isShownWhy(why)) return `${said} in the console: ${shownWhyWords[why].toLowerCase()}`
  if (!reasonRef) return said
  const reason = reasons?.get(reasonRef)
  return html`${said}, reason: ${reason ? html`“${reason}”` : masked}`
}

function actorWords({ staff }: LogView, actor: string): Html {
  const [sort, id = ''] = actor.split('/')
  if (sort === 'staff') return staff.get(id) ?? 'Planner'
  if (sort === 'person') return html`<a href="/console/people/${id}">Person ${handleOf(id)}</a>`
  return `Muster (${id})`
}
