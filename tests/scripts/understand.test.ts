import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

function ask(...lines: readonly unknown[]): { code: number | null; told: Record<string, unknown>[]; error: string } {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const run = spawnSync(process.execPath, ['scripts/understand.ts'], { input, encoding: 'utf8' })
  const told = run.stdout.split('\n').filter(Boolean)
  return { code: run.status, told: told.map((line) => JSON.parse(line)), error: run.stderr }
}

const now = '2026-11-25T14:00:00Z'
const openItems = [
  { letter: 'A', kind: 'shopping', state: 'asked', askedAt: '2026-11-25T13:50:00Z' },
  { letter: 'B', kind: 'lift', state: 'asked', askedAt: '2026-11-25T13:55:00Z' },
]

test('the door tells what each text says, in order', () => {
  const { code, told } = ask(
    { id: 'flood', text: "flood water coming in, need sandbags, GL20 5BY, mum can't walk" },
    { id: 'stop', text: 'STOP food', context: { now } },
    { id: 'mute', text: 'MUTE 2h', context: { now } },
    { id: 'codes', text: 'A1 B2', context: { now, openItems } },
    { id: 'time', text: 'yes to the shopping, in 2 hours', context: { now, openItems } },
    { id: 'which', text: 'yes', context: { now, openItems } },
    { id: 'theirs', text: 'where is it?', context: { now, openItems } },
  )
  expect(code).toBe(0)
  const [flood, stop, mute, codes, time, which, theirs] = told
  expect(flood).toMatchObject({
    id: 'flood',
    intent: 'request',
    direction: 'want',
    kinds: ['flood_help'],
    urgency: 'urgent',
    danger: false,
    optOut: null,
    place: { said: 'GL20 5BY', source: 'postcode' },
    vulnerable: ['cannot_walk'],
    language: 'en',
  })
  expect(stop).toMatchObject({ intent: 'opt_out', optOut: { topic: 'meal', topics: ['meal', 'shopping'] } })
  expect(mute).toMatchObject({ optOut: { until: '2026-11-25T16:00:00.000Z' } })
  expect(codes?.answers).toEqual([
    { letter: 'A', answer: 'yes' },
    { letter: 'B', answer: 'no' },
  ])
  expect(time?.answers).toEqual([{ letter: 'A', answer: 'yes', condition: 'in 2 hours', minutes: 120 }])
  expect(which).toMatchObject({ askBack: 'Which one do you mean? Reply A1 for shopping, B1 for a lift.' })
  expect(theirs).not.toHaveProperty('answers')
  expect(theirs).not.toHaveProperty('askBack')
})

test('a line that cannot be read is answered in its place and the others are read', () => {
  const { code, told, error } = ask('{"id":1,', { id: 2, text: 'need sandbags' }, { id: 3 })
  expect(code).toBe(1)
  expect(told.map(({ id, error }) => [id, error === undefined])).toEqual([
    [null, false],
    [2, true],
    [3, false],
  ])
  expect(error).toContain('Line 1: this is not JSON')
  expect(error).toContain('Line 3: text:')
})
