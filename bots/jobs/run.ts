import type { InboxSettings } from '../../adapters/db/inbox.ts'
import type { Channel, Publisher, Rooms } from '../../core/channel.ts'
import type { RetentionRules } from '../../core/privacy/retention.ts'
import type { House } from '../turns/house.ts'
import { sendAlerts } from './alerts.ts'
import { learnAnswers } from './answers.ts'
import { askBills } from './billing.ts'
import { watchBudgets } from './budgets.ts'
import { startClock } from './clock.ts'
import { describe } from './describe.ts'
import { editAnswered } from './editing.ts'
import { carryOutErasures } from './erasures.ts'
import { watchProviders } from './fall-over.ts'
import type { Lanes } from './lanes.ts'
import { keepSequencing, type Signing } from './ledger.ts'
import { type Deliver, keepListening } from './listening.ts'
import { startLoop } from './loop.ts'
import { fetchMissed } from './missed.ts'
import { publishPosts } from './publishing.ts'
import { retainDaily } from './retention.ts'
import { roomTeller } from './rooms.ts'
import type { Sender } from './sender.ts'
import { expire, foldReports, settle } from './settling.ts'
import { fireTimers } from './timers.ts'
import type { WitnessWatch } from './witnessing.ts'

export interface Running {
  readonly house: House
  readonly lanes: Lanes
  readonly sender: Sender
  readonly channels: readonly Channel[]
  readonly publishers: readonly Publisher[]
  readonly chats: readonly Rooms[]
  readonly deliver: Deliver
  readonly inbox: InboxSettings
  readonly signing: Signing
  readonly watches: readonly WitnessWatch[]
  readonly role: 'all' | 'web' | 'worker'
  readonly retention: RetentionRules
}

/** A worker hears of new texts by looking: often, so that nobody notices that another process took them in. */
const workerLookMs = 50
const followMs = 500
const witnessLookMs = 1_000

/** Starts everything that happens by itself in this process; returns how to stop it, which waits for what is under way. */
export async function runJobs(running: Running): Promise<() => Promise<void>> {
  const { house, role } = running
  const slow = setTimeout(() => house.log('Reading the volunteers…'), 1_000)
  await house.volunteers.load(house.pool).finally(() => clearTimeout(slow))
  const follow = async () => {
    await house.volunteers.follow(house.pool)
    await house.erasures.follow(house.pool)
  }
  await learnAnswers(house)
  const stopFollowing = startLoop(follow, followMs, house.log)
  const stopWork = role === 'web' ? async () => undefined : await startWork(running)
  return async () => {
    await stopWork()
    await stopFollowing()
  }
}

async function startWork({
  house,
  lanes,
  sender,
  channels,
  publishers,
  chats,
  deliver,
  inbox,
  signing,
  watches,
  role,
  retention,
}: Running): Promise<() => Promise<void>> {
  const fetchAll = async () => {
    for (const lane of await fetchMissed(house, channels, inbox)) lanes.wake(lane)
  }
  const stopSequencer = keepSequencing(house, signing)
  const stopListening = channels.flatMap((channel) => (channel.listen ? [keepListening(house, channel, deliver)] : []))
  const stopWitnesses = watches.map((watch) => startLoop(() => watch.round(), witnessLookMs, house.log))
  const stopLooking =
    role === 'worker' ? startLoop(() => lanes.sweep(), workerLookMs, house.log) : async () => undefined
  const stopClock = startClock(
    [
      { name: 'timers', every: '* * * * * *', run: async () => (await fireTimers(house)) > 0 && sender.wake() },
      { name: 'lanes', every: '*/2 * * * * *', run: () => lanes.sweep() },
      { name: 'sender', every: '* * * * * *', run: async () => sender.wake() },
      { name: 'reports', every: '* * * * * *', run: () => foldReports(house) },
      { name: 'editing', every: '*/2 * * * * *', run: () => editAnswered(house, channels) },
      { name: 'settle', every: '*/10 * * * * *', run: () => settle(house, channels) },
      { name: 'alerts', every: '* * * * * *', run: () => sendAlerts(house, () => sender.wake()) },
      {
        name: 'providers',
        every: '* * * * * *',
        run: async () => (await watchProviders(house, channels)) > 0 && sender.wake(),
      },
      { name: 'budgets', every: '*/5 * * * * *', run: async () => (await watchBudgets(house)) > 0 && sender.wake() },
      { name: 'bills', every: '*/20 * * * * *', run: () => askBills(house, channels) },
      { name: 'expire', every: '*/30 * * * * *', run: () => expire(house) },
      { name: 'erasures', every: '*/20 * * * * *', run: () => carryOutErasures(house) },
      { name: 'retention', every: '30 */10 * * * *', run: () => retainDaily(house, retention) },
      { name: 'answers', every: '15 */10 * * * *', run: () => learnAnswers(house) },
      { name: 'rooms', every: '* * * * * *', run: roomTeller(house, chats) },
      { name: 'posts', every: '*/5 * * * * *', run: () => publishPosts(house, publishers) },
      { name: 'missed', every: '0 */5 * * * *', run: fetchAll },
    ],
    house.log,
  )
  await lanes.sweep()
  sender.wake()
  const fetching = fetchAll().catch((error) => house.log(`missed: ${describe(error)}`))
  return async () => {
    await Promise.all([stopClock(), stopLooking(), fetching, ...stopListening.map((stop) => stop())])
    await lanes.stop()
    await sender.stop()
    await stopSequencer()
    for (const watch of watches) watch.stop()
    await Promise.all(stopWitnesses.map((stop) => stop()))
  }
}
