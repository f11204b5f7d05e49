import { html } from 'hono/html'
import { type Limits, type Spent, spentShare, warnAtShare } from '../../../core/incidents/budget.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { Prices } from '../../../core/messages/cost.ts'
import type { SpendingRow, Standing } from '../../db/spending.ts'
import type { Form } from './desk.ts'
import type { Page } from './layout.ts'
import { field, type Html, type Problem, problemAt, table } from './parts.ts'
import { plural } from './words.ts'

export interface CostsView {
  readonly incidents: readonly Incident[]
  readonly names: ReadonlyMap<string, string>
  readonly byIncident: readonly SpendingRow[]
  readonly byDay: readonly SpendingRow[]
  readonly budgets: readonly Standing[]
  /** Messages that wait for a budget to be raised, by incident. */
  readonly waiting: ReadonlyMap<string, number>
  readonly prices: Prices
  readonly typed: Form
}

/** "£12.40": to the penny, or finer where it is less than one. */
export function money(micros: number, currency: string): string {
  const digits = micros !== 0 && Math.abs(micros) < 10_000 ? 4 : 2
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: digits }).format(
    micros / 1_000_000,
  )
}

export const costsPage = (view: CostsView, problems: readonly Problem[]): Page => ({
  title: 'Costs',
  here: 'costs',
  body: html`<h1>What texts cost</h1>
  <p>Expected from the price of a segment, and as billed once the provider says.${unpriced(view)}</p>
  <section aria-labelledby="budgets-title"><h2 id="budgets-title">Budgets</h2>${budgets(view)}${budgetForm(view, problems)}</section>
  <section aria-labelledby="incidents-title"><h2 id="incidents-title">By incident</h2>${costTable(view, 'Costs by incident', 'Incident', view.byIncident)}</section>
  <section aria-labelledby="days-title"><h2 id="days-title">By day</h2>${costTable(view, 'Costs by day, the last 31', 'Day', view.byDay)}</section>`,
})

/** Channels that were used and have no price: what they cost is not known before it is billed. */
function unpriced({ byIncident, prices }: CostsView): Html {
  const names = new Set(byIncident.map(({ channel }) => channel).filter((name) => !(name in prices.microsPerPart)))
  return names.size === 0 ? '' : html` No price is set (MESSAGE_PRICES) for: ${[...names].join(', ')}.`
}

const nameOf = ({ names }: CostsView, key: string): string => names.get(key) ?? (key === 'day' ? 'Every day' : key)

function costTable(view: CostsView, caption: string, what: string, rows: readonly SpendingRow[]): Html {
  if (rows.length === 0) return html`<p class="empty">Nothing has been sent yet.</p>`
  return table<SpendingRow>(
    caption,
    [
      { title: what, cell: ({ key }) => nameOf(view, key) },
      { title: 'Channel', cell: ({ channel }) => channel },
      { title: 'Messages', cell: ({ messages }) => String(messages) },
      { title: 'Segments', cell: ({ parts }) => String(parts) },
      { title: 'Cost', cell: ({ micros, currency }) => money(micros, currency) },
      {
        title: 'As billed',
        cell: ({ billed, billedMicros, currency }) =>
          billed === 0 ? '–' : `${money(billedMicros, currency)} for ${plural(billed, 'message')}`,
      },
    ],
    rows,
    true,
  )
}

const limitWords = ({ micros, parts }: Limits, currency: string): string =>
  [micros === null ? '' : money(micros, currency), parts === null ? '' : plural(parts, 'segment')]
    .filter(Boolean)
    .join(' and ') || 'none'

const spentWords = ({ micros, parts }: Spent, currency: string): string =>
  `${money(micros, currency)}, ${plural(parts, 'segment')}`

function budgets(view: CostsView): Html {
  const { currency } = view.prices
  const total = [...view.waiting.values()].reduce((sum, n) => sum + n, 0)
  const waiting =
    total === 0
      ? ''
      : html`<p class="notice refused">${plural(total, 'message')} wait for a budget to be raised: ${[...view.waiting].map(([id, n]) => `${nameOf(view, id)} ${n}`).join(', ')}.</p>`
  if (view.budgets.length === 0) return html`${waiting}<p class="empty">No limit is set.</p>`
  return html`${waiting}${table<Standing>(
    'Limits, and what is spent of them',
    [
      { title: 'For', cell: ({ scope }) => nameOf(view, scope) },
      { title: 'Limit', cell: (one) => limitWords(one, currency) },
      { title: 'Spent', cell: ({ spent, day }) => `${spentWords(spent, currency)}${day ? ' today' : ''}` },
      { title: 'State', cell: (one) => stateOf(spentShare(one, one.spent)) },
    ],
    view.budgets,
    true,
  )}`
}

const stateOf = (share: number): Html =>
  share >= 1
    ? html`<span class="tag life">spent</span>`
    : share >= warnAtShare
      ? html`<span class="tag urgent">${Math.floor(share * 100)} % spent</span>`
      : `${Math.floor(share * 100)} % spent`

function budgetForm({ incidents, names, prices, typed }: CostsView, problems: readonly Problem[]): Html {
  const open = incidents.filter((incident) => incident.open)
  const option = (value: string, label: string) =>
    html`<option value="${value}"${typed('of') === value ? html` selected` : ''}>${label}</option>`
  return html`<form method="post" action="/console/costs" class="act">
    <h3>Set a budget</h3>
    <p class="hint">Planners are warned at four fifths. At the limit only what saves life goes out; all else waits here until the budget is raised.</p>
    <div class="field"><label for="of">For</label>${problemAt(problems, 'of')}<select id="of" name="of">${option('day', 'Every day, all incidents')}${open.map(({ id }) => option(id, names.get(id) ?? id))}</select></div>
    ${field({ id: 'money', name: 'money', label: `Most money, ${prices.currency}`, hint: 'Empty: no limit in money', value: typed('money'), problems, short: true })}
    ${field({ id: 'parts', name: 'parts', label: 'Most segments', hint: 'Empty: no limit in segments', value: typed('parts'), problems, short: true })}
    ${field({ id: 'budget-reason', name: 'reason', label: 'Why?', value: typed('reason'), problems })}
    <button>Set the budget</button>
  </form>`
}
