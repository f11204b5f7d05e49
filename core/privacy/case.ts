import type { Fact } from '../ledger/entry.ts'
import type { Instant } from '../time.ts'

/** What somebody asked us for under data protection law: to see what is held, or to have it erased. */
export type CaseWants = 'access' | 'erasure'

/** A person decides it within a month. `granted` erasures are carried out by a job, once nothing is on its way to them. */
export interface Case {
  readonly id: string
  readonly wants: CaseWants
  readonly openedAt: Instant
  readonly dueAt: Instant
  readonly outcome: 'granted' | 'refused' | null
}

export type CaseFact =
  | Fact<'case_opened', { case: string; wants: CaseWants; dueAt: Instant }>
  | Fact<'case_decided', { case: string; outcome: 'granted' | 'refused'; reasonRef: string }>
  | Fact<'own_link_sent', { link: string; until: Instant }>
  | Fact<'own_link_revoked', Record<string, never>>
  | Fact<'own_record_shown', { form: 'page' | 'json' }>

/** One calendar month from `now`: the last day of a shorter month where it has no such day. */
export function inAMonth(now: Instant): Instant {
  const then = new Date(Date.parse(now))
  const day = then.getUTCDate()
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() + 1)
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(day, last))
  return then.toISOString()
}

export const opened = (
  cases: readonly Case[] = [],
  { case: id, wants, dueAt }: Extract<CaseFact, { type: 'case_opened' }>['body'],
  openedAt: Instant,
): Case[] => [...cases, { id, wants, openedAt, dueAt, outcome: null }]

export const decided = (
  cases: readonly Case[] = [],
  { case: id, outcome }: Extract<CaseFact, { type: 'case_decided' }>['body'],
): Case[] => cases.map((one) => (one.id === id ? { ...one, outcome } : one))

export const openCase = (cases: readonly Case[] = [], wants: CaseWants): Case | undefined =>
  cases.find((one) => one.wants === wants && one.outcome === null)
