import { createHash } from 'node:crypto'
import {
  countWrongCode,
  endLinkCode,
  findLinkCode,
  keepLinkCode,
  type LinkCode,
  wrongCodes,
} from '../../adapters/db/link-codes.ts'
import { sentLately } from '../../adapters/db/outbox.ts'
import { toE164 } from '../../adapters/phone-number.ts'
import { type Address, isPhoneNumber } from '../../core/channel.ts'
import { personFact } from '../../core/needs/decision.ts'
import { joinPeople, undoJoin } from '../../core/people/linking.ts'
import type { Person } from '../../core/people/person.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { days, minutes } from '../../core/time.ts'
import type { Command } from '../conversations/types.ts'
import type { Phrases } from '../phrases/en.ts'
import { codeDigits, codeLetters, codeShape } from '../understand/linking.ts'
import { phonesOf } from './house.ts'
import { stillStopped } from './opting-out.ts'
import { handleMessage } from './tending.ts'
import type { Turn } from './turn.ts'

const lastsMs = minutes(30)
const mostTries = 5
/** How often one number is sent a code in a day, whoever asks for it. */
const mostSent = 3

type Wish = Extract<Command, { do: 'link_address' }>

/** A code for the sender's other address: shown here, or sent to the number they named. */
export async function linkAddress(turn: Turn, { wants, number }: Wish): Promise<void> {
  if (number !== null) return sendCode(turn, wants, number)
  const { person, address } = turn.sender!
  const code = await newCode(turn, { person, address, to: null, wants })
  turn.reply({ purpose: 'reply', text: (p) => p.linkCode(code) })
}

async function sendCode(turn: Turn, wants: LinkCode['wants'], number: string): Promise<void> {
  const id = toE164(number)
  if (id === null) return turn.reply({ purpose: 'reply', text: (p) => p.numberWrong() })
  const { person, address } = turn.sender!
  const { vault, client, authority, now } = turn.unit
  const to = await vault.addressOf(client, authority, { channel: phonesOf(turn.house), id }, now)
  if (to.addressId === address) return turn.reply({ purpose: 'reply', text: (p) => p.numberKnown() })
  const owner = await metAt(turn, to)
  const since = new Date(now.getTime() - days(1))
  const often = (await sentLately(client, to.addressId, ['news'], since)) >= mostSent
  const ending = id.slice(-2)
  turn.reply({ purpose: 'reply', text: (p) => p.codeSent(ending) })
  if (often) return
  const code = await newCode(turn, { person, address, to: to.addressId, wants })
  await tellAt(turn, owner, to.addressId, (p) => p.codeForYou(turn.house.us, code))
}

/** Whoever has a number that was named to us; they are met if they were not known. */
async function metAt(turn: Turn, { addressId, keyId }: { addressId: string; keyId: string }): Promise<string> {
  const known = await turn.unit.personAt(addressId)
  if (known) return known
  await turn.decide([
    personFact(keyId)('person_met', {
      address: addressId,
      purpose: 'mutual_aid',
      lawfulBasis: 'public_task',
      source: 'named',
      retention: 'resident',
      language: (await turn.person(turn.sender!.person)).language,
    }),
    ...(await stillStopped(turn.unit, keyId, addressId)),
  ])
  return keyId
}

async function newCode(turn: Turn, given: LinkCode): Promise<string> {
  const bytes = createHash('sha256').update(turn.house.newToken()).digest()
  const code = [...codeShape.replace('-', '')]
    .map((sort, i) => {
      const from = sort === 'L' ? codeLetters : codeDigits
      return from[bytes.readUInt16BE(2 * i) % from.length]
    })
    .join('')
  const { client, vault, authority, now } = turn.unit
  await keepLinkCode(client, vault, { ...given, authority, code, until: new Date(now.getTime() + lastsMs) })
  return `${code.slice(0, 3)}-${code.slice(3)}`
}

/** A code from the other address: both are one person from now on, and both are told. */
export async function useCode(turn: Turn, code: string): Promise<void> {
  const { client, vault, authority, now } = turn.unit
  const sender = turn.sender!
  const since = new Date(now.getTime() - lastsMs)
  const blocked = (await wrongCodes(client, sender.address, since)) >= mostTries
  const found = blocked ? null : await findLinkCode(client, vault, { authority, code, now })
  const proved = found && (found.to === null ? found.person !== sender.person : provesSent(found, sender))
  if (found && !proved && found.person === sender.person)
    return turn.reply({ purpose: 'reply', text: (p) => p.codeElsewhere() })
  if (!found || !proved) {
    await countWrongCode(client, sender.address, now)
    return turn.reply({ purpose: 'reply', text: (p) => p.codeUnknown() })
  }
  if (await endLinkCode(client, found.person)) await join(turn, found)
}

/** A code that was sent to a number counts from there, and from whoever asked for it: either shows that one person has both. */
const provesSent = ({ to, person }: LinkCode, sender: { address: string; person: string }): boolean =>
  sender.address === to || sender.person === person

async function join(turn: Turn, { person, address, to, wants }: LinkCode): Promise<void> {
  const sender = turn.sender!
  const other = to ?? sender.address
  const [first, second] = [await turn.person(person), await turn.person((await turn.unit.personAt(other)) ?? person)]
  const joined = await makeOne(turn, first, second)
  if (!joined.ok && joined.error === 'both_live')
    return askPlanner(turn, first.id === sender.person ? second.id : first.id)
  const kept = joined.ok ? joined.value : first.id
  if (wants === 'move') await giveUp(turn, kept, { from: address, to: other })
  await tellBoth(turn, {
    kept,
    here: sender.address,
    there: sender.address === address ? other : address,
    moved: wants === 'move',
  })
}

/** Makes two records one. Returns whose goes on; what was being talked about with the other is over. */
async function makeOne(
  turn: Turn,
  first: Person,
  second: Person,
): Promise<Result<string, 'both_live' | 'one_already'>> {
  const onDuty = (await turn.unit.load('duty', turn.house.authority))?.people ?? []
  const joined = joinPeople(first, second, onDuty)
  if (!joined.ok) return joined
  const { kept, decided } = joined.value
  await turn.decide(decided)
  turn.unit.also('DELETE FROM conversations WHERE person_id = $1', [kept === first.id ? second.id : first.id])
  return ok(kept)
}

/** The old number is theirs no more; what waits to go there goes to the new one. */
async function giveUp(turn: Turn, person: string, { from, to }: { from: string; to: string }): Promise<void> {
  await turn.decide([personFact(person)('address_unlinked', { address: from })])
  const sql = "UPDATE outbox SET address_id = $2 WHERE person_id = $3 AND address_id = $1 AND state = 'queued'"
  turn.unit.also(sql, [from, to, person])
}

/** Each address is told where the other is, in the language of the record that goes on. */
async function tellBoth(
  turn: Turn,
  { kept, here, there, moved }: { kept: string; here: string; there: string; moved: boolean },
): Promise<void> {
  const [hereNamed, thereNamed] = [await named(turn, here), await named(turn, there)]
  await tellAt(turn, kept, here, (p) => (moved ? p.numberMoved(thereNamed(p)) : p.linkedHere(thereNamed(p))))
  await tellAt(turn, kept, there, (p) => (moved ? p.numberLeft(hereNamed(p)) : p.linkedThere(hereNamed(p))))
}

async function tellAt(turn: Turn, person: string, address: string, text: (p: Phrases) => string): Promise<void> {
  const { vault, client } = turn.unit
  const here = address === turn.sender!.address
  const channel = here ? turn.sender!.channel : (await vault.openAddress(client, address))?.channel
  const { optedOut } = await turn.person(person)
  if (channel === undefined || optedOut[address] !== undefined) return
  const cause = turn.lastOf('message_received')!.id
  await turn.tellAt({ person, address, channel }, { purpose: here ? 'reply' : 'news', text, cause, need: null })
}

/** An address as it is named to its owner: of a number the last two digits, of an account the network. */
async function named(turn: Turn, addressId: string): Promise<(p: Phrases) => string> {
  const address: Address | null = await turn.unit.vault.openAddress(turn.unit.client, addressId)
  if (address && isPhoneNumber(address.id)) return (p) => p.numberNamed(address.id.slice(-2))
  return (p) => p.accountNamed(address?.channel ?? '')
}

/** Both have something open: which of it goes on is not for a rule to say. */
async function askPlanner(turn: Turn, other: string): Promise<void> {
  await turn.putBeforeStaff('to_join', other)
  turn.reply({ purpose: 'reply', text: (p) => p.linkWaits() })
}

/**
 * A planner makes one of the two records that a message is about. Refused while both have something open (`both_live`),
 * and when it was seen to already (`gone`).
 */
export async function joinRecords(
  turn: Turn,
  { account, message: id, reason }: { readonly account: string; readonly message: string; readonly reason: string },
): Promise<Result<null, 'gone' | 'both_live'>> {
  const message = await turn.unit.load('message', id)
  if (message?.status !== 'to_join' || message.other === undefined) return fail('gone')
  const [first, second] = [await turn.person(message.person), await turn.person(message.other)]
  if ([first, second].some((one) => one.erased !== undefined || one.joined !== undefined)) return fail('gone')
  const joined = await makeOne(turn, first, second)
  if (!joined.ok) return fail(joined.error === 'both_live' ? 'both_live' : 'gone')
  return handleMessage(turn, account, id, reason)
}

/** Undoes the last join of the sender's addresses: each goes back to the record it came from. */
export async function notMe(turn: Turn): Promise<void> {
  const person = await turn.person(turn.sender!.person)
  const undone = undoJoin(person, turn.now)
  if (!undone) return turn.reply({ purpose: 'reply', text: (p) => p.nothingJoined() })
  await turn.decide(undone.decided)
  turn.reply({ purpose: 'reply', text: (p) => p.joinUndone() })
}
