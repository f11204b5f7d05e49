import { beforeEach, describe, expect, test } from 'vitest'
import { volunteerAnswers } from '../../../bots/demo/answering.ts'
import { Townspeople } from '../../../bots/demo/townspeople.ts'

const [sam, priya, jack] = ['+447700900001', '+447700900002', '+447700900015']
const ask = (letter: string, what = 'flood help') =>
  `Muster: ${what} needed near GL99 1, about half a mile from you, within 30 minutes. Reply ${letter}1 yes, ${letter}2 no.`

let people: Townspeople
let sent: string[]
let at: number

const now = () => new Date(at)
const hear = (phone: string, text: string) => people.hear({ phone, direction: 'to_phone', text, at: now() })

/** Lets this many seconds go by, a quarter at a time. */
async function pass(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 4; i++) {
    at += 250
    await people.tick()
  }
}

beforeEach(() => {
  sent = []
  at = Date.parse('2026-11-22T10:00:00Z')
  const tempers = { [sam]: 'keen', [priya]: 'keen', [jack]: 'asleep' } as const
  people = new Townspeople({
    characters: new Map(Object.entries(tempers).map(([phone, temper]) => [phone, volunteerAnswers(temper)])),
    now,
    send: async (phone, text) => {
      sent.push(`${phone.slice(-3)} ${text.toUpperCase()}`)
      people.hear({ phone, direction: 'from_phone', text, at: now() })
    },
  })
})

test('somebody keen says yes after ten to sixteen seconds, somebody asleep never', async () => {
  hear(sam, ask('A'))
  hear(jack, ask('A'))
  await pass(9)
  expect(sent).toEqual([])
  await pass(300)
  expect(sent).toEqual(['001 A1'])
})

test('who has been told that they are not needed says nothing', async () => {
  hear(sam, ask('A'))
  hear(sam, ask('C', 'a lift'))
  hear(sam, 'Thank you. Covered now: flood help near GL99 1. You are not needed this time.')
  await pass(60)
  expect(sent).toEqual(['001 C1'])
})

test('a yes to one thing is a no to the next', async () => {
  hear(sam, ask('A'))
  hear(sam, ask('C', 'a lift'))
  await pass(60)
  expect(sent.toSorted()).toEqual(expect.arrayContaining([expect.stringMatching(/1$/), expect.stringMatching(/2$/)]))
})

test('two people do not say yes at the same moment', async () => {
  const times: number[] = []
  hear(sam, ask('A'))
  hear(priya, ask('A'))
  for (let i = 0; i < 100; i++) {
    const before = sent.length
    await pass(0.25)
    if (sent.length > before) times.push(at)
  }
  expect(times).toHaveLength(2)
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1_500)
})

describe('a phone that a visitor holds', () => {
  test('is not answered by its owner, and the others wait a while for it', async () => {
    people.hold(sam)
    hear(sam, ask('A'))
    hear(priya, ask('A'))
    await pass(29)
    expect(sent).toEqual([])
    await pass(10)
    expect(sent).toEqual(['002 A1'])
  })

  test('is answered by its owner once it is handed back, unless the visitor has answered', async () => {
    people.hold(sam)
    hear(sam, ask('A'))
    await pass(60)
    people.handBack(sam)
    await pass(6)
    expect(sent).toEqual(['001 A1'])
    people.hold(priya)
    hear(priya, ask('D'))
    people.hear({ phone: priya, direction: 'from_phone', text: 'd2', at: now() })
    people.handBack(priya)
    await pass(60)
    expect(sent).toEqual(['001 A1'])
  })

  test('goes back by itself after three minutes', async () => {
    people.hold(sam)
    await pass(181)
    expect(people.isHeld(sam)).toBe(false)
  })
})
