import { describe, expect, it } from 'vitest'
import { UnusableFile } from '../../../adapters/files/csv-records.ts'
import { readVolunteerCsv, type VolunteerRow } from '../../../adapters/files/volunteer-csv.ts'
import { kindIds } from '../../../core/kinds.ts'

const header = 'name,phone,postcode,lat,lon,radius_km,skills,vetting,vehicle,languages,hours'
const optional = 'id,email,vetting_expires,over_18,consent_at,source'

async function* inPieces(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string)
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

async function read(text: string | Buffer, size = 7) {
  const rows: (Omit<Partial<VolunteerRow>, 'line'> & { line: number; reason?: string })[] = []
  for await (const row of readVolunteerCsv(inPieces(text, size))) rows.push(row.ok ? row.value : row.error)
  return rows
}

/** The row of a list of one, given by column; what is not given is empty. */
async function readOne(cells: Readonly<Record<string, string>>) {
  const usual: Record<string, string> = { name: 'Ann Lee', phone: '07700 900123', postcode: 'GL20 5BY' }
  const names = `${header},${optional}`.split(',')
  const line = names.map((name) => `"${(cells[name] ?? usual[name] ?? '').replaceAll('"', '""')}"`).join(',')
  return (await read(`${names}\n${line}\n`))[0]!
}

const line = (name: string, phone: string) => `${name},${phone},GL20 5BY,,,,flood_help,,,,`
const ann = line('Ann', '07700900101')
const bob = line('Bob', '07700900102')

describe('a row', () => {
  it('with everything in it', async () => {
    const row = await readOne({
      ...{ name: ' Zoë  van Ann, BEM ', postcode: 'gl205by', lat: '51.9912', lon: '-2.1598', radius_km: '2.5' },
      ...{ skills: 'flood_help; Snow Ice ;juggling;FLOOD_HELP;welfare-check', vetting: 'Enhanced', vehicle: '4X4' },
      ...{ languages: 'English; Cymraeg', hours: 'Mon-Fri 18:00-22:00;Sat 09:00-12:00', id: 'V-7', source: 'fair' },
      ...{
        email: 'zoe@example.org',
        vetting_expires: '2027-03-31',
        over_18: 'Yes',
        consent_at: '2026-10-01T09:30:00+01:00',
      },
    })
    expect(row).toEqual({
      line: 2,
      name: 'Zoë van Ann, BEM',
      phone: '+447700900123',
      postcode: 'GL20 5BY',
      point: { lat: 51.9912, lon: -2.1598 },
      radiusM: 2500,
      skills: ['flood_help', 'snow_ice', 'welfare_check'],
      otherSkills: ['juggling'],
      vetting: 'enhanced',
      vettingExpires: '2027-03-31T00:00:00.000Z',
      vehicle: '4x4',
      languages: ['English', 'Cymraeg'],
      hours: [
        { weekdays: [1, 2, 3, 4, 5], from: 1080, to: 1320 },
        { weekdays: [6], from: 540, to: 720 },
      ],
      over18: true,
      consentAt: '2026-10-01T08:30:00.000Z',
      source: 'fair',
      externalId: 'V-7',
      email: 'zoe@example.org',
    })
  })

  it('with only a name, a number and a postcode', async () => {
    expect(await readOne({})).toMatchObject({
      ...{ point: null, radiusM: 5000, skills: [], otherSkills: [], vetting: 'none', vettingExpires: null },
      ...{ vehicle: 'none', languages: [], hours: [], over18: null, consentAt: null, source: 'import' },
      ...{ externalId: null, email: null },
    })
  })

  it('every kind is a skill', async () => {
    expect(await readOne({ skills: kindIds.join(';') })).toMatchObject({ skills: kindIds, otherSkills: [] })
  })

  it.each<[string, unknown]>([
    ['', []],
    [' ; ', []],
    ['always', [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]],
    ['Mon 9:00-17:30', [{ weekdays: [1], from: 540, to: 1050 }]],
    ['Monday - Wednesday 09.00 - 17.00', [{ weekdays: [1, 2, 3], from: 540, to: 1020 }]],
    ['Fri-Mon 22:00-06:00', [{ weekdays: [5, 6, 7, 1], from: 1320, to: 360 }]],
    ['SUN 00:00-24:00', [{ weekdays: [7], from: 0, to: 1440 }]],
  ])('hours "%s"', async (hours, ranges) => {
    expect(await readOne({ hours })).toMatchObject({ hours: ranges })
  })

  it.each<[string, Record<string, string>, string]>([
    ['no name', { name: ' ' }, 'name is empty'],
    ['a number that is none', { phone: 'ask Ann' }, 'phone is not a number that can be reached'],
    ['no number', { phone: '' }, 'phone is not a number that can be reached'],
    ['no place', { postcode: '' }, 'neither postcode nor lat and lon are given'],
    ['half a position', { postcode: '', lat: '51.9' }, 'lat and lon are not a position in the United Kingdom'],
    [
      'a position abroad',
      { postcode: '', lat: '48.85', lon: '2.35' },
      'lat and lon are not a position in the United Kingdom',
    ],
    [
      'a position the wrong way round',
      { postcode: '', lat: '-2.1', lon: '51.9' },
      'lat and lon are not a position in the United Kingdom',
    ],
    ['a postcode that is none', { postcode: 'Mill Lane' }, 'postcode does not have the form of one'],
    ['a radius in words', { radius_km: 'far' }, 'radius_km is not a number of kilometres from 0 to 200'],
    ['a radius of nothing', { radius_km: '0' }, 'radius_km is not a number of kilometres from 0 to 200'],
    ['a vetting we do not know', { vetting: 'DBS' }, 'vetting is not one of none, basic, standard, enhanced'],
    ['a vehicle we do not know', { vehicle: 'tractor' }, 'vehicle is not one of none, cycle, car, van, 4x4'],
    [
      'hours in words',
      { hours: 'evenings' },
      'hours cannot be read; write them like Mon-Fri 18:00-22:00;Sat 09:00-12:00',
    ],
    [
      'a minute that does not exist',
      { hours: 'Mon 09:61-10:00' },
      'hours cannot be read; write them like Mon-Fri 18:00-22:00;Sat 09:00-12:00',
    ],
    [
      'a day that does not exist',
      { vetting_expires: '2027-02-30' },
      'vetting_expires is not a date such as 2027-03-31',
    ],
    ['a date the other way round', { consent_at: '31/03/2026' }, 'consent_at is not a date such as 2026-03-31'],
    ['an answer that is none', { over_18: 'nearly' }, 'over_18 is not yes or no'],
    ['a child', { over_18: 'no' }, 'a volunteer must be 18 or over'],
  ])('%s is left out, with the reason and none of its words', async (_, cells, reason) => {
    expect(await readOne(cells)).toEqual({ line: 2, reason })
  })

  it('a position counts when there is one, whatever the postcode says', async () => {
    const point = { lat: 53.74, lon: -2.01 }
    expect(await readOne({ lat: '53.74', lon: '-2.01', postcode: 'unknown' })).toMatchObject({ point, postcode: null })
    expect(await readOne({ lat: 'x', lon: '', postcode: 'HX7 8AA' })).toMatchObject({
      point: null,
      postcode: 'HX7 8AA',
    })
  })
})

describe('a file', () => {
  const names = (rows: Awaited<ReturnType<typeof read>>) => rows.map((row) => [row.line, row.name ?? row.reason])

  it.each([1, 2, 3, 1000])('is the same in pieces of %i bytes', async (size) => {
    const text = `\ufeff${header}\r\n${line('Zoë', '07700900101')}\r\n\r\n${bob}`
    expect(names(await read(text, size))).toEqual([
      [2, 'Zoë'],
      [4, 'Bob'],
    ])
  })

  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
    ['carriage returns', '\r'],
  ])('may end its lines with %s', async (_, end) => {
    expect(names(await read([header, ann, '', ',,,', bob, ''].join(end)))).toEqual([
      [2, 'Ann'],
      [5, 'Bob'],
    ])
  })

  it('may be UTF-16, as Excel writes it', async () => {
    const text = Buffer.from(`\ufeff${header}\r\n${line('Zoë', '07700900101')}\r\n`, 'utf16le')
    expect(names(await read(text))).toEqual([[2, 'Zoë']])
  })

  it('in another encoding is said to be so, row by row', async () => {
    const latin = Buffer.from(`${header}\n${line('Zoë', '07700900101')}\n${bob}\n`, 'latin1')
    expect(names(await read(latin))).toEqual([
      [2, 'it holds bytes that are not UTF-8; save the list as CSV in UTF-8'],
      [3, 'Bob'],
    ])
  })

  it('may have its columns in any order, in capitals, without some, and with others', async () => {
    expect(await read('Postcode, PHONE ,"Name",shoe size\nGL20 5BY,07700900101,Ann,39\n')).toMatchObject([
      { line: 2, name: 'Ann', phone: '+447700900101', postcode: 'GL20 5BY' },
    ])
  })

  it('may have rows that are shorter, or end in empty cells', async () => {
    expect(names(await read(`${header}\nAnn,07700900101,GL20 5BY\n${bob},,,,\n`))).toEqual([
      [2, 'Ann'],
      [3, 'Bob'],
    ])
  })

  it('a comma that was not meant to part cells is noticed', async () => {
    const rows = await read(`${header}\nAnn,07700900101,GL20 5BY,,,,,,,,Mon 09:00-10:00,Tue 09:00-10:00\n${bob}\n`)
    expect(names(rows)).toEqual([
      [2, 'it has more cells than the first line; put quotes around a cell that holds a comma'],
      [3, 'Bob'],
    ])
  })

  it.each([
    ['around a comma', '"Lee, Ann"', 'Lee, Ann'],
    ['doubled', '"Ann ""Annie"" Lee"', 'Ann "Annie" Lee'],
    ['inside a cell', 'Ann "Annie" Lee', 'Ann "Annie" Lee'],
    ['around a line end', '"Ann\r\nLee"', 'Ann Lee'],
    ['with blanks outside', ' "Ann Lee" ', 'Ann Lee'],
  ])('quotes %s', async (_, written, name) => {
    const rows = await read(`${header}\r\n${line(written, '07700900101')}\r\n${bob}\r\n`)
    expect(rows.map((row) => row.name)).toEqual([name, 'Bob'])
    expect(rows.map((row) => row.line)).toEqual(written.includes('\n') ? [2, 4] : [2, 3])
  })

  it.each(['"Ann', 'Ann"', '"Ann"x', '"An"n" Lee'])('a quote astray (%s) spoils its own row only', async (name) => {
    expect(
      names(await read(`${header}\n${line(name, '07700900101')}\n${bob}\n${line('Cy', '07700900103')}\n`)),
    ).toEqual([
      [2, 'its quotes do not pair up'],
      [3, 'Bob'],
      [4, 'Cy'],
    ])
  })

  it.each([
    ['nothing', '', 'the file is empty'],
    ['empty lines', '\n\n', 'the file is empty'],
    ['no header', `${ann}\n${bob}\n`, 'line 1 names no column name, phone, postcode'],
    ['a header without numbers', 'name,postcode\n', 'line 1 names no column phone'],
    ['a header without places', 'name,phone,lat\n', 'line 1 names no column postcode'],
    ['semicolons for commas', `${header.replaceAll(',', ';')}\n`, 'line 1 names no column name, phone, postcode'],
    ['a column twice', 'name,phone,postcode,phone\n', 'line 1 names the column phone twice'],
    ['a header with a quote astray', '"name,phone,postcode\n', 'line 1 names no column'],
  ])('with %s is refused in one sentence that says what is expected', async (_, text, says) => {
    await expect(read(text)).rejects.toThrow(UnusableFile)
    await expect(read(text)).rejects.toThrow(says)
    await expect(read(text)).rejects.toThrow(`its first line should be ${header}`)
  })

  it('with nothing but a header holds nobody', async () => {
    expect(await read(`${header}\n`)).toEqual([])
  })
})
