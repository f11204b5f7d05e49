import type { Hono } from 'hono'
import type { DecisionText, SituationText } from '../../../core/incidents/decision-log.ts'
import { reviewsDue } from '../../../core/incidents/decision-log.ts'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { PostText } from '../../../core/incidents/post.ts'
import type { Need } from '../../../core/needs/need.ts'
import { rows } from '../../db/client.ts'
import { entriesOf } from '../../db/console-records.ts'
import { allIncidents, incidentNames, incidentOf, logWords, needsOfIncident } from '../../db/incident-records.ts'
import { incidentReport } from '../../db/incident-report.ts'
import { areasOf } from '../../db/unsealed.ts'
import {
  answer,
  type ConsoleDeps,
  type Ctx,
  type Env,
  type Form,
  formOf,
  idForm,
  missing,
  onward,
  reading,
} from './desk.ts'
import { holdAsked } from './hold-form.ts'
import { decisionFields, isRole, requiredOfDecision, requiredOfSituation, situationFields } from './incident-fields.ts'
import { type Filled, filledFrom } from './incident-forms.ts'
import { type IncidentView, incidentPage } from './incident-page.ts'
import { incidentsPage } from './incidents-page.ts'
import { keptClearRoutes } from './kept-clear.ts'
import { staffNames } from './need-reading.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'
import { postRoutes, suggestedPost } from './posts.ts'
import { fromField } from './times.ts'

const path = `/console/incidents/:id{${idForm}}`
const empty: Filled = { values: {}, corrects: null }

/** `/console/incidents`: what groups needs, with its decision log. */
export function incidentRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const { actions } = deps
  app.get('/console/incidents', (c) => list(c, deps, '', []))
  app.post('/console/incidents', async (c) => {
    const form = await formOf(c)
    const name = form('name')
    if (name === '') return list(c, deps, name, [{ id: 'name', text: 'Enter what the incident is called' }])
    const id = await actions.openIncident(c.get('staff').id, { name, exercise: form('exercise') === 'yes' })
    return onward(c, `/console/incidents/${id}`, { did: 'incident_opened' })
  })
  app.get(path, (c) => show(c, deps, {}))
  postRoutes(app, deps, (c, drawn) => show(c, deps, drawn))
  keptClearRoutes(app, deps, (c, drawn) => show(c, deps, drawn))
  app.get(`${path}/:done{situations|decisions|reviews|close|hold}`, (c) =>
    c.redirect(`/console/incidents/${c.req.param('id')}`, 303),
  )
  app.post(`${path}/:report{report\\.(?:pdf|csv|json)}`, (c) =>
    download(c, deps, c.req.param('report').slice('report.'.length)),
  )
  app.post(`${path}/situations`, (c) => enterSituation(c, deps))
  app.post(`${path}/decisions`, (c) => enterDecision(c, deps))
  app.post(`${path}/reviews`, (c) => enterReview(c, deps))
  app.post(`${path}/close`, async (c) => {
    const [id, reason] = [c.req.param('id'), (await formOf(c))('reason')]
    if (reason === '') return show(c, deps, { problems: [missingReason('close')] })
    const done = await actions.closeIncident(c.get('staff').id, id, reason)
    return onward(c, `/console/incidents/${id}`, done.ok ? { did: 'incident_closed' } : { not: done.error })
  })
  app.post(`${path}/hold`, async (c) => {
    const [id, form] = [c.req.param('id'), await formOf(c)]
    if (form('reason') === '') return show(c, deps, { problems: [missingReason('hold')] })
    return onward(
      c,
      `/console/incidents/${id}`,
      await holdAsked(deps, c.get('staff').id, { what: 'incident', id }, form),
    )
  })
}

/** The after-action report, as a file to keep. */
async function download(c: Ctx, deps: ConsoleDeps, form: string): Promise<Response> {
  const { reports, now } = deps
  const settings = { now: now(), madeBy: c.get('staff').name, proofOf: reports.proofOf }
  const report = await incidentReport(reading(deps), c.req.param('id')!, settings)
  if (!report) return missing(c, deps)
  c.header('Content-Disposition', `attachment; filename="incident-${report.code.replaceAll('/', '-')}.${form}"`)
  if (form === 'json') return c.json(report)
  if (form === 'csv') return c.body(reports.csv(report), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  return c.body(new Uint8Array(await reports.pdf(report)), 200, { 'Content-Type': 'application/pdf' })
}

async function list(c: Ctx, deps: ConsoleDeps, typed: string, problems: readonly Problem[]): Promise<Response> {
  const incidents = await allIncidents(deps.pool, deps.authority)
  const [names, counts] = await Promise.all([incidentNames(reading(deps), incidents), needCounts(deps)])
  const now = deps.now().toISOString()
  const all = incidents.map((incident) => ({
    incident,
    name: names.get(incident.id)!,
    needs: counts.get(incident.id) ?? 0,
    due: reviewsDue(incident, now).length,
  }))
  return answer(c, deps, incidentsPage({ rows: all, typed, notice: noticeOf((name) => c.req.query(name)), problems }))
}

async function needCounts({ pool, authority }: ConsoleDeps): Promise<ReadonlyMap<string, number>> {
  const sql = `SELECT state->>'incident' AS id, count(*)::int AS n FROM needs WHERE authority_id = $1 GROUP BY 1`
  return new Map((await rows<{ id: string; n: number }>(pool, sql, [authority])).map(({ id, n }) => [id, n]))
}

type Drawn = Partial<Pick<IncidentView, 'post' | 'decision' | 'situation' | 'problems'>>

async function show(c: Ctx, deps: ConsoleDeps, drawn: Drawn): Promise<Response> {
  const incident = await incidentOf(deps.pool, deps.authority, c.req.param('id')!)
  if (!incident) return missing(c, deps)
  const view = await viewOf(deps, incident)
  const correcting = correctionForms(view, c.req.query('correct') ?? '')
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, incidentPage({ ...view, notice, problems: [], ...correcting, ...drawn }))
}

async function viewOf(deps: ConsoleDeps, incident: Incident): Promise<Omit<IncidentView, 'notice' | 'problems'>> {
  const from = reading(deps)
  const { pool, authority } = deps
  const [names, words, entries, staff, needs] = await Promise.all([
    incidentNames(from, [incident]),
    logWords(from, incident),
    entriesOf(pool, authority, `incident/${incident.id}`),
    staffNames(deps),
    needsOfIncident(pool, authority, incident.id),
  ])
  const open = needs.filter((need) => need.status !== 'closed')
  const done = needs.filter((need) => need.outcome === 'done')
  const refs = (incident.posts ?? []).map(({ text }) => text)
  return {
    now: deps.now(),
    incident,
    name: names.get(incident.id)!,
    standing: incident.code === 'standing',
    figures: [
      ['Needs', needs.length],
      ['Open', open.length],
      ['Done', done.length],
      ['People asked', new Set(needs.flatMap((need) => need.invitations.map((i) => i.person))).size],
    ],
    words,
    log: { entries, staff, reasons: null },
    posts: { networks: deps.networks, texts: await deps.vault.openAll<PostText>(pool, refs) },
    post: await suggestionFor(deps, open),
    decision: empty,
    situation: empty,
  }
}

/** What a post may say: the kind that is asked for most, and the rough area of such a need. */
async function suggestionFor(deps: ConsoleDeps, open: readonly Need[]): Promise<PostText> {
  const often = (kind: string) => open.filter((need) => need.kind === kind).length
  const [need] = open.toSorted((a, b) => often(b.kind) - often(a.kind))
  if (!need) return { en: '', cy: '', warning: '' }
  const area = (await areasOf(reading(deps), [need])).get(need.id)?.label
  return area === undefined ? { en: '', cy: '', warning: '' } : suggestedPost(need.kind, area, deps.publicUrl ?? '')
}

function correctionForms({ incident, words }: Pick<IncidentView, 'incident' | 'words'>, id: string): Drawn {
  const decision = incident.decisions?.find((line) => line.id === id)
  const situation = incident.situations?.find((line) => line.id === id)
  const texts = { ...words.decisions.get(decision?.text ?? ''), ...words.situations.get(situation?.text ?? '') }
  if (decision) return { decision: filledFrom(decision, texts) }
  return situation ? { situation: filledFrom(situation, texts) } : {}
}

const typedIn = (form: Form, names: readonly string[]): Filled => ({
  values: Object.fromEntries(names.map((name) => [name, form(name)])),
  corrects: form('corrects') || null,
})

const missingIn = (prefix: string, form: Form, required: readonly string[]): Problem[] =>
  required
    .filter((key) => form(key) === '')
    .map((key) => ({ id: `${prefix}-${key}`, text: `Enter the ${labels[key]}` }))

const labels: Readonly<Record<string, string>> = Object.fromEntries(
  [...decisionFields, ...situationFields].map(({ key, label }) => [key, label.toLowerCase()]),
)

/** A time that is needed: not in the future, which nobody can have observed or decided in. */
function timeProblem(id: string, text: string, now: Date): Problem[] {
  const instant = fromField(text)
  if (instant === null) return [{ id, text: 'Enter a day and a time, like 2026-11-22 14:30' }]
  return Date.parse(instant) > now.getTime() + 60_000 ? [{ id, text: 'Enter a time that is not in the future' }] : []
}

async function enterSituation(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = await formOf(c)
  const situation = typedIn(form, ['form', 'observedAt', ...situationFields.map(({ key }) => key)])
  const problems = [
    ...missingIn('situation', form, requiredOfSituation),
    ...timeProblem('situation-observedAt', form('observedAt'), deps.now()),
  ]
  if (problems.length > 0) return show(c, deps, { situation, problems })
  const text = Object.fromEntries(situationFields.map(({ key }) => [key, form(key)])) as unknown as SituationText
  const id = c.req.param('id')!
  const done = await deps.actions.reportSituation(c.get('staff').id, id, {
    text,
    form: form('form') === 'METHANE' ? 'METHANE' : 'ETHANE',
    observedAt: fromField(form('observedAt'))!,
    corrects: situation.corrects,
  })
  return onward(c, `/console/incidents/${id}`, done.ok ? { did: 'situation' } : { not: done.error })
}

async function enterDecision(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = await formOf(c)
  const decision = typedIn(form, ['role', 'decidedAt', 'reviewAt', ...decisionFields.map(({ key }) => key)])
  const reviewAt = fromField(form('reviewAt'))
  const problems = [
    ...missingIn('decision', form, requiredOfDecision),
    ...timeProblem('decision-decidedAt', form('decidedAt'), deps.now()),
    ...(form('reviewAt') !== '' && reviewAt === null
      ? [{ id: 'decision-reviewAt', text: 'Enter a day and a time' }]
      : []),
  ]
  if (problems.length > 0) return show(c, deps, { decision, problems })
  const text = Object.fromEntries(decisionFields.map(({ key }) => [key, form(key)])) as unknown as DecisionText
  const { id: by, name } = c.get('staff')
  const id = c.req.param('id')!
  const done = await deps.actions.recordDecision(by, id, {
    text: { ...text, decidedBy: text.decidedBy || name },
    role: isRole(form('role')) ? (form('role') as 'planner') : 'planner',
    decidedAt: fromField(form('decidedAt'))!,
    reviewAt,
    corrects: decision.corrects,
  })
  return onward(c, `/console/incidents/${id}`, done.ok ? { did: 'decision' } : { not: done.error })
}

async function enterReview(c: Ctx, deps: ConsoleDeps): Promise<Response> {
  const form = await formOf(c)
  const [id, decision, words] = [c.req.param('id')!, form('decision'), form('reason')]
  if (words === '') return show(c, deps, { problems: [missingReason(`review-${decision}`)] })
  const review = { decision, words, reviewAt: fromField(form('reviewAt')) }
  const done = await deps.actions.reviewDecision(c.get('staff').id, id, review)
  return onward(c, `/console/incidents/${id}`, done.ok ? { did: 'reviewed' } : { not: done.error })
}
