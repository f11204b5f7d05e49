import { rows } from '../../adapters/db/client.ts'
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
    await addDutyOfficer(house, { channel: 'simulated', id: dutyOfficer.phone }, actor)
}

async function holdsAny({ pool, authority }: House, sql: string): Promise<boolean> {
  const [row] = await rows<{ held: boolean }>(pool, `SELECT EXISTS (${sql}) AS held`, [authority])
  return row!.held
}

/** Sectors are counted from the table, so that places imported beside the town's stay right. */
async function enterPlaces({ pool }: House): Promise<void> {
  const places = [...wickbourne.places, wickbourne.home].map(({ postcode, at }) => {
    const [outward, inward] = postcode.split(' ') as [string, string]
    return { postcode, sector: `${outward} ${inward[0]}`, outward, lat: at.lat, lon: at.lon, quality: 10 }
  })
  await pool.query(
    `INSERT INTO places SELECT * FROM jsonb_populate_recordset(NULL::places, $1::jsonb) ON CONFLICT (postcode) DO NOTHING`,
    [JSON.stringify(places)],
  )
  await pool.query(
    `INSERT INTO place_sectors (sector, outward, postcodes, lat, lon)
     SELECT sector, outward, count(*), avg(lat), avg(lon) FROM places WHERE sector = ANY($1) GROUP BY sector, outward
     ON CONFLICT (sector) DO NOTHING`,
    [[...new Set(places.map((place) => place.sector))]],
  )
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
