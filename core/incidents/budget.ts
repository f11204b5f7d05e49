import type { Fact } from '../ledger/entry.ts'
import type { Incident } from './incident.ts'

/** What a budget is for: everything of one incident, or everything of one day, which stands with the standing incident. */
export type BudgetScope = 'incident' | 'day'

/** The most that texts may cost; null: no limit of that sort. */
export interface Limits {
  /** Millionths of the currency's unit. */
  readonly micros: number | null
  /** Segments. */
  readonly parts: number | null
}

/** A limit as a planner sets it; both null: none. */
export interface BudgetSetting extends Limits {
  readonly scope: BudgetScope
  /** Why, in their words. */
  readonly reason: string
}

export interface Budget extends Limits {
  readonly currency: string
  /** For which period (a day, `2026-11-22`, or `all`) planners were warned, and the limit was reached. */
  readonly warnedFor: string | null
  readonly reachedFor: string | null
}

export interface Spent {
  readonly micros: number
  readonly parts: number
}

export type BudgetFact =
  | Fact<'budget_set', Limits & { scope: BudgetScope; currency: string; reasonRef: string }>
  | Fact<'budget_warned', Spent & { scope: BudgetScope; period: string }>
  | Fact<'budget_reached', Spent & { scope: BudgetScope; period: string }>

type Body<T extends BudgetFact['type']> = Extract<BudgetFact, { type: T }>['body']

const changed = (incident: Incident, scope: BudgetScope, budget: Budget): Incident => ({
  ...incident,
  budgets: { ...incident.budgets, [scope]: budget },
})

/** A new limit is warned of, and reached, afresh. */
export const budgetSet = (incident: Incident, body: Body<'budget_set'>): Incident => {
  const { scope, micros, parts, currency } = body
  return changed(incident, scope, { micros, parts, currency, warnedFor: null, reachedFor: null })
}

export const budgetWarned = (incident: Incident, { scope, period }: Body<'budget_warned'>): Incident => {
  const budget = incident.budgets?.[scope]
  return budget ? changed(incident, scope, { ...budget, warnedFor: period }) : incident
}

export const budgetReached = (incident: Incident, { scope, period }: Body<'budget_reached'>): Incident => {
  const budget = incident.budgets?.[scope]
  return budget ? changed(incident, scope, { ...budget, reachedFor: period }) : incident
}

/** Planners are warned when so much of a limit is spent. */
export const warnAtShare = 0.8

/** How much of the tighter of two limits is spent: 1 is all of it; 0 without a limit. */
export function spentShare({ micros, parts }: Limits, spent: Spent): number {
  const share = (limit: number | null, used: number) => (limit === null ? 0 : limit === 0 ? 1 : used / limit)
  return Math.max(share(micros, spent.micros), share(parts, spent.parts))
}

/** How many more messages of one segment, at a price, fit a limit; infinitely many without one. */
export function textsLeft({ micros, parts }: Limits, spent: Spent, microsPerPart: number): number {
  const byMoney =
    micros === null || microsPerPart === 0 ? Number.POSITIVE_INFINITY : (micros - spent.micros) / microsPerPart
  const byParts = parts === null ? Number.POSITIVE_INFINITY : parts - spent.parts
  return Math.max(0, Math.floor(Math.min(byMoney, byParts)))
}
