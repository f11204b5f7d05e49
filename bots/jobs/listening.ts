import type { Channel, ChannelEvent } from '../../core/channel.ts'
import { minutes } from '../../core/time.ts'
import type { House } from '../turns/house.ts'
import { alarmFromJob } from '../turns/job-alarm.ts'
import { describe } from './describe.ts'

export type Deliver = (channel: string, event: ChannelEvent) => Promise<void>

const lookMs = 5_000
/** Whoever cannot connect tries less and less often: a provider counts what a wrong token tries. */
const longestRestMs = minutes(5)
const alarmAfterMs = minutes(2)
const listening = 7272

/**
 * Keeps one process of all connected to a channel that is listened to: whoever holds the lock listens, the others look
 * every few seconds whether it is free. What ends is begun again; where that has not worked for two minutes people on
 * duty are called. Returns how to stop, which lets go of the channel and the lock.
 */
export function keepListening(house: House, channel: Channel, deliver: Deliver, everyMs = lookMs): () => Promise<void> {
  let letGo: (() => Promise<void>) | undefined
  let stopped = false
  let looking: Promise<void> = Promise.resolve()
  const trouble = new Trouble(house, channel.name, everyMs)
  const again = () => trouble.again().catch((error) => house.log(`${channel.name}: ${describe(error)}`))
  const look = async () => {
    if (letGo || stopped || trouble.rests()) return
    letGo = await listenAlone(house, channel, deliver, () => {
      letGo = undefined
      void again()
    })
    if (stopped) await letGo?.()
  }
  const lookAgain = () => {
    looking = looking.then(look).then(
      () => letGo && trouble.over(),
      (error) => {
        house.log(`${channel.name}: cannot listen, it is tried again: ${describe(error)}`)
        return again()
      },
    )
  }
  lookAgain()
  const timer = setInterval(lookAgain, everyMs)
  return async () => {
    stopped = true
    clearInterval(timer)
    await looking
    await letGo?.()
  }
}

/** How long a channel could not be listened to, and when it is worth trying again. */
class Trouble {
  readonly #house: House
  readonly #name: string
  readonly #everyMs: number
  #since: number | undefined
  #times = 0
  #nextAt = 0

  constructor(house: House, name: string, everyMs: number) {
    this.#house = house
    this.#name = name
    this.#everyMs = everyMs
  }

  rests(): boolean {
    return this.#house.now().getTime() < this.#nextAt
  }

  /** Connected: a connection that ends at once counts on, one that has lasted begins anew. */
  over(): void {
    if (this.#house.now().getTime() >= this.#nextAt + alarmAfterMs) [this.#since, this.#times] = [undefined, 0]
  }

  async again(): Promise<void> {
    const now = this.#house.now().getTime()
    this.#since ??= now
    this.#nextAt = now + Math.min(this.#everyMs * 2 ** this.#times++, longestRestMs)
    if (now - this.#since < alarmAfterMs) return
    this.#house.log(`${this.#name}: nothing has been heard for two minutes`)
    await alarmFromJob(this.#house, 'job/listening', 'not_listening')
  }
}

/** Undefined where another process listens. `onLost`: it ended by itself, somebody else may listen now. */
async function listenAlone(
  { pool, log }: House,
  channel: Channel,
  deliver: Deliver,
  onLost: () => void,
): Promise<(() => Promise<void>) | undefined> {
  const client = await pool.connect()
  const release = (broken: boolean) => client.release(broken)
  try {
    const sql = 'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held'
    const { rows } = await client.query<{ held: boolean }>(sql, [listening, channel.name])
    if (!rows[0]?.held) {
      release(false)
      return undefined
    }
    const ending = Promise.withResolvers<string>()
    const stop = await channel.listen!(
      (event) => deliver(channel.name, event),
      () => ending.resolve('the channel ended it'),
    )
    const broken = () => ending.resolve('the database connection was lost')
    client.once('error', broken)
    let over = false
    const end = async () => {
      if (over) return
      over = true
      client.off('error', broken)
      await stop().finally(() => release(true)) // with its connection the lock goes
    }
    void ending.promise.then(async (why) => {
      if (over) return
      log(`${channel.name}: ${why}, listening is taken up again`)
      onLost()
      await end().catch(() => undefined)
    })
    return end
  } catch (error) {
    release(true)
    throw error
  }
}
