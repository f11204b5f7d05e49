import type { Channel, ChannelEvent } from '../../core/channel.ts'
import { fail } from '../../core/result.ts'

/** An account of an area, and the outward codes of that area. */
export interface AreaAccount {
  readonly areas: readonly string[]
  /** What the network knows the account by. */
  readonly account: string
}

/** `GL20+GL19=…,HX7=…`: outward codes and the account that speaks there; undefined where it is nothing of the kind. */
export function parseAreaAccounts(setting: string): readonly AreaAccount[] | undefined {
  const read = setting.split(',').map((one) => /^\s*([A-Z\d]{2,4}(?:\+[A-Z\d]{2,4})*)=(\S+)\s*$/.exec(one))
  if (read.includes(null)) return undefined
  return read.map((match) => ({ areas: match![1]!.split('+'), account: match![2]! }))
}

const remembered = 10_000

/**
 * Several accounts on one network as one channel: whoever wrote to one of them is answered by that one, and by the first
 * that can where that is not known any more. `accounts`: at least one.
 */
export function accountsAsOne(accounts: readonly Channel[]): Channel {
  const [first] = accounts
  if (!first) throw new Error('channels: a network without an account')
  if (accounts.length === 1) return first
  const wroteTo = new Map<string, Channel>()
  const note = (account: Channel) => (event: ChannelEvent) => {
    if (event.type !== 'message') return
    wroteTo.delete(event.from.id)
    wroteTo.set(event.from.id, account)
    if (wroteTo.size > remembered) wroteTo.delete(wroteTo.keys().next().value!)
  }
  const inOrder = (id: string): readonly Channel[] => {
    const known = wroteTo.get(id)
    return known ? [known] : accounts
  }
  return {
    ...first,
    async send(to, message, signal) {
      for (const account of inOrder(to.id)) {
        const sent = await account.send(to, message, signal)
        if (sent.ok || sent.error.code !== 'nothing_to_answer') return sent
      }
      return fail({ reason: 'rejected', code: 'nothing_to_answer' })
    },
    async find(message) {
      const found = await Promise.all(accounts.map((account) => account.find!(message)))
      const sent = found.find(({ outcome }) => outcome === 'sent')
      return sent ?? found.find(({ outcome }) => outcome === 'unknown') ?? { outcome: 'not_sent' }
    },
    async missed(since) {
      const each = accounts.map(async (account) => {
        const events = await account.missed!(since)
        events.forEach(note(account))
        return events
      })
      return (await Promise.all(each)).flat()
    },
    async listen(deliver, ended) {
      const listened = accounts.map((account) =>
        account.listen!(async (event) => {
          note(account)(event)
          await deliver(event)
        }, ended),
      )
      const stops = await Promise.all(listened)
      return async () => void (await Promise.all(stops.map((stop) => stop())))
    },
    ...(first.edit
      ? {
          async edit(sent, message) {
            for (const account of accounts) {
              const edited = await account.edit!(sent, message)
              if (edited.ok) return edited
            }
            return fail({ reason: 'rejected' })
          },
        }
      : {}),
  }
}
