import { rows } from '../../adapters/db/client.ts'
import type { Point } from '../../core/geo/point.ts'
import { isInside, type Polygon, polygonOf } from '../../core/geo/polygon.ts'
import type { Incident } from '../../core/incidents/incident.ts'
import { needFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { minutes, plus } from '../../core/time.ts'
import { noteInIncident, sealedForIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

type Done = Promise<Result<null, 'gone'>>

/** From now on nobody in this area is asked for anything, and nobody is sent into it. */
export async function keepClear(
  turn: Turn,
  id: string,
  { corners, reason }: { readonly corners: readonly Point[]; readonly reason: string },
): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.open || incident.erased) return fail('gone')
  const shape = await sealedForIncident(turn, incident, corners as never)
  const body = { area: turn.unit.newId(), shape, reasonRef: await sealedForIncident(turn, incident, reason) }
  await noteInIncident(turn, incident, { type: 'area_kept_clear', body })
  return ok(null)
}

/** People may be asked, and sent, there again; requests that waited for it go on at their next look. */
export async function reopenArea(
  turn: Turn,
  id: string,
  { area, reason }: { readonly area: string; readonly reason: string },
): Done {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.keptClear?.some((one) => one.area === area)) return fail('gone')
  const reasonRef = await sealedForIncident(turn, incident, reason)
  await noteInIncident(turn, incident, { type: 'area_reopened', body: { area, reasonRef } })
  return ok(null)
}

/**
 * Every area that open incidents keep clear, read and opened once for however many needs: what is kept clear for one of
 * them. An exercise's areas count for its own needs, real ones for real needs.
 */
export async function areasKeptClear(turn: Turn): Promise<(need: Need) => Polygon[]> {
  const sql = `SELECT state FROM incidents WHERE authority_id = $1 AND state->>'open' = 'true' AND jsonb_array_length(state->'keptClear') > 0`
  const found = await rows<{ state: Incident }>(turn.unit.client, sql, [turn.house.authority])
  const areas = found.flatMap(({ state: of }) => (of.keptClear ?? []).map(({ shape }) => ({ of, shape })))
  const corners = await Promise.all(areas.map(({ shape }) => turn.unit.open<Point[]>(shape)))
  const shapes = areas.flatMap(({ of }, i) => (corners[i] ? [{ of, polygon: polygonOf([corners[i]]) }] : []))
  return ({ exercise, incident }) =>
    shapes
      .filter(({ of }) => of.exercise === exercise && (!exercise || of.id === incident))
      .map(({ polygon }) => polygon)
}

export const isKeptClear = (areas: readonly Polygon[], { lat, lon }: Point): boolean =>
  areas.some((area) => isInside(area, lat, lon))

/** How soon we look whether the area was opened again. */
const lookAgainMs = minutes(5)

/** Nobody is asked for a need in such an area: a planner is told, and decides. */
export async function keepOut(turn: Turn, need: Need): Promise<void> {
  const until = plus(turn.now, lookAgainMs)
  const rested = needFact(need.id)('wave_put_off', { until, reason: 'kept_clear' })
  const told = needFact(need.id)('need_escalated', { why: 'kept_clear', alarm: turn.unit.newId() })
  await turn.decide(need.escalatedAt === null ? [told, rested] : [rested], need)
}
