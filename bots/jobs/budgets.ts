import { budgetsOf, resume, type Standing } from '../../adapters/db/spending.ts'
import { type BudgetFact, spentShare, warnAtShare } from '../../core/incidents/budget.ts'
import { raiseAlarm } from '../turns/alarms.ts'
import type { House } from '../turns/house.ts'
import { noteInIncident } from '../turns/incidents.ts'
import { asActor } from '../turns/staff.ts'
import type { Turn } from '../turns/turn.ts'

/** Warns of budgets that run out, once for each limit and period, and lets what waited go on where there is room. */
export async function watchBudgets(house: House): Promise<number> {
  for (const standing of await budgetsOf(house.pool, house.authority, house.now()))
    if (spentShare(standing, standing.spent) >= warnAtShare)
      await asActor(house, 'job/budgets', (turn) => tellOf(turn, standing))
  return resume(house.pool, house.authority, house.now())
}

async function tellOf(turn: Turn, { scope, day, spent, ...limits }: Standing): Promise<void> {
  const id = scope === 'day' ? turn.house.standingIncident : scope
  const of = scope === 'day' ? 'day' : 'incident'
  const period = day ?? 'all'
  const incident = await turn.unit.load('incident', id)
  const budget = incident?.budgets?.[of]
  if (!incident || !budget) return
  const isSpent = await isReached(turn, scope, spentShare(limits, spent))
  const facts: BudgetFact[] = []
  if (budget.warnedFor !== period) facts.push({ type: 'budget_warned', body: { ...spent, scope: of, period } })
  if (isSpent && budget.reachedFor !== period)
    facts.push({ type: 'budget_reached', body: { ...spent, scope: of, period } })
  if (facts.length === 0) return
  await noteInIncident(turn, incident, ...facts)
  const reason = facts.at(-1)!.type === 'budget_reached' ? 'budget_reached' : 'budget_warning'
  await raiseAlarm(turn, { reason, need: null, person: null })
}

/** All of it is spent, or something waits because it does not fit any more. */
async function isReached({ unit }: Turn, scope: string, share: number): Promise<boolean> {
  if (share >= 1) return true
  const sql = `SELECT 1 FROM outbox WHERE authority_id = $1 AND state = 'over_budget' AND ($2 = 'day' OR incident_id::text = $2) LIMIT 1`
  return ((await unit.client.query(sql, [unit.authority, scope])).rowCount ?? 0) > 0
}
