import { afterEach, expect, test } from 'vitest'
import { expire } from '../../../bots/jobs/settling.ts'
import type { Channel, SendFailure } from '../../../core/channel.ts'
import { fail, ok } from '../../../core/result.ts'
import { openTown, type Town } from '../../support/town.ts'

const places = [{ postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 }]
const startsAt = '2026-11-22T14:00:00.000Z'
const ada = '+447700900001'
let town: Town

afterEach(() => town.close())

/** A town with texts that fail as told, and calls; both reach phone numbers. */
async function townOf(trouble: () => SendFailure | undefined) {
  const calls: string[] = []
  let attempts = 0
  town = await openTown({
    places,
    startsAt,
    through: (phones): Channel => ({
      ...phones,
      name: 'sms',
      receive: async (request) => {
        const { events, reply } = await phones.receive!(request)
        const from = (id: string) => ({ channel: 'sms', id })
        return { reply, events: events.map((e) => (e.type === 'message' ? { ...e, from: from(e.from.id) } : e)) }
      },
      send: async (to, ...what) => {
        attempts++
        const failure = trouble()
        return failure ? fail(failure) : phones.send({ ...to, channel: 'simulated' }, ...what)
      },
    }),
    doors: [
      {
        paths: [],
        channel: {
          name: 'voice',
          can: { choices: true, maxLength: 4_000, perSecond: 10 },
          send: async (_, { messageId, text }) => {
            calls.push(text)
            return ok({ externalId: `call-${messageId}` })
          },
        },
      },
    ],
  })
  return { calls, attempts: () => attempts }
}

const entriesOf = async (type: string) => {
  const sql = `SELECT convert_from(bytes, 'UTF8')::jsonb->'body' AS body FROM entries WHERE type = $1 ORDER BY id`
  return (await town.muster.house.pool.query<{ body: Record<string, unknown> }>(sql, [type])).rows.map((r) => r.body)
}

test('what cannot be texted to a landline is said on the phone, and texts are not tried there again', async () => {
  const { calls, attempts } = await townOf(() => ({ reason: 'bad_address', code: '21635' }))
  await town.text(ada, 'flood water coming in, GL20 5BY')
  await town.settle()
  expect(calls).toEqual([expect.stringContaining('flood help at GL20 5BY')])
  expect(await entriesOf('way_closed')).toEqual([{ address: expect.any(String), channel: 'sms' }])
  expect(attempts()).toBe(1)
})

test('the words are the same, sealed once, and the second way is caused by the failure of the first', async () => {
  await townOf(() => ({ reason: 'rejected', code: '30003' }))
  await town.text(ada, 'flood water coming in, GL20 5BY')
  await town.settle()
  const [first, second] = await entriesOf('message_queued')
  expect(second).toMatchObject({ channel: 'voice', fate: 'queued', text: first!.text, purpose: first!.purpose })
})

test('what fails in every way is for somebody to ring about, once', async () => {
  const { calls } = await townOf(() => ({ reason: 'rejected' }))
  ;(town.muster.house.channels as Set<string>).delete('voice')
  await town.text(ada, 'flood water coming in, GL20 5BY')
  await town.settle()
  expect(calls).toEqual([])
  expect((await entriesOf('message_queued')).map((body) => body.fate)).toEqual(['queued', 'call_back'])
})

test('what is too old to be sent is not tried in another way: somebody is to ring at once', async () => {
  const { calls } = await townOf(() => ({ reason: 'throttled', retryAfterS: 60 * 60 * 30 }))
  await town.text(ada, 'flood water coming in, GL20 5BY')
  town.skip(24 * 60 + 1)
  await expire(town.muster.house)
  await town.settle()
  expect(calls).toEqual([])
  expect((await entriesOf('message_queued')).map((body) => body.fate)).toEqual(['queued', 'call_back'])
})

test('a STOP that the carrier knows of is never gone round by another way', async () => {
  const { calls } = await townOf(() => ({ reason: 'opted_out', code: '21610' }))
  await town.text(ada, 'flood water coming in, GL20 5BY')
  await town.settle()
  expect(calls).toEqual([])
  expect((await entriesOf('message_queued')).map((body) => body.fate)).toEqual(['queued'])
})

test('what may have arrived is not sent in another way', async () => {
  const { calls } = await townOf(() => ({ reason: 'unconfirmed' }))
  await town.text(ada, 'flood water coming in, GL20 5BY')
  await town.settle()
  expect(calls).toEqual([])
})
