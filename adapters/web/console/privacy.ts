import type { Hono } from 'hono'
import type { Incident } from '../../../core/incidents/incident.ts'
import type { Person } from '../../../core/people/person.ts'
import { rows } from '../../db/client.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, idForm, onward } from './desk.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'
import { type CaseRow, type Held, privacyPage } from './privacy-page.ts'

/** `/console/privacy`: who asked to see or delete what is held about them, what a hold keeps, what was let go of. */
export function privacyRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console/privacy', (c) => show(c, deps, []))
  app.post(`/console/privacy/:person{${idForm}}/:case{${idForm}}/:outcome{granted|refused}`, async (c) => {
    const { person, case: id, outcome } = c.req.param()
    const reason = (await formOf(c))('reason')
    if (reason === '') return show(c, deps, [missingReason(`${outcome}-${id}`)])
    const decided = outcome as 'granted' | 'refused'
    const done = await deps.actions.decideCase(c.get('staff').id, { person, case: id }, decided, reason)
    return onward(c, '/console/privacy', done.ok ? { did: `case_${outcome}` } : { not: done.error })
  })
}

async function show(c: Ctx, deps: ConsoleDeps, problems: readonly Problem[]): Promise<Response> {
  const [cases, held, retention] = await Promise.all([casesOf(deps), heldBy(deps), lastRetention(deps)])
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, privacyPage({ now: deps.now(), cases, held, retention, notice, problems }))
}

/** Every case that waits for a decision or to be carried out, the first due first. */
async function casesOf({ pool, authority }: ConsoleDeps): Promise<readonly CaseRow[]> {
  const sql = `SELECT state FROM people WHERE authority_id = $1 AND state ? 'cases' AND state->>'erased' IS NULL`
  const people = (await rows<{ state: Person }>(pool, sql, [authority])).map(({ state }) => state)
  const cases = people.flatMap((person) => (person.cases ?? []).map((one) => ({ person: person.id, ...one })))
  return cases
    .filter(({ outcome, wants }) => outcome === null || (outcome === 'granted' && wants === 'erasure'))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
}

async function heldBy({ pool, authority }: ConsoleDeps): Promise<readonly Held[]> {
  const sql = (['person', 'need', 'incident'] as const)
    .map((what) => {
      const table = { person: 'people', need: 'needs', incident: 'incidents' }[what]
      return `SELECT '${what}' AS what, id, state->>'hold' AS since FROM ${table} WHERE authority_id = $1 AND state->>'hold' IS NOT NULL`
    })
    .join(' UNION ALL ')
  return rows<Held>(pool, `${sql} ORDER BY since LIMIT 200`, [authority])
}

async function lastRetention({ pool, authority }: ConsoleDeps): Promise<Incident['retention']> {
  const sql = `SELECT state FROM incidents WHERE authority_id = $1 AND state->>'retention' IS NOT NULL LIMIT 1`
  return (await rows<{ state: Incident }>(pool, sql, [authority]))[0]?.state.retention
}
