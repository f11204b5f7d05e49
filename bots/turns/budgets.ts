import { limitWrite } from '../../adapters/db/spending.ts'
import type { BudgetSetting } from '../../core/incidents/budget.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { noteInIncident, sealedForIncident } from './incidents.ts'
import type { Turn } from './turn.ts'

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
  await noteInIncident(turn, incident, {
    type: 'budget_set',
    body: { scope, micros, parts, currency, reasonRef },
  })
  const of = scope === 'day' ? 'day' : id
  turn.unit.also(...limitWrite(turn.house.authority, of, { micros, parts }, turn.unit.now))
  return ok(null)
}
