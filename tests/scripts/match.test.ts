import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { HoursRange } from '../../core/matching/hours.ts'
import { bruteForce } from '../../scripts/bench/brute-force.ts'
import { makeNeeds, makeVolunteers } from '../../scripts/bench/world.ts'

const dir = mkdtempSync(join(tmpdir(), 'muster-match-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const header = 'id,name,phone,postcode,lat,lon,radius_km,skills,vetting,vehicle,languages,hours,vetting_expires'

function match(volunteers: readonly string[], needs: readonly string[], ...more: string[]) {
  writeFileSync(join(dir, 'volunteers.csv'), [header, ...volunteers].join('\n'))
  writeFileSync(join(dir, 'needs.jsonl'), needs.join('\n'))
  return run('--volunteers', join(dir, 'volunteers.csv'), '--needs', join(dir, 'needs.jsonl'), ...more)
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/match.ts', ...args], { encoding: 'utf8' })
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  return { status, stdout, stderr, needs: lines.map((line) => JSON.parse(line)) }
}

const dayNames = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const inWords = (hours: readonly HoursRange[]) =>
  hours
    .flatMap(({ weekdays, from, to }) => weekdays.map((day) => `${dayNames[day]} ${clock(from)}-${clock(to)}`))
    .join(';')

const ann = 'ann,Ann,07700900101,,52,-2,5,shopping;chain saw,basic,car,,,'
const ben = 'ben,Ben,07700900102,,52.01,-2,5,shopping,none,none,,Mon-Fri 18:00-22:00,'
const need = (more: object = {}) =>
  JSON.stringify({
    id: 'n',
    lat: 52,
    lon: -2,
    skills: ['shopping'],
    vetting: 'none',
    at: '2026-11-23T19:00:00Z',
    ...more,
  })

describe('npm run match', () => {
  it('finds for each need who measuring everybody finds, with what a list can say of a volunteer', () => {
    const people = makeVolunteers(3_000, 5).map((one) => ({
      ...{ ...one, unconfirmed: false, reachable: true, available: true, holds: [] },
      skills: [...one.skills, 'chain saw'].slice(0, 3),
    }))
    const needs = makeNeeds(200, people, 7).map((one) => ({
      ...one,
      except: new Map(),
      keptClear: [],
      lifeSafety: false,
    }))
    const rows = people.map((one) => {
      const expires =
        one.vettingExpiresMs === Number.POSITIVE_INFINITY ? '' : new Date(one.vettingExpiresMs).toISOString()
      const place = `,${one.lat},${one.lon},${one.radiusM / 1000}`
      return `${one.id},Some One,07700900123,${place},${one.skills.join(';')},${one.vetting},${one.vehicle},,${inWords(one.hours)},${expires}`
    })
    const lines = needs.map(({ lat, lon, skills, vetting, vehicle, fromMs }, id) =>
      JSON.stringify({ id, lat, lon, skills, vetting, vehicle, at: new Date(fromMs).toISOString() }),
    )
    const { status, stderr, needs: found } = match(rows, lines, '--k', '7')
    expect([status, stderr]).toEqual([0, ''])
    expect(found).toEqual(needs.map((one, id) => ({ id, matches: bruteForce(people, one, 7) })))
    expect(found.filter(({ matches }) => matches.length > 0).length).toBeGreaterThan(40)
  })

  it('names the lines that cannot be used and goes on with the others', () => {
    const { status, stderr, needs } = match(
      [
        ann,
        'x,Cid,,,52,-2,5,shopping,,,,,',
        'y,Dee,07700900104,GL20 5BY,,,5,shopping,,,,,',
        ann,
        ben.replace('ben,', ','),
      ],
      [
        need(),
        'not json',
        need({ lat: 91 }),
        '',
        need({ id: 2, at: 'today' }),
        need({ id: 3, skills: ['Chain saw'] }),
        need({ id: 4, skills: ['chain saw'] }),
      ],
    )
    expect(status).toBe(0)
    expect(needs.map(({ id, matches }) => [id, matches.map((one: { id: string }) => one.id)])).toEqual([
      ['n', ['ann', 'line-6']],
      [3, []],
      [4, ['ann']],
    ])
    expect(needs[0].matches[0].metres).toBe(0)
    expect(stderr.replaceAll(`${dir}/`, '').trim().split('\n')).toEqual([
      'volunteers.csv, line 3 was left out: phone is not a number that can be reached.',
      'volunteers.csv, line 4 was left out: it has a postcode and no lat and lon.',
      'volunteers.csv, line 5 was left out: its id is that of an earlier line.',
      'needs.jsonl, line 2 was left out: it is not a JSON object.',
      'needs.jsonl, line 3 was left out: lat is not a number of degrees from -90 to 90.',
      'needs.jsonl, line 5 was left out: at is not a time with its zone such as 2026-11-25T14:30:00Z.',
    ])
  })

  it('goes by the hour and the check as they are at the time of the need', () => {
    const cat = 'cat,Cat,07700900103,,52,-2,5,shopping,basic,,,,2026-11-23'
    const at = (time: string, vetting: string) => need({ at: time, vetting })
    const { needs } = match(
      [ben, cat],
      [
        at('2026-11-23T19:00:00Z', 'none'),
        at('2026-11-23T22:00:00Z', 'none'),
        at('2026-11-22T23:59:59Z', 'basic'),
        at('2026-11-23T00:00:00Z', 'basic'),
      ],
    )
    expect(needs.map(({ matches }) => matches.map((one: { id: string }) => one.id))).toEqual([
      ['cat', 'ben'],
      ['cat'],
      ['cat'],
      [],
    ])
  })

  it.each([
    ['without files', () => run('--k', '3'), 'Say which files: --volunteers FILE.csv --needs FILE.jsonl.'],
    ['with a word it does not know', () => run('--kk', '3'), "Unknown option '--kk'"],
    [
      'with a file that is not there',
      () => run('--volunteers', 'no.csv', '--needs', 'no.jsonl'),
      'There is no file no.csv.',
    ],
    ['for no matches at all', () => match([ann], [need()], '--k', '0'), '--k is a whole number from 1, not 0.'],
    [
      'with a list that has no volunteer',
      () => match([], [need()]),
      'volunteers.csv holds no volunteer that can be used.',
    ],
    ['with needs that cannot be read', () => match([ann], ['{']), 'needs.jsonl holds no need that can be used.'],
    [
      'with a list that is none',
      () => run('--volunteers', 'package.json', '--needs', 'package.json'),
      'The list of volunteers cannot be read: line 1 names no column',
    ],
  ])('called %s it says what would be right', (_, call, sentence) => {
    const { status, stderr } = call()
    expect(stderr).toContain(sentence)
    expect(status).toBe(1)
  })

  it('explains itself', () => {
    expect(run('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--volunteers') })
  })
})
