import type { BoardNeed } from '../../adapters/db/demo-board.ts'
import type { AskedPerson, ShownNeed, Standing } from '../../adapters/web/demo/scene.ts'
import { kinds } from '../../core/kinds.ts'
import { type AssignmentState, type InvitationState, type Need, running } from '../../core/needs/need.ts'
import { firstName } from '../turns/details.ts'
import { volunteers } from './people.ts'

/** Who of the town's people has which id in this database. */
export interface Census {
  readonly phoneOf: ReadonlyMap<string, string>
  readonly idOf: ReadonlyMap<string, string>
}

const jobs: Readonly<Partial<Record<AssignmentState, Standing>>> = {
  briefing: 'yes',
  accepted: 'yes',
  on_the_way: 'on_the_way',
  arrived: 'there',
  done: 'done',
}

const invitations: Readonly<Record<InvitationState, Standing>> = {
  asked: 'asked',
  accepted: 'yes',
  declined: 'no',
  stood_down: 'stood_down',
  standby: 'reserve',
  unreachable: 'no',
}

/** Where a person stands with a need; null when they were never asked. */
export function standingOf(need: Need, person: string): Standing | null {
  const job = jobs[need.assignments.find((a) => a.person === person)?.state ?? 'dropped']
  const invitation = need.invitations.find((i) => i.person === person)
  if (job) return job
  return invitation ? (invitation.state === 'accepted' ? 'no' : invitations[invitation.state]) : null
}

export const firstNameAt = (phone: string | undefined): string =>
  firstName(volunteers.find((v) => v.phone === phone)?.name ?? 'Somebody')

/** The last three digits tell the phones of the town apart. */
export const shortId = (phone: string): string => phone.slice(-3)

/** Everybody asked for a need, in the order asked. */
export const askedFor = (need: Need, { phoneOf }: Census): AskedPerson[] =>
  need.invitations.flatMap(({ person }): AskedPerson[] => {
    const [phone, standing] = [phoneOf.get(person), standingOf(need, person)]
    return phone && standing ? [{ id: shortId(phone), first: firstNameAt(phone), standing }] : []
  })

export const listed = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** A need as one line of the list. */
export function shownNeed({ need, details }: BoardNeed, number: number, yours: boolean, census: Census): ShownNeed {
  const label = kinds[need.kind].label
  const { label: place, point } = details.place
  const kind = label.charAt(0).toUpperCase() + label.slice(1)
  return { number, kind, place, point, yours, ...progress(need, census) }
}

function progress(need: Need, census: Census): Pick<ShownNeed, 'state' | 'says'> {
  const people = askedFor(need, census)
  const [worker] = people.filter((p) => ['yes', 'on_the_way', 'there', 'done'].includes(p.standing))
  if (need.status === 'closed') return { state: 'over', says: endedAs(need, worker) }
  if (need.status === 'done') return { state: 'coming', says: `${worker?.first ?? 'Somebody'} says it is done` }
  if (worker && running(need).length > 0) return { state: 'coming', says: coming[worker.standing]!(worker.first) }
  if (need.escalatedAt !== null) return { state: 'asking', says: 'the duty officer has been told' }
  const waiting = people.filter((p) => p.standing === 'asked').length
  return { state: 'asking', says: waiting === 0 ? 'looking for somebody' : `${waiting} neighbours asked` }
}

const coming: Readonly<Partial<Record<Standing, (first: string) => string>>> = {
  yes: (first) => `${first} said yes`,
  on_the_way: (first) => `${first} is on the way`,
  there: (first) => `${first} is there`,
  done: (first) => `${first} says it is done`,
}

const endedAs = ({ outcome }: Need, worker: AskedPerson | undefined): string =>
  outcome === 'done' ? `done${worker ? `, thanks to ${worker.first}` : ''}` : 'not needed any more'
