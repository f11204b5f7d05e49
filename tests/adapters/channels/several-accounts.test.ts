import { expect, it } from 'vitest'
import { accountsAsOne, parseAreaAccounts } from '../../../adapters/channels/several-accounts.ts'
import type { Channel, ChannelEvent } from '../../../core/channel.ts'
import { fail, ok } from '../../../core/result.ts'
import { messageOf } from '../../support/message.ts'

const never = new AbortController().signal
const to = (id: string) => ({ channel: 'bluesky', id })
const mention = (from: string, account: string): ChannelEvent => ({
  type: 'message',
  from: to(from),
  to: to(account),
  providerId: `${from}-${account}`,
  text: 'hello',
})

/** An account that answers those who wrote to it alone, and notes whom. */
function account(name: string, wrote: readonly string[]) {
  const answered: string[] = []
  let heard: ((event: ChannelEvent) => Promise<void>) | undefined
  const channel: Channel = {
    name: 'bluesky',
    can: { choices: false, maxLength: 300, perSecond: 1 },
    async send({ id }) {
      if (!wrote.includes(id)) return fail({ reason: 'rejected', code: 'nothing_to_answer' })
      answered.push(id)
      return ok({ externalId: name })
    },
    find: async ({ to: { id } }) =>
      answered.includes(id) ? { outcome: 'sent', externalId: name } : { outcome: 'not_sent' },
    missed: async () => wrote.map((from) => mention(from, name)),
    async listen(deliver) {
      heard = deliver
      return async () => {
        heard = undefined
      }
    },
  }
  return { channel, answered, hears: (from: string) => heard?.(mention(from, name)), isOpen: () => heard !== undefined }
}

it('whoever wrote to an account is answered by that one', async () => {
  const [county, town] = [account('county', ['sam', 'kim']), account('town', ['sam', 'kim'])]
  const one = accountsAsOne([county.channel, town.channel])
  const delivered: string[] = []
  const stop = await one.listen!(async (event) => void delivered.push(event.type === 'message' ? event.to.id : ''))
  await town.hears('sam')
  await county.hears('kim')
  await one.send(to('sam'), messageOf('Hello'), never)
  await one.send(to('kim'), messageOf('Hello'), never)
  expect([delivered, town.answered, county.answered]).toEqual([['town', 'county'], ['sam'], ['kim']])
  await stop()
  expect([town.isOpen(), county.isOpen()]).toEqual([false, false])
})

it('after a restart the one that can answers, and nobody is answered who wrote to none', async () => {
  const [county, town] = [account('county', ['kim']), account('town', ['sam'])]
  const one = accountsAsOne([county.channel, town.channel])
  expect(await one.send(to('sam'), messageOf('Hello'), never)).toEqual(ok({ externalId: 'town' }))
  expect(await one.send(to('ann'), messageOf('Hello'), never)).toMatchObject({ error: { code: 'nothing_to_answer' } })
  const sent = { ...messageOf('Hello'), to: to('sam'), attemptedAt: new Date(0) }
  expect(await one.find!(sent)).toEqual({ outcome: 'sent', externalId: 'town' })
  expect(await one.find!({ ...sent, to: to('ann') })).toEqual({ outcome: 'not_sent' })
  expect(await one.missed!(new Date(0))).toHaveLength(2)
})

it.each([
  ['GL20=token', [{ areas: ['GL20'], account: 'token' }]],
  [
    'GL20+GL19=a.b:c-d, HX7=x',
    [
      { areas: ['GL20', 'GL19'], account: 'a.b:c-d' },
      { areas: ['HX7'], account: 'x' },
    ],
  ],
  ['gl20=token', undefined],
  ['GL20', undefined],
  ['GL20=', undefined],
  ['', undefined],
])('accounts of areas are read from %s', (setting, read) => {
  expect(parseAreaAccounts(setting)).toEqual(read)
})
