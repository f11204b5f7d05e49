import type { InboxItem } from '../../adapters/db/inbox.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Person } from '../../core/people/person.ts'
import { step } from '../conversations/step.ts'
import { type Command, idle, type Step } from '../conversations/types.ts'
import { carryOut } from './carry-out.ts'
import { contextOf } from './context.ts'
import type { House } from './house.ts'
import { Turn } from './turn.ts'

/** What somebody answered from a phone that is not theirs. */
export interface InName {
  readonly person: Person
  readonly step: Step
}

/** The step of whoever the phone speaks for; null when it speaks for nobody but its owner. */
export async function stepInName(house: House, unit: UnitOfWork, commands: readonly Command[]): Promise<InName | null> {
  const spoken = commands.find((command) => command.do === 'answer_for')
  const person = spoken && (await unit.load('person', spoken.person))
  if (!person) return null
  const context = await contextOf(house, unit, {
    person,
    text: spoken.text,
    state: idle,
    pin: null,
    carrierKeyword: null,
  })
  return { person, step: step(idle, spoken.text, context) }
}

/** Does it in their name, answers on the phone it came from, and tells their own phone that it was done. */
export async function carryOutInName(
  house: House,
  unit: UnitOfWork,
  { person, step: { commands, say } }: InName,
  { item, cause, by }: { item: InboxItem; cause: string; by: string },
): Promise<void> {
  const sender = { person: person.id, address: item.addressId, channel: item.channel }
  const parties = { actor: `person/${by}`, onBehalfOf: `person/${person.id}`, cause }
  const turn = new Turn(house, unit, { ...parties, sender })
  for (const command of commands) await carryOut(turn, command)
  for (const one of say) turn.reply(one)
  await turn.sendReplies(cause, { withhold: false, understood: true })
  const owner = new Turn(house, unit, { ...parties, sender: null })
  await owner.tell(person.id, { purpose: 'news', text: (p) => p.answeredElsewhere(), cause, need: null })
}
