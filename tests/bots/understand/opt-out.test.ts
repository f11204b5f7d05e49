import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { type OptOut, readOptOut, saysOptIn } from '../../../bots/understand/opt-out.ts'
import type { HoursRange } from '../../../core/matching/hours.ts'
import { wallClock } from '../../../core/time.ts'

const now = '2026-11-25T14:00:00.000Z'
const folder = join(import.meta.dirname, '../../fixtures/texts')
const linesOf = (name: string): string[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function inWords({ weekdays, from, to }: HoursRange): string {
  const range = `${dayNames[weekdays[0]! - 1]}-${dayNames[weekdays.at(-1)! - 1]}`
  return from === 0 && to === 24 * 60 ? range : `${range} ${clock(from)}-${clock(to)}`
}

/** As the fixture writes it. */
function written(wish: OptOut | null): string {
  if (wish === null) return 'nothing'
  if (wish.scope === 'all') return 'all'
  if (wish.scope === 'topics') return `topic ${wish.kinds.join(',')}`
  if (wish.scope === 'hours') return `hours ${inWords(wish.hours)}`
  return wish.until === null ? 'pause -' : `pause ${wish.until.slice(0, 10)} ${clock(wallClock(wish.until).minute)}`
}

describe('what people ask us to stop', () => {
  const wishes = linesOf('opt-outs.txt').map((line) => line.split(' | ') as [string, string])

  it('is there in at least 150 wordings', () => {
    expect(wishes.length).toBeGreaterThanOrEqual(150)
  })

  test.each(wishes)('%s: "%s"', (expected, text) => {
    expect(written(readOptOut(text, now))).toBe(expected)
  })
})

describe('what only sounds like it', () => {
  const texts = linesOf('not-opt-outs.txt')

  it('is there in at least 150 wordings', () => {
    expect(texts.length).toBeGreaterThanOrEqual(150)
  })

  test.each(texts)('"%s" asks for nothing of the sort', (text) => {
    expect(written(readOptOut(text, now))).toBe('nothing')
  })
})

describe('when somebody is away', () => {
  const pauses = linesOf('pauses.txt').map((line) => line.split(' | ') as [string, string, string])
  const at = (moment: string | null, none: string): string =>
    moment === null ? none : `${moment.slice(0, 10)} ${clock(wallClock(moment).minute)}`

  test.each(pauses)('from %s until %s: "%s"', (from, until, text) => {
    const wish = readOptOut(text, now)
    const read = wish?.scope === 'pause' ? [at(wish.from, 'now'), at(wish.until, '-')] : [wish ?? 'none', 'none']
    expect(read).toEqual([from, until])
  })

  it('a day that has the name of today is the next of that name, a date that is today is today', () => {
    expect(readOptOut('away from Wednesday', now)).toMatchObject({ from: '2026-12-02T00:00:00.000Z' })
    expect(readOptOut('away from the 25th', now)).toMatchObject({ from: null, until: null })
  })

  it('a weekend and a month that have begun are away from now on', () => {
    const sunday = '2026-11-29T12:00:00.000Z'
    expect(readOptOut('away this weekend', sunday)).toMatchObject({ from: null, until: '2026-11-30T00:00:00.000Z' })
    expect(readOptOut('away in November', sunday)).toMatchObject({ from: null, until: '2026-12-01T00:00:00.000Z' })
  })

  it('begins and ends at midnight in London over the end of summer time', () => {
    expect(readOptOut('away from Saturday to Sunday', '2026-10-23T12:00:00.000Z')).toEqual({
      scope: 'pause',
      from: '2026-10-23T23:00:00.000Z',
      until: '2026-10-26T00:00:00.000Z',
    })
  })
})

test('a pause over the end of summer time still ends at midnight in London', () => {
  const wish = readOptOut('not this week', '2026-10-23T12:00:00.000Z')
  expect(wish).toEqual({ scope: 'pause', from: null, until: '2026-10-26T00:00:00.000Z' })
  expect(readOptOut('away until Sunday', '2026-10-23T12:00:00.000Z')).toEqual({
    scope: 'pause',
    from: null,
    until: '2026-10-24T23:00:00.000Z',
  })
})

test('START and UNSTOP ask for texts again, a yes does not', () => {
  expect(['START', 'unstop', 'Start.'].every(saysOptIn)).toBe(true)
  expect(['yes', 'YES', 'let us start at 5'].some(saysOptIn)).toBe(false)
})
