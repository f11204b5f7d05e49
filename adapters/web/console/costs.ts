import type { Hono } from 'hono'
import { allIncidents, incidentNames } from '../../db/incident-records.ts'
import { budgetsOf, spendingBy, waitingForBudget } from '../../db/spending.ts'
import { type CostsView, costsPage } from './costs-page.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, type Form, formOf, isId, onward, reading } from './desk.ts'
import { noticeOf } from './notices.ts'
import type { Problem } from './parts.ts'

/** `/console/costs`: what texts cost, per incident and per day, and what they may. */
export function costRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/costs', (c) => show(c, deps, {}))
  app.post('/console/costs', async (c) => {
    const form = await formOf(c)
    const read = budgetIn(form)
    if (read.problems.length > 0) return show(c, deps, { typed: form, problems: read.problems })
    const { scope, incident, ...limits } = read
    const by = c.get('staff').id
    const id = scope === 'day' ? deps.standingIncident : incident
    const done = await deps.actions.setBudget(by, id, { scope, ...limits, reason: form('reason') })
    return onward(c, '/console/costs', done.ok ? { did: 'budget_set' } : { not: done.error })
  })
}

/** An amount of money or of segments; null where the field is empty, undefined where it is no such thing. */
function amount(text: string, form: RegExp, factor: number): number | null | undefined {
  if (text === '') return null
  return form.test(text) ? Math.round(Number(text) * factor) : undefined
}

function budgetIn(form: Form) {
  const micros = amount(form('money'), /^\d{1,7}(\.\d{1,2})?$/, 1_000_000)
  const parts = amount(form('parts'), /^\d{1,9}$/, 1)
  const of = form('of')
  const problems: Problem[] = []
  if (of !== 'day' && !isId(of)) problems.push({ id: 'of', text: 'Choose an incident, or every day' })
  if (micros === undefined)
    problems.push({ id: 'money', text: 'Enter an amount such as 250 or 99.50, or leave it empty' })
  if (parts === undefined) problems.push({ id: 'parts', text: 'Enter a whole number of segments, or leave it empty' })
  if (form('reason') === '') problems.push({ id: 'budget-reason', text: 'Say why, in a few words' })
  const scope = of === 'day' ? ('day' as const) : ('incident' as const)
  return { scope, incident: of, micros: micros ?? null, parts: parts ?? null, problems }
}

async function show(
  c: Ctx,
  deps: ConsoleDeps,
  { typed = () => '', problems = [] }: { typed?: Form; problems?: readonly Problem[] },
): Promise<Response> {
  const { pool, authority, prices } = deps
  const [incidents, byIncident, byDay, budgets, waiting] = await Promise.all([
    allIncidents(pool, authority),
    spendingBy(pool, authority, 'incident'),
    spendingBy(pool, authority, 'day'),
    budgetsOf(pool, authority, deps.now()),
    waitingForBudget(pool, authority),
  ])
  const names = await incidentNames(reading(deps), incidents)
  const view: CostsView = { incidents, names, byIncident, byDay, budgets, waiting, prices, typed }
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, { ...costsPage(view, problems), notice, problems })
}
