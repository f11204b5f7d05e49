import type { Hono } from 'hono'
import { reviewsDue } from '../../../core/incidents/decision-log.ts'
import type { Need } from '../../../core/needs/need.ts'
import {
  closedNeeds,
  dutyList,
  homesWithin,
  openAlarms,
  openNeeds,
  unconfirmedVolunteers,
  waitingMessages,
} from '../../db/console-lists.ts'
import { needsOf } from '../../db/console-records.ts'
import { allIncidents, incidentNames } from '../../db/incident-records.ts'
import { type Area, areasOf } from '../../db/unsealed.ts'
import { type BoardView, boardPage, type NeedRow } from './board-page.ts'
import { answer, type ConsoleDeps, type Ctx, type Env, formOf, idForm, onward, reading } from './desk.ts'
import { landOf, type Spot } from './map.ts'
import { noticeOf } from './notices.ts'
import { missingReason, type Problem } from './parts.ts'

/** `/console`: the whole picture, and what waits for a person. */
export function boardRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  app.get('/console', (c) => board(c, deps))
  app.post(`/console/alarms/:id{${idForm}}/take`, async (c) => {
    const reason = (await formOf(c))('reason')
    const id = c.req.param('id')
    if (reason === '') return board(c, deps, [missingReason(`alarm-${id}`)])
    const done = await deps.actions.acknowledgeAlarm(c.get('staff').id, id, reason)
    return onward(c, '/console', done.ok ? { did: 'taken' } : { not: done.error })
  })
}

/** The board, with what is wrong in one of its forms. */
export async function board(c: Ctx, deps: ConsoleDeps, problems: readonly Problem[] = []): Promise<Response> {
  const which = c.req.query('show') === 'closed' ? 'closed' : 'open'
  const notice = noticeOf((name) => c.req.query(name))
  return answer(c, deps, boardPage({ ...(await viewOf(deps, which)), notice, problems }))
}

async function viewOf(deps: ConsoleDeps, which: 'open' | 'closed'): Promise<Omit<BoardView, 'notice' | 'problems'>> {
  const { pool, authority } = deps
  const [needs, alarms, messages, volunteers, duty, incidents] = await Promise.all([
    which === 'open' ? openNeeds(pool, authority) : closedNeeds(pool, authority),
    openAlarms(pool, authority),
    waitingMessages(pool, authority),
    unconfirmedVolunteers(pool, authority),
    dutyList(pool, authority),
    allIncidents(pool, authority),
  ])
  const alarmed = await needsOf(
    pool,
    authority,
    alarms.shown.flatMap((alarm) => alarm.need ?? []),
  )
  const areas = await areasOf(reading(deps), [...needs.shown, ...alarmed])
  const names = await incidentNames(reading(deps), incidents)
  const now = deps.now().toISOString()
  const rowOf = (need: Need): NeedRow => ({
    need,
    area: areas.get(need.id)?.label ?? 'Area not known',
    incident: names.get(need.incident ?? '') ?? 'Everyday',
  })
  const spots = which === 'open' ? spotsOf(needs.shown, areas) : []
  return {
    now: deps.now(),
    which,
    needs: needs.shown.map(rowOf),
    total: needs.total,
    spots,
    homes: spots.length > 0 ? await homesWithin(pool, landOf(spots)) : [],
    alarms: alarms.shown.map((alarm) => {
      const need = alarmed.find((n) => n.id === alarm.need)
      return { alarm, need: need ? rowOf(need) : null }
    }),
    messages: messages.shown,
    messagesTotal: messages.total,
    volunteers: volunteers.shown,
    volunteersTotal: volunteers.total,
    reviews: incidents
      .map(({ id, ...rest }) => ({ id, name: names.get(id)!, due: reviewsDue({ id, ...rest }, now).length }))
      .filter(({ due }) => due > 0),
    dutyEmpty: duty.people.length === 0,
  }
}

/** Needs by rough area; each with the urgency of its most urgent, which comes first in the list. */
function spotsOf(needs: readonly Need[], areas: ReadonlyMap<string, Area>): Spot[] {
  const placed = needs.map((need) => ({ need, area: areas.get(need.id) ?? coarseArea(need) }))
  const byArea = Map.groupBy(placed, ({ area }) => area.label)
  return [...byArea].map(([label, [first, ...rest]]) => ({
    label,
    at: first!.area.centre,
    count: 1 + rest.length,
    urgency: first!.need.urgency,
  }))
}

const coarseArea = ({ latE2, lonE2 }: Need): Area => ({ label: '', centre: { lat: latE2 / 100, lon: lonE2 / 100 } })
