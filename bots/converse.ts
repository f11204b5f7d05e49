import { transaction } from '../adapters/db/client.ts'
import { beginTurn, type InboxItem, offTheQueue, queueUp, type TurnInput } from '../adapters/db/inbox.ts'
import { sentLately } from '../adapters/db/outbox.ts'
import type { UnitOfWork } from '../adapters/db/unit-of-work.ts'
import { isPhoneNumber, openNetworks } from '../core/channel.ts'
import type { Json } from '../core/ledger/canonical.ts'
import { personFact } from '../core/needs/decision.ts'
import type { Person } from '../core/people/person.ts'
import { isNews } from '../core/people/ways.ts'
import { minutes } from '../core/time.ts'
import { step } from './conversations/step.ts'
import { type Command, idle, type State, type Step } from './conversations/types.ts'
import { namesToConfirm, startAfresh } from './turns/afresh.ts'
import { carryOut } from './turns/carry-out.ts'
import { contextOf } from './turns/context.ts'
import { destroyWritten } from './turns/erasing.ts'
import { stepInPublic, textOf } from './turns/hand-over.ts'
import type { House } from './turns/house.ts'
import { carryOutInName, stepInName } from './turns/in-name-of.ts'
import { stillStopped } from './turns/opting-out.ts'

import { type Sender, Turn } from './turns/turn.ts'

/** At most this many automatic replies go to one address in ten minutes, so that two machines cannot talk for ever. */
const maxReplies = 6
const replyWindowMs = minutes(10)

/** `elsewhere`: the number is somebody else's now, and what came from it waits in the lane of this address. */
export type TurnOutcome = 'done' | 'nothing' | 'busy' | { readonly elsewhere: string }

/**
 * One turn: the oldest waiting message of an address is understood, decided on and answered, in one transaction that
 * also takes it off the queue. Throws when the transaction fails; nothing of it has then happened.
 */
export async function takeTurn(house: House, addressId: string): Promise<TurnOutcome> {
  const { outcome, erasures } = await transaction(house.pool, async (client) => {
    const input = await beginTurn(client, addressId, house.vault)
    if (input === null) return { outcome: 'nothing' as const, erasures: [] }
    if (input === 'busy') return { outcome: 'busy' as const, erasures: [] }
    const { item } = input
    if (item.attempts > 0) await queueUp(client, house.authority)
    const unit = house.openUnit(client)
    unit.know('message', item.id, 0, undefined)
    if (item.attempts === 0 && input.person)
      unit.know('person', input.person.id, input.person.version, input.person.state)
    const elsewhere = await converse(house, unit, input)
    if (!elsewhere) unit.also(offTheQueue, [item.id])
    await unit.flush()
    if (!elsewhere) return { outcome: 'done' as const, erasures: [] }
    const erasures = await destroyWritten(unit)
    return { outcome: { elsewhere: await elsewhere() }, erasures }
  })
  house.erasures.takeIn(erasures)
  return outcome
}

async function converse(
  house: House,
  unit: UnitOfWork,
  { item, person: known, conversation }: TurnInput,
): Promise<null | (() => Promise<string>)> {
  const former = known ? undefined : await unit.load('person', item.keyId)
  if (former) return startAfresh(house, unit, { item, person: former, texts: null })
  const person = known ? (await unit.load('person', known.id))! : await meet(house, unit, item)
  const { state, opened } = await readState(unit, person, conversation)
  const { pin = null } = item.content
  const text = await textOf(unit, item)
  const confirm = await namesToConfirm(unit, { person, item, state })
  const { carrierKeyword } = item
  const first = step(state, text, await contextOf(house, unit, { person, text, pin, state, carrierKeyword, confirm }))
  const afresh = first.commands.find((command) => command.do === 'start_afresh')
  if (afresh) return startAfresh(house, unit, { item, person, texts: afresh.texts })
  const read = await readAgain(house, unit, { person, step: first })
  const next = openNetworks.has(item.channel) ? stepInPublic(house, unit, item, read) : read
  const inName = await stepInName(house, unit, next.commands)
  const commands = [...next.commands, ...(inName?.step.commands ?? [])]
  const cause = await writeReceived(house, unit, person, item, commands)
  const sender = { person: person.id, address: item.addressId, channel: item.channel }
  const turn = new Turn(house, unit, { actor: `person/${person.id}`, cause, sender })
  await noteHeard(turn, person, sender)
  const touched = commands.flatMap((c) => ('need' in c && typeof c.need === 'string' ? [c.need] : []))
  for (const need of [...new Set(touched)].toSorted()) await unit.lockNeed(need)
  for (const command of next.commands) await carryOut(turn, command)
  for (const say of next.say) turn.reply(say)
  if (inName) await carryOutInName(house, unit, inName, { item, cause, by: person.id })
  const after = person.contact === null ? afterwards(next.state, unit, next.commands) : next.state
  const moved = opened !== JSON.stringify(after)
  if (moved) writeState(unit, person, after)
  const understood = moved || next.commands.some((command) => command.do !== 'not_understood')
  await answer(turn, item, cause, understood)
  return null
}

/** What somebody wrote before we asked whether the number is still theirs is read once they have shown that it is. */
async function readAgain(
  house: House,
  unit: UnitOfWork,
  { person, step: first }: { person: Person; step: Step },
): Promise<Step> {
  const confirmed = first.commands.find((command) => command.do === 'confirm_number')
  if (!confirmed) return first
  const { text } = confirmed
  const said = { person, text, pin: null, state: idle, carrierKeyword: null }
  const { state, say, commands } = step(idle, text, await contextOf(house, unit, said))
  return { state, say: [...first.say, ...say], commands: [...first.commands, ...commands] }
}

/** That somebody writes on another channel than before: they are answered there, and reached there from now on. */
async function noteHeard(turn: Turn, person: Person, { address, channel }: Sender): Promise<void> {
  const { vault, client } = turn.unit
  const owner = (await vault.openAddress(client, address))?.channel ?? channel
  if (isNews(person, { address, channel }, owner))
    await turn.decide([personFact(person.id)('heard_on', { address, channel })])
}

/** Somebody who writes to us for the first time. */
async function meet(house: House, unit: UnitOfWork, item: InboxItem): Promise<Person> {
  const body = {
    address: item.addressId,
    purpose: 'mutual_aid',
    lawfulBasis: 'public_task' as const,
    source: `texted/${item.channel}`,
    retention: 'resident',
    language: 'en',
  }
  const met = personFact(item.keyId)('person_met', body)
  await unit.write([met, ...(await stillStopped(unit, item.keyId, item.addressId))], {
    actor: `person/${item.keyId}`,
    cause: null,
    incident: house.standingIncident,
    exercise: false,
  })
  return (await unit.load('person', item.keyId))!
}

async function writeReceived(
  house: House,
  unit: UnitOfWork,
  person: Person,
  item: InboxItem,
  commands: readonly Command[],
): Promise<string> {
  const need =
    commands.flatMap((c) => ('need' in c && typeof c.need === 'string' ? [c.need] : []))[0] ??
    person.needs.at(-1) ??
    null
  const body = { person: person.id, channel: item.channel, understoodAs: commands.map((c) => c.do), need }
  const received = { stream: `message/${item.id}`, fact: { type: 'message_received', body } }
  const missed = commands.some((c) => c.do === 'not_understood')
  const lost = missed
    ? [{ stream: `message/${item.id}`, fact: { type: 'message_not_understood', body: { person: person.id } } }]
    : []
  const about = need === null ? undefined : await unit.load('need', need)
  const envelope = {
    actor: `person/${person.id}`,
    cause: null,
    incident: about ? about.incident : house.standingIncident,
    exercise: about?.exercise ?? false,
  }
  return (await unit.write([received, ...lost], envelope))[0]!.id
}

/** A request that was just made by somebody whose name is not known is followed by the question for it. */
function afterwards(state: State, unit: UnitOfWork, commands: readonly Command[]): State {
  const reported = unit.entries.findLast((entry) => entry.type === 'need_reported')
  const asked = commands.some((c) => c.do === 'report_need')
  if (!reported || !asked) return state
  return { v: 1, at: 'asking_contact', need: reported.stream.slice('need/'.length), since: unit.at }
}

async function readState(
  unit: UnitOfWork,
  person: Person,
  sealed: Buffer | null,
): Promise<{ state: State; opened: string }> {
  await unit.vault.loadKeys(unit.client, [person.id])
  const state = sealed ? unit.vault.open<State>({ id: person.id, keyIds: [person.id], sealed }) : idle
  return { state, opened: JSON.stringify(state) }
}

function writeState(unit: UnitOfWork, person: Person, state: State): void {
  const { sealed } = unit.vault.seal(state as unknown as Json, [person.id], person.id)
  const sql = `INSERT INTO conversations (person_id, authority_id, sealed, updated_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (person_id) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at`
  unit.also(sql, [person.id, unit.authority, sealed, unit.now])
}

/**
 * Sends the replies; not to a name or a short code, and not the seventh in ten minutes to somebody we do not understand:
 * that may be a machine that answers us.
 */
async function answer(turn: Turn, item: InboxItem, cause: string, understood: boolean): Promise<void> {
  if (!turn.hasReplies) return
  const { unit } = turn
  const from = await unit.vault.openAddress(unit.client, item.addressId)
  const machine = from?.channel === 'sms' && !isPhoneNumber(from?.id ?? '')
  const since = new Date(unit.now.getTime() - replyWindowMs)
  const looping = !understood && (await sentLately(unit.client, item.addressId, ['clarification'], since)) >= maxReplies
  await turn.sendReplies(cause, { withhold: machine || looping, understood })
}
