import { expect, test } from 'vitest'
import { acceptInvitation } from '../../../core/needs/answers.ts'
import type { Need } from '../../../core/needs/need.ts'
import type { Person } from '../../../core/people/person.ts'

const now = '2026-11-22T14:00:00.000Z'

const person = (more: Partial<Person>): Person =>
  ({
    id: 'sam',
    authority: 'a',
    addresses: ['x'],
    metAt: now,
    purpose: '',
    lawfulBasis: 'consent',
    source: '',
    noticeAt: null,
    retention: '',
    language: 'en',
    contact: null,
    volunteer: null,
    away: null,
    optedOut: {},
    exercises: [],
    asks: [],
    commitments: [],
    items: [],
    closed: [],
    retired: [],
    needs: [],
    ...more,
  }) as Person

const need = {
  id: 'old',
  kind: 'flood_help',
  status: 'open',
  wanted: 1,
  portions: null,
  assignments: [],
  invitations: [
    {
      person: 'sam',
      letter: 'A',
      wave: 1,
      metres: 1,
      offer: null,
      at: now,
      state: 'asked',
      condition: null,
      inMin: null,
    },
  ],
} as unknown as Need

const how = { now, inMin: null, condition: null, how: 'answered' } as const
const item = (letter: string, about: string) =>
  ({ letter, purpose: 'invitation', about, kind: 'flood_help', since: now }) as const

function letterTaken(sam: Person): { letter: unknown; opens: boolean } {
  const decided = acceptInvitation(need, sam, null, how)
  if (!decided.ok) throw new Error('refused')
  const accepted = decided.value.find(({ fact }) => fact.type === 'invitation_accepted')!.fact.body as {
    letter: string
  }
  return { letter: accepted.letter, opens: decided.value.some(({ fact }) => fact.type === 'item_opened') }
}

test('a yes under the open letter keeps it', () => {
  expect(letterTaken(person({ items: [item('A', 'old')] }))).toEqual({ letter: 'A', opens: false })
})

test('a late yes opens the letter again that last stood for this need', () => {
  expect(
    letterTaken(
      person({
        closed: [{ ...item('A', 'old'), at: now, outcome: 'stood_down' }],
        retired: [{ letter: 'A', at: now }],
      }),
    ),
  ).toEqual({ letter: 'A', opens: true })
})

test('a letter that has come to stand for another need is left alone', () => {
  expect(letterTaken(person({ items: [item('A', 'another')] }))).toEqual({ letter: 'C', opens: true })
  expect(
    letterTaken(
      person({
        closed: [{ ...item('A', 'another'), at: now, outcome: 'stood_down' }],
        retired: [{ letter: 'A', at: now }],
      }),
    ),
  ).toEqual({ letter: 'C', opens: true })
})
