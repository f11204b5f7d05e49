import { arrivals, divert, standAside, type Turned, turnedChannels } from '../../adapters/db/fall-over.ts'
import type { Channel } from '../../core/channel.ts'
import type { IncidentFact } from '../../core/incidents/incident.ts'
import { type Arrivals, isLate, isWell, windowMs } from '../../core/messages/fall-over.ts'
import { raiseAlarm } from '../turns/alarms.ts'
import type { House } from '../turns/house.ts'
import { asActor } from '../turns/staff.ts'
import type { Turn } from '../turns/turn.ts'

/**
 * Lets a channel stand aside whose messages arrive late: what waits for it goes by the next one whose answers reach the
 * same inbox, until a message tried now and then arrives in time again. Returns how many messages it moved.
 */
export async function watchProviders(house: House, channels: readonly Channel[]): Promise<number> {
  const turned = await turnedChannels(house.pool)
  let moved = 0
  for (const [i, channel] of channels.entries()) {
    const other = channels.slice(i + 1).find(({ can }) => can.inbox !== undefined && can.inbox === channel.can.inbox)
    if (!other) continue
    const last = turned.get(channel.name)
    const look = last?.isAside ? stillAside : fallsOver
    const isAside = await look(house, { channel, other, last })
    if (isAside) moved += await moveWaiting(house, channel, other)
  }
  return moved
}

interface Pair {
  readonly channel: Channel
  readonly other: Channel
  readonly last: Turned | undefined
}

const seen = ({ pool, now }: House, { name }: Channel, since: Date): Promise<Arrivals> =>
  arrivals(pool, name, since, now())

async function fallsOver(house: House, { channel, other, last }: Pair): Promise<boolean> {
  const since = Math.max(house.now().getTime() - windowMs, last?.at.getTime() ?? 0)
  const found = await seen(house, channel, new Date(since))
  if (!isLate(found)) return false
  const body = { ...found, from: channel.name, to: other.name }
  await asActor(house, 'job/providers', async (turn) => {
    if (!(await standAside(turn.unit.client, channel.name, other.name, house.now()))) return
    await note(turn, { type: 'provider_fell_over', body })
    await raiseAlarm(turn, { reason: 'provider_slow', need: null, person: null })
  })
  return true
}

async function stillAside(house: House, { channel, other, last }: Pair): Promise<boolean> {
  const found = await seen(house, channel, last!.at)
  if (!isWell(found)) return true
  const body = { ...found, from: channel.name, to: other.name }
  await asActor(house, 'job/providers', async (turn) => {
    if (await standAside(turn.unit.client, channel.name, null, house.now()))
      await note(turn, { type: 'provider_came_back', body })
  })
  return false
}

const note = (turn: Turn, fact: IncidentFact): Promise<void> =>
  turn.decide([{ stream: `incident/${turn.house.standingIncident}`, fact }])

/** In one transaction with the facts of it. */
async function moveWaiting(house: House, { name: from }: Channel, { name: to }: Channel): Promise<number> {
  return asActor(house, 'job/providers', async (turn) => {
    const microsPerPart = house.prices.microsPerPart[to] ?? 0
    const ids = await divert(turn.unit.client, { from, to, microsPerPart, now: house.now() })
    const fact = { type: 'message_rerouted', body: { from, to } }
    await turn.unit.write(
      ids.map((id) => ({ stream: `message/${id}`, fact })),
      turn.envelope(),
    )
    return ids.length
  })
}
