import { claim, type Pace } from '../../adapters/db/claim.ts'
import { transaction } from '../../adapters/db/client.ts'
import * as outbox from '../../adapters/db/outbox.ts'
import { stopOver } from '../../adapters/db/spending.ts'
import { type Channel, type SendFailure, sendFailures } from '../../core/channel.ts'
import { isNight } from '../../core/time.ts'
import type { House } from '../turns/house.ts'
import { describe } from './describe.ts'
import { giveUp, notedAsSent } from './settling.ts'

const sendWithinMs = 20_000
/** How long a message waits whose recipient alone is not written to just now, unless the provider says. */
const onlyThisS = 120
/** How soon what only the pace of its channel holds back is looked at again. */
const heldMs = 40

/** So many messages of alerts are under way while a process is busy: they never stand still. */
const alertsWhenBusy = 4
const busyShare = 0.85

/** Whether this process was busy for most of the last half second. */
function busyProcess(): () => boolean {
  let [last, lookedAt, busy] = [performance.eventLoopUtilization(), performance.now(), false]
  return () => {
    if (performance.now() - lookedAt < 500) return busy
    busy = performance.eventLoopUtilization(last).utilization > busyShare
    last = performance.eventLoopUtilization()
    lookedAt = performance.now()
    return busy
  }
}

/** What the provider took, and what it calls it. */
type Taken = outbox.Claimed & Pick<outbox.Sent, 'providerId'>

/**
 * Sends what is due, one at a time per recipient, `width` recipients side by side. What may or may not have gone out is
 * left to be looked up (settling.ts); it is never sent again blindly.
 */
export class Sender {
  readonly #house: House
  readonly #channels: ReadonlyMap<string, Channel>
  readonly #paces: readonly Pace[]
  readonly #width: number
  readonly #isBusy: () => boolean
  /** Messages of alerts that are under way. */
  #alerts = 0
  #paced = false
  #heldBack: NodeJS.Timeout | undefined
  readonly #sending = new Set<Promise<void>>()
  #taken: Taken[] = []
  #noting: Promise<void> | undefined
  #claiming = false
  #again = false
  #stopped = false

  /** `isBusy`: this process has hardly any time left, and alerts are to leave it to replies. */
  constructor(house: House, channels: readonly Channel[], width: number, isBusy: () => boolean = busyProcess()) {
    this.#isBusy = isBusy
    this.#house = house
    this.#channels = new Map(channels.map((channel) => [channel.name, channel]))
    this.#paces = channels.map(({ name, can }) => ({ channel: name, perSecond: can.perSecond }))
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
    clearTimeout(this.#heldBack)
    await this.idle()
  }

  async #claim(): Promise<void> {
    this.#again = false
    const free = this.#width - this.#sending.size
    if (free <= 0 || this.#stopped) return
    const { pool, now, prices } = this.#house
    if (!this.#paced) await outbox.startPace(pool, now(), this.#paces)
    this.#paced = true
    const busy = this.#isBusy()
    const noAlerts = isNight(now().toISOString()) || (busy && this.#alerts >= alertsWhenBusy)
    const of = { limit: busy && !noAlerts ? Math.min(free, alertsWhenBusy) : free, currency: prices.currency, noAlerts }
    const { claimed, held, over } = await claim(pool, now(), this.#paces, of)
    for (const message of claimed) this.#start(message)
    for (const spent of over) await stopOver(pool, spent)
    if (claimed.length === of.limit) this.#again = true
    else if (held) this.#heldBack ??= setTimeout(() => this.#lookAgain(), heldMs).unref()
  }

  #lookAgain(): void {
    this.#heldBack = undefined
    this.wake()
  }

  #start(message: outbox.Claimed): void {
    const alerts = message.alertId === null ? 0 : 1
    this.#alerts += alerts
    const sending = this.#send(message)
      .catch((error) => this.#house.log(`sender: a message is left to be looked up: ${describe(error)}`))
      .finally(() => {
        this.#sending.delete(sending)
        this.#alerts -= alerts
        this.#goOn()
      })
    this.#sending.add(sending)
  }

  /** One look for several places that are free again, not one for each. */
  #goOn(): void {
    const free = this.#width - this.#sending.size
    if (free >= this.#width / 4 || !this.#again) this.wake()
  }

  async #send(message: outbox.Claimed): Promise<void> {
    const { pool, vault, now } = this.#house
    if (message.hasLeft) return outbox.withhold(pool, message.id)
    this.#house.metrics.time(`wait_${message.purpose}`, now().getTime() - message.dueAt.getTime())
    const to = await vault.openAddress(pool, message.addressId)
    const text = await this.#textOf(message)
    const channel = this.#channels.get(message.channel)
    if (!to || text === undefined) return giveUp(this.#house, message, { reason: 'bad_address' })
    if (!channel) return giveUp(this.#house, message, { reason: 'misconfigured' })
    const began = performance.now()
    const sent = await channel.send(to, outbox.asMessage(message, text), AbortSignal.timeout(sendWithinMs))
    this.#house.metrics.time('send', performance.now() - began)
    if (sent.ok) return this.#noteTaken({ ...message, providerId: sent.value.externalId })
    if (sendFailures[sent.error.reason].retry) return this.#holdBack(message, sent.error)
    if (sent.error.reason === 'unconfirmed') return outbox.markUnconfirmed(pool, message.id)
    await giveUp(this.#house, message, sent.error)
  }

  /**
   * The provider has not got it: it goes back to the front, and the whole channel waits, for as long as it takes; it
   * alone where the trouble is only of its recipient.
   */
  async #holdBack({ id, channel }: outbox.Claimed, failure: SendFailure): Promise<void> {
    const { pool, now } = this.#house
    if (failure.onlyThis) {
      const dueAt = new Date(now().getTime() + (failure.retryAfterS ?? onlyThisS) * 1_000)
      return outbox.putBack(pool, id, failure, dueAt)
    }
    await outbox.pauseChannel(pool, channel, now(), failure.retryAfterS)
    await outbox.putBack(pool, id, failure)
  }

  /** The words, unless a key they were sealed under was destroyed meanwhile. */
  async #textOf({ textId, keyIds, sealed }: outbox.Claimed): Promise<string | undefined> {
    const { pool, vault } = this.#house
    if (!keyIds || !sealed) return undefined
    await vault.loadKeys(pool, keyIds)
    return vault.has(keyIds) ? vault.open<string>({ id: textId, keyIds, sealed }) : undefined
  }

  /** Notes what the provider took, together with what it took in the same moment. */
  #noteTaken(taken: Taken): Promise<void> {
    this.#taken.push(taken)
    this.#noting ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#note())
    return this.#noting
  }

  async #note(): Promise<void> {
    const taken = this.#taken
    this.#taken = []
    this.#noting = undefined
    await transaction(this.#house.pool, async (client) => {
      const unit = this.#house.openUnit(client)
      for (const { id, version, message } of taken) if (message) unit.know('message', id, version!, message)
      await notedAsSent(this.#house, unit, taken)
      await unit.flush()
    })
  }
}
