import { afterAll, beforeAll, expect, it } from 'vitest'
import { UnusableFile } from '../../../adapters/files/csv-records.ts'
import { importVolunteers } from '../../../bots/jobs/import-volunteers.ts'
import type { Person } from '../../../core/people/person.ts'
import { openTown, type Town } from '../../support/town.ts'

let town: Town

beforeAll(async () => {
  const places = [
    { postcode: 'GL20 5BY', lat: 51.9912, lon: -2.1598 },
    { postcode: 'GL20 5BT', lat: 51.9931, lon: -2.1571 },
  ]
  town = await openTown({ places, startsAt: '2026-11-22T14:00:00.000Z' })
})

afterAll(() => town.close())

let next = 100
const phone = () => `+447700900${next++}`

const header = 'name,phone,postcode,lat,lon,radius_km,skills,vetting,vehicle,languages,hours,id,email,over_18'

async function* file(...lines: string[]): AsyncGenerator<Buffer> {
  yield Buffer.from([header, ...lines].join('\n'))
}

const settings = { channel: 'simulated', actor: 'job/import' }
const load = (...lines: string[]) => importVolunteers(town.muster.house, file(...lines), settings)

async function volunteerAt(number: string): Promise<{ person: Person; profile: Record<string, unknown> }> {
  const { pool, vault, authority, now } = town.muster.house
  const { keyId } = await vault.addressOf(pool, authority, { channel: 'simulated', id: number }, now())
  const { rows } = await pool.query<{ state: Person }>('SELECT state FROM people WHERE id = $1', [keyId])
  const sealed = rows[0]!.state.volunteer!.profile
  return {
    person: rows[0]!.state,
    profile: (await vault.openAll<Record<string, unknown>>(pool, [sealed])).get(sealed)!,
  }
}

it('somebody new is met and joins, confirmed, with what is personal sealed', async () => {
  const number = phone()
  const row = `Ann Lee,${number},gl205by,,,3,flood_help;juggling,basic,car,English,Sat 09:00-12:00,V7,ann@example.org,yes`
  expect(await load(row)).toMatchObject({ rows: 1, added: 1, changed: 0, unchanged: 0, bad: [] })
  const { person, profile } = await volunteerAt(number)
  expect(person).toMatchObject({ purpose: 'volunteering', source: 'import', retention: 'volunteer' })
  expect(person.volunteer).toMatchObject({ skills: ['flood_help'], vetting: 'basic', vehicle: 'car' })
  expect(person.volunteer).toMatchObject({ unconfirmed: false, introduced: false })
  expect(profile).toEqual({
    ...{ name: 'Ann Lee', lat: 51.9912, lon: -2.1598, radiusM: 3000, postcode: 'GL20 5BY', languages: ['English'] },
    ...{ hours: [{ weekdays: [6], from: 540, to: 720 }], otherSkills: ['juggling'], source: 'import' },
    ...{ externalId: 'V7', email: 'ann@example.org' },
  })
})

it('the same list again writes nothing', async () => {
  const rows = [`Ann,${phone()},GL20 5BY,,,,lift;flood_help`, `Bob,${phone()},,51.99,-2.15,,shopping`]
  expect(await load(...rows)).toMatchObject({ added: 2 })
  const entries = await town.entryCount()
  expect(await load(...rows)).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  expect(await load(rows[0]!.replace('lift;flood_help', 'flood_help;lift'))).toMatchObject({ unchanged: 1 })
  expect(await town.entryCount()).toBe(entries)
})

it.each([
  ['the name', 'Ann Lee-Hall,PHONE,GL20 5BY,,,,lift'],
  ['the place', 'Ann,PHONE,GL20 5BT,,,,lift'],
  ['a skill', 'Ann,PHONE,GL20 5BY,,,,lift;shopping'],
  ['words of a skill', 'Ann,PHONE,GL20 5BY,,,,lift;juggling'],
  ['the vetting', 'Ann,PHONE,GL20 5BY,,,,lift,basic'],
  ['the vehicle', 'Ann,PHONE,GL20 5BY,,,,lift,,van'],
  ['the radius', 'Ann,PHONE,GL20 5BY,,,9,lift'],
  ['the hours', 'Ann,PHONE,GL20 5BY,,,,lift,,,,Mon 09:00-10:00'],
  ['the e-mail address', 'Ann,PHONE,GL20 5BY,,,,lift,,,,,,ann@example.org'],
])('the same number with another value for %s changes one person by one entry', async (_, row) => {
  const number = phone()
  await load(`Ann,${number},GL20 5BY,,,,lift`)
  const [people, entries] = [await peopleCount(), await town.entryCount()]
  expect(await load(row.replace('PHONE', number.replace('+44', '0')))).toMatchObject({ added: 0, changed: 1 })
  expect([await peopleCount(), await town.entryCount()]).toEqual([people, entries + 1])
})

it('of two rows with one number the later counts', async () => {
  const number = phone()
  const imported = await load(`Ann,${number},GL20 5BY,,,,lift`, `Ann Lee,0${number.slice(3)},GL20 5BY,,,,lift`)
  expect(imported).toMatchObject({ rows: 2, added: 1, repeated: 1 })
  expect((await volunteerAt(number)).profile).toMatchObject({ name: 'Ann Lee' })
})

it('bad rows and unknown postcodes are left out with line and reason, the rest is entered', async () => {
  const imported = await load(
    `Ann,${phone()},GL20 5BY,,,,lift`,
    `Bob,ask him,GL20 5BY,,,,lift`,
    `Cy,${phone()},GL20 9ZZ,,,,lift`,
    '',
    `"Dee,${phone()},GL20 5BY,,,,lift`,
    `Eve,${phone()},GL20 5BT,,,,lift;juggling;chess`,
  )
  expect(imported).toMatchObject({ rows: 5, added: 2 })
  expect(imported.bad).toEqual(
    [
      { line: 3, reason: 'phone is not a number that can be reached' },
      { line: 6, reason: 'its quotes do not pair up' },
      { line: 4, reason: 'postcode is not among the imported places' },
    ].toSorted((a, b) => a.line - b.line),
  )
  expect(imported.unknownSkills).toEqual([{ line: 7, count: 2 }])
})

it('somebody who texted is the same person afterwards; who joined by text is confirmed by the list', async () => {
  const number = phone()
  await town.text(number, 'JOIN')
  const people = await peopleCount()
  expect(await load(`Ann,${number},GL20 5BY,,,,lift`)).toMatchObject({ added: 1 })
  expect(await peopleCount()).toBe(people)
  expect((await volunteerAt(number)).person.volunteer).toMatchObject({ unconfirmed: false })
})

it('somebody who left stays away, whatever the list says', async () => {
  const number = phone()
  await load(`Ann,${number},GL20 5BY,,,,lift`)
  await town.text(number, 'STOP')
  await load(`Ann Lee,${number},GL20 5BY,,,,lift`)
  expect(Object.keys((await volunteerAt(number)).person.optedOut)).toHaveLength(1)
})

it('goes batch by batch and says how far it is', async () => {
  const seen: number[] = []
  const rows = Array.from({ length: 1100 }, (_, i) => `P ${i},07400${String(i).padStart(6, '0')},GL20 5BY,,,,lift`)
  const onProgress = ({ rows }: { rows: number }) => seen.push(rows)
  expect(await importVolunteers(town.muster.house, file(...rows), { ...settings, onProgress })).toMatchObject({
    added: 1100,
  })
  expect(seen).toEqual([500, 1000, 1100])
})

it('a turn of the same person at the same moment is not lost, nor is the import', async () => {
  const numbers = [phone(), phone(), phone()]
  await load(...numbers.map((number) => `Ann,${number},GL20 5BY,,,,lift`))
  const again = load(...numbers.map((number) => `Ann Lee,${number},GL20 5BY,,,,lift`))
  const [imported] = await Promise.all([again, ...numbers.map((number) => town.text(number, 'AWAY 2 weeks'))])
  expect(imported).toMatchObject({ changed: 3 })
  for (const number of numbers) expect((await volunteerAt(number)).person.away).not.toBeNull()
})

it('a file without a header enters nobody', async () => {
  async function* headless() {
    yield Buffer.from(`Ann,${phone()},GL20 5BY\n`)
  }
  await expect(importVolunteers(town.muster.house, headless(), settings)).rejects.toThrow(UnusableFile)
})

async function peopleCount(): Promise<number> {
  return (await town.muster.house.pool.query('SELECT FROM people')).rowCount!
}
