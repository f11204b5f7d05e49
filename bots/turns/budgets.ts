import { limitWrite } from '../../adapters/db/spending.ts'
import type { BudgetScope, Limits } from '../../core/incidents/budget.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { sealedForIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

/** A limit as a planner sets it; both null: none. */
export interface BudgetSetting extends Limits {
  readonly scope: BudgetScope
  readonly reason: string
}

/** Limits what the texts of an incident, or of a day, may cost. `id` is the standing incident's for a day. */
export async function setBudget(
  turn: Turn,
  id: string,
  { scope, micros, parts, reason }: BudgetSetting,
): Promise<Result<null, 'gone'>> {
  const incident = await turn.unit.load('incident', id)
  if (!incident || incident.erased || (scope === 'day' && id !== turn.house.standingIncident)) return fail('gone')
  const reasonRef = await sealedForIncident(turn, incident, reason)
  const { currency } = turn.house.prices
  const fact = { type: 'budget_set', body: { scope, micros, parts, currency, reasonRef } }
  await turn.decide([{ stream: `incident/${id}`, fact }], { incident: id, exercise: incident.exercise })
  const of = scope === 'day' ? 'day' : id
  turn.unit.also(...limitWrite(turn.house.authority, of, { micros, parts }, turn.unit.now))
  return ok(null)
}
