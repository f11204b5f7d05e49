import { transaction } from '../../adapters/db/client.ts'
import * as outbox from '../../adapters/db/outbox.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import type { Channel, SendFailure } from '../../core/channel.ts'
import { sendFailures } from '../../core/channel.ts'
import { movesOn } from '../../core/messages/message.ts'
import { needFact, personFact } from '../../core/needs/decision.ts'
import { raiseAlarm } from '../turns/alarms.ts'
import type { House } from '../turns/house.ts'
import { Turn } from '../turns/turn.ts'
import { describe } from './describe.ts'

const sendWithinMs = 20_000
/** How long a provider is asked about a message before a person is. */
const lookUpMs = 10 * 60_000
const firstDelayMs = 2_000
const longestDelayMs = 15 * 60_000

/**
 * Sends what is due, one at a time per recipient, `width` recipients side by side. A message whose fate is not known is
 * looked up at the provider and never sent again blindly.
 */
export class Sender {
  readonly #house: House
  readonly #channels: ReadonlyMap<string, Channel>
  readonly #width: number
  readonly #sending = new Set<Promise<void>>()
  readonly #sent: outbox.Sent[] = []
  #noting: Promise<void> | undefined
  #claiming = false
  #again = false
  #stopped = false

  constructor(house: House, channels: readonly Channel[], width: number) {
    this.#house = house
    this.#channels = new Map(channels.map((channel) => [channel.name, channel]))
    this.#width = width
  }

  /** Looks for messages that are due. Called after every turn, and on a clock for what waits or was left behind. */
  wake(): void {
    this.#again = true
    if (this.#claiming || this.#stopped) return
    this.#claiming = true
    this.#claim()
      .catch((error) => this.#house.log(`sender: ${describe(error)}`))
      .finally(() => {
        this.#claiming = false
        if (this.#again && this.#sending.size < this.#width) this.wake()
      })
  }

  async idle(): Promise<void> {
    while (this.#sending.size > 0 || this.#claiming)
      await (this.#sending.size > 0 ? Promise.all(this.#sending) : new Promise(setImmediate))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.idle()
  }

  async #claim(): Promise<void> {
    this.#again = false
    const free = this.#width - this.#sending.size
    if (free <= 0 || this.#stopped) return
    const claimed = await outbox.claim(this.#house.pool, this.#house.now(), free)
    for (const message of claimed) this.#start(message)
    if (claimed.length === free) this.#again = true
  }

  #start(message: outbox.Claimed): void {
    const sending = this.#send(message)
      .catch((error) => this.#house.log(`sender: a message is left for the clock: ${describe(error)}`))
      .finally(() => {
        this.#sending.delete(sending)
        this.wake()
      })
    this.#sending.add(sending)
  }

  async #send(message: outbox.Claimed): Promise<void> {
    const { pool, vault, now } = this.#house
    const [to, text] = [
      await vault.openAddress(pool, message.addressId),
      (await vault.openAll<string>(pool, [message.textId])).get(message.textId),
    ]
    const channel = this.#channels.get(message.channel)
    if (!to || text === undefined) return this.#giveUp(message, { reason: 'bad_address' })
    if (!channel) return this.#giveUp(message, { reason: 'misconfigured' })
    const sent = await channel.send(to, { messageId: message.id, text }, AbortSignal.timeout(sendWithinMs))
    if (sent.ok) return this.#succeed(message, sent.value.externalId)
    const again = sendFailures[sent.error.reason].retry && message.attempts < outbox.maxAttempts
    if (again) return outbox.putBack(pool, message.id, sent.error, now(), delayMs(sent.error, message.attempts))
    if (sent.error.reason === 'unconfirmed') return outbox.markUnconfirmed(pool, message.id)
    await this.#giveUp(message, sent.error)
  }

  /** Notes a sent message, together with others that were sent in the same moment. */
  #succeed(message: outbox.Claimed, providerId: string): Promise<void> {
    this.#sent.push({ id: message.id, providerId })
    this.#noting ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#noteSent())
    return this.#noting
  }

  async #noteSent(): Promise<void> {
    const sent = this.#sent.splice(0)
    this.#noting = undefined
    const { pool, authority, now, newId, vault } = this.#house
    await transaction(pool, async (client) => {
      const unit = new UnitOfWork(client, { authority, now: now(), newId, vault })
      const turn = new Turn(this.#house, unit, { actor: 'job/sender', cause: null, sender: null })
      const moved = { type: 'message_moved', body: { status: 'sent' } }
      await unit.write(
        sent.map(({ id }) => ({ stream: `message/${id}`, fact: moved })),
        turn.envelope(),
      )
      unit.also(...outbox.sentWrite(sent))
      await unit.flush()
    })
  }

  async #giveUp(message: outbox.Claimed, failure: SendFailure): Promise<void> {
    await this.#record(message.id, async (turn) => {
      await outbox.markFailed(turn.unit.client, message.id, failure)
      await noteFailure(turn, message.id, failure)
    })
  }

  /** Looks up what may or may not have gone out: sent, to be sent after all, or after ten minutes for a person to decide. */
  async settle(): Promise<void> {
    const { pool, now } = this.#house
    await outbox.abandon(pool, now())
    for (const message of await outbox.claimUnconfirmed(pool, now())) {
      const found = await this.#find(message)
      if (found.outcome === 'sent') await this.#succeed(message, found.externalId)
      else if (found.outcome === 'not_sent') await outbox.putBack(pool, message.id, { reason: 'unreachable' }, now(), 0)
      else if (now().getTime() - message.attemptedAt.getTime() > lookUpMs) await this.#leaveToPerson(message)
    }
  }

  async #leaveToPerson(message: outbox.Claimed): Promise<void> {
    await this.#record(message.id, async (turn) => {
      await outbox.leaveToPerson(turn.unit.client, message.id)
      await noteFailure(turn, message.id, { reason: 'unconfirmed' })
    })
  }

  async #find(
    message: outbox.Claimed,
  ): Promise<{ outcome: 'sent'; externalId: string } | { outcome: 'not_sent' | 'unknown' }> {
    const { pool, vault } = this.#house
    const [to, text] = [
      await vault.openAddress(pool, message.addressId),
      (await vault.openAll<string>(pool, [message.textId])).get(message.textId),
    ]
    const channel = this.#channels.get(message.channel)
    if (!to || text === undefined || !channel?.find) return { outcome: 'unknown' }
    return channel.find({ messageId: message.id, text, to, attemptedAt: message.attemptedAt })
  }

  /** Lets go of what is too old to be worth sending: an invitation after an hour would wake somebody for nothing. */
  async expire(): Promise<void> {
    for (const id of await outbox.expire(this.#house.pool, this.#house.now())) {
      await this.#record(id, (turn) => noteFailure(turn, id, { reason: 'rejected', code: 'expired' }))
    }
  }

  /** Folds delivery reports into their messages' streams, by rank, in whatever order they came. Returns how many. */
  async foldReports(): Promise<number> {
    const reports = await outbox.matchedReports(this.#house.pool, 100)
    for (const report of reports) {
      await this.#record(report.message, async (turn) => {
        await outbox.forgetReport(turn.unit.client, report.ord)
        const message = await turn.unit.load('message', report.message)
        if (!message || !movesOn(message, report.status)) return
        await turn.unit.write(
          [{ stream: `message/${report.message}`, fact: { type: 'message_moved', body: { status: report.status } } }],
          turn.envelope(),
        )
        if (report.failure)
          await noteFailure(turn, report.message, {
            reason: report.failure as SendFailure['reason'],
            ...(report.code ? { code: report.code } : {}),
          })
      })
    }
    return reports.length
  }

  async #record(messageId: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const { pool, authority, now, newId, vault } = this.#house
    await transaction(pool, async (client) => {
      const unit = new UnitOfWork(client, { authority, now: now(), newId, vault })
      const queued = await client.query<{ cause: string }>('SELECT cause FROM outbox WHERE id = $1', [messageId])
      const turn = new Turn(this.#house, unit, {
        actor: 'job/sender',
        cause: queued.rows[0]?.cause ?? null,
        sender: null,
      })
      await work(turn)
      await unit.flush()
    })
  }
}

const delayMs = (failure: SendFailure, attempts: number): number =>
  failure.retryAfterS ? failure.retryAfterS * 1000 : Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1))

/** A message that cannot arrive: planners see it, an invitation is replaced, an opt-out at the carrier is kept. */
async function noteFailure(turn: Turn, messageId: string, failure: SendFailure): Promise<void> {
  const message = await turn.unit.load('message', messageId)
  if (!message) return
  if (failure.reason === 'opted_out') await noteOptOut(turn, messageId, message.person)
  await turn.unit.write(
    [
      {
        stream: `message/${messageId}`,
        fact: { type: 'message_not_sent', body: { reason: failure.reason, code: failure.code ?? null } },
      },
    ],
    turn.envelope(),
  )
  if (sendFailures[failure.reason].alarm)
    await raiseAlarm(turn, { reason: 'unconfirmed', need: message.need, person: message.person })
  if (message.purpose === 'invitation' && message.need && failure.reason !== 'unconfirmed')
    await replaceInvitation(turn, message.need, message.person)
}

async function replaceInvitation(turn: Turn, needId: string, person: string): Promise<void> {
  const need = await turn.lockedNeed(needId)
  const invitation = need.invitations.find((i) => i.person === person && i.state === 'asked')
  if (!invitation) return
  await turn.decide(
    [
      personFact(person)('item_closed', { letter: invitation.letter, outcome: 'unreachable' }),
      needFact(needId)('invitation_unreachable', { person }),
    ],
    need,
  )
}

async function noteOptOut(turn: Turn, messageId: string, person: string): Promise<void> {
  const { rows } = await turn.unit.client.query<{ address_id: string }>('SELECT address_id FROM outbox WHERE id = $1', [
    messageId,
  ])
  const address = rows[0]?.address_id
  const known = address && (await turn.person(person)).optedOut[address]
  if (address && !known) await turn.decide([personFact(person)('opted_out', { address, by: 'carrier' })])
}
