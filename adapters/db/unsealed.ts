import type pg from 'pg'
import type { Address } from '../../core/channel.ts'
import type { Profile } from '../../core/matching/eligible.ts'
import type { Message } from '../../core/messages/message.ts'
import type { NeedDetails } from '../../core/needs/details.ts'
import type { Need } from '../../core/needs/need.ts'
import type { Account, AccountProfile } from '../../core/people/account.ts'
import type { Person } from '../../core/people/person.ts'
import { rows } from './client.ts'
import type { InboundText } from './inbox.ts'
import type { Vault } from './vault.ts'

export interface Reading {
  readonly pool: pg.Pool
  readonly vault: Vault
  readonly authority: string
}

export type Area = NonNullable<NeedDetails['area']>

/** The rough area of each need, by need: all of a place that is shown with the mask on. */
export async function areasOf({ pool, vault }: Reading, needs: readonly Need[]): Promise<ReadonlyMap<string, Area>> {
  const opened = await vault.openAll<NeedDetails>(
    pool,
    needs.map((need) => need.details),
  )
  return new Map(
    needs.flatMap(({ id, details }) => {
      const area = opened.get(details)?.area
      return area ? [[id, area] as const] : []
    }),
  )
}

/** Everything that is sealed about a need; undefined when it was destroyed. */
export async function detailsOf({ pool, vault }: Reading, need: Need): Promise<NeedDetails | undefined> {
  return (await vault.openAll<NeedDetails>(pool, [need.details])).get(need.details)
}

/** Names by person: a volunteer's own, otherwise what the person gave as a resident. Those without any are missing. */
export async function namesOf(
  { pool, vault }: Reading,
  people: readonly Person[],
): Promise<ReadonlyMap<string, string>> {
  const refs = people.flatMap((p) => [p.volunteer?.profile ?? [], p.contact ?? []].flat())
  const opened = await vault.openAll<Profile | string>(pool, refs)
  return new Map(
    people.flatMap(({ id, volunteer, contact }) => {
      const profile = volunteer ? (opened.get(volunteer.profile) as Profile | undefined) : undefined
      const name = profile?.name || (contact ? (opened.get(contact) as string | undefined) : undefined)
      return name ? [[id, name] as const] : []
    }),
  )
}

export async function profileOf({ pool, vault }: Reading, person: Person): Promise<Profile | undefined> {
  if (!person.volunteer) return undefined
  return (await vault.openAll<Profile>(pool, [person.volunteer.profile])).get(person.volunteer.profile)
}

/** Where a person is reached, the address in use last. */
export async function addressesOf({ pool, vault }: Reading, person: Person): Promise<readonly Address[]> {
  return [...(await vault.openAddresses(pool, person.addresses)).values()]
}

/** The words of messages, by message: what came in from the inbox, what went out from the sealed values. */
export async function textsOf(
  { pool, vault }: Reading,
  messages: readonly Message[],
): Promise<ReadonlyMap<string, string>> {
  const out = messages.filter((message) => message.direction === 'out')
  const sent = await vault.openAll<string>(
    pool,
    out.map((message) => message.text),
  )
  const received = await inboundTexts(
    { pool, vault },
    messages.filter((message) => message.direction === 'in').map((message) => message.id),
  )
  return new Map([
    ...received,
    ...out.flatMap(({ id, text }) => (sent.has(text) ? [[id, sent.get(text)!] as const] : [])),
  ])
}

async function inboundTexts(
  { pool, vault }: Pick<Reading, 'pool' | 'vault'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const sql = 'SELECT id, key_id, sealed FROM inbox WHERE id = ANY($1)'
  const found = await rows<{ id: string; key_id: string; sealed: Buffer }>(pool, sql, [ids])
  await vault.loadKeys(
    pool,
    found.map((row) => row.key_id),
  )
  const readable = found.filter((row) => row.sealed.length > 0 && vault.has([row.key_id]))
  return new Map(
    readable.map(({ id, key_id, sealed }) => [id, vault.open<InboundText>({ id, keyIds: [key_id], sealed }).text]),
  )
}

/** Free words that entries refer to, by reference: reasons, conditions. */
export const wordsOf = ({ pool, vault }: Reading, refs: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  vault.openAll<string>(pool, refs)

/** Who the accounts are, by id. Staff are named to staff. */
export async function staffProfiles(
  { pool, vault }: Reading,
  accounts: readonly Account[],
): Promise<ReadonlyMap<string, AccountProfile>> {
  const opened = await vault.openAll<AccountProfile>(
    pool,
    accounts.map((account) => account.profile),
  )
  return new Map(
    accounts.flatMap(({ id, profile }) => (opened.has(profile) ? [[id, opened.get(profile)!] as const] : [])),
  )
}
