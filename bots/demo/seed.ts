import { rows, transaction } from '../../adapters/db/client.ts'
import { countSectors } from '../../adapters/geocoding/import-places.ts'
import { parsePostcode } from '../../core/geo/postcode.ts'
import { addDutyOfficer } from '../turns/duty.ts'
import { enterVolunteers, type PlacedRow } from '../turns/enter-volunteers.ts'
import type { House } from '../turns/house.ts'
import { dutyOfficer, type Volunteer, volunteers } from './people.ts'
import { wickbourne } from './town.ts'

const actor = 'job/demo'

/** Puts the fictional town into an empty database: its postcodes, its volunteers, its duty officer. A second time changes nothing. */
export async function seedTown(house: House): Promise<void> {
  await enterPlaces(house)
  if (!(await holdsAny(house, `SELECT FROM people WHERE authority_id = $1 AND state->>'volunteer' IS NOT NULL`)))
    await enterVolunteers(house, volunteers.map(rowOf), actor, 'simulated')
  if (!(await holdsAny(house, 'SELECT FROM duty_lists WHERE id = $1')))
    await addDutyOfficer(house, { channel: 'simulated', id: dutyOfficer.phone }, actor, dutyOfficer.name)
}

async function holdsAny({ pool, authority }: House, sql: string): Promise<boolean> {
  const [row] = await rows<{ held: boolean }>(pool, `SELECT EXISTS (${sql}) AS held`, [authority])
  return row!.held
}

/** Beside places that were imported, which stay. */
async function enterPlaces({ pool }: House): Promise<void> {
  const places = [...wickbourne.places, wickbourne.home].map(({ postcode, at }) => ({
    ...parsePostcode(postcode)!,
    ...at,
    quality: 10,
  }))
  await transaction(pool, async (client) => {
    const sql = `INSERT INTO places SELECT * FROM jsonb_populate_recordset(NULL::places, $1::jsonb) ON CONFLICT (postcode) DO NOTHING`
    const { rowCount } = await client.query(sql, [JSON.stringify(places)])
    if (rowCount) await countSectors(client)
  })
}

const radiusM = 6_000

const rowOf = ({ name, phone, at, postcode, skills, vetting, vehicle }: Volunteer, i: number): PlacedRow => ({
  line: i + 1,
  name,
  phone,
  postcode,
  point: at,
  at,
  radiusM,
  skills,
  otherSkills: [],
  vetting,
  vettingExpires: null,
  vehicle,
  languages: [],
  hours: [],
  over18: true,
  consentAt: null,
  source: 'demo',
  externalId: null,
  email: null,
})
