import type { Hono } from 'hono'
import type { AlertDraft, Area } from '../../../core/alerts/audience.ts'
import { metresPerMile } from '../../../core/geo/distance.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import { type KindId, kinds } from '../../../core/kinds.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { alertOf, allAlerts, progressOf } from '../../db/alerts.ts'
import { entriesOf } from '../../db/console-records.ts'
import { allIncidents, incidentNames, incidentOf } from '../../db/incident-records.ts'
import { alertPage, alertsPage } from './alerts-page.ts'
import {
  answer,
  type ConsoleDeps,
  type Ctx,
  type Env,
  type Form,
  formOf,
  idForm,
  isId,
  missing,
  onward,
  reading,
} from './desk.ts'
import { staffNames } from './need-reading.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'

const path = `/console/alerts/:id{${idForm}}`

/** `/console/alerts`: one text to everybody a rule selects: written, looked at, approved, followed, taken back. */
export function alertRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const { actions } = deps
  app.get('/console/alerts', (c) => list(c, deps, {}))
  app.post('/console/alerts', async (c) => {
    const form = await formOf(c)
    const read = await draftIn(deps, form)
    if ('problems' in read) return list(c, deps, { typed: form, problems: read.problems })
    const done = await actions.draftAlert(c.get('staff').id, read)
    if (!done.ok) return onward(c, '/console/alerts', { not: done.error })
    return onward(c, `/console/alerts/${done.value}`, { did: 'alert_drafted' })
  })
  app.get(path, (c) => show(c, deps))
  app.get(`${path}/:done{approve|withdraw}`, (c) => c.redirect(`/console/alerts/${c.req.param('id')}`, 303))
  app.post(`${path}/approve`, async (c) => {
    const [id, seen] = [c.req.param('id'), Number((await formOf(c))('seen'))]
    if (!Number.isSafeInteger(seen)) return show(c, deps)
    const done = await actions.approveAlert(c.get('staff').id, id, seen)
    return onward(c, `/console/alerts/${id}`, done.ok ? { did: 'alert_approved' } : { not: done.error })
  })
  app.post(`${path}/withdraw`, async (c) => {
    const [id, reason] = [c.req.param('id'), (await formOf(c))('reason')]
    if (reason === '') return show(c, deps, [missingReason('withdraw')])
    const done = await actions.withdrawAlert(c.get('staff').id, id, reason)
    return onward(c, `/console/alerts/${id}`, done.ok ? { did: 'alert_withdrawn' } : { not: done.error })
  })
}

const kindIn = (text: string): KindId | null => (Object.hasOwn(kinds, text) ? (text as KindId) : null)
const longestAlert = 600

async function draftIn(deps: ConsoleDeps, form: Form): Promise<AlertDraft | { problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const texts = { en: form('en'), cy: form('cy') }
  if (texts.en === '') problems.push({ id: 'alert-en', text: 'Enter what the alert says' })
  for (const language of ['en', 'cy'] as const)
    if (texts[language].length > longestAlert)
      problems.push({ id: `alert-${language}`, text: `Say it in ${longestAlert} letters or fewer` })
  const area = await areaIn(deps, form)
  if (!area.ok) problems.push(area.error)
  if (!isId(form('incident'))) problems.push({ id: 'alert-incident', text: 'Choose an incident' })
  if (!area.ok || problems.length > 0) return { problems }
  return {
    ...{ incident: form('incident'), texts, area: area.value },
    ...{ skill: kindIn(form('skill')), topic: kindIn(form('topic')) },
    role: form('role') === 'everybody' ? 'everybody' : 'volunteers',
    purpose: form('purpose') === 'digest' ? 'digest' : 'alert',
    lifeSafety: form('lifeSafety') === 'yes',
  }
}

/** An area as it is typed: a place and miles, or corners; null where neither is given. */
async function areaIn({ actions }: ConsoleDeps, form: Form): Promise<Result<Area | null, Problem>> {
  const corners = form('corners')
  if (corners !== '') return cornersIn(corners)
  const [place, miles] = [form('place'), form('miles')]
  if (place === '') return ok(null)
  if (!/^\d{1,3}(\.\d)?$/.test(miles) || Number(miles) === 0)
    return fail({ id: 'alert-miles', text: 'Enter how many miles around the place, such as 3 or 0.5' })
  const area = await actions.areaAround(place, Math.round(Number(miles) * metresPerMile))
  return area ? ok(area) : fail({ id: 'alert-place', text: 'Enter one place that can be found, such as a postcode' })
}

function cornersIn(text: string): Result<Area, Problem> {
  const lines = text.split(/\n+/).map((line) => /^\s*(-?\d{1,2}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*$/.exec(line.trim()))
  const corners = lines.flatMap((match) => (match ? [{ lat: Number(match[1]), lon: Number(match[2]) }] : []))
  if (corners.length === lines.length && corners.length >= 3) return ok({ label: 'area as drawn', corners })
  return fail({ id: 'alert-corners', text: 'Enter three corners or more, a line each, like 51.9912, -2.1598' })
}

async function list(
  c: Ctx,
  deps: ConsoleDeps,
  { typed: given, problems = [] }: { typed?: Form; problems?: readonly Problem[] },
): Promise<Response> {
  const { pool, authority } = deps
  const [alerts, incidents] = await Promise.all([allAlerts(pool, authority), allIncidents(pool, authority)])
  const names = await incidentNames(reading(deps), incidents)
  const words = await deps.vault.openAll<string>(
    pool,
    alerts.flatMap(({ texts }) => texts.en ?? []),
  )
  const open = incidents.filter((incident) => incident.open && !incident.erased)
  const typed = given ?? linked(c, open)
  const page = alertsPage({ alerts, incidents: open, names, words, typed, problems, now: deps.now() })
  return answer(c, deps, { ...page, notice: noticeOf((name) => c.req.query(name)), problems })
}

/** What a link fills in, such as the one a planner is given in a chat: codes alone. */
function linked(c: Ctx, open: readonly Incident[]): Form {
  const [code, skill] = [c.req.query('incident'), kindIn(c.req.query('skill') ?? '') ?? '']
  const incident = open.find((one) => one.code === code)?.id ?? ''
  return (name) => ({ incident, skill })[name] ?? ''
}

async function show(c: Ctx, deps: ConsoleDeps, problems: readonly Problem[] = []): Promise<Response> {
  const { pool, authority } = deps
  const alert = await alertOf(pool, authority, c.req.param('id')!)
  if (!alert) return missing(c, deps)
  const isDraft = alert.status === 'draft'
  const words = await deps.vault.openAll<string>(pool, Object.values(alert.texts))
  const [area, preview, progress, entries, staff, incident] = await Promise.all([
    alert.area === null ? null : deps.vault.openAll<Area>(pool, [alert.area]).then((opened) => opened.get(alert.area!)),
    isDraft ? deps.actions.previewAlert(alert) : null,
    isDraft ? null : progressOf(pool, alert.id),
    entriesOf(pool, authority, `alert/${alert.id}`),
    staffNames(deps),
    incidentOf(pool, authority, alert.incident ?? deps.standingIncident),
  ])
  const names = await incidentNames(reading(deps), incident ? [incident] : [])
  const page = alertPage({
    ...{ alert, words, area: area ?? null, preview, progress, problems, now: deps.now() },
    ...{ currency: deps.prices.currency, log: { entries, staff, reasons: null } },
    ...{ incident: names.get(incident?.id ?? '') ?? 'Everyday', isSecondLook: c.req.query('look') === 'again' },
  })
  return answer(c, deps, { ...page, notice: noticeOf((name) => c.req.query(name)), problems })
}
