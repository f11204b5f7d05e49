import { lostRace, rows, transaction } from '../../adapters/db/client.ts'
import { parseStream } from '../../core/ledger/entry.ts'
import { letGo, returnPortions } from '../../core/needs/answers.ts'
import { needFact, personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import { callNext } from '../turns/alarms.ts'
import { advanceTogether } from '../turns/dispatch.ts'
import type { House } from '../turns/house.ts'
import { close } from '../turns/needs.ts'
import { Turn } from '../turns/turn.ts'
import { openWeekly } from '../turns/weekly.ts'
import { describe } from './describe.ts'

interface Due {
  readonly stream: string
  readonly name: string
}

/**
 * Fires what is due, one timer a transaction, and returns how many fired. Timers are rows: what fires removes its row in
 * the same transaction as its effect, so that a restart loses none and none fires twice.
 */
export async function fireTimers(house: House, atMost = 200): Promise<number> {
  for (let fired = 0; fired < atMost; ) {
    try {
      if (!(await fireNext(house))) return fired
      fired++
    } catch (error) {
      if (!lostRace(error)) {
        house.log(`timers: one could not fire, it is tried again: ${describe(error)}`)
        return fired
      }
    }
  }
  return atMost
}

async function fireNext(house: House): Promise<boolean> {
  return transaction(house.pool, async (client) => {
    const sql = `SELECT stream, name FROM timers WHERE authority_id = $1 AND due_at <= $2 ORDER BY due_at, stream, name LIMIT 1 FOR UPDATE SKIP LOCKED`
    const [due] = await rows<Due>(client, sql, [house.authority, house.now()])
    if (!due) return false
    const unit = house.openUnit(client)
    const turn = new Turn(house, unit, { actor: `job/timers`, cause: null, sender: null })
    await fire(turn, due)
    await unit.flush()
    return true
  })
}

async function fire(turn: Turn, { stream, name }: Due): Promise<void> {
  const { aggregate, id } = parseStream(stream)
  if (aggregate === 'alarm') return callNext(turn, id)
  if (aggregate === 'person' && name.startsWith('weekly/')) return openWeekly(turn, id, name.slice('weekly/'.length))
  if (aggregate === 'person') return turn.decide([personFact(id)('came_back', {})])
  if (aggregate === 'offer')
    return turn.decide([{ stream, fact: { type: 'offer_ended', body: { why: 'out_of_time' } } }])
  return fireForNeed(turn, id, name)
}

async function fireForNeed(turn: Turn, id: string, name: string): Promise<void> {
  if (name === 'wave') return fireWaves(turn, id)
  const need = await turn.lockedNeed(id)
  if (name === 'done_check') return close(turn, need, 'done', null)
  if (name === 'out_of_time') {
    return turn.decide([needFact(id)('need_escalated', { why: 'out_of_time', alarm: turn.unit.newId() })], need)
  }
  const person = name.slice('overdue/'.length)
  const assignment = need.assignments.find((a) => a.person === person)
  if (!assignment) throw new Error(`timers: need ${id} has no assignment for its timer`)
  const replaced = assignment.state === 'briefing' || assignment.state === 'accepted'
  const freed = replaced ? [...letGo(need, person, assignment.letter, 'overdue'), ...returnPortions(need, person)] : []
  await turn.decide([...freed, needFact(id)('assignment_overdue', { person, replaced })], need)
}

/** So many needs are planned together at most. */
const mostTogether = 40

/**
 * Asks on for a need, together with the others that are due at the same time: so that they do not ask the same people.
 * The timer of the first is held; whether the others are still due is seen once they are locked.
 */
async function fireWaves(turn: Turn, first: string): Promise<void> {
  const sql = `SELECT stream FROM timers WHERE authority_id = $1 AND due_at <= $2 AND name = 'wave' ORDER BY due_at, stream LIMIT ${mostTogether}`
  const due = await rows<{ stream: string }>(turn.unit.client, sql, [turn.house.authority, turn.unit.now])
  const ids = new Set([first, ...due.map(({ stream }) => parseStream(stream).id)])
  const needs: Need[] = []
  for (const id of [...ids].toSorted()) needs.push(await turn.lockedNeed(id))
  const stillDue = needs.filter(({ id, waveEndsAt }) => id === first || (waveEndsAt !== null && waveEndsAt <= turn.now))
  await advanceTogether(
    turn,
    stillDue.map(({ id, wave }) => ({ id, reason: wave === 0 ? 'opened' : 'time_passed' })),
  )
}
