import { describe, expect, it } from 'vitest'
import { type DeliveryStatus, deliveryRank } from '../../../core/channel.ts'
import type { Entry } from '../../../core/ledger/entry.ts'
import { evolveMessage, type Message, type MessageFact, movesOn } from '../../../core/messages/message.ts'
import { fixtureOf } from '../../support/entry-fixtures.ts'
import { oneOf, randomFrom } from '../../support/random.ts'

const statuses = Object.keys(deliveryRank) as DeliveryStatus[]
const queued = evolveMessage(undefined, fixtureOf('message_queued') as Entry<MessageFact>)

const moved = (message: Message, status: DeliveryStatus): Message =>
  evolveMessage(message, { ...fixtureOf('message_moved'), body: { status } } as Entry<MessageFact>)

/** Reports folded as the engine folds them: what says nothing new is not written. */
const fold = (reports: readonly DeliveryStatus[], from = queued): Message =>
  reports.reduce((message, status) => (movesOn(message, status) ? moved(message, status) : message), from)

describe('delivery reports', () => {
  it('end the same in whatever order they come, repeated or not', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = randomFrom(seed)
      const last = oneOf(random, ['delivered', 'undelivered', 'failed'] as const)
      const reports: DeliveryStatus[] = ['queued', 'sending', 'sent', last, ...(random(2) ? (['read'] as const) : [])]
      const some = reports.filter((status) => status === last || status === 'read' || random(3) > 0)
      const mixed = [...some, ...some.filter(() => random(2))].map((status) => [random(1_000), status] as const)
      const arrived = mixed.toSorted((a, b) => a[0] - b[0]).map(([, status]) => status)
      expect(fold(arrived).status).toBe(some.at(-1))
    }
  })

  it('never take a message back', () => {
    for (const before of statuses)
      for (const status of statuses)
        expect(movesOn({ ...queued, status: before }, status)).toBe(deliveryRank[status] > deliveryRank[before])
  })

  it('settle one of which nobody knew whether it went out, and no other that failed', () => {
    for (const status of statuses) expect(movesOn({ ...queued, status: 'unconfirmed' }, status)).toBe(true)
    for (const failed of ['opted_out', 'bad_address', 'rejected', 'withheld', 'received'] as const)
      for (const status of statuses) expect(movesOn({ ...queued, status: failed }, status)).toBe(false)
  })
})

it('a message that was never queued or received does not move', () => {
  expect(() => moved(undefined as never, 'sent')).toThrow('messages: message/')
})
