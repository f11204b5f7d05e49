import { lostRace, transaction } from '../../adapters/db/client.ts'
import { countAttempt, nextInLane, offTheQueue, waitingLanes } from '../../adapters/db/inbox.ts'
import { type TurnOutcome, takeTurn } from '../converse.ts'
import { raiseAlarm } from '../turns/alarms.ts'
import type { House } from '../turns/house.ts'
import { Turn } from '../turns/turn.ts'
import { describe } from './describe.ts'

/** A turn that fails this often is shown to a person instead. */
const maxAttempts = 5
/** Another process holds the lane: it may have looked just before our message came. */
const busyMs = 25

/**
 * Works through the lanes: one message at a time per address, in the order received, several addresses side by side.
 * `wake` names an address that has work; `sweep` finds what a crash or another process left.
 */
export class Lanes {
  readonly #house: House
  readonly #width: number
  readonly #onTurn: () => void
  readonly #waiting = new Set<string>()
  readonly #working = new Map<string, Promise<void>>()
  #stopped = false

  /** `onTurn` is called after each turn: there may be something to send. */
  constructor(house: House, width: number, onTurn: () => void) {
    this.#house = house
    this.#width = width
    this.#onTurn = onTurn
  }

  wake(addressId: string): void {
    this.#waiting.add(addressId)
    this.#start()
  }

  async sweep(): Promise<void> {
    for (const addressId of await waitingLanes(this.#house.pool, 500)) this.wake(addressId)
  }

  /** Resolves when nothing is being worked on. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values())
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#waiting.clear()
    await this.idle()
  }

  #start(): void {
    for (const addressId of this.#waiting) {
      if (this.#stopped || this.#working.size >= this.#width) return
      if (this.#working.has(addressId)) continue
      this.#waiting.delete(addressId)
      this.#working.set(addressId, this.#work(addressId))
    }
  }

  async #work(addressId: string): Promise<void> {
    try {
      let outcome: TurnOutcome = 'done'
      while (!this.#stopped && outcome === 'done') {
        outcome = await turnOrGiveUp(this.#house, addressId)
        this.#onTurn()
      }
      if (typeof outcome === 'object') this.wake(outcome.elsewhere)
      if (outcome === 'busy') setTimeout(() => this.wake(addressId), busyMs).unref()
    } catch (error) {
      this.#house.log(`lanes: a turn could not be taken, it is tried again: ${describe(error)}`)
    } finally {
      this.#working.delete(addressId)
      this.#start()
    }
  }
}

async function turnOrGiveUp(house: House, addressId: string): Promise<TurnOutcome> {
  for (;;) {
    const began = performance.now()
    try {
      const outcome = await takeTurn(house, addressId)
      if (outcome === 'done') house.metrics.time('turn', performance.now() - began)
      return outcome
    } catch (error) {
      const failed = await noteFailure(house, addressId, error as Error)
      if (failed) return 'done'
    }
  }
}

/** Counts the attempt; after the fifth the message is put before a person. Returns true when it was given up. */
async function noteFailure(house: House, addressId: string, error: Error): Promise<boolean> {
  const item = await nextInLane(house.pool, addressId, house.vault)
  if (!item) return true
  await countAttempt(house.pool, item.id)
  house.metrics.count(lostRace(error) ? 'turns_run_again' : 'turns_failed')
  if (!lostRace(error)) house.log(`lanes: a turn failed: ${describe(error)}`)
  if (item.attempts + 1 < maxAttempts) return false
  if (lostRace(error)) house.log(`lanes: a turn lost ${maxAttempts} races, the last by ${describe(error)}`)
  await transaction(house.pool, async (client) => {
    const unit = house.openUnit(client)
    const turn = new Turn(house, unit, { actor: 'job/lanes', cause: null, sender: null })
    const fact = { type: 'message_unhandled', body: { attempts: item.attempts + 1 } }
    await turn.decide([{ stream: `message/${item.id}`, fact }])
    await raiseAlarm(turn, { reason: 'turn_failed', need: null, person: null })
    unit.also(offTheQueue, [item.id])
    await unit.flush()
  })
  return true
}
