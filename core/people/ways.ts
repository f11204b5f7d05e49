import type { Address } from '../channel.ts'
import type { Fact } from '../ledger/entry.ts'
import type { Person } from './person.ts'

/** A way to reach somebody: one of their addresses, and the channel it is written to by. */
export interface Way {
  readonly address: string
  readonly channel: string
}

/** How somebody's address is used. */
export interface AddressWays {
  /** The channel they asked to be reached by. */
  readonly chosen?: string
  /** Channels they wrote to us on, the latest first. */
  readonly heard?: readonly string[]
  /** Channels that turned out not to reach the address: texts to a landline. */
  readonly closed?: readonly string[]
}

export type WayFact =
  | Fact<'heard_on', { address: string; channel: string }>
  | Fact<'way_chosen', { address: string; channel: string }>
  | Fact<'way_closed', { address: string; channel: string }>
  | Fact<'ringing_chosen', { may: boolean }>

type Change = (ways: AddressWays) => AddressWays

const others = (channels: readonly string[], channel: string): string[] => channels.filter((one) => one !== channel)

/** After they wrote on a channel: it reaches them, whatever was thought. */
export const heard =
  (channel: string): Change =>
  ({ heard = [], closed = [], ...ways }) => ({
    ...ways,
    heard: [channel, ...others(heard, channel)],
    closed: others(closed, channel),
  })

/** After they asked to be reached by a channel. */
export const chose =
  (channel: string): Change =>
  (ways) => ({ ...ways, chosen: channel })

/** After a channel turned out not to reach them. */
export const closed =
  (channel: string): Change =>
  ({ closed = [], ...ways }) => ({ ...ways, closed: [...others(closed, channel), channel] })

/** Which channels reach the ids of a channel, in the order they are tried. */
const reaching: Readonly<Record<string, readonly string[]>> = {
  sms: ['sms', 'notify_sms', 'whatsapp', 'voice'],
  email: ['email', 'notify_email'],
}

/** Channels that only reach those who have written to us there. */
const onlyIfHeard: ReadonlySet<string> = new Set(['whatsapp', 'web'])

/** Channels somebody is written to by only when the others fail, unless they chose it. */
const lastResort: ReadonlySet<string> = new Set(['voice'])

/** Whose ids addresses are, by address: what `waysTo` goes by. */
export const ownersIn = (addresses: ReadonlyMap<string, Address>): Record<string, string> =>
  Object.fromEntries([...addresses].map(([id, { channel }]) => [id, channel]))

/**
 * The ways to reach somebody, the best first: what they chose, what they last wrote on, then what else reaches them.
 * `owners`: whose ids their addresses are; `open`: the channels that are set up, none where that is not known. Nothing on
 * an address that said STOP, and no call to somebody who does not want to be rung.
 */
export function waysTo(
  person: Person,
  owners: Readonly<Record<string, string>>,
  open: ReadonlySet<string> = new Set(),
): Way[] {
  const addresses = person.addresses.filter((address) => person.optedOut[address] === undefined).toReversed()
  const ways = addresses.flatMap((address) => {
    const owner = owners[address]
    return owner === undefined ? [] : channelsTo(person, address, owner, open).map((channel) => ({ address, channel }))
  })
  const isLast = ({ address, channel }: Way) => lastResort.has(channel) && person.ways?.[address]?.chosen !== channel
  const chosen = ({ address }: Way) => person.ways?.[address]?.chosen !== undefined
  return [
    ...ways.filter((way) => !isLast(way) && chosen(way)),
    ...ways.filter((way) => !isLast(way) && !chosen(way)),
    ...ways.filter(isLast),
  ]
}

function channelsTo(person: Person, address: string, owner: string, open: ReadonlySet<string>): string[] {
  const { chosen, heard = [], closed = [] } = person.ways?.[address] ?? {}
  const all = reaching[owner] ?? [owner]
  const usable = all.filter((channel) => {
    if (open.size > 0 ? !open.has(channel) : channel !== owner) return false
    if (closed.includes(channel)) return false
    if (onlyIfHeard.has(channel) && channel !== owner && !heard.includes(channel)) return false
    return channel !== 'voice' || person.mayRing !== false
  })
  const rank = (channel: string): number => {
    if (channel === chosen) return -2
    return channel === heard[0] && !lastResort.has(channel) ? -1 : all.indexOf(channel)
  }
  return usable.toSorted((a, b) => rank(a) - rank(b))
}

/** How somebody asks to be reached. */
export type WayWish = 'text' | 'ring' | 'whatsapp' | 'email'

const wished: Readonly<Record<WayWish, readonly string[]>> = {
  text: ['sms', 'notify_sms', 'simulated'],
  ring: ['voice'],
  whatsapp: ['whatsapp'],
  email: ['email', 'notify_email'],
}

/**
 * The address and channel that answer to a wish, the address linked last first. `not_heard`: they have the address for
 * it, but must write to us there first; null: they have none, or the channel is not set up.
 */
export function wayWished(
  person: Person,
  wish: WayWish,
  { owners, open }: { readonly owners: Readonly<Record<string, string>>; readonly open: ReadonlySet<string> },
): Way | 'not_heard' | null {
  const addresses = person.addresses.filter((address) => person.optedOut[address] === undefined).toReversed()
  const ways = addresses.flatMap((address) => {
    const reached = reaching[owners[address]!] ?? [owners[address]!]
    return wished[wish]
      .filter((channel) => open.has(channel) && reached.includes(channel))
      .map((channel) => ({ address, channel }))
  })
  const heardOn = ({ address, channel }: Way) => person.ways?.[address]?.heard?.includes(channel) ?? false
  const way = ways.find((one) => !onlyIfHeard.has(one.channel) || heardOn(one))
  return way ?? (ways.length > 0 ? 'not_heard' : null)
}

/** Whether a text on this channel tells something new about how its sender is reached. */
export function isNews(person: Person, { address, channel }: Way, owner: string): boolean {
  const { heard = [owner], closed = [] } = person.ways?.[address] ?? {}
  return heard[0] !== channel || closed.includes(channel)
}
