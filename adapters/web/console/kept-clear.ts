import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Incident } from '../../../core/incidents/incident.ts'
import { type CornersProblem, cornersIn } from '../../../core/incidents/kept-clear.ts'
import { type ConsoleDeps, type Ctx, type Env, formOf, idForm, isId, onward } from './desk.ts'
import { field, foldedReasonForm, type Html, missingReason, type Problem, when } from './parts.ts'
import { sayWhen } from './times.ts'

const path = `/console/incidents/:id{${idForm}}`

const says: Readonly<Record<CornersProblem, string>> = {
  too_few: 'Enter at least three corners, one a line',
  not_numbers: 'Enter each corner as latitude and longitude, like 51.9912, -2.1598',
  too_large: 'The corners are more than 2 degrees apart: check the numbers',
}

type Show = (c: Ctx, drawn: { problems: readonly Problem[] }) => Promise<Response>

/** Areas that an incident keeps clear: entered by their corners, opened again with a reason. */
export function keptClearRoutes(app: Hono<Env>, { actions }: ConsoleDeps, show: Show): void {
  const home = (c: Ctx) => `/console/incidents/${c.req.param('id')}`
  app.get(`${path}/:done{keep-clear|reopen}`, (c) => c.redirect(home(c), 303))
  app.post(`${path}/keep-clear`, async (c) => {
    const form = await formOf(c)
    const [corners, reason] = [cornersIn(form('corners')), form('reason')]
    const problems = [
      ...(corners.ok ? [] : [{ id: 'clear-corners', text: says[corners.error] }]),
      ...(reason === '' ? [missingReason('clear')] : []),
    ]
    if (!corners.ok || problems.length > 0) return show(c, { problems })
    const done = await actions.keepClear(c.get('staff').id, c.req.param('id'), { corners: corners.value, reason })
    return onward(c, home(c), done.ok ? { did: 'kept_clear' } : { not: done.error })
  })
  app.post(`${path}/reopen`, async (c) => {
    const form = await formOf(c)
    const [area, reason] = [form('area'), form('reason')]
    if (reason === '') return show(c, { problems: [missingReason(`reopen-${area}`)] })
    if (!isId(area)) return onward(c, home(c), { not: 'gone' })
    const done = await actions.reopenArea(c.get('staff').id, c.req.param('id'), { area, reason })
    return onward(c, home(c), done.ok ? { did: 'reopened' } : { not: done.error })
  })
}

export function keptClearSection(
  { id, open, erased, keptClear = [] }: Incident,
  { problems, now }: { readonly problems: readonly Problem[]; readonly now: Date },
): Html {
  const none = html`<p class="empty">No area is kept clear.</p>`
  const one = ({ area, since }: (typeof keptClear)[number], i: number) =>
    html`<li>Area ${i + 1}, since ${when(since, sayWhen(since, now))} ${foldedReasonForm('Open it again', {
      id: `reopen-${area}`,
      action: `/console/incidents/${id}/reopen`,
      button: 'Open it again',
      label: 'Why?',
      hidden: { area },
      problems,
    })}</li>`
  const form = foldedReasonForm('Keep an area clear', {
    id: 'clear',
    action: `/console/incidents/${id}/keep-clear`,
    button: 'Keep it clear',
    label: 'Why?',
    hint: 'Nobody in it is asked for anything, and nobody is sent into it. Requests from inside go to the people on duty.',
    problems,
    grave: true,
    before: field({
      id: 'clear-corners',
      name: 'corners',
      label: 'Its corners, one a line: latitude, longitude',
      rows: 4,
      most: 4000,
      problems,
    }),
  })
  return html`<h2 id="clear-title">Kept clear</h2>${keptClear.length > 0 ? html`<ul>${keptClear.map(one)}</ul>` : none}${open && !erased ? form : ''}`
}
