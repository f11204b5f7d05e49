import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { lostRace } from '../../adapters/db/client.ts'
import { takeIn } from '../../adapters/db/inbox.ts'
import type { Database } from '../../adapters/db/open.ts'
import { UnitOfWork } from '../../adapters/db/unit-of-work.ts'
import { takeTurn } from '../../bots/converse.ts'
import { keepSequencing } from '../../bots/jobs/ledger.ts'
import type { Muster } from '../../bots/muster.ts'
import type { House } from '../../bots/turns/house.ts'
import { describeTimes } from './log.ts'

const perSecond = 100
const blocks = 4
const channel = 'sms'
/** Turns at once, as the lanes of a process have them. */
const width = 12

/** What strangers write, a quarter each; `n` moves the place a little. */
const texts = (n: number): string =>
  [
    `flood water coming in ${(51.9 + (n % 180) * 0.001).toFixed(4)}, -2.1600`,
    'hello',
    'need help please',
    'what is happening',
  ][n % 4]!

/**
 * Turns at 100 a second, each a text from somebody new, taken in, understood, decided on and answered: with the log,
 * signed meanwhile as in use, and the same transactions without it. The two take turns, so that what else the machine
 * does weighs on both. The database is not to be used afterwards.
 */
export async function measureTurns(muster: Muster, database: Database, seconds: number): Promise<void> {
  const owner = new pg.Client(database.owner)
  await owner.connect()
  try {
    const times = await inBlocks(muster, owner, seconds / blocks)
    console.log(`turn with the log, at ${perSecond} a second: ${describeTimes(times.log)}`)
    console.log(`the same, projections only: ${describeTimes(times.projections)}`)
    console.log(`p50 above it: ${(100 * (median(times.log) / median(times.projections) - 1)).toFixed(1)} %`)
  } finally {
    await owner.end()
  }
}

async function inBlocks(muster: Muster, owner: pg.Client, seconds: number) {
  const guard = (does: 'ENABLE' | 'DISABLE') => owner.query(`ALTER TABLE outbox ${does} TRIGGER outbox_exercise`)
  const bare = withoutLog(muster.house)
  const times = { log: [] as number[], projections: [] as number[] }
  let first = 0
  const run = (house: House) => {
    const texts = { first, count: Math.round(perSecond * seconds) }
    first += texts.count
    return takeTurns(muster, house, texts)
  }
  await run(muster.house)
  for (let block = 0; block < blocks; block++) {
    const stop = keepSequencing(muster.house, muster.signing)
    times.log.push(...(await run(muster.house)))
    await stop()
    while ((await muster.sequence()) > 0);
    await guard('DISABLE') // it refuses a text that no entry is the cause of
    times.projections.push(...(await run(bare)))
    await guard('ENABLE')
  }
  return times
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** A house whose turns write projections, sealed values and the outbox, but no entries. */
const withoutLog = (house: House): House => ({
  ...house,
  openUnit: (client) => new ProjectionsOnly(client, { ...house, now: house.now() }),
})

class ProjectionsOnly extends UnitOfWork {
  protected override addRecord(): void {
    // the log is what is left out
  }
}

/** Takes texts in one after another at the rate, and times the turn of each. */
async function takeTurns(
  { inbox }: Muster,
  house: House,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<number[]> {
  const began = performance.now()
  const turns: Promise<number>[] = []
  const going = new Set<Promise<number>>()
  for (let i = 0; i < count; i++) {
    const wait = began + (i * 1_000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    while (going.size >= width) await Promise.race(going)
    const turn = turnOf(house, inbox, first + i).finally(() => going.delete(turn))
    going.add(turn)
    turns.push(turn)
  }
  return Promise.all(turns)
}

async function turnOf(house: House, inbox: Muster['inbox'], n: number): Promise<number> {
  const from = { channel, id: `+4474${String(10_000_000 + n)}` }
  const message = { type: 'message', providerId: `bench-${n}`, from, to: { channel, id: '+447700900000' } } as const
  const lane = await takeIn(house.pool, channel, { ...message, text: texts(n) }, inbox)
  const began = performance.now()
  while (!(await isTaken(house, lane!)));
  return performance.now() - began
}

/** False when the turn lost a race and is to be taken again. */
async function isTaken(house: House, lane: string): Promise<boolean> {
  try {
    return (await takeTurn(house, lane)) === 'done'
  } catch (error) {
    if (!lostRace(error)) throw error
    return false
  }
}
