import { lostRace, rows, transaction } from '../../adapters/db/client.ts'
import { destroyNow } from '../../adapters/db/erasures.ts'
import type { RememberedErasure } from '../../adapters/db/erasures-file.ts'
import * as part from '../../adapters/db/part-in.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { type Entry, parseStream } from '../../core/ledger/entry.ts'
import { declineInvitation } from '../../core/needs/answers.ts'
import { closeNeed } from '../../core/needs/closing.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Person } from '../../core/people/person.ts'
import {
  type Destroyed,
  type ErasedBody,
  type ErasedWhy,
  type ErasingEntry,
  inParts,
  isErasing,
  nothingDestroyed,
} from '../../core/privacy/destroyed.ts'
import { type EraseRefusal, whyNotErased } from '../../core/privacy/may-erase.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { House } from './house.ts'
import { Turn } from './turn.ts'

/** Who has somebody erased, and why. `reason` is their own words, kept under the key of their account. */
export interface ErasedBy {
  readonly actor: string
  readonly why: ErasedWhy
  readonly reason?: { readonly text: string; readonly account: string }
}

const maxAttempts = 5

/**
 * Erases a person: keys, addresses and texts are destroyed everywhere, what they asked for and what was said included.
 * Entries stay, with nothing left that opens their commitments when they asked for it themselves. Of somebody who had
 * said STOP the keyed hash of the address stays, so that whoever has it next is not texted unasked.
 */
export async function erasePerson(house: House, id: string, by: ErasedBy): Promise<Result<null, EraseRefusal>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inErasingTurn(house, by, (turn) => erase(turn, id, by))
    } catch (error) {
      if (!lostRace(error)) throw error
      if (attempt === maxAttempts) return fail('busy')
    }
  }
}

/** One transaction that writes erasing entries, destroys what they name, and makes this process forget it. */
export async function inErasingTurn<T>(
  house: House,
  by: Pick<ErasedBy, 'actor'>,
  work: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { value, erasures } = await transaction(house.pool, async (client) => {
    const unit = house.openUnit(client)
    const done = await work(new Turn(house, unit, { actor: by.actor, cause: null, sender: null }))
    await unit.flush()
    return { value: done, erasures: await destroyWritten(unit) }
  })
  house.erasures.takeIn(erasures)
  return value
}

/**
 * Destroys what the erasing entries of a unit name, after it was written and in the same transaction. Returns them: this
 * process forgets them (`house.erasures.takeIn`) once that has been committed, and not before.
 */
export async function destroyWritten({ client, entries }: UnitOfWork): Promise<ErasingEntry[]> {
  const written = entries.filter((entry: Entry) => isErasing(entry.type)) as ErasingEntry[]
  if (written.length > 0) await destroyNow(client, written)
  return written
}

async function erase(turn: Turn, id: string, by: ErasedBy): Promise<Result<null, EraseRefusal>> {
  const { client, authority } = turn.unit
  const person = await turn.unit.load('person', id)
  if (!person || person.joined) return fail('gone')
  for (const address of person.addresses)
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [address])
  const own = await part.needsAskedFor(client, authority, id)
  const others = await part.needsGiven(client, authority, id)
  const incidents = await part.incidentsOf(client, authority, [...own, ...others])
  const refused = whyNotErased({ person, own, others, incidents, onDuty: await isOnDuty(turn, id) })
  if (refused) return fail(refused)
  const earlier = await part.joinedTo(client, authority, id)
  for (const one of [id, ...earlier]) if (!(await part.clearQueues(client, one))) return fail('busy')
  await letGoOf(turn, person)
  const reasonRef = by.reason ? await turn.unit.seal(by.reason.text, [by.reason.account]) : null
  const parts = inParts(await destroyedOf(turn, { person, earlier, own }, by))
  const { why } = by
  await turn.decide(
    parts.map((one, i) =>
      personFact(id)('person_erased', { ...one, why, reasonRef, part: i + 1, parts: parts.length }),
    ),
  )
  const whole = { ...nothingDestroyed, why, reasonRef: null, part: 1, parts: 1 }
  await turn.decide(earlier.map((one) => personFact(one)('person_erased', whole)))
  return ok(null)
}

const isOnDuty = async (turn: Turn, id: string): Promise<boolean> =>
  (await turn.unit.load('duty', turn.house.authority))?.people.includes(id) ?? false

/** What they were asked and have not answered they decline; what they still offer ends. */
async function letGoOf(turn: Turn, { id, items }: Person): Promise<void> {
  const asked = items.filter((item) => item.purpose === 'invitation').map((item) => item.about)
  for (const needId of asked.toSorted()) {
    const need = await turn.lockedNeed(needId)
    const declined = declineInvitation(need, await turn.person(id), null)
    if (declined.ok) await turn.unit.write(declined.value, turn.envelope(need))
  }
  const sql = `SELECT id FROM offers WHERE authority_id = $1 AND state->>'open' = 'true' AND state->>'person' = $2`
  const open = await rows<{ id: string }>(turn.unit.client, sql, [turn.house.authority, id])
  await turn.decide(
    open.map((offer) => ({ stream: `offer/${offer.id}`, fact: { type: 'offer_ended', body: { why: 'withdrawn' } } })),
  )
}

interface Erased {
  readonly person: Person
  /** Records that were joined to theirs. */
  readonly earlier: readonly string[]
  readonly own: readonly Need[]
}

async function destroyedOf(turn: Turn, { person, earlier, own }: Erased, by: ErasedBy): Promise<Destroyed> {
  const { client, authority } = turn.unit
  const needs = own.map((need) => need.id)
  const people = [person.id, ...earlier]
  const addresses = await part.ownAddresses(client, people)
  const about: part.StreamVersion[] = []
  for (const one of people) about.push(...(await part.streamsAbout(client, authority, { person: one, needs })))
  const records: part.StreamVersion[] = []
  for (const one of people) records.push({ stream: `person/${one}`, version: await versionOf(turn, `person/${one}`) })
  const streams = [...about, ...records]
  return {
    keys: [...new Set([...people, ...addresses.map(({ key }) => key), ...needs])],
    values: [],
    inbox: about.flatMap((one) => (one.stream.startsWith('message/') ? one.stream.slice('message/'.length) : [])),
    addresses: addresses.map(({ address }) => address),
    stopped: addresses.map(({ address }) => address).filter((address) => person.optedOut[address] !== undefined),
    streams: by.why === 'asked' ? Object.fromEntries(streams.map((one) => [one.stream, one.version])) : {},
  }
}

async function versionOf(turn: Turn, stream: string): Promise<number> {
  const sql = 'SELECT max(version) AS version FROM entries WHERE stream = $1'
  return (await rows<{ version: number }>(turn.unit.client, sql, [stream]))[0]!.version
}

/**
 * Writes down again what a restored backup does not know was erased: its values were not loaded. Requests of theirs that
 * were still open then are closed, since nobody can be helped whose place is gone. Returns how many were written.
 */
export async function eraseAgain(house: House, remembered: readonly RememberedErasure[]): Promise<number> {
  const sql = 'SELECT id FROM entries WHERE id = ANY($1)'
  const ids = remembered.map(({ entry }) => entry)
  const known = new Set((await rows<{ id: string }>(house.pool, sql, [ids])).map(({ id }) => id))
  const lost = remembered.filter(({ entry }) => !known.has(entry))
  for (const one of lost) await inErasingTurn(house, { actor: 'job/restore' }, (turn) => writeAgain(turn, one))
  return lost.length
}

async function writeAgain(
  turn: Turn,
  { entry: _, at: _at, type, stream, ...destroyed }: RememberedErasure,
): Promise<void> {
  const { aggregate, id } = parseStream(stream)
  if (!(await turn.unit.load(aggregate as 'person', id))) return // begun after the backup was made
  for (const key of destroyed.keys) {
    const need = await turn.unit.load('need', key)
    if (need) await turn.unit.write(closeNeed(need, 'by_planner', null, null), turn.envelope(need))
  }
  const body: ErasedBody = { ...destroyed, why: 'restored', reasonRef: null, part: 1, parts: 1 }
  await turn.decide([{ stream, fact: { type, body } }])
}
