import pg from 'pg'
import { type SimulatedPhones, simulatedPhones } from '../../adapters/channels/simulated.ts'
import { webChannel } from '../../adapters/channels/web-pages.ts'
import { readSettings } from '../../adapters/settings.ts'
import { fireTimers } from '../../bots/jobs/timers.ts'
import { type Muster, wireMuster } from '../../bots/muster.ts'
import { addDutyOfficer } from '../../bots/turns/duty.ts'
import { enterVolunteers, type PlacedRow } from '../../bots/turns/enter-volunteers.ts'
import { asStaff } from '../../bots/turns/staff.ts'
import { confirmKitchen } from '../../bots/turns/tending.ts'
import type { Channel, Door } from '../../core/channel.ts'
import type { KindId, Vehicle, Vetting } from '../../core/kinds.ts'
import { days, plus } from '../../core/time.ts'
import { settled } from './settled.ts'

/** A small town on simulated phones with a real database, a clock that is moved by hand and ids that are counted. */
export interface Town {
  readonly muster: Muster
  readonly phones: SimulatedPhones
  /** Where its keys are. */
  readonly dir: string
  readonly now: () => Date
  /** Moves the clock and fires what fell due on the way, minute by minute. */
  pass(minutes: number): Promise<void>
  /** Moves the clock and lets nothing happen meanwhile. */
  skip(minutes: number): void
  /** A text from a phone, handled to the end. */
  text(phone: string, text: string): Promise<void>
  /** Waits until nothing is being worked on. */
  settle(): Promise<void>
  volunteer(row: Partial<PlacedRow> & { name: string; phone: string; at: { lat: number; lon: number } }): Promise<void>
  /** A planner confirms somebody's kitchen for a year. */
  kitchen(phone: string): Promise<void>
  /** Puts somebody on the duty list. */
  duty(phone: string): Promise<void>
  entryCount(): Promise<number>
  /** What the turns since the `after`th entry set out to do. */
  understood(after: number): Promise<string[]>
  close(): Promise<void>
}

export const volunteerRow = (
  row: Partial<PlacedRow> & { name: string; phone: string; at: { lat: number; lon: number } },
): PlacedRow => ({
  line: 1,
  postcode: null,
  point: row.at,
  radiusM: 5_000,
  skills: ['flood_help'] as KindId[],
  otherSkills: [],
  vetting: 'none' as Vetting,
  vettingExpires: null,
  vehicle: 'none' as Vehicle,
  languages: [],
  hours: [],
  over18: true,
  consentAt: null,
  source: 'test',
  externalId: null,
  email: null,
  ...row,
})

export interface TownPlace {
  readonly postcode: string
  readonly lat: number
  readonly lon: number
}

export interface TownOn {
  /** As the application. */
  readonly pool: pg.Pool
  /** Where its keys are. */
  readonly dir: string
  readonly startsAt: string
  /** Where people reach us with a browser; nowhere unless given. */
  readonly publicUrl?: string
  readonly log: (line: string) => void
  /** A channel between Muster and the phones, such as one that fails. */
  readonly through?: (phones: SimulatedPhones) => Channel
  /** Channels beside the phones. */
  readonly doors?: readonly Door[]
  /** People have pages of their own; `publicUrl` must be given too. */
  readonly pages?: boolean
  /** How many texts are sent side by side: one, unless given. */
  readonly width?: number
  /** Settings by name. */
  readonly settings?: Readonly<Record<string, string>>
  /** What `close` does once nothing is being worked on. */
  readonly close: () => Promise<void>
}

/** A town on a migrated database. Words at the door are taken in turn: acorn, amber, anchor… */
export async function townOn({ pool, dir, startsAt, log, close, ...given }: TownOn): Promise<Town> {
  let at = Date.parse(startsAt)
  let sent = 0
  let words = 0
  let tokens = 0
  const now = () => new Date(at)
  const phones = simulatedPhones({ number: '+447700900999', now })
  const muster = await wireMuster({
    settings: readSettings({ ...given.settings, ...(given.publicUrl ? { PUBLIC_URL: given.publicUrl } : {}) }),
    database: { pool, dir, close: async () => undefined },
    doors: [
      { channel: given.through?.(phones) ?? phones, paths: ['/webhooks/simulated'], shown: '+447700900999' },
      ...(given.pages ? [{ channel: webChannel(), paths: [] }] : []),
      ...(given.doors ?? []),
    ],
    log,
    now,
    pick: () => words++,
    newToken: () => `token-${++tokens}`,
    width: given.width ?? 1,
  })
  const settle = () => settled(muster)
  return {
    muster,
    phones,
    dir,
    now,
    settle,
    async pass(minutes) {
      for (let i = 0; i < minutes; i++) {
        at += 60_000
        await fireTimers(muster.house)
        await settle()
      }
    },
    skip(minutes) {
      at += minutes * 60_000
    },
    async text(phone, text) {
      at += 1_000
      const body = new URLSearchParams({ id: `in-${sent++}`, from: phone, text })
      const answer = await muster.app.request('/webhooks/simulated', { method: 'POST', body })
      if (answer.status !== 204) throw new Error(`town: the webhook answered ${answer.status}`)
      await settle()
    },
    async volunteer(row) {
      await enterVolunteers(muster.house, [volunteerRow(row)], 'job/test', 'simulated')
      await settle()
    },
    async kitchen(phone) {
      const { house } = muster
      const sql = 'SELECT person_id, address_id FROM person_addresses'
      const { rows } = await pool.query<{ person_id: string; address_id: string }>(sql)
      for (const { person_id, address_id } of rows) {
        if ((await house.vault.openAddress(pool, address_id))?.id !== phone) continue
        const how = { until: plus(now().toISOString(), days(365)), reason: 'Seen' }
        await asStaff(house, house.newId(), (turn) => confirmKitchen(turn, person_id, how))
      }
    },
    async duty(phone) {
      await addDutyOfficer(muster.house, { channel: 'simulated', id: phone }, 'job/test')
      await settle()
    },
    async entryCount() {
      const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM entries')
      return rows[0]!.n
    },
    async understood(after) {
      const sql = "SELECT convert_from(bytes, 'UTF8')::jsonb AS entry FROM entries ORDER BY id OFFSET $1"
      const { rows } = await pool.query<{ entry: { type: string; body: { understoodAs: string[] } } }>(sql, [after])
      return rows.filter((row) => row.entry.type === 'message_received').flatMap((row) => row.entry.body.understoodAs)
    },
    async close() {
      await settle()
      await close()
    },
  }
}

/** Puts these places into an empty database, each postcode sector with enough of them to be named. */
export async function insertPlaces(owner: pg.ClientConfig, places: readonly TownPlace[]): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  for (const { postcode, lat, lon } of places) {
    const [outward, inward] = postcode.split(' ')
    const sql = 'INSERT INTO places (postcode, sector, outward, lat, lon, quality) VALUES ($1, $2, $3, $4, $5, 10)'
    await client.query(sql, [postcode, `${outward} ${inward![0]}`, outward, lat, lon])
  }
  await client.query(`INSERT INTO place_sectors (sector, outward, postcodes, lat, lon)
    SELECT sector, outward, 60, avg(lat), avg(lon) FROM places GROUP BY sector, outward`)
  await client.end()
}
