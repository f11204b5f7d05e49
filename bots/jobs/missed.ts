import { rows } from '../../adapters/db/client.ts'
import { type InboxSettings, takeIn } from '../../adapters/db/inbox.ts'
import type { Channel } from '../../core/channel.ts'
import { minutes } from '../../core/time.ts'
import type { House } from '../turns/house.ts'
import { describe } from './describe.ts'

/** Providers list a message a little after it came: each look goes back this much further than the last one. */
const overlapMs = minutes(15)
/** How far a first look goes back. */
const firstLookMs = minutes(60)

/**
 * Asks every provider what came in since the last look, and takes in what we do not have: webhooks that were not sent
 * twice while we were down. Returns the addresses that have work now.
 */
export async function fetchMissed(
  house: House,
  channels: readonly Channel[],
  settings: InboxSettings,
): Promise<string[]> {
  const lanes: string[] = []
  for (const channel of channels) {
    if (!channel.missed) continue
    const began = house.now()
    try {
      for (const event of await channel.missed(await lastLook(house, channel.name))) {
        const lane = event.type === 'message' ? await takeIn(house.pool, channel.name, event, settings) : null
        if (lane) lanes.push(lane)
      }
      await noteLook(house, channel.name, began)
    } catch (error) {
      house.log(`missed: ${channel.name} could not be asked, it is asked again: ${describe(error)}`)
    }
  }
  return lanes
}

async function lastLook(house: House, channel: string): Promise<Date> {
  const [row] = await rows<{ last_at: Date }>(house.pool, 'SELECT last_at FROM job_runs WHERE name = $1', [
    `missed/${channel}`,
  ])
  return new Date((row?.last_at.getTime() ?? house.now().getTime() - firstLookMs) - overlapMs)
}

async function noteLook(house: House, channel: string, at: Date): Promise<void> {
  const sql =
    'INSERT INTO job_runs (name, last_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at'
  await house.pool.query(sql, [`missed/${channel}`, at])
}
