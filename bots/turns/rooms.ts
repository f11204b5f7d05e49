import { roomOf, roomWrites } from '../../adapters/db/rooms.ts'
import type { DecisionText } from '../../core/incidents/decision-log.ts'
import { correctionOf } from '../../core/incidents/decision-log.ts'
import { problemOfPost } from '../../core/incidents/post.ts'
import { roomName } from '../../core/incidents/room.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { noteInIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

/** Where a planner wants an incident told: in a channel that is there (`place`), or in a new one (null). */
export interface RoomWanted {
  readonly network: string
  readonly server: string
  readonly place: string | null
}

/**
 * Has an incident told in a channel from now on; the job makes it and posts. A new one is refused where one is told
 * already. Returns what the new channel will be called; null for one that is there.
 */
export async function openRoom(
  turn: Turn,
  id: string,
  wanted: RoomWanted,
): Promise<Result<string | null, 'gone' | 'has_one'>> {
  const incident = await turn.unit.load('incident', id)
  if (!incident?.open || incident.erased) return fail('gone')
  const { network, place } = wanted
  if (place === null && (await roomOf(turn.unit.client, id, network))) return fail('has_one')
  const room = turn.unit.newId()
  for (const [sql, values] of roomWrites({ ...wanted, id: room, incident: id }, turn.house.authority))
    turn.unit.also(sql, values)
  await noteInIncident(turn, incident, { type: 'room_opened', body: { room, network } })
  return ok(place === null ? roomName(incident.code, room) : null)
}

/**
 * Lets everybody in the incident's rooms read its last decision. One whose words could tell of somebody is refused, as
 * a public post is.
 */
export async function shareDecision(
  turn: Turn,
  id: string,
): Promise<Result<null, 'gone' | 'no_decision' | 'tells_of_somebody'>> {
  const incident = await turn.unit.load('incident', id)
  if (!incident || incident.erased) return fail('gone')
  const decisions = incident.decisions ?? []
  const last = decisions.findLast((one) => !correctionOf(decisions, one.id))
  const words = last && (await turn.unit.open<DecisionText>(last.text))
  if (!last || !words) return fail('no_decision')
  const problem = problemOfPost(words.decision)
  if (problem !== null && problem !== 'too_long') return fail('tells_of_somebody')
  await noteInIncident(turn, incident, { type: 'decision_shared', body: { decision: last.id } })
  return ok(null)
}
