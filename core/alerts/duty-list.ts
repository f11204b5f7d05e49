import type { Entry, Fact } from '../ledger/entry.ts'

/** Who is called when an alarm is raised, first to last. One list per authority, stream `duty/AUTHORITY`. */
export interface DutyList {
  readonly id: string
  readonly authority: string
  readonly people: readonly string[]
}

export type DutyFact = Fact<'duty_officer_added', { person: string }> | Fact<'duty_officer_removed', { person: string }>

/** The list after one more entry. */
export function evolveDutyList(before: DutyList | undefined, entry: Entry<DutyFact>): DutyList {
  const { person } = entry.body
  const list = before ?? { id: entry.authority, authority: entry.authority, people: [] }
  const others = list.people.filter((p) => p !== person)
  return { ...list, people: entry.type === 'duty_officer_added' ? [...others, person] : others }
}
