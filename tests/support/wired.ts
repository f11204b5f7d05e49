import { openPool } from '../../adapters/db/open.ts'
import { readSettings } from '../../adapters/settings.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { enterVolunteers, type PlacedRow } from '../../bots/turns/enter-volunteers.ts'
import type { Door } from '../../core/channel.ts'
import { settled } from '../../scripts/talk/settled.ts'
import { newDataDir, removeDataDir } from './data-dir.ts'
import { freshDatabase } from './database.ts'
import { volunteerRow } from './town.ts'

/** One Muster on a real database, with channels of the caller's and the clock of this machine; words are acorn, amber… */
export interface Wired {
  readonly muster: Muster
  /** What it logged. */
  readonly lines: readonly string[]
  /** Shows a webhook to the app and lets everything that follows from it happen. */
  post(request: Request): Promise<Response>
  /** Waits until nothing is being worked on. */
  settle(): Promise<void>
  /** `phone` is an id of `channel`, a phone number unless given. */
  volunteer(
    row: Partial<PlacedRow> & { name: string; phone: string; at: { lat: number; lon: number } },
    channel?: string,
  ): Promise<void>
  query<Row extends object>(sql: string): Promise<Row[]>
  close(): Promise<void>
}

export async function openWired(doorsOf: (muster: () => Muster) => readonly Door[]): Promise<Wired> {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const database = await freshDatabase()
  const pool = openPool(database.config, log)
  const dir = newDataDir('wired')
  let words = 0
  let wired: Muster | undefined
  const muster = await wireMuster({
    settings: readSettings({ PUBLIC_URL: 'https://muster.example.org' }),
    database: { pool, dir, close: async () => undefined },
    doors: doorsOf(() => wired!),
    log,
    pick: () => words++,
    width: 1,
  })
  wired = muster
  const settle = () => settled(muster)
  return {
    muster,
    lines,
    settle,
    async post(request) {
      const answer = await muster.app.request(request)
      await settle()
      return answer
    },
    async volunteer(row, channel) {
      await enterVolunteers(muster.house, [volunteerRow(row)], 'job/test', channel)
      await settle()
    },
    async query<Row extends object>(sql: string) {
      return (await pool.query<Row>(sql)).rows
    },
    async close() {
      await settle()
      await pool.end()
      await database.drop()
      await removeDataDir(dir)
    },
  }
}
