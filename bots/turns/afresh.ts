import { rows } from '../../adapters/db/client.ts'
import { type InboxItem, itemsInLane, offTheQueue, takeIn } from '../../adapters/db/inbox.ts'
import type { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { type Address, isPhoneNumber } from '../../core/channel.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Person } from '../../core/people/person.ts'
import { type ErasedBody, nothingDestroyed } from '../../core/privacy/destroyed.ts'
import { days, plus } from '../../core/time.ts'
import type { State } from '../conversations/types.ts'
import { firstName } from './details.ts'
import type { House } from './house.ts'

/** Operators give a number to somebody else after some months without use; nothing for this long, and we ask. */
const silenceMs = days(274)

/** First names to ask for, where the number may be another's by now; null where it need not be asked. */
export async function namesToConfirm(
  unit: UnitOfWork,
  { person, item, state }: { person: Person; item: InboxItem; state: State },
): Promise<readonly string[] | null> {
  const silent = state.at === 'confirming' || (await isSilent(unit, person, item))
  if (!silent) return null
  const names: string[] = []
  const profile = person.volunteer && (await unit.open<Profile>(person.volunteer.profile))
  if (profile?.name) names.push(firstName(profile.name))
  const contact = person.contact === null ? undefined : await unit.open<string>(person.contact)
  if (contact) names.push(firstName(contact).replace(/,$/, ''))
  return names.length > 0 ? names : null
}

async function isSilent(unit: UnitOfWork, person: Person, item: InboxItem): Promise<boolean> {
  const since = plus(unit.at, -silenceMs)
  if (person.metAt > since || (person.confirmedAt ?? '') > since) return false
  const address = await unit.vault.openAddress(unit.client, item.addressId)
  if (!isPhoneNumber(address?.id ?? '')) return false // only numbers are given to others
  const sql = 'SELECT 1 FROM inbox WHERE address_id = $1 AND received_at > $2 AND id <> $3 LIMIT 1'
  return (await rows(unit.client, sql, [item.addressId, since, item.id])).length === 0
}

interface Afresh {
  readonly item: InboxItem
  /** Whose number it was. */
  readonly person: Person
  /** What they have written that is to be read; null: the message itself. */
  readonly texts: readonly string[] | null
}

/**
 * The number is somebody else's now: it leaves the record it belonged to, our database forgets it, and what came from it
 * is taken in again as from somebody new. Returns what has to be done after the unit was written, in the same
 * transaction; it gives the address that then has work.
 */
export async function startAfresh(
  house: House,
  unit: UnitOfWork,
  { item, person, texts }: Afresh,
): Promise<() => Promise<string>> {
  const { client, vault, authority } = unit
  const from = (await vault.openAddress(client, item.addressId))!
  const lane = await itemsInLane(client, item.addressId, vault)
  const again = texts === null ? lane : [...texts.map((text, i) => rewritten(item, text, i)), ...lane.slice(1)]
  await forgetAddress(house, unit, { item, person })
  for (const { id } of lane) unit.also(offTheQueue, [id])
  const settings = { vault, authority, newId: house.newId, now: house.now }
  return async () => {
    vault.forget([], [item.addressId])
    let last = item.addressId
    for (const one of again) last = (await takeIn(client, one.channel, asNews(one, from), settings)) ?? last
    return last
  }
}

const rewritten = (item: InboxItem, text: string, i: number): InboxItem => ({
  ...{ ...item, id: `${item.id}/${i}` },
  content: { ...item.content, text, pin: null },
})

function asNews({ id, carrierKeyword, content }: InboxItem, from: Address) {
  const { text, to, sentAt, pin } = content
  return {
    ...{ type: 'message' as const, providerId: `${id}/afresh`, from, to: { channel: from.channel, id: to }, text },
    ...(sentAt ? { sentAt: new Date(sentAt) } : {}),
    ...(pin ? { pin } : {}),
    ...(carrierKeyword ? { carrierKeyword } : {}),
  }
}

/** The address goes with whatever came from it since the silence: that was never the person's it was taken for. */
async function forgetAddress(
  house: House,
  unit: UnitOfWork,
  { item: { addressId }, person }: Pick<Afresh, 'item' | 'person'>,
): Promise<void> {
  const since = new Date(unit.now.getTime() - days(1))
  const sql = 'SELECT id FROM inbox WHERE address_id = $1 AND received_at > $2'
  const inbox = (await rows<{ id: string }>(unit.client, sql, [addressId, since])).map(({ id }) => id)
  const held = person.addresses.includes(addressId)
  const stopped = person.optedOut[addressId] === undefined ? [] : [addressId]
  const gone: ErasedBody = {
    ...{ ...nothingDestroyed, inbox, addresses: [addressId], stopped },
    ...{ why: 'given_up', reasonRef: null, part: 1, parts: 1 },
  }
  const fact = personFact(person.id)
  const facts = [...(held ? [fact('address_unlinked', { address: addressId })] : []), fact('texts_erased', gone)]
  await unit.write(facts, { actor: 'job/lanes', cause: null, incident: house.standingIncident, exercise: false })
  unit.also('DELETE FROM conversations WHERE person_id = $1', [person.id])
}
