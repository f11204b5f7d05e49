import { type SimulatedPhones, simulatedPhones } from '../../adapters/channels/simulated.ts'
import { openPool } from '../../adapters/db/open.ts'
import { readSettings } from '../../adapters/settings.ts'
import { type Demo, openDemo } from '../../bots/demo/open-demo.ts'
import { musterNumber, visitor } from '../../bots/demo/people.ts'
import { fireTimers } from '../../bots/jobs/timers.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { settled } from '../../scripts/talk/settled.ts'
import { newDataDir, removeDataDir } from './data-dir.ts'
import { freshDatabase } from './database.ts'

/** The demo with a clock that is moved by hand. */
export interface DemoTown {
  readonly muster: Muster
  readonly phones: SimulatedPhones
  readonly demo: Demo
  /** A text from the resident's phone. */
  ask(text: string): Promise<void>
  /** Moves the clock, a second at a time, and lets happen what is due. */
  pass(seconds: number): Promise<void>
  /** The same database, opened again as after a restart. */
  restart(): Promise<DemoTown>
  close(): Promise<void>
}

export async function openDemoTown(startsAt: string): Promise<DemoTown> {
  const database = await freshDatabase()
  const pool = openPool(database.config, () => undefined)
  const dir = newDataDir('demo')
  let at = Date.parse(startsAt)
  const now = () => new Date(at)
  const open = async (): Promise<DemoTown> => {
    const phones = simulatedPhones({ number: musterNumber, now })
    const muster = await wireMuster({
      settings: readSettings({}),
      database: { pool, dir, close: async () => undefined },
      doors: [{ channel: phones, paths: ['/webhooks/simulated'] }],
      log: () => undefined,
      now,
      pick: () => 0,
      width: 1,
    })
    const demo = await openDemo(muster, phones)
    await muster.house.volunteers.load(pool)
    const settle = () => settled(muster)
    return {
      muster,
      phones,
      demo,
      restart: open,
      async ask(text) {
        const body = new URLSearchParams({ id: `in-${at}`, from: visitor.phone, text })
        await muster.app.request('/webhooks/simulated', { method: 'POST', body })
        await settle()
      },
      async pass(seconds) {
        for (let i = 0; i < seconds; i++) {
          at += 1_000
          await demo.people.tick()
          await fireTimers(muster.house)
          await settle()
        }
      },
      async close() {
        await pool.end()
        await database.drop()
        await removeDataDir(dir)
      },
    }
  }
  return open()
}
