import type { Entry, Fact } from '../ledger/entry.ts'

/** Who is called when an alarm is raised, first to last. One list per authority, stream `duty/AUTHORITY`. */
export interface DutyList {
  readonly id: string
  readonly authority: string
  readonly people: readonly string[]
  /** Person → sealed name, for those entered with one. */
  readonly names: Readonly<Record<string, string>>
}

export type DutyFact =
  | Fact<'duty_officer_added', { person: string; name: string | null }>
  | Fact<'duty_officer_removed', { person: string; reasonRef: string | null }>

/** The list after one more entry. Somebody added again goes to the end. */
export function evolveDutyList(before: DutyList | undefined, entry: Entry<DutyFact>): DutyList {
  const { type, body } = entry as DutyFact & Entry<DutyFact>
  const list = before ?? { id: entry.authority, authority: entry.authority, people: [], names: {} }
  const people = list.people.filter((p) => p !== body.person)
  const { [body.person]: known, ...names } = list.names
  if (type === 'duty_officer_removed') return { ...list, people, names }
  const name = body.name ?? known
  return { ...list, people: [...people, body.person], names: name ? { ...names, [body.person]: name } : names }
}
