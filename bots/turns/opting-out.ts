import { allowAgain, stoppedEarlier } from '../../adapters/db/erasures.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { declineInvitation, dropAssignment } from '../../core/needs/answers.ts'
import { type Decided, personFact } from '../../core/needs/decision.ts'
import { isOver } from '../../core/needs/need.ts'
import { raiseAlarm } from './alarms.ts'
import type { Turn } from './turn.ts'

/**
 * Stops all texts to the sender, on whichever phone or account they say it: one person is left alone everywhere. What
 * they had promised is given to somebody else; somebody on a job, or with a request open, is to be rung: silence from
 * them means nothing any more.
 */
export async function optOut(turn: Turn, by: 'carrier' | 'text'): Promise<void> {
  const { person: id, address } = turn.sender!
  const { items, needs, addresses, optedOut } = await turn.person(id)
  const about = [
    ...new Set(items.filter((i) => i.purpose === 'invitation' || i.purpose === 'assignment').map((i) => i.about)),
  ]
  for (const need of [...about, ...needs].toSorted()) await turn.lockedNeed(need)
  const others = addresses.filter((one) => one !== address && optedOut[one] === undefined)
  await turn.decide([address, ...others].map((one) => personFact(id)('opted_out', { address: one, by })))
  for (const need of about) await giveUp(turn, need, id)
  for (const need of needs) await ringThem(turn, need, id)
}

async function giveUp(turn: Turn, needId: string, personId: string): Promise<void> {
  const [need, person] = [await turn.need(needId), await turn.person(personId)]
  const dropped = dropAssignment(need, person, 'opted_out')
  if (dropped.ok) {
    await turn.decide(dropped.value, need)
    return ringThem(turn, needId, personId)
  }
  const declined = declineInvitation(need, person, null)
  if (declined.ok) await turn.decide(declined.value, need)
}

async function ringThem(turn: Turn, needId: string, person: string): Promise<void> {
  const need = await turn.need(needId)
  if (!isOver(need)) await raiseAlarm(turn, { reason: 'ring_them', need: needId, person }, need)
}

/** Takes it back, likewise everywhere. */
export async function optIn(turn: Turn): Promise<void> {
  const { person, address } = turn.sender!
  const { optedOut } = await turn.person(person)
  const stopped = new Set([address, ...Object.keys(optedOut)])
  for (const one of stopped) await allowAgain(turn.unit.client, one)
  await turn.decide([...stopped].map((one) => personFact(person)('opted_in', { address: one })))
}

/** Somebody new at an address whose owner said STOP before they were erased: that STOP still stands. */
export async function stillStopped(unit: UnitOfWork, person: string, address: string): Promise<Decided[]> {
  const stopped = await stoppedEarlier(unit.client, [address])
  return stopped.has(address) ? [personFact(person)('opted_out', { address, by: 'earlier' })] : []
}
