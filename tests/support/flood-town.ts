import type { Need } from '../../core/needs/need.ts'
import { openTown, type Town } from './town.ts'

export const resident = '+447700900150'

/** Volunteers of a small flood, nearest first. */
export const volunteers = [
  { name: 'Sam Quillfeather', phone: '+447700900151', at: { lat: 51.9931, lon: -2.1571 } },
  { name: 'Priya Brackenbury', phone: '+447700900152', at: { lat: 51.9951, lon: -2.1501 } },
  { name: 'Tom Fennimore', phone: '+447700900153', at: { lat: 52.0001, lon: -2.1401 } },
  { name: 'Una Thistlewood', phone: '+447700900154', at: { lat: 52.0031, lon: -2.1381 } },
  { name: 'Vic Marchbanks', phone: '+447700900155', at: { lat: 52.0051, lon: -2.1361 } },
] as const

/** What nobody may read with the mask on: names, numbers, words, houses. */
export const canaries = [
  resident,
  'Ada Pennyquick',
  '3 Avon Row',
  'grandfather clock',
  'GL20 5BY',
  ...volunteers.flatMap(({ name, phone }) => [...name.split(' '), phone]),
]

/** A resident and five volunteers around one postcode, on a Sunday afternoon. */
export async function openFloodTown(): Promise<Town> {
  const places = [
    { postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 },
    { postcode: 'GL20 5BT', lat: 51.9931, lon: -2.1571 },
    { postcode: 'GL20 8AA', lat: 52.0151, lon: -2.1201 },
  ]
  const town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z' })
  await town.muster.house.volunteers.load(town.muster.house.pool)
  for (const row of volunteers) await town.volunteer(row)
  return town
}

/** The resident asks for sandbags, and says who and where. */
export async function askForSandbags(town: Town): Promise<void> {
  await town.text(resident, 'Flood water coming in by the grandfather clock, need sandbags, GL20 5BY')
  await town.text(resident, 'Ada Pennyquick, 3 Avon Row')
}

export async function needsIn(town: Town): Promise<Need[]> {
  const { rows } = await town.muster.house.pool.query<{ state: Need }>('SELECT state FROM needs ORDER BY id')
  return rows.map((row) => row.state)
}

/** What a phone was sent since the `from`th text of all. */
export const heard = (town: Town, phone: string, from = 0): string[] =>
  town.phones.texts.slice(from).flatMap((t) => (t.phone === phone && t.direction === 'to_phone' ? [t.text] : []))

interface Written {
  readonly type: string
  readonly stream: string
  readonly actor: string
  readonly onBehalfOf: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** Entries of a type, oldest first. */
export async function entriesOfType(town: Town, type: string): Promise<Written[]> {
  const sql = "SELECT convert_from(bytes, 'UTF8')::jsonb AS entry FROM entries WHERE type = $1 ORDER BY id"
  const { rows } = await town.muster.house.pool.query<{ entry: Written }>(sql, [type])
  return rows.map((row) => row.entry)
}
