import type { Channel, ChannelEvent } from '../../core/channel.ts'
import type { House } from '../turns/house.ts'
import { describe } from './describe.ts'

export type Deliver = (channel: string, event: ChannelEvent) => Promise<void>

const lookMs = 5_000
const listening = 7272

/**
 * Keeps one process of all connected to a channel that is listened to: whoever holds the lock listens, the others look
 * every few seconds whether it is free. Returns how to stop, which lets go of both.
 */
export function keepListening(house: House, channel: Channel, deliver: Deliver): () => Promise<void> {
  let letGo: (() => Promise<void>) | undefined
  let stopped = false
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    if (letGo || stopped) return
    letGo = await listenAlone(house, channel, deliver, () => {
      letGo = undefined
    })
    if (stopped) await letGo?.()
  }
  const lookAgain = () => {
    looking = looking
      .then(look)
      .catch((error) => house.log(`${channel.name}: cannot listen, it is tried again: ${describe(error)}`))
  }
  lookAgain()
  const timer = setInterval(lookAgain, lookMs)
  return async () => {
    stopped = true
    clearInterval(timer)
    await looking
    await letGo?.()
  }
}

/** Undefined where another process listens. `onLost`: the lock went with its connection, somebody else may have it now. */
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
    const stop = await channel.listen!((event) => deliver(channel.name, event))
    const lost = () => {
      log(`${channel.name}: the database connection was lost, listening is taken up again`)
      onLost()
      void stop().finally(() => release(true))
    }
    client.once('error', lost)
    return async () => {
      client.off('error', lost)
      await stop()
      release(true) // with its connection the lock goes
    }
  } catch (error) {
    release(true)
    throw error
  }
}
