import { correctionOf, type DecisionText, type SituationText } from '../../core/incidents/decision-log.ts'
import { coursesOf, type Figure, figuresOf, type NeedCourse } from '../../core/incidents/figures.ts'
import type { Incident } from '../../core/incidents/incident.ts'
import { kinds } from '../../core/kinds.ts'
import { type Entry, parseStream } from '../../core/ledger/entry.ts'
import { upcast } from '../../core/ledger/upcast.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Account } from '../../core/people/account.ts'
import { rows } from './client.ts'
import { incidentNames, incidentOf, logWords, needsOfIncident } from './incident-records.ts'
import { areasOf, type Reading, staffProfiles } from './unsealed.ts'

/** What proves a report against the published log. */
export interface ReportProof {
  /** The signed head, as a C2SP note. Null before anything was signed. */
  readonly checkpoint: string | null
  /** For each entry of the timeline that has been signed, that it stands in the log under that head (c2sp.org/tlog-proof). */
  readonly receipts: readonly { readonly entry: string; readonly proof: string }[]
}

/** One entry as the timeline tells it. `index` is its place in the ledger; null while it waits for one. */
export interface TimelineRow {
  readonly at: string
  readonly index: number | null
  readonly entry: string
  readonly what: string
  readonly about: string
  readonly by: string
}

interface LogRow {
  readonly id: string
  readonly by: string
  readonly recordedAt: string
  readonly corrects: string | null
  readonly correctedBy: string | null
}

/** All that an inquiry asks of one incident. Nobody who asked for help or gave it is named; planners are. UTC. */
export interface IncidentReport {
  readonly incident: string
  readonly name: string
  readonly code: string
  readonly exercise: boolean
  readonly openedAt: string
  readonly closedAt: string | null
  readonly madeAt: string
  readonly madeBy: string
  readonly figures: readonly Figure[]
  readonly situations: readonly (LogRow & {
    readonly form: string
    readonly observedAt: string
    readonly text: SituationText | null
  })[]
  readonly decisions: readonly (LogRow & {
    readonly role: string
    readonly decidedAt: string
    readonly reviewAt: string | null
    readonly text: DecisionText | null
    readonly reviews: readonly { readonly at: string; readonly by: string; readonly text: string | null }[]
  })[]
  readonly needs: readonly {
    readonly handle: string
    readonly id: string
    readonly kind: string
    readonly urgency: string
    readonly area: string
    readonly openedAt: string
    readonly firstYesAt: string | null
    readonly firstThereAt: string | null
    readonly closedAt: string | null
    readonly state: string
    readonly asked: number
  }[]
  readonly timeline: readonly TimelineRow[]
  readonly proof: ReportProof
}

export interface ReportSettings {
  readonly now: Date
  readonly madeBy: string
  readonly proofOf: (streams: readonly string[]) => Promise<ReportProof>
}

/** Gathers the report of an incident; undefined when there is none with this id. */
export async function incidentReport(
  from: Reading,
  id: string,
  { now, madeBy, proofOf }: ReportSettings,
): Promise<IncidentReport | undefined> {
  const incident = await incidentOf(from.pool, from.authority, id)
  if (!incident) return undefined
  const needs = await needsOfIncident(from.pool, from.authority, id)
  const streams = [`incident/${id}`, ...needs.map((need) => `need/${need.id}`)]
  const placed = await entriesIn(from, streams)
  const entries = placed.map(({ entry }) => entry)
  const own = entries.filter(({ stream }) => stream === `incident/${id}`)
  const [names, staff, log] = await Promise.all([
    incidentNames(from, [incident]),
    staffNamesOf(from),
    logRows(from, incident),
  ])
  const named = (actor: string) => staffOr(staff, actor)
  const courses = coursesOf(needs, entries)
  return {
    incident: id,
    name: names.get(id)!,
    code: incident.code,
    exercise: incident.exercise,
    openedAt: own[0]!.at,
    closedAt: own.find(({ type }) => type === 'incident_closed')?.at ?? null,
    madeAt: now.toISOString(),
    madeBy,
    figures: figuresOf(courses),
    situations: log.situations.map((row) => ({ ...row, by: named(row.by) })),
    decisions: log.decisions.map((row) => ({
      ...row,
      by: named(row.by),
      reviews: row.reviews.map((review) => ({ ...review, by: named(review.by) })),
    })),
    needs: await needRows(from, courses),
    timeline: placed.map(({ entry, index }) => timelineRow(entry, index, named)),
    proof: await proofOf(streams),
  }
}

async function entriesIn(
  { pool, authority }: Reading,
  streams: readonly string[],
): Promise<{ entry: Entry; index: number | null }[]> {
  const sql = `SELECT e.bytes, l.seq AS index FROM entries e LEFT JOIN ledger_index l ON l.entry_id = e.id
    WHERE e.authority_id = $1 AND e.stream = ANY($2) ORDER BY l.seq NULLS LAST, e.recorded_at, e.id`
  const found = await rows<{ bytes: Buffer; index: number | null }>(pool, sql, [authority, streams])
  return found.map(({ bytes, index }) => ({ entry: upcast(JSON.parse(bytes.toString('utf8')) as Entry), index }))
}

async function staffNamesOf(from: Reading): Promise<ReadonlyMap<string, string>> {
  const sql = 'SELECT state FROM accounts WHERE authority_id = $1'
  const accounts = (await rows<{ state: Account }>(from.pool, sql, [from.authority])).map(({ state }) => state)
  return new Map([...(await staffProfiles(from, accounts))].map(([id, { name }]) => [id, name]))
}

const handleOf = (id: string): string => id.slice(-4).toUpperCase()

function staffOr(staff: ReadonlyMap<string, string>, actor: string): string {
  const [sort, id = ''] = actor.split('/')
  if (sort === 'staff') return staff.get(id) ?? `Planner ${handleOf(id)}`
  return sort === 'person' ? `Person ${handleOf(id)}` : `Muster (${id})`
}

async function logRows(from: Reading, incident: Incident) {
  const { situations = [], decisions = [] } = incident
  const words = await logWords(from, incident)
  return {
    situations: situations.map(({ text, ...line }) => ({
      ...line,
      correctedBy: correctionOf(situations, line.id)?.id ?? null,
      text: words.situations.get(text) ?? null,
    })),
    decisions: decisions.map(({ text, reviews, ...line }) => ({
      ...line,
      correctedBy: correctionOf(decisions, line.id)?.id ?? null,
      text: words.decisions.get(text) ?? null,
      reviews: reviews.map((review) => ({ ...review, text: words.reviews.get(review.text) ?? null })),
    })),
  }
}

async function needRows(from: Reading, courses: readonly NeedCourse[]): Promise<IncidentReport['needs']> {
  const areas = await areasOf(
    from,
    courses.map(({ need }) => need),
  )
  return courses.map(({ need, ...times }) => ({
    handle: handleOf(need.id),
    id: need.id,
    kind: kinds[need.kind].label,
    urgency: need.urgency,
    area: areas.get(need.id)?.label ?? 'not kept',
    openedAt: need.openedAt,
    ...times,
    state: stateOf(need),
    asked: need.invitations.length,
  }))
}

const stateOf = ({ outcome, status }: Need): string => (outcome ?? status).replaceAll('_', ' ')

function timelineRow(entry: Entry, index: number | null, named: (actor: string) => string): TimelineRow {
  const { aggregate, id } = parseStream(entry.stream)
  const about = aggregate === 'need' ? `need ${handleOf(id)}` : aggregate
  const what = entry.type.replaceAll('_', ' ')
  return { at: entry.at, index, entry: entry.id, what, about, by: named(entry.actor) }
}
